"""The door to writers of tables: a format goes in, a writer comes out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from planself.exchange.table_out import Layout, Sheet, Style, TableFormat, TableWriter


def open_writer(
    kind: TableFormat, path: Path, layout: Layout, style: Style = Style.INTERNATIONAL, sheets: Sequence[Sheet] = ()
) -> TableWriter:
    """Return a writer into a file that is overwritten; `sheets` follow the table in a workbook."""
    match kind:
        case TableFormat.CSV | TableFormat.TSV:
            from planself.exchange.write_csv import open_csv

            return open_csv(path, layout, style, tabs=kind is TableFormat.TSV)
        case TableFormat.WORKBOOK:
            from planself.exchange.write_workbook import WorkbookWriter

            return WorkbookWriter(path, layout, sheets)
        case TableFormat.PARQUET:
            from planself.exchange.sink import Sink

            about = dict(layout.about)
            return Sink(path, layout.schema, lambda frame: frame.sink_parquet(path, metadata=about))
        case TableFormat.JSON_LINES:
            from planself.exchange.sink import Sink

            return Sink(path, layout.schema, lambda frame: frame.sink_ndjson(path))
