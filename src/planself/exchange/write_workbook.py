"""A table as a workbook for people: a frozen heading, numbers with one decimal, further sheets behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from planself.exchange.cells_out import as_text
from planself.exchange.table_out import Layout, Sheet
from planself.exchange.workbook_cells import BookFile, close_book, fitted, is_cut, open_book
from planself.files.temporary import scratch

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # it has no types

MAX_ROWS = 1_048_575
"""Rows below the heading."""
MAX_COLUMNS = 16_384
_FIRST_YEAR = 1900
_ROUNDED_FROM = 10**15
_WIDTHS = {"row": 8, "source": 32, "subject.name": 28}


class WorkbookWriter:
    """Writes row by row, so that memory stays flat; the number of rows is the caller's to limit to MAX_ROWS."""

    def __init__(self, path: Path, layout: Layout, sheets: Sequence[Sheet] = (), name: str = "planself") -> None:
        self._scratch = ExitStack()
        folder = self._scratch.enter_context(scratch(path.parent))
        self._file = BookFile(path)
        self._book = open_book(self._file, constant_memory=True, tmpdir=str(folder))
        for said, value in layout.about.items():
            self._book.set_custom_property(said, value, "text")
        self._formats = {
            "heading": self._book.add_format({"bold": True, "bottom": 1, "num_format": "@"}),
            "score": self._book.add_format({"num_format": "0.0"}),
            "text": self._book.add_format({"num_format": "@"}),
            "date": self._book.add_format({"num_format": "yyyy-mm-dd"}),
            "moment": self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
            "prose": self._book.add_format({"text_wrap": True, "valign": "top"}),
        }
        self._layout = layout
        self._sheets = sheets
        self._table: Worksheet = self._book.add_worksheet(name)
        self._next = 1
        self.cut: dict[str, tuple[int, int]] = {}
        """How many texts of a column, or of a further sheet, were too long for a cell, and the first row."""
        self._begin()

    def write(self, batch: pl.DataFrame) -> None:
        """Add the rows of a batch."""
        flat = batch.with_columns(as_text(batch.schema))
        put = [self._putter(name, type_) for name, type_ in flat.schema.items()]
        for number, row in enumerate(flat.iter_rows(), self._next):
            for column, (cell, (write, style)) in enumerate(zip(row, put, strict=True)):
                if cell is not None:
                    write(number, column, cell, style)
        self._next += batch.height

    def add(self, sheet: Sheet) -> None:
        """Put a sheet behind those given at the start."""
        self._sheets = (*self._sheets, sheet)

    def close(self) -> None:
        """Write the further sheets and the file."""
        last = len(self._layout.schema) - 1
        self._table.autofilter(0, 0, max(self._next - 1, 0), last)
        for sheet in self._sheets:
            self._further(sheet)
        try:
            close_book(self._book)
            self._file.close()
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Remove what was gathered."""
        self._book.fileclosed = True  # or the library writes the file when it is forgotten
        for file in (*(sheet.row_data_fh for sheet in self._book.worksheets()), self._file):
            with suppress(OSError):  # what is still to be written of it may find no room
                file.close()
        self._scratch.close()

    def _begin(self) -> None:
        self._table.freeze_panes(1, 0)
        for column, (name, type_) in enumerate(self._layout.schema.items()):
            style = self._style(name, type_)
            width = _WIDTHS.get(name, max(10, min(len(name) + 3, 30)))
            self._table.set_column(column, column, width, style)
            self._text(name)(0, column, name, self._formats["heading"])

    def _style(self, name: str, type_: pl.DataType) -> Any:
        if name in self._layout.scores:
            return self._formats["score"]
        if isinstance(type_, pl.String):
            return self._formats["text"] if name not in self._layout.own else None
        if isinstance(type_, pl.Datetime):
            return self._formats["moment"]
        return self._formats["date"] if isinstance(type_, pl.Date) else None

    def _putter(self, name: str, type_: pl.DataType) -> tuple[Any, Any]:
        style = self._style(name, type_)
        if isinstance(type_, pl.String):
            own = name in self._layout.own
            return self._table.write_string if own else self._text(name), style
        if isinstance(type_, pl.Boolean):
            return self._table.write_boolean, style
        if type_.is_temporal():
            return self._moment, style
        return (self._integer if type_.is_integer() else self._table.write_number), style

    def _text(self, name: str, sheet: Worksheet | None = None) -> Callable[[int, int, str, Any], None]:
        """Return what writes somebody's text, and counts under a name those that do not fit into a cell."""
        put = (sheet or self._table).write_string

        def write(row: int, column: int, cell: str, style: Any) -> None:
            fit = fitted(cell)
            put(row, column, fit, style)
            if is_cut(cell, fit):
                before, first = self.cut.get(name, (0, row + 1))
                self.cut[name] = before + 1, first

        return write

    def _moment(self, row: int, column: int, cell: date, style: Any) -> int:
        """Write a day; those before Excel's calendar stay readable as text."""
        if cell.year < _FIRST_YEAR:
            return int(self._table.write_string(row, column, cell.isoformat(), style))
        return int(self._table.write_datetime(row, column, cell, style))

    def _integer(self, row: int, column: int, cell: int, style: Any) -> int:
        """Write a number; Excel would round one of more than fifteen digits, such as a long key."""
        if abs(cell) >= _ROUNDED_FROM:
            return int(self._table.write_string(row, column, str(cell), style))
        return int(self._table.write_number(row, column, cell, style))

    def _further(self, sheet: Sheet) -> None:
        made = self._book.add_worksheet(sheet.name)
        made.freeze_panes(1, 0)
        text = self._text(sheet.name, made)
        for column, width in enumerate(sheet.widths):
            made.set_column(column, column, width, self._formats["prose"])
        for number, row in enumerate(sheet.rows):
            style = self._formats["prose"] if number else self._formats["heading"]
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    text(number, column, cell, style)
                elif cell is not None:
                    made.write_number(number, column, cell, style)
