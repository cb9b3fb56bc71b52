"""The sheets of a small workbook as their filled cells, each as it stands: nothing is guessed at, nothing left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from planself.errors import Location
from planself.files.foreign import ARCHIVE, OLD_OFFICE, refuse_foreign
from planself.files.refusals import FORBIDDEN, damaged, refusal
from planself.files.workbook import inside_ods, inside_xlsx
from planself.files.workbook.inside import Inside, Look, place, refuse_vast
from planself.files.workbook.library_errors import library_errors
from planself.files.workbook.workbook_zip import Parts, is_protected, opened, protected
from planself.i18n import _

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_BLANK = re.compile(r"\s*").fullmatch
_DIGITS = 15
"""Of a number, as spreadsheets show and compare it."""


@dataclass(frozen=True, slots=True)
class NoValue:
    """What stands in a cell whose formula has an error for a result (`shown`), or none."""

    shown: str = ""


@dataclass(frozen=True, slots=True)
class Percentage:
    """A number that a cell shows a hundred times as large, with a percent sign."""

    percent: Decimal


Cell = str | int | Decimal | bool | date | datetime | time | timedelta | Percentage | NoValue
Place = tuple[int, int]
"""Row and column, counted from 1."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, and its filled cells in the order of rows and columns."""

    name: str
    cells: Mapping[Place, Cell]

    def rows(self) -> Iterator[tuple[int, dict[int, Cell]]]:
        """Yield the number and the cells of every row that has any."""
        rows: dict[int, dict[int, Cell]] = {}
        for (row, column), cell in self.cells.items():
            rows.setdefault(row, {})[column] = cell
        yield from rows.items()


def holds(data: bytes, name: str, words: tuple[bytes, ...]) -> bool:
    """Return whether a file is a workbook in which one of some words stands; raises InputError where it is damaged."""
    if is_protected(data):
        raise protected(name)
    if data.startswith(OLD_OFFICE):
        return any(word in data for word in words)
    if not data.startswith(ARCHIVE):
        return False
    with opened(BytesIO(data), name) as parts:
        return parts.hold(words)


def read_sheets(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Return all sheets of a workbook, hidden ones too; raises InputError where it is damaged, or made to swell."""
    from python_calamine import CalamineWorkbook

    if data.startswith(OLD_OFFICE):
        hint = _("Open it in Excel or LibreOffice, and save it as .xlsx or .ods.")
        raise refusal(Location(name), "E004", _("This form was saved as an old Excel workbook (.xls)."), hint)
    with opened(BytesIO(data), name) as parts:
        look = _look(parts, name)
        with library_errors(name):
            workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        sheets = []
        for sheet in workbook.sheet_names:
            refuse_vast(look(sheet), f"{name}#{sheet}")
            with library_errors(name):
                found = workbook.get_sheet_by_name(sheet)
                sheets.append(Sheet(sheet, dict(sorted(_cells(found, look(sheet)).items()))))
    return tuple(sheets)


def _look(parts: Parts, name: str) -> Look:
    if "content.xml" in parts:
        return inside_ods.look(parts, name)
    if not inside_xlsx.is_one(parts):
        refuse_foreign(parts.names().encode(), name)
        raise damaged(name, _("it is no whole workbook"))
    return inside_xlsx.look(parts, name)


def _cells(sheet: CalamineSheet, inside: Inside) -> dict[Place, Cell]:
    cells: dict[Place, Cell] = {}
    if sheet.start is not None:
        top, left = sheet.start
        for row, line in enumerate(sheet.to_python(), top + 1):
            for column, raw in enumerate(line, left + 1):
                if not isinstance(raw, str) or not _BLANK(raw):
                    cells[row, column] = _as_typed(raw)
    for row, column in inside.percentages:
        number = cells.get((row + 1, column + 1))
        if isinstance(number, int | Decimal) and not isinstance(number, bool):
            cells[row + 1, column + 1] = Percentage((Decimal(number) * 100).normalize())
    for (row, column), shown in inside.errors.items():
        cells[row + 1, column + 1] = NoValue(shown)
    for row, column in map(place, inside.uncalculated):
        cells[row + 1, column + 1] = NoValue()
    return cells


def _as_typed(raw: str | float | bool | date | time | timedelta) -> Cell:
    if isinstance(raw, str):
        return FORBIDDEN.sub("", raw.replace("\r\n", "\n").replace("\r", "\n"))
    if isinstance(raw, float):
        number = Decimal(f"{raw:.{_DIGITS}g}")
        return int(number) if number == number.to_integral_value() else number
    return raw
