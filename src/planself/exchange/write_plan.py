"""An action plan for people who plan in a spreadsheet: a workbook or CSV."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

from planself.actions.status import PlanStatus
from planself.actions.status_words import beginning, newest
from planself.actions.table import STATUS, PlanColumn, Rows, Value, columns, statuses
from planself.exchange.table_out import Style
from planself.exchange.workbook_cells import fitted, is_cut, open_book
from planself.exchange.write_csv import MARK, lines
from planself.i18n import Reader
from planself.text import inert

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # it has no types

_FIRST_YEAR = 1900
_LINE, _MOST_LINES = 15, 27
"""A line's height in points, and how many lines Excel lets a row be high."""
_A3 = 8
"""Excel's number of the paper; on A4 so many columns could not be read."""
_SPARE = 200
"""Rows below the last action in which a status is chosen from the list, too."""


def plan_csv(status: PlanStatus, reader: Reader, style: Style) -> bytes:
    """Return the actions as CSV, with days as 2026-11-30 and no cell that a spreadsheet would run."""
    shown = columns(reader)
    rows = Rows(status.plan, reader).all()
    cells = [[_plain(row[column.key]) for column in shown] for row in rows]
    return MARK + lines([[column.heading for column in shown], *cells], style).encode()


def _lines(value: Value, width: int) -> int:
    """Return how many lines a cell needs; spreadsheets do not all find that out by themselves."""
    if not isinstance(value, str):
        return 1
    return min(sum(-(-max(len(line), 1) // max(width - 2, 1)) for line in value.split("\n")), _MOST_LINES)


def _plain(value: Value) -> str | int | None:
    return value.isoformat() if isinstance(value, date) else value


def plan_workbook(status: PlanStatus, reader: Reader) -> tuple[bytes, dict[str, tuple[int, int]]]:
    """Return the plan as a workbook, the actions, then the targets; and by column how many texts had to be cut.

    Beside that number stands the first row where it happened.
    """
    out = BytesIO()
    book = open_book(out, in_memory=True)
    sheets = _Sheets(book, reader)
    sheets.actions(status)
    if status.targets:
        sheets.targets(status)
    book.close()
    return out.getvalue(), sheets.cut


class _Sheets:
    def __init__(self, book: Any, reader: Reader) -> None:
        self.book, self.reader = book, reader
        self.cut: dict[str, tuple[int, int]] = {}
        top: dict[str, Any] = {"valign": "top"}
        self.formats = {
            "heading": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "num_format": "@"}),
            "text": book.add_format({**top, "text_wrap": True, "num_format": "@"}),
            "number": book.add_format(top),
            "score": book.add_format({**top, "num_format": "0.0"}),
            "share": book.add_format({**top, "num_format": "0%"}),
            "date": book.add_format({**top, "num_format": "dd.mm.yyyy" if reader.lang == "de" else "yyyy-mm-dd"}),
        }

    def actions(self, status: PlanStatus) -> None:
        """Write the sheet of actions, ready to be sorted, filtered and printed on one page's width."""
        shown, rows = columns(self.reader), Rows(status.plan, self.reader).all()
        sheet = self.sheet(self.reader._("Actions"), shown)
        for number, row in enumerate(rows, 1):
            sheet.set_row(number, _LINE * max(_lines(row[column.key], column.width) for column in shown))
            for place, column in enumerate(shown):
                self.put(sheet, (number, place), row[column.key], column.heading)
        place = next(place for place, column in enumerate(shown) if column.key == STATUS)
        choice = {
            "validate": "list",
            "source": statuses(self.reader),
            "error_title": self.reader._("Status"),
            "error_message": self.reader._("Choose one of the words in the list."),
        }
        sheet.data_validation(1, place, len(rows) + _SPARE, place, choice)
        sheet.autofilter(0, 0, max(len(rows), 1), len(shown) - 1)

    def targets(self, status: PlanStatus) -> None:
        """Write the sheet of targets."""
        _, names = self.reader._, Rows(status.plan, self.reader)
        days = (beginning(status, self.reader), newest(status, self.reader))
        heads = (_("Hurdle"), *days, _("Target"), _("Progress"))
        widths = (48, 16, 12, 12, 12)
        shown = [PlanColumn(str(place), head, widths[place]) for place, head in enumerate(heads)]
        sheet = self.sheet(_("Targets"), shown)
        for number, target in enumerate(status.targets, 1):
            self.put(sheet, (number, 0), names.say(names.hurdles[target.hurdle]), heads[0])
            for place, score in enumerate((target.baseline, target.current, target.target), 1):
                if score is not None:
                    sheet.write_number(number, place, score / 10, self.formats["score"])
            if target.share is not None:
                sheet.write_number(number, 4, target.share / 100, self.formats["share"])

    def sheet(self, name: str, shown: Sequence[PlanColumn]) -> Worksheet:
        """Return a new sheet with its heading, frozen and repeated on every printed page."""
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, 2 if len(shown) > 5 else 0)
        sheet.set_row(0, 2 * _LINE)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(_A3)
        sheet.fit_to_pages(1, 0)
        for place, column in enumerate(shown):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, column.heading, self.formats["heading"])
        return sheet

    def put(self, sheet: Worksheet, place: tuple[int, int], value: Value, heading: str) -> None:
        """Write a cell as what it is; no text ever becomes a formula or a link."""
        match value:
            case None | "":
                sheet.write_blank(*place, None, self.formats["text"])
            case int():
                sheet.write_number(*place, value, self.formats["number"])
            case date() if value.year >= _FIRST_YEAR:
                sheet.write_datetime(*place, value, self.formats["date"])
            case _:
                text = inert(str(value))
                fit = fitted(text)
                sheet.write_string(*place, fit, self.formats["text"])
                if is_cut(text, fit):
                    before, first = self.cut.get(heading, (0, place[0] + 1))
                    self.cut[heading] = before + 1, first
