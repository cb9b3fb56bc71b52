"""The door to tables: a path goes in, a table comes out, whatever its format."""

from __future__ import annotations

from pathlib import Path

from planself.errors import UsageError
from planself.exchange.parquet_folder import PARQUET, holds_parts_only
from planself.exchange.raw_table import RawTable, Style, faults, refuse_wordy
from planself.exchange.table_top import taken_off
from planself.files.foreign import refuse_foreign
from planself.i18n import _
from planself.tables.heading_rows import HeadingRows

__all__ = ["DUCKDB", "SUFFIXES", "RawTable", "Style", "faults", "is_table", "open_table"]

DUCKDB = "duckdb:"
TEXT = frozenset({".csv", ".tsv", ".tab", ".txt"})
WORKBOOK = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
JSON_LINES = frozenset({".jsonl", ".ndjson"})
SUFFIXES = TEXT | WORKBOOK | PARQUET | JSON_LINES


def is_table(spec: str) -> bool:
    """Tell whether a name is one of a table, going by its suffix or its prefix."""
    return spec.startswith(DUCKDB) or Path(spec).suffix.lower() in SUFFIXES


def is_parts(path: str) -> bool:
    """Tell whether a folder holds the parts of one Parquet table and nothing else that could be read."""
    return not path.startswith(DUCKDB) and holds_parts_only(Path(path))


def open_table(spec: str, *, sheet: str | None = None, top: HeadingRows | None = None) -> RawTable:
    """Return the table that a path or `duckdb:FILE#TABLE` names, or raise what stands in the way.

    `top` tells how many of its rows hold headings.
    """
    from planself.exchange.total_rows import remark_hidden, without_totals

    table = _opened(spec, sheet, top or HeadingRows())
    refuse_wordy(table.headings, table.name)
    return remark_hidden(without_totals(table))


def _opened(spec: str, sheet: str | None, top: HeadingRows) -> RawTable:
    suffix = Path(spec).suffix.lower()
    if sheet is not None and suffix not in WORKBOOK:
        raise UsageError(_("{path} has no sheets, so --sheet does not fit.").format(path=spec), _("Leave out --sheet."))
    if spec.startswith(DUCKDB):
        from planself.exchange import read_duckdb

        return taken_off(read_duckdb.read(spec), top)
    path = Path(spec)
    if suffix in WORKBOOK:
        from planself.exchange import read_workbook

        return read_workbook.read(path, top, sheet)
    if suffix in TEXT:
        from planself.exchange import read_csv

        return read_csv.read(path, top)
    if suffix in JSON_LINES:
        from planself.exchange import read_jsonl

        return taken_off(read_jsonl.read(path), top)
    if suffix in PARQUET or path.is_dir():
        from planself.exchange import read_parquet

        return taken_off(read_parquet.read(path), top)
    if path.is_file():
        refuse_foreign(b"", spec)
    raise UsageError(
        _("{path} is no table that planself reads, going by its suffix.").format(path=spec),
        _("It reads {suffixes}, and duckdb:FILE#TABLE.").format(suffixes=", ".join(sorted(SUFFIXES))),
    )
