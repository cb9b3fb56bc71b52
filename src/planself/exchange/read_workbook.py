"""A table in a workbook: XLSX, XLSM, ODS and XLS, one sheet of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from planself.errors import Location, Problem, Severity, UsageError, did_you_mean
from planself.exchange import workbook_kind
from planself.exchange.csv_dialect import title
from planself.exchange.raw_table import RawTable, elsewhere, existing, refuse_wide, unique
from planself.exchange.read_csv import named, no_rows
from planself.exchange.table_top import above
from planself.files.refusals import brief, refusal
from planself.files.workbook.inside import Inside, Look, reference, refuse_vast
from planself.files.workbook.library_errors import library_errors
from planself.i18n import _, n_
from planself.tables.heading_rows import MOST, HeadingRows
from planself.text import first_few, one_line

if TYPE_CHECKING:
    import polars as pl
    from python_calamine import CalamineSheet, CalamineWorkbook

_Cell = int | float | str | bool | time | date | datetime | timedelta
Merged = list[tuple[tuple[int, int], tuple[int, int]]]
_LIMIT = 1 << 30


def read(path: Path, top: HeadingRows, sheet: str | None = None) -> RawTable:
    """Return the table of the named sheet, or of the first one that is visible and holds anything."""
    name = str(path)
    if existing(path, name) > _LIMIT:
        message = _("The workbook is larger than {limit} MiB.").format(limit=_LIMIT >> 20)
        raise refusal(Location(name), "E258", message, _("Export the table as CSV."))
    if not path.stat().st_size:
        hint = _("Export the table again; it needs a line of headings and one line for each answer set.")
        raise refusal(Location(name), "E003", _("The file is empty."), hint)
    with workbook_kind.looked_into(path, name) as look, _open(path, name) as workbook:
        found, others = _choose(workbook, sheet, look, name)
        with elsewhere(others, ("E256",)):
            table = _table(found, look(found.name), f"{name}#{found.name}", top)
        return replace(table, sheets=others, notes=(*_others(found.name, others, name), *table.notes))


def _open(path: Path, name: str) -> CalamineWorkbook:
    from python_calamine import CalamineWorkbook

    with library_errors(name):
        return CalamineWorkbook.from_path(path)


def _choose(
    workbook: CalamineWorkbook, sheet: str | None, look: Look, name: str
) -> tuple[CalamineSheet, tuple[str, ...]]:
    """Return the sheet to read, and the names of others that could be meant."""
    names = workbook.sheet_names
    if sheet is not None:
        if sheet not in names:
            raise _no_sheet(sheet, names, name)
        return _load(workbook, sheet, look, name), ()
    visible = _visible(workbook)
    for each in visible:
        if look(each).grid.cells and (found := _load(workbook, each, look, name)).start is not None:
            return found, tuple(other for other in visible if other != each)
    hint = _("Look whether the table is on a hidden sheet, and name that with --sheet.")
    raise refusal(Location(name), "E003", _("No visible sheet of the workbook holds anything."), hint)


def _visible(workbook: CalamineWorkbook) -> list[str]:
    """Return the names of the sheets that a person sees and that can hold a table."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    return [
        data.name
        for data in workbook.sheets_metadata
        if data.visible == SheetVisibleEnum.Visible and data.typ == SheetTypeEnum.WorkSheet
    ]


def _load(workbook: CalamineWorkbook, sheet: str, look: Look, name: str) -> CalamineSheet:
    refuse_vast(look(sheet), f"{name}#{sheet}")
    with library_errors(f"{name}#{sheet}"):
        return workbook.get_sheet_by_name(sheet)


def _no_sheet(sheet: str, names: list[str], name: str) -> UsageError:
    message = _("{file} has no sheet {sheet}.").format(file=name, sheet=brief(sheet))
    near = did_you_mean(sheet, names)
    if near is not None:
        return UsageError(message, _("Did you mean {word}?").format(word=brief(near)))
    return UsageError(message, _("It has {sheets}.").format(sheets=first_few([brief(each) for each in names], 20)))


def _others(read_: str, others: tuple[str, ...], name: str) -> tuple[Problem, ...]:
    if not others:
        return ()
    message = _("The sheet {sheet} was read; the workbook also has {others}.")
    listed = first_few([brief(one_line(other)) for other in others], 5)
    text = message.format(sheet=brief(one_line(read_)), others=listed)
    return (Problem(Location(name), "N452", text, _("Choose another with --sheet NAME."), Severity.NOTE),)


def _table(sheet: CalamineSheet, inside: Inside, name: str, top: HeadingRows) -> RawTable:
    if sheet.start is None:
        raise refusal(Location(name), "E003", _("The sheet is empty."), _("Choose another with --sheet NAME."))
    start = top_row, left = sheet.start
    rows = _rows(sheet, inside, name)
    refuse_wide(len(rows[0]), name)
    merged = [((a - top_row, b - left), (c - top_row, d - left)) for (a, b), (c, d) in sheet.merged_cell_ranges or ()]
    filled = [number for number, row in enumerate(rows) if any(cell != "" for cell in row)]
    reach = _reach(merged, len(rows[0]))
    lines = [[_heading(cell) for cell in rows[number]] for number in filled[: MOST + 1]]
    first = top.of(lines[0], lines[1:], least=sum(number <= reach for number in filled[1:]))
    _refuse_heading(first.more, merged, rows, start, name)
    kept = [rows[number] for number in filled[first.more + 1 :]]
    frame, headings, bare = named(_frame(first.headings, kept), first.headings, name)
    below = [cells for cells in merged if cells[0][0] > first.more]
    notes = (*bare, *_merged_note(below, start, name), *_uncalculated(inside, name))
    notes = notes if kept else (*notes, no_rows(name))
    skipped = tuple(top_row + number + 1 for number in sorted(set(range(filled[-1])) - set(filled)))
    hidden, totals = frozenset(inside.hidden), frozenset(inside.totals)
    table = RawTable(name, frame, top_row + 2, headings, notes=notes, skipped=skipped, hidden=hidden, totals=totals)
    return above(table, first, top)


