"""A table as Parquet, with every column's own type, and with what is to be known of it as its metadata."""

from __future__ import annotations

from pathlib import Path

from planself.exchange.sink import Sink
from planself.exchange.table_out import Layout


def open_parquet(path: Path, layout: Layout) -> Sink:
    """Return a writer."""
    about = dict(layout.about)
    return Sink(path, layout.schema, lambda frame: frame.sink_parquet(path, metadata=about))
