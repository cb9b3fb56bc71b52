"""A table as JSON Lines: one flat object a row, with a null where nothing is published."""

from __future__ import annotations

from pathlib import Path

from planself.exchange.sink import Sink
from planself.exchange.table_out import Layout


def open_jsonl(path: Path, layout: Layout) -> Sink:
    """Return a writer."""
    return Sink(path, layout.schema, lambda frame: frame.sink_ndjson(path))
