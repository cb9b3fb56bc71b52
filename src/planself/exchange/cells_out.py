"""Cells on their way out: text that no spreadsheet runs, and nested values as text where a format has no place."""

from __future__ import annotations

import re
from collections.abc import Iterable

import polars as pl

_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n")
_FORMULA = r"^[=+\-@\t\r\n]"
_NUMBER = r"^([+-]?[0-9]+([.,][0-9]+)*|-:[0-9]+)$"
"""A number with a sign, or the place of a row that came from stdin (`-:7`): neither does anything when it is run."""


def defuse(text: str) -> str:
    """Return a text that no spreadsheet runs: an apostrophe stands before what looks like a formula.

    A number with a sign stays one; it does nothing when it is run.
    """
    runs = text.startswith(_BEGINS) and not re.fullmatch(_NUMBER, text)
    return f"'{text}" if runs else text


def defused(name: str) -> pl.Expr:
    """Return the same for a column of texts."""
    column = pl.col(name)
    runs = column.str.contains(_FORMULA) & ~column.str.contains(_NUMBER)
    return pl.when(runs).then(pl.lit("'") + column).otherwise(column).alias(name)


def as_text(schema: pl.Schema) -> list[pl.Expr]:
    """Return the columns that text formats and workbooks cannot hold, as text: lists and records as JSON."""
    return [made for name, type_ in schema.items() if (made := _as_text(name, type_)) is not None]


def _as_text(name: str, type_: pl.DataType) -> pl.Expr | None:
    if type_.is_nested():
        wrapped = pl.struct(pl.col(name).alias("v")).struct.json_encode()
        json = wrapped.str.strip_prefix('{"v":').str.strip_suffix("}")
        return pl.when(pl.col(name).is_not_null()).then(json).alias(name)
    if isinstance(type_, pl.Binary):
        return pl.col(name).bin.encode("base64")
    if isinstance(type_, pl.Duration):
        return pl.col(name).dt.to_string("iso")  # the only type that no cast makes a text of
    if isinstance(type_, pl.Categorical | pl.Enum | pl.Time | pl.Decimal):
        return pl.col(name).cast(pl.String)
    return None


def text_columns(schema: pl.Schema, own: Iterable[str]) -> list[str]:
    """Return the columns of texts that came from others."""
    ours = set(own)
    return [name for name, type_ in schema.items() if isinstance(type_, pl.String) and name not in ours]
