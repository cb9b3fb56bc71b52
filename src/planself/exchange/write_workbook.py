"""A table as a workbook for people: a frozen heading, numbers with one decimal, further sheets behind it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import polars as pl

from planself.exchange.cells_out import as_text
from planself.exchange.table_out import Layout, Sheet

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
        from xlsxwriter import Workbook  # type: ignore[import-untyped]  # the same

        self._scratch = TemporaryDirectory(prefix=".planself-", dir=path.parent)
        options = {
            "constant_memory": True,
            "tmpdir": self._scratch.name,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "nan_inf_to_errors": True,
            "remove_timezone": True,
        }
        self._file = path.open("wb")
        self._book = Workbook(self._file, options)
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
        self.cut = 0
        """Texts that were longer than a cell can be."""
        self._begin()

    def write(self, batch: pl.DataFrame) -> None:
        """Add the rows of a batch."""
        flat = batch.with_columns(as_text(batch.schema))
        put = [self._putter(name, type_) for name, type_ in flat.schema.items()]
        for number, row in enumerate(flat.iter_rows(), self._next):
            for column, (cell, (write, style)) in enumerate(zip(row, put, strict=True)):
                if cell is not None:
                    self.cut += write(number, column, cell, style) == -2
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
            self._book.close()
            self._file.close()
        finally:
            self._scratch.cleanup()

    def abandon(self) -> None:
        """Remove what was gathered."""
        self._book.fileclosed = True  # or the library writes the file when it is forgotten
        for file in (*(sheet.row_data_fh for sheet in self._book.worksheets()), self._file):
            with suppress(OSError):  # what is still to be written of it may find no room
                file.close()
        self._scratch.cleanup()

    def _begin(self) -> None:
        self._table.freeze_panes(1, 0)
        for column, (name, type_) in enumerate(self._layout.schema.items()):
            style = self._style(name, type_)
            width = _WIDTHS.get(name, max(10, min(len(name) + 3, 30)))
            self._table.set_column(column, column, width, style)
            self._table.write_string(0, column, name, self._formats["heading"])

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
            return self._table.write_string, style
        if isinstance(type_, pl.Boolean):
            return self._table.write_boolean, style
        if type_.is_temporal():
            return self._moment, style
        return (self._integer if type_.is_integer() else self._table.write_number), style

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
        for column, width in enumerate(sheet.widths):
            made.set_column(column, column, width, self._formats["prose"])
        for number, row in enumerate(sheet.rows):
            style = self._formats["prose"] if number else self._formats["heading"]
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    made.write_string(number, column, cell, style)
                elif cell is not None:
                    made.write_number(number, column, cell, style)
