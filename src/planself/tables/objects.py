"""Columns of Python objects, which pandas has where text, numbers and gaps are mixed: made text, cell by cell."""

from __future__ import annotations

import math
from collections.abc import Collection
from decimal import Decimal
from typing import Any, TypeVar, cast

import narwhals as nw

from planself.files.numbers import Style
from planself.tables.reasons import nearest
from planself.text import joined

Native = TypeVar("Native")


def without_objects(frame: Native, columns: Collection[str], style: Style | None) -> Native:
    """Return a frame in which these columns hold text instead of objects; any other frame as it is."""
    table = nw.from_native(cast(Any, frame))
    if not table.implementation.is_pandas_like():
        return frame
    schema = table.collect_schema()
    mixed = [name for name in columns if schema[name] == nw.Object or _hides_numbers(table, name)]
    if not mixed:
        return frame
    pandas: Any = frame
    texts = {name: pandas[name].map(lambda cell: as_text(cell, style)).astype("object") for name in mixed}
    return cast(Native, pandas.assign(**texts).astype(dict.fromkeys(mixed, "str")))


def _hides_numbers(table: Any, name: str) -> bool:
    """Whether a column counts as text and is one of objects, where pandas gives no warranty of what they are."""
    return str(table.to_native()[name].dtype) == "object"


def as_text(cell: Any, style: Style | None) -> str | None:
    """Return an object as a person would have typed it, None where there is nothing."""
    if cell is None or isinstance(cell, str):
        return cell
    if hasattr(cell, "tolist"):  # numpy's numbers, and its arrays, which pandas makes of lists
        return as_text(cell.tolist(), style)
    if isinstance(cell, list | tuple):
        return joined(as_text(each, style) for each in cell)
    if isinstance(cell, bool) or cell != cell or str(cell) in ("<NA>", "NaT"):
        return str(cell).lower() if isinstance(cell, bool) else None
    return _number(cell, style) if isinstance(cell, float | Decimal) else str(cell)


def _number(cell: float | Decimal, style: Style | None) -> str:
    """Return a number with the digits that count, but never three after the sign, which could be thousands."""
    if not math.isfinite(cell):
        return str(cell)
    if cell == int(cell):
        return str(int(cell))
    text = f"{nearest(cell) if isinstance(cell, float) else cell:f}"
    whole, _dot, fraction = text.partition(".")
    fraction = fraction.rstrip("0") or "00"  # not whole, though all six decimals are 0
    return f"{whole}{style or '.'}{fraction + '0' * (len(fraction) == 3)}"
