"""Excel forms for tests, as planself writes them, then filled in and damaged through openpyxl as people would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from planself.files.form_workbook import IDS, LISTS, STATES, Column
from planself.form.content import FormOptions
from planself.form.workbook import form_workbook
from planself.questionnaire.load import Loaded


@dataclass
class FormBook:
    """A form's workbook in memory."""

    book: Workbook

    @classmethod
    def empty(cls, loaded: Loaded, **options: Any) -> FormBook:
        """Return a form as planself writes it."""
        return cls(openpyxl.load_workbook(BytesIO(form_workbook(loaded, FormOptions(("de",), **options)).data)))

    def save(self, path: Path) -> Path:
        """Write the workbook and return where it is."""
        self.book.save(path)
        return path

    def sheets(self) -> Iterator[Worksheet]:
        """Yield the sheets that take input."""
        yield from (sheet for sheet in self.book if sheet.title not in (IDS, LISTS, STATES))

    @property
    def cover(self) -> Worksheet:
        """The first sheet."""
        return next(self.sheets())

    def cell(self, key: str, column: Column = Column.ANSWER) -> Cell:
        """Return the cell of a row, both by their hidden keys."""
        for sheet in self.sheets():
            heads = {cell.value: cell.column for row in sheet.iter_rows(max_row=9) for cell in row}
            if Column.KEY in heads:
                for row in range(1, sheet.max_row + 1):
                    if sheet.cell(row, heads[Column.KEY]).value == key:
                        return sheet.cell(row, heads[column])
        raise KeyError(key)

    def put(self, key: str, value: Any, column: Column = Column.ANSWER) -> str:
        """Write into the cell of a row, and return its place as problems name it."""
        cell = self.cell(key, column)
        cell.value = value
        return place(cell)

    def at(self, key: str) -> str:
        """Return the place of an answer as problems name it."""
        return place(self.cell(key))

    def keys(self, sheet: Worksheet) -> list[str]:
        """Return the keys of a sheet's rows, from top to bottom."""
        found = (sheet.cell(row, 1).value for row in range(1, sheet.max_row + 1))
        return [str(key) for key in found if key and key != Column.KEY]


def place(cell: Cell) -> str:
    """Return a cell as problems name it behind the file."""
    return f"{cell.parent.title}!{cell.coordinate}"
