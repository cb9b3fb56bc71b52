"""A table as CSV or TSV: for a German spreadsheet, or as programs and English spreadsheets read it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path

import polars as pl

from planself.exchange.cells_out import as_text, defuse, defused, text_columns
from planself.exchange.sink import Sink
from planself.exchange.table_out import Layout, Style

_END = "\r\n"
MARK = b"\xef\xbb\xbf"
"""What a file begins with, so that a spreadsheet knows its text as UTF-8."""


def open_csv(path: Path, layout: Layout, style: Style, *, tabs: bool = False) -> Sink:
    """Return a writer; the byte-order mark tells a spreadsheet that the text is UTF-8."""
    separator = "\t" if tabs else separator_of(style)

    def pour(frame: pl.LazyFrame) -> None:
        _plain(frame, layout).sink_csv(
            path,
            include_bom=True,
            separator=separator,
            decimal_comma=style is Style.GERMAN,
            line_terminator=_END,
            datetime_format="%Y-%m-%dT%H:%M:%S",
        )

    return Sink(path, layout.schema, pour)


def _plain(frame: pl.LazyFrame, layout: Layout) -> pl.LazyFrame:
    """Return the same table in texts and numbers, in which no cell and no heading runs."""
    flat = frame.with_columns(as_text(layout.schema))
    schema = flat.collect_schema()
    safe = flat.with_columns(defused(name) for name in text_columns(schema, layout.own))
    return safe.rename({name: defuse(name) for name in schema if defuse(name) != name})


def separator_of(style: Style) -> str:
    """Return what stands between two cells of a CSV file."""
    return ";" if style is Style.GERMAN else ","


def lines(rows: Iterable[Sequence[str | int | None]], style: Style) -> str:
    """Return a few rows as lines of such a file, for tables that are not large enough for an engine."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=separator_of(style), lineterminator=_END)
    writer.writerows([defuse(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return out.getvalue()
