"""Scoring on another engine: planself reads and writes as ever, and the engine computes in between.

An engine gets the columns of answers only. The others wait beside it, so that no engine's idea of a text, a date or a
separator can change what is written, and the rows are put together again by their numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain
from typing import Any, Protocol

import polars as pl

from planself.errors import PlanselfError
from planself.i18n import _
from planself.shell import installing

NUMBER = "~number"
Score = Callable[[Any], Any]
"""From the engine's own frame of raw answers, numbered, to the engine's own frame of results, numbered alike."""


class Engine(Protocol):
    """What computes."""

    def scored(self, batches: Iterable[pl.DataFrame], asked: Collection[str], score: Score) -> Iterator[pl.DataFrame]:
        """Yield the rows of all batches in their order, with results in place of the columns that hold answers."""


class MixedRowsError(Exception):
    """An engine gave other rows back than it got, or in another order: a fault."""


def answers(batch: pl.DataFrame, asked: Collection[str]) -> pl.DataFrame:
    """Return the numbered columns of answers, in types that every engine has."""
    return batch.select(NUMBER, *(_common(name, batch.schema[name]) for name in batch.columns if name in asked))


def _common(name: str, type_: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if isinstance(type_, pl.Datetime):
        return column.dt.replace_time_zone(None).cast(pl.Datetime("us"))
    if type_ == pl.UInt64:
        return column.cast(pl.Float64)
    if isinstance(type_, pl.String | pl.Boolean | pl.Date | pl.List) or type_.is_integer() or type_.is_float():
        return column
    return column.cast(pl.String)


def beside(others: Iterable[pl.DataFrame], results: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Yield batches with their results beside them, however these are cut; raises where the rows do not match."""
    stream = iter(results)
    waiting = next(stream, pl.DataFrame())
    for batch in others:
        while waiting.height < batch.height:
            if (more := next(stream, None)) is None:
                raise MixedRowsError(f"{batch.height - waiting.height} rows are missing")
            waiting = pl.concat([waiting, more])
        found, waiting = waiting.head(batch.height), waiting.slice(batch.height)
        if not found[NUMBER].equals(batch[NUMBER]):
            raise MixedRowsError(f"rows from {batch[NUMBER][0]} on")
        yield batch.hstack(found.drop(NUMBER).get_columns())
    if waiting.height or any(more.height for more in stream):
        raise MixedRowsError("more rows than there were")


def in_blocks(batches: Iterable[pl.DataFrame], rows: int) -> Iterator[pl.DataFrame]:
    """Yield the same rows in frames of at least so many rows, and one of the rest."""
    found: list[pl.DataFrame] = []
    for batch in batches:
        found.append(batch)
        if sum(each.height for each in found) >= rows:
            yield pl.concat(found)
            found = []
    if found:
        yield pl.concat(found)


def needs(module: str, extra: str) -> PlanselfError:
    """Return the error for an engine that is not installed."""
    return PlanselfError(
        _("The engine {extra} is not installed: {module} is missing.").format(extra=extra, module=module),
        _("Install it: {command}").format(command=installing(extra)),
    )


def failure(engine: str) -> PlanselfError:
    """Return the error for an engine that gave up, which is not about any row: memory, or the disk.

    What the engine says of it, `--debug` shows.
    """
    return PlanselfError(
        _("The engine {engine} gave up: memory or the disk may be full.").format(engine=engine),
        _("Leave out --engine: the usual one needs less memory and no room on the disk."),
    )


def first(batches: Iterable[pl.DataFrame]) -> tuple[pl.DataFrame | None, Iterator[pl.DataFrame]]:
    """Return the first batch and, again from the first one on, all of them."""
    stream = iter(batches)
    head = next(stream, None)
    return head, iter(()) if head is None else chain([head], stream)
