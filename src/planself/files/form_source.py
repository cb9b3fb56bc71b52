"""A filled-in Excel form as the data of an answer file, each value at its cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from planself.errors import Location
from planself.files.disk import read_bytes
from planself.files.form_answers import FormReading
from planself.files.form_ids import CellPlace, CellProblems, read_ids
from planself.files.form_rows import read_rows
from planself.files.form_workbook import MARK, Column
from planself.files.parsed_source import Source
from planself.files.workbook.sheets import holds, read_sheets

MAX_FORM = 8 * 1024 * 1024
"""Bytes: several times what a form of a thousand questions has."""
_SIGNS = (MARK.rpartition("/")[0].encode(), Column.KEY.encode())


@dataclass(frozen=True, slots=True)
class FormSource(Source):
    """The data of an answer file that came out of a workbook."""

    cells: Mapping[tuple[str | int, ...], CellPlace] = field(default_factory=dict, repr=False, compare=False)
    """Where the values stand."""
    keys: Mapping[tuple[str | int, ...], CellPlace] = field(default_factory=dict, repr=False, compare=False)
    """Where the rows of the questions have their keys."""
    sheets: tuple[str, ...] = ()

    @property
    def exact(self) -> bool:
        """Numbers of a workbook have no signs between thousands."""
        return True

    @property
    def is_text(self) -> bool:
        """A workbook has cells."""
        return False

    def locate(self, path: tuple[str | int, ...], *, key: bool = False) -> Location:
        """Return the cell of the value at a path (or the key of its row), or of the deepest thing around it."""
        if key and path in self.keys:
            at = self.keys[path]
        else:
            while path and path not in self.cells:
                path = path[:-1]
            at = self.cells[path]
        return Location(self.name, at.row, at.column, at.sheet)

    def order(self, where: Location) -> tuple[int, int, int]:
        """Return what sorts places: by the order of the sheets, then by rows and columns."""
        sheet = self.sheets.index(where.sheet) if where.sheet in self.sheets else -1
        return sheet, where.line or 0, where.column or 0


def load_form(path: Path) -> FormSource | None:
    """Return an Excel form, None for another workbook; raises InputError for one that is damaged or locked."""
    data = form_bytes(path)
    return None if data is None else form_source(data, str(path))


def form_bytes(path: Path) -> bytes | None:
    """Return the bytes of an Excel form, None where a file is another workbook, or longer than any form."""
    if not path.is_file() or path.stat().st_size > MAX_FORM:
        return None
    data = read_bytes(path, MAX_FORM)
    return data if holds_form(data, str(path)) else None


def holds_form(data: bytes, name: str) -> bool:
    """Return whether bytes are those of an Excel form; raises InputError for a damaged or locked workbook."""
    return holds(data, name, _SIGNS)


def form_source(data: bytes, name: str) -> FormSource:
    """Return an Excel form as an answer file; what is wrong with single cells is among its problems."""
    found = CellProblems(name)
    sheets = read_sheets(data, name)
    ids = read_ids(sheets, found)
    reading = FormReading(ids, read_rows(sheets, ids, found), found)
    data_ = reading.data()
    order = tuple(sheet.name for sheet in sheets)
    problems = tuple(found.problems)
    return FormSource(name, "", data_, problems=problems, cells=reading.cells, keys=reading.keys, sheets=order)
