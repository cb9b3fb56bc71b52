"""Columns that came with types of their own, brought to those that cells of a table can have."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    import polars as pl
    from polars._typing import PolarsDataType

ANSWERS = "answers."


def plain(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Return a frame of texts, numbers, truth values and dates; nested columns become flat ones."""
    return frame.select(_flat(frame.collect_schema()))


def schema(found: pl.Schema) -> pl.Schema:
    """Return the columns that a frame has once it is plain."""
    import polars as pl

    return plain(pl.LazyFrame(schema=found)).collect_schema()


def _flat(found: pl.Schema) -> list[pl.Expr]:
    import polars as pl

    return [leaf for name, kind in found.items() for leaf in _leaves(pl.col(name), name, kind)]


def _leaves(column: pl.Expr, name: str, kind: pl.DataType) -> list[pl.Expr]:
    """Return one expression for every value in a column; what stands under `answers` loses that name."""
    import polars as pl

    if not isinstance(kind, pl.Struct):
        return [_plain(column, kind).alias(name.removeprefix(ANSWERS))]
    return [
        leaf
        for field in kind.fields
        for leaf in _leaves(column.struct.field(field.name), f"{name}.{field.name}", _type(field.dtype))
    ]


def _type(kind: PolarsDataType) -> pl.DataType:
    return cast("pl.DataType", kind() if isinstance(kind, type) else kind)


def _plain(column: pl.Expr, kind: pl.DataType) -> pl.Expr:
    import polars as pl

    match kind:
        case pl.List() | pl.Array():
            listed = column.arr.to_list() if isinstance(kind, pl.Array) else column
            return _joined(listed.cast(pl.List(pl.String)))
        case _ if kind.is_float():
            return column.cast(pl.Float64).fill_nan(None)
        case pl.String():
            return pl.when(column != "").then(column)
        case pl.Boolean() | pl.Date() | pl.Datetime():
            return column
        case _ if kind.is_integer():
            return column
        case _:  # Decimal, Categorical, Enum, Binary, Time: their text is exact
            return column.cast(pl.String)


def _joined(lists: pl.Expr) -> pl.Expr:
    """Return lists of texts as `planself.text.joined` does."""
    import polars as pl

    entry = pl.element()
    shown = lists.list.eval(pl.when(entry.str.strip_chars() != "").then(entry).otherwise(pl.lit('""')))
    text, size = shown.list.join(";"), lists.list.len()
    return pl.when(size == 0).then(pl.lit("[]")).when(size == 1).then(text + ";").otherwise(text)
