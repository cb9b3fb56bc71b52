"""A small table with everything that a writer can trip over, and how it is written batch by batch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import polars as pl

from planself.exchange.table_out import Layout, Sheet, Style, TableFormat
from planself.exchange.writers import open_writer

HOSTILE = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tx", "\rx", "\n=1")

FRAME = pl.DataFrame(
    {
        "row": [1, 2, 3],
        "source": ["umfrage.csv:2", "umfrage.csv:3", "=böse.csv:4"],
        "subject.name": ["Köln", 'Sankt "Peter"; Ording', None],
        "=Kommentar": ["zwei\nZeilen", "-3,5", "=HYPERLINK(1)"],
        "Anteil": [0.25, None, 1234567.5],
        "Stand": [date(2026, 11, 22), None, date(1999, 1, 1)],
        "Zeit": [None, datetime(2026, 11, 22, 8, 30), None],
        "gut": [True, False, None],
        "overall.status": ["rated", "insufficient", "rated"],
        "overall.score": [61.5, None, 100.0],
        "missing": [0, 12, 3],
    }
)
LAYOUT = Layout(FRAME.schema, frozenset({"overall.status"}), frozenset({"overall.score"}))


def write(
    path: Path,
    kind: TableFormat,
    style: Style = Style.INTERNATIONAL,
    frame: pl.DataFrame = FRAME,
    layout: Layout | None = None,
    sheets: Sequence[Sheet] = (),
) -> bytes:
    """Return what a writer makes of a table that comes in batches of one row."""
    writer = open_writer(kind, path, layout or Layout(frame.schema), style, sheets)
    for batch in frame.iter_slices(1):
        writer.write(batch)
    writer.close()
    return path.read_bytes()
