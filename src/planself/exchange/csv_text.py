"""A table as CSV: comma-separated, decimal point, UTF-8 with the mark by which Excel knows it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from planself.exchange.table import Cell, Row

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write(names: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Return the file's bytes; text that a spreadsheet would run as a formula gets an apostrophe before it."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([defuse(name) for name in names])
    writer.writerows([defuse(row.get(name)) for name in names] for row in rows)
    return out.getvalue().encode("utf-8-sig", errors="backslashreplace")


def defuse(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet runs."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
