"""How a form's workbook looks, on the screen and on paper, and what its protection lets people do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planself.exchange.workbook_cells import fitted
from planself.form.workbook_size import POINTS
from planself.form.workbook_text import Look, Piece
from planself.report.palette import PALETTES

FONT = {"font_name": "Arial", "font_size": POINTS}
TITLE, SECTION = 1.6, 1.3
"""How much larger than the rest titles are."""
PADDING = 5.0
"""What a row is higher than its lines, in points."""
_COLOURS = PALETTES["light"].names
_INPUT_GROUND, _LINES = "#fffbe8", "#b3bcc3"
_A4 = 9
_FOOTER = 100
_PROTECTED_BUT = ("select_locked_cells", "select_unlocked_cells", "format_columns", "format_rows", "sort", "autofilter")
"""What is possible on a protected sheet: to look around, to widen, to sort and to filter."""


class WorkbookStyle:
    """The formats of a workbook, by what they are for."""

    def __init__(self, book: Any) -> None:
        ink, soft, rule, accent = (_COLOURS[name] for name in ("ink", "ink2", "rule", "accent"))
        base = {**FONT, "font_color": ink, "valign": "top", "text_wrap": True, "num_format": "@"}
        above = {"top": 1, "top_color": _LINES}
        below = {"bottom": 1, "bottom_color": rule}
        heading = {"bold": True, "bg_color": _COLOURS["tint"], "bottom": 1, "bottom_color": _COLOURS["rule2"]}
        field = {"locked": False, "bg_color": _INPUT_GROUND, "border": 1, "border_color": _LINES}
        formats: dict[str, dict[str, Any]] = {
            "title": {"bold": True, "font_size": TITLE * POINTS, "font_color": accent},
            "section": {"bold": True, "font_size": SECTION * POINTS, "font_color": accent, "valign": "vcenter"},
            "heading": heading,
            "heading_indented": {**heading, "align": "left", "indent": 1},
            "part": {"bold": True, "font_size": 12, "font_color": accent, "valign": "bottom"},
            "plain": {},
            "soft": {"font_color": soft},
            "bold": {"bold": True},
            "notice": {"italic": True, "font_color": accent},
            "first": {**above, "align": "left", "indent": 1},
            "first_bold": {**above, "bold": True},
            "first_soft": {**above, "align": "left", "indent": 1, "font_color": soft},
            "first_number": {**above, "num_format": "0", "align": "center", "font_color": soft},
            "next": {"align": "left", "indent": 1},
            "next_soft": {"align": "left", "indent": 1, "font_color": soft},
            "line": below,
            "line_bold": {**below, "bold": True},
            "line_count": {**below, "num_format": "0", "align": "right"},
            "count": {"bold": True, "num_format": "0", "align": "right"},
            "count_heading": {**heading, "align": "right"},
            "field": field,
            "field_tick": {**field, "bold": True, "align": "center"},
            "field_number": {**field, "num_format": "General", "align": "left"},
            "field_date_de": {**field, "num_format": "dd.mm.yyyy", "align": "left"},
            "field_date_en": {**field, "num_format": "yyyy-mm-dd", "align": "left"},
            "hidden": {"num_format": ";;;", "font_color": soft},
        }
        self._formats = {name: book.add_format({**base, **own}) for name, own in formats.items()}
        letters: dict[Look, dict[str, Any]] = {
            "bold": {"bold": True},
            "plain": {},
            "soft": {"font_color": soft},
            "notice": {"font_color": accent},
        }
        self._letters = {look: book.add_format({**FONT, "font_color": ink, **own}) for look, own in letters.items()}
        self.faded = book.add_format({"font_color": _COLOURS["rule2"], "bg_color": "#eceff1"})
        self.alarming = book.add_format({"font_color": PALETTES["light"].marks[0], "bold": True})

    def __getitem__(self, name: str) -> Any:
        """Return a format."""
        return self._formats[name]

    def fill(self, sheet: Any, row: int, column: int, text: str, name: str) -> None:
        """Write a text into a cell that takes input, or leave it empty."""
        if text:
            sheet.write_string(row, column, text, self[name])
        else:
            sheet.write_blank(row, column, None, self[name])

    def write(self, sheet: Any, row: int, column: int, pieces: Sequence[Piece], name: str) -> None:
        """Write pieces of different looks into one cell; nothing in them becomes a formula."""
        said = [piece for piece in pieces if piece.text]
        if len(said) < 2:
            sheet.write_string(row, column, fitted(said[0].text) if said else "", self[name])
            return
        parts = [part for piece in said for part in (self._letters[piece.look], fitted(piece.text))]
        sheet.write_rich_string(row, column, *parts, self[name])


def set_up_page(sheet: Any, title: str, page: str, *, landscape: bool) -> None:
    """Let a sheet print on A4 in full width, numbered, and protect all but its fields, without a password."""
    sheet.set_paper(_A4)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer(f"&L&8 {title[:_FOOTER].replace('&', '&&')}&R&8 {page}")
    sheet.hide_gridlines(2)
    sheet.ignore_errors(dict.fromkeys(("number_stored_as_text", "formula_differs"), "A1:Z1048576"))
    sheet.protect("", dict.fromkeys(_PROTECTED_BUT, True))
