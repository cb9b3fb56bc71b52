"""The column that names a row's invalid cells."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

import narwhals as nw

from planself.tables.column import Frame

if TYPE_CHECKING:
    import polars as pl

Bad = list[tuple[str, nw.Expr]]


def listed(table: Frame, bad: Bad, name: str) -> Frame:
    """Return the table with a column more: the headings whose cell is bad, joined by tabs, "" where none is."""
    if not bad:
        return table.with_columns(nw.lit("").alias(name))
    if table.implementation.is_polars():
        return _in_polars(table, bad, name)
    found = [nw.when(holds).then(nw.lit(heading)) for heading, holds in bad]
    text = nw.concat_str(found, separator="\t", ignore_nulls=True)
    any_bad = reduce(or_, (holds for _heading, holds in bad))
    return table.with_columns(nw.when(any_bad).then(text).otherwise(nw.lit("")).alias(name))


def _in_polars(table: Frame, bad: Bad, name: str) -> Frame:
    """Name the cells of the rows that have any: Polars computes a branch for every row, and names cost the most."""
    import polars as pl

    names = [f"~bad:{number}" for number in range(len(bad))]
    marked = table.with_columns(*(holds.alias(mark) for mark, (_heading, holds) in zip(names, bad, strict=True)))
    native: Any = marked.to_native()
    headings = dict(zip(names, (heading for heading, _holds in bad), strict=True))

    def name_cells(rows: pl.Series) -> pl.Series:
        return _named(rows, headings)

    column = pl.struct(names).map_batches(name_cells, return_dtype=pl.String, is_elementwise=True).alias(name)
    named: Frame = nw.from_native(native.with_columns(column))
    return named


def _named(rows: pl.Series, headings: dict[str, str]) -> pl.Series:
    import polars as pl

    marks = rows.struct.unnest()
    touched = [mark for mark in marks.columns if marks[mark].any()]
    if not touched:
        return pl.repeat("", len(rows), dtype=pl.String, eager=True)
    found = [pl.when(pl.col(mark)).then(pl.lit(headings[mark])) for mark in touched]
    return marks.select(pl.concat_str(found, separator="\t", ignore_nulls=True)).to_series()
