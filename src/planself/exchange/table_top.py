"""The rows of headings below a table's first: taken off before anything counts as a row of answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planself.errors import Location, Problem, Severity
from planself.exchange.raw_table import RawTable, refuse_wide, unique
from planself.exchange.text_source import enumerated
from planself.i18n import _, n_
from planself.tables.heading_rows import MOST, Found, HeadingRows


def above(table: RawTable, found: Found, top: HeadingRows) -> RawTable:
    """Return a table whose frame begins below some rows of headings, with these told and their numbers passed over."""
    if not found.more:
        return table
    numbers = [table.row(index) for index in range(found.more)]
    return replace(
        table,
        skipped=tuple(sorted((*table.skipped, *numbers))),
        rows=None if table.rows is None else table.rows - found.more,
        heading_rows=found.more + 1,
        described=dict(zip(unique(found.headings), found.described, strict=True)),
        notes=(_note(table.name, numbers, top), *table.notes),
    )


def taken_off(table: RawTable, top: HeadingRows) -> RawTable:
    """Return a table of any format without the rows of headings that its frame begins with."""
    refuse_wide(len(table.headings), table.name)  # first: looking at every heading takes time
    names = table.frame.collect_schema().names()
    first = padded([_texts(row) for row in table.frame.head(MOST).collect().rows()], len(names))
    found = top.of(table.headings or names, first)
    if not found.more:
        return table
    frame = table.frame.slice(found.more).rename(dict(zip(names, unique(found.headings), strict=True)))
    return above(replace(table, frame=frame, headings=found.headings), found, top)


def padded(rows: Sequence[Sequence[str]], width: int) -> list[list[str]]:
    """Return the first rows with as many cells as there are headings."""
    return [[*row, *[""] * (width - len(row))][:width] for row in rows[:MOST]]


def _texts(row: Sequence[object]) -> list[str]:
    return ["" if cell is None else str(cell) for cell in row]


def _note(name: str, rows: list[int], top: HeadingRows) -> Problem:
    message = n_(
        "{n} row below the first holds headings as well and is left out.",
        "{n} rows below the first hold headings as well and are left out.",
        len(rows),
    )
    if top.said is None:
        hint = _("Rows: {rows}. If they are answers, say `header_rows: 1` in a mapping file.")
    else:
        hint = _("Rows: {rows}. The mapping file says so under `header_rows`.")
    return Problem(Location(name, rows[0]), "N461", message, hint.format(rows=enumerated(rows)), Severity.NOTE)