def _reach(merged: Merged, width: int) -> int:
    """Return over how many rows below the first merged headings reach, where each is merged downwards or sideways."""
    above = [(left, bottom, right) for (first, left), (bottom, right) in merged if first == 0]
    columns = {column for left, _bottom, right in above for column in range(left, right + 1)}
    return max((bottom for _left, bottom, _right in above), default=0) if len(columns) == width else 0


def _rows(sheet: CalamineSheet, inside: Inside, name: str) -> list[list[_Cell]]:
    """Return all cells; an error value stands as its text, where the library gives nothing."""
    with library_errors(name):
        rows: list[list[_Cell]] = sheet.to_python()
    assert sheet.start is not None  # noqa: S101 - an empty sheet is refused before
    top, left = sheet.start
    for (row, column), value in inside.errors.items():
        if 0 <= row - top < len(rows) and 0 <= column - left < len(rows[0]):
            rows[row - top][column - left] = value
    return rows


def _heading(cell: _Cell) -> str:
    return _text(cell) or ""


def _refuse_heading(more: int, merged: Merged, rows: list[list[_Cell]], start: tuple[int, int], name: str) -> None:
    """Refuse a first row that cannot be the headings, and has no others below: merged cells, or a title."""
    top = start[0]
    wide = [((a, b), (c, d)) for (a, b), (c, d) in merged if a == 0]
    if wide and not more:
        message = _("Cells are merged in the headings: {cells}.").format(cells=_ranges(wide, start))
        hint = _("Undo the merging and give each column one heading of its own, all in one row.")
        raise refusal(Location(name, top + 1), "E256", message, hint)
    filled = [heading for heading in map(_heading, rows[0]) if heading]
    wider = sum(sum(cell != "" for cell in row) > 1 for row in islice(rows, 1, 200))
    if len(filled) == 1 and wider and not more:
        raise title(Location(name, top + 1), filled[0])


def _ranges(merged: Merged, start: tuple[int, int]) -> str:
    top, left = start
    shown = [f"{reference(top + a, left + b)}:{reference(top + c, left + d)}" for (a, b), (c, d) in merged[:5]]
    return ", ".join(shown) + (" …" if len(merged) > 5 else "")


def _merged_note(merged: Merged, start: tuple[int, int], name: str) -> tuple[Problem, ...]:
    if not merged:
        return ()
    message = _(
        "Cells are merged among the answers: {cells}. Only the first of each holds a value, the rest are empty."
    )
    hint = _("If the value is meant for all of them, undo the merging and fill it in.")
    text = message.format(cells=_ranges(merged, start))
    return (Problem(Location(name, start[0] + merged[0][0][0] + 1), "N455", text, hint, Severity.WARNING),)


def _uncalculated(inside: Inside, name: str) -> tuple[Problem, ...]:
    if not inside.uncalculated:
        return ()
    message = n_(
        "{n} cell holds a formula that was never calculated, and is read as empty.",
        "{n} cells hold formulas that were never calculated, and are read as empty.",
        len(inside.uncalculated),
    )
    listed = first_few(inside.uncalculated, 5)
    hint = _("Open the workbook in Excel or LibreOffice and save it; then try again. Cells: {cells}.")
    return (Problem(Location(name), "N454", message, hint.format(cells=listed), Severity.WARNING),)


def _frame(headings: tuple[str, ...], rows: list[list[_Cell]]) -> pl.LazyFrame:
    import polars as pl

    names = unique(headings)
    columns = zip(*rows, strict=True) if rows else ((),) * len(names)
    return pl.LazyFrame([_series(name, list(cells)) for name, cells in zip(names, columns, strict=True)])


def _series(name: str, cells: list[_Cell]) -> pl.Series:
    """Return a column in the one type that all its cells have, or as text."""
    import polars as pl

    kinds = set(map(type, cells))
    if str in kinds:
        values: list[_Cell | None] = [cell if cell != "" else None for cell in cells]
        kinds = set(map(type, values)) - {type(None)}
    else:
        values = list(cells)
    if kinds <= {str}:
        return pl.Series(name, values, pl.String)
    if kinds <= {int, float}:
        return _numbers(name, values)
    if kinds == {bool}:
        return pl.Series(name, values, pl.Boolean)
    if kinds == {date}:
        return pl.Series(name, values, pl.Date)
    if kinds == {datetime}:
        return pl.Series(name, values, pl.Datetime("us"))
    return pl.Series(name, [None if value is None else _text(value) for value in values], pl.String)


def _numbers(name: str, values: list[_Cell | None]) -> pl.Series:
    """Return whole numbers as such: a workbook stores every 3 as 3.0."""
    import polars as pl

    numbers = pl.Series(name, values, pl.Float64, strict=False)
    whole = numbers.is_null() | ((numbers == numbers.round()) & (numbers.abs() < 2**53))
    return numbers.cast(pl.Int64) if whole.all() else numbers


def _text(cell: _Cell) -> str:
    """Return a cell as it would be typed."""
    match cell:
        case bool():
            return "true" if cell else "false"
        case float() if cell.is_integer() and abs(cell) < 2**53:
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case date() | time():
            return cell.isoformat()
        case _:
            return str(cell)
