"""A table as JSON: a list of objects, one a row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from planself.exchange.table import Row


def write(names: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Return the file's bytes; the keys stand in the order of the columns."""
    data = [{name: row.get(name) for name in names} for row in rows]
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", errors="backslashreplace")
