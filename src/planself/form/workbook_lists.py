"""What the drop-downs of a form's workbook offer, on a sheet of its own: lists in a cell break at 255 characters."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_uppercase
from typing import Any

from planself.files.form_workbook import LISTS


class WorkbookLists:
    """The lists so far; drop-downs that offer the same share one."""

    def __init__(self) -> None:
        self._lists: dict[tuple[str, ...], int] = {}

    def name(self, labels: Sequence[str]) -> str:
        """Return the defined name of a list."""
        return f"list_{self._place(labels) + 1:03}"

    def cells(self, labels: Sequence[str]) -> str:
        """Return the cells of a list, from the first row on."""
        column = column_letters(self._place(labels))
        return f"{LISTS}!${column}$1:${column}${len(labels)}"

    def write(self, book: Any, style: Any) -> None:
        """Write all lists."""
        sheet = book.add_worksheet(LISTS)
        for labels, place in self._lists.items():
            for row, label in enumerate(labels):
                sheet.write_string(row, place, label, style)
            book.define_name(self.name(labels), f"={self.cells(labels)}")
        sheet.very_hidden()

    def _place(self, labels: Sequence[str]) -> int:
        return self._lists.setdefault(tuple(labels), len(self._lists))


def column_letters(place: int) -> str:
    """Return the letters of a column by its place, counted from 0."""
    rest, letter = divmod(place, len(ascii_uppercase))
    return (column_letters(rest - 1) if rest else "") + ascii_uppercase[letter]
