"""Columns that came with types of their own, brought to those that cells of a table can have."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from planself.exchange.raw_table import unique

if TYPE_CHECKING:
    import polars as pl
    from polars._typing import PolarsDataType

ANSWERS = "answers."
_WHOLE = "answers"
Leaf = tuple[str, "pl.Expr"]
"""A value in a column, under the heading that it has by itself."""


def plain(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Return a frame of texts, numbers, truth values and dates; nested columns become flat ones."""
    leaves = _flat(frame.collect_schema())
    names = unique([heading for heading, _value in leaves])
    return frame.select(value.alias(name) for name, (_heading, value) in zip(names, leaves, strict=True))


def schema(found: pl.Schema) -> pl.Schema:
    """Return the columns that a frame has once it is plain."""
    import polars as pl

    return plain(pl.LazyFrame(schema=found)).collect_schema()


def headings(found: pl.Schema) -> tuple[str, ...]:
    """Return the headings of those columns: one may be there twice, nested and flat."""
    return tuple(heading for heading, _value in _flat(found))


def _flat(found: pl.Schema) -> list[Leaf]:
    import polars as pl

    return [leaf for name, kind in found.items() for leaf in _leaves(pl.col(name), name, kind)]


def _leaves(column: pl.Expr, name: str, kind: pl.DataType) -> list[Leaf]:
    """Return every value in a column; what stands under `answers` loses that name."""
    import polars as pl

    if not isinstance(kind, pl.Struct):
        return [(name, _plain(column, kind))]
    fields = [(field.name, column.struct.field(field.name), _type(field.dtype)) for field in kind.fields]
    if name == _WHOLE:
        return [leaf for id_, value, type_ in fields for leaf in _answer(value, id_, type_)]
    return [leaf for inner, value, type_ in fields for leaf in _leaves(value, f"{name}.{inner}", type_)]


def _answer(column: pl.Expr, id_: str, kind: pl.DataType) -> list[Leaf]:
    """Return an answer's value; the remarks beside it stay behind."""
    import polars as pl

    fields = {field.name: _type(field.dtype) for field in kind.fields} if isinstance(kind, pl.Struct) else {}
    said = [_plain(column.struct.field(name), fields[name]) for name in ("value", "text") if name in fields]
    if not said:
        return _leaves(column, id_, kind)
    return [(id_, said[0] if len(said) == 1 else pl.coalesce(each.cast(pl.String) for each in said))]


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
