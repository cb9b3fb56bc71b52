"""The rows of an Excel form that take input, found by the keys in its hidden cells, wherever they have gone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from planself.files.form_ids import CellPlace, CellProblems, FormIds, spaced
from planself.files.form_workbook import Column, RowKind
from planself.files.refusals import brief
from planself.files.workbook.sheets import Cell, Sheet
from planself.i18n import _, n_
from planself.text import first_few

_LOOKS_LIKE_KEY = re.compile(rf"(?:{'|'.join(RowKind)}):\S+").fullmatch
_REMARKS = (Column.UNSURE, Column.COMMENT, Column.EVIDENCE)
_NAMED = 8


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row that takes input: where its columns are, and what stands in them."""

    sheet: str
    number: int
    columns: Mapping[str, int]
    cells: Mapping[int, Cell]

    def place(self, column: Column) -> CellPlace:
        """Return the cell of a column."""
        return CellPlace(self.sheet, self.number, self.columns.get(column, self.columns[Column.KEY]))

    def cell(self, column: Column) -> Cell | None:
        """Return what stands in a column, None where nothing does."""
        return self.cells.get(self.columns.get(column, 0))


def read_rows(sheets: Sequence[Sheet], ids: FormIds, found: CellProblems) -> dict[str, FormRow]:
    """Return the rows by their keys; what is there twice, missing or changed is noted."""
    rows: dict[str, FormRow] = {}
    expected = list(ids.row_keys())
    known = set(expected)
    for key, row in (pair for sheet in sheets if sheet.name != ids.sheet for pair in _of_sheet(sheet, found)):
        at = row.place(Column.ANSWER)
        if key not in known:
            message = _("The hidden key of this row, {key}, is none of this form.").format(key=brief(key))
            found.add(at, "E303", message, _restore())
        elif key in rows:
            message = _("The row of {row} is there twice; the first is {place}.")
            first = found.locate(rows[key].place(Column.ANSWER))
            found.add(at, "E304", message.format(row=_named(key), place=first), _("Delete one of the two."))
        else:
            rows[key] = row
            _need_columns(key, row, found)
            _need_text(ids.texts.get(key, ""), row, found)
    _find_missing(expected, rows, CellPlace(ids.sheet, 1, 1), found)
    return rows


def _of_sheet(sheet: Sheet, found: CellProblems) -> Iterator[tuple[str, FormRow]]:
    """Yield every row with a key; a sheet without the row of its columns' keys has none that could be read."""
    heads = [place for place, cell in sheet.cells.items() if cell == Column.KEY]
    if len(heads) != 1:
        if heads or any(isinstance(cell, str) and _LOOKS_LIKE_KEY(cell) for cell in sheet.cells.values()):
            message = _("The hidden row with the keys of the columns is missing on this sheet, or there twice.")
            found.add(CellPlace(sheet.name, *(heads[1] if heads else (1, 1))), "E305", message, _restore())
        return
    head, key_column = heads[0]
    columns: dict[str, int] = {}
    for (row, column), cell in sheet.cells.items():
        if row == head and isinstance(cell, str) and cell in set(Column):
            if cell in columns:
                message = _("The key {key} of a column stands here again.").format(key=brief(cell))
                found.add(CellPlace(sheet.name, row, column), "E305", message, _restore())
            columns.setdefault(cell, column)
    for number, cells in sheet.rows():
        key = cells.get(key_column)
        if number != head and key is not None:
            yield str(key).strip(), FormRow(sheet.name, number, columns, cells)


def _need_columns(key: str, row: FormRow, found: CellProblems) -> None:
    """Refuse a row whose columns cannot be found: what stands in them would be lost without a word."""
    needed = [Column.ANSWER, *(_REMARKS if key.startswith(f"{RowKind.QUESTION}:") else ())]
    missing = [column for column in needed if column not in row.columns]
    if missing:
        message = n_(
            "The key of a column is missing on this sheet: {{keys}}.",
            "The keys of columns are missing on this sheet: {{keys}}.",
            len(missing),
        )
        at = CellPlace(row.sheet, row.number, row.columns[Column.KEY])
        found.add(at, "E305", message.format(keys=", ".join(missing)), _restore())


def _need_text(beginning: str, row: FormRow, found: CellProblems) -> None:
    """Refuse a row that shows another question or option than its key names, as after sorting without the key."""
    if not any(isinstance(cell, str) and spaced(cell).startswith(beginning) for cell in row.cells.values()):
        message = _("This row does not show what its hidden key names: {text}.")
        found.add(row.place(Column.ANSWER), "E311", message.format(text=brief(beginning)), _restore())


def _find_missing(expected: Sequence[str], rows: Mapping[str, FormRow], top: CellPlace, found: CellProblems) -> None:
    """Note the rows that are not there, those that stood together as one, beside the row that is next to them."""
    last = next((rows[key].place(Column.ANSWER) for key in expected if key in rows), top)
    for here, keys in groupby(expected, rows.__contains__):
        names = list(keys)
        if here:
            last = rows[names[-1]].place(Column.ANSWER)
            continue
        message = n_(
            "{n} row is missing next to this one: {{rows}}.",
            "{n} rows are missing next to this one: {{rows}}.",
            len(names),
        )
        found.add(last, "E306", message.format(rows=first_few([_named(key) for key in names], _NAMED)), _restore())


def _named(key: str) -> str:
    """Return the id of a question, of an option with its question, or of a field."""
    return key.partition(":")[2]


def _restore() -> str:
    return _("Take the change back, or copy the answers into the form as it was sent.")
