"""The known columns of a table, tidied in Polars: keys with their zero, days in ISO form, everything as text."""

from __future__ import annotations

from collections import Counter
from functools import partial

import polars as pl

from planself.questionnaire.types.values import BadValueError
from planself.tables.cell_words import SPACES
from planself.tables.cells import INVALID
from planself.tables.column_meaning import Headings
from planself.tables.known_cells import AGS, DATE, read_ags, read_known


def tidied(frame: pl.LazyFrame, headings: Headings, notes: Counter[str] | None = None) -> pl.LazyFrame:
    """Return the coded frame with its known columns as text; a key or day that is none joins the `invalid` cells.

    `notes`, where given, counts under N414 the keys whose leading zero was put back, as the rows pass by.
    """
    schema = frame.collect_schema()
    columns, marks = [], []
    for name, column in headings.known.items():
        dtype = schema[column.name]
        if name not in (AGS, DATE) and dtype == pl.String:
            columns.append(_bare(pl.col(column.name)).alias(name))
            continue
        read = partial(_texts, name=name, notes=notes)
        columns.append(pl.col(column.name).map_batches(read, return_dtype=pl.String, is_elementwise=True).alias(name))
        if name in (AGS, DATE):
            marks.append((column.heading, name, _filled(pl.col(column.name), dtype).alias(f"~filled:{name}")))
    frame = frame.with_columns(*columns, *(filled for _heading, _name, filled in marks))
    for heading, name, _filled_mark in marks:
        bad = pl.col(f"~filled:{name}") & pl.col(name).is_null()
        gap = pl.when(pl.col(INVALID) == "").then(pl.lit("")).otherwise(pl.lit("\t"))
        frame = frame.with_columns(
            pl.when(bad).then(pl.concat_str(INVALID, gap, pl.lit(heading))).otherwise(pl.col(INVALID)).alias(INVALID)
        )
    return frame.drop(*(f"~filled:{name}" for _heading, name, _mark in marks))


def _bare(text: pl.Expr) -> pl.Expr:
    bare = text.str.strip_chars(SPACES)
    return pl.when(bare != "").then(bare)


def _filled(cell: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    if dtype == pl.String:
        return _bare(cell).is_not_null()
    return cell.is_not_null() & cell.is_not_nan() if dtype.is_float() else cell.is_not_null()


def _texts(cells: pl.Series, name: str, notes: Counter[str] | None) -> pl.Series:
    """Read every different cell once: a table of a thousand districts has few keys and fewer days."""
    counted = cells.drop_nulls().value_counts(name="~n")
    different = counted.to_series(0)
    texts = [_text(name, cell) for cell in different.to_list()]
    if name == AGS and notes is not None:
        times = counted.to_series(1).to_list()
        raws = different.to_list()
        notes["N414"] += sum(n for n, raw, text in zip(times, raws, texts, strict=True) if text and read_ags(raw)[1])
    found = pl.Series(texts, dtype=pl.String)
    return cells.replace_strict(different, found, default=None, return_dtype=pl.String)


def _text(name: str, cell: object) -> str | None:
    try:
        return read_known(name, cell)
    except BadValueError:
        return None
