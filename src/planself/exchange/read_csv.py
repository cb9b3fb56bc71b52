"""A table as text: CSV, TSV and what spreadsheets call “Unicode text”."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from planself.errors import Location, Problem, Severity
from planself.exchange import csv_dialect, csv_rows
from planself.exchange.csv_dialect import Dialect, title
from planself.exchange.raw_table import RawTable, existing, faults, refuse_wide, unique
from planself.exchange.table_top import above
from planself.exchange.text_source import Text, read_text
from planself.i18n import _
from planself.tables.heading_rows import HeadingRows

if TYPE_CHECKING:
    import polars as pl


def read(path: Path, top: HeadingRows) -> RawTable:
    """Return the table, all of it looked at and nothing of it kept in memory, or raise what is wrong with it."""
    name = str(path)
    existing(path, name)
    text = read_text(path, name)
    dialect = csv_dialect.find(text, name, path.suffix.lower())
    refuse_wide(len(dialect.headings), name)
    shape = csv_rows.look(text, dialect, name)
    notes = (*text.notes, *shape.notes())
    sep_line, blanks = dialect.sep_line, shape.blanks
    if shape.inner_quotes or text.returns or shape.heading != 1:
        text, sep_line, blanks = csv_rows.rewrite(text, dialect), False, False
    first = top.of(dialect.headings, dialect.first)
    if dialect.title is not None and not first.more:
        raise title(Location(name, 1), dialect.title)
    with faults(name):
        scanned = _scan(text, dialect, first.headings, sep_line, blanks)
        frame, found, bare = named(scanned.slice(first.more) if first.more else scanned, first.headings, name)
    empty = () if shape.filled > first.more else (no_rows(name),)
    signs = dict(zip(unique(first.headings), dialect.signs, strict=True))
    notes, skipped = (*notes, *bare, *empty), tuple(shape.skipped)
    return above(RawTable(name, frame, shape.heading + 1, found, signs, notes, skipped, rows=shape.filled), first, top)


def _scan(text: Text, dialect: Dialect, headings: tuple[str, ...], sep_line: bool, blanks: bool) -> pl.LazyFrame:
    import polars as pl

    names = unique(headings)
    frame = pl.scan_csv(
        text.content,
        separator=dialect.separator,
        quote_char='"' if text.quotes else None,
        skip_rows=int(sep_line),
        infer_schema=False,
        with_column_names=lambda _found: names,
        null_values="",
        truncate_ragged_lines=True,
        glob=False,
    )
    return frame.filter(~pl.all_horizontal(pl.all().is_null())) if blanks else frame


def named(
    frame: pl.LazyFrame, headings: tuple[str, ...], name: str
) -> tuple[pl.LazyFrame, tuple[str, ...], tuple[Problem, ...]]:
    """Drop columns that have neither heading nor cells, and note those that have cells and no heading."""
    import polars as pl

    columns = unique(headings)
    bare = [column for column, heading in zip(columns, headings, strict=True) if not heading]
    if not bare:
        return frame, headings, ()
    filled = frame.select(pl.col(bare).is_not_null().any()).collect(engine="streaming").row(0)
    empty = {column for column, has in zip(bare, filled, strict=True) if not has}
    kept = tuple(heading or column for column, heading in zip(columns, headings, strict=True) if column not in empty)
    notes = tuple(_bare(column, name) for column in bare if column not in empty)
    return frame.drop(empty), kept, notes


def _bare(column: str, name: str) -> Problem:
    message = _("A column has cells and no heading; it is carried along as “{column}”.").format(column=column)
    hint = _("Give it a heading, or delete it.")
    return Problem(Location(name, 1), "N453", message, hint, Severity.WARNING)


def no_rows(name: str) -> Problem:
    """Return the note for a table of headings alone."""
    message = _("The table has headings and no rows.")
    return Problem(Location(name), "N456", message, _("Look whether the export is complete."), Severity.WARNING)
