"""Rows of headings at the top of a frame, left out as a mapping says."""

from __future__ import annotations

from typing import Any, TypeVar, cast

import narwhals as nw

from planself.errors import UsageError
from planself.i18n import _
from planself.tables.heading_rows import HeadingRows
from planself.tables.mapping import TableMapping

Native = TypeVar("Native")


def without_heading_rows(frame: Native, mapping: TableMapping) -> Native:
    """Return a frame below the rows of headings that a mapping names, its columns called by all of them.

    Raises UsageError where the frame's rows have no order, so that no row is the first.
    """
    more = (mapping.header_rows or 1) - 1
    table = nw.from_native(cast(Any, frame))
    if not more:
        return frame
    if isinstance(table, nw.LazyFrame) and not table.implementation.is_polars():
        message = _("header_rows: the rows of this frame have no order, so nobody knows which hold headings.")
        raise UsageError(message, _("Leave these rows out when you read the table, and header_rows in the mapping."))
    first = table.head(more).collect("polars") if isinstance(table, nw.LazyFrame) else table.head(more)
    names = table.columns if isinstance(table, nw.DataFrame) else table.collect_schema().names()
    lines = [["" if _is_empty(cell) else str(cell) for cell in row] for row in first.rows()]
    found = HeadingRows(mapping.questionnaire, mapping.header_rows).of(names, lines)
    native: Any = (
        table[found.more :].to_native() if isinstance(table, nw.DataFrame) else table.to_native().slice(found.more)
    )
    renamed = {name: heading for name, heading in zip(names, found.headings, strict=True) if heading != name}
    return cast(Native, nw.from_native(native).rename(renamed).to_native())


def _is_empty(cell: object) -> bool:
    return cell is None or cell != cell
