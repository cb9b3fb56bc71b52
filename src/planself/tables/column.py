"""Expressions over one column of raw cells, alike on every engine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Any

import narwhals as nw

from planself.scoring.coded import MISSING
from planself.tables.cell_words import SPACES

Frame = nw.DataFrame[Any] | nw.LazyFrame[Any]
Stages = list[dict[str, nw.Expr]]
"""Columns to compute one stage after the other, each from what the stages before have left."""
ODD = -4
"""The code of a cell that could not be read, or not yet."""
Case = tuple[nw.Expr, nw.Expr]


class CellKind(Enum):
    """What the cells of a column are."""

    TEXT = "text"
    WHOLE = "whole"
    FLOAT = "float"
    DECIMAL = "decimal"
    TRUTH = "truth"
    LIST = "list"
    OTHER = "other"


class Cells:
    """The raw cells of one column, with the kind of what stands there."""

    def __init__(self, frame: Frame, name: str, dtype: nw.dtypes.DType) -> None:
        quoted = "`" + name.replace("`", "``") + "`" if frame.implementation.is_spark_like() else name
        self.raw = nw.col(quoted)
        self.dtype = dtype
        self.distant = frame.implementation.is_spark_like()
        """Whether every expression that is built costs a call to another process."""
        self.kind = _kind(dtype)
        if self.kind is CellKind.TEXT and dtype != nw.String:
            self.raw = self.raw.cast(nw.String)

    @property
    def number(self) -> nw.Expr:
        """What stands there, in a type that every engine calculates with."""
        return self.raw.cast(nw.Float64) if self.kind is CellKind.DECIMAL else self.raw

    @property
    def empty(self) -> nw.Expr:
        """Whether nothing stands there; not yet for texts of spaces."""
        return self.raw.is_null() | self.raw.is_nan() if self.kind is CellKind.FLOAT else self.raw.is_null()

    def within(self, low: int, high: int) -> nw.Expr:
        """Whether a whole number of a range stands there."""
        found = (self.number >= low) & (self.number <= high) & ~self.empty
        return found if self.kind is CellKind.WHOLE else found & (self.number == self.number.floor())

    def is_whole(self, number: int) -> nw.Expr:
        """Whether exactly this whole number stands there."""
        return (self.number == number) & ~self.empty


def _kind(dtype: nw.dtypes.DType) -> CellKind:
    if dtype.is_integer():
        return CellKind.WHOLE
    if dtype.is_float():
        return CellKind.FLOAT
    if dtype.is_decimal():
        return CellKind.DECIMAL
    if dtype == nw.Boolean:
        return CellKind.TRUTH
    if dtype == nw.List:
        return CellKind.LIST
    if dtype in (nw.String, nw.Categorical, nw.Enum, nw.Unknown):  # Unknown: a column without any cell filled
        return CellKind.TEXT
    return CellKind.OTHER


def is_number(id_: str) -> bool:
    """Return whether an option's id is what a whole number looks like."""
    return id_.isdigit() and str(int(id_)) == id_


def small(number: int) -> nw.Expr:
    """Return a code as it is kept in the frame."""
    return nw.lit(number, nw.Int16 if number > 120 else nw.Int8)


def cased(cases: Iterable[Case], otherwise: nw.Expr) -> nw.Expr:
    """Return the value of the first case that holds."""
    (first, value), *others = cases
    chain = nw.when(first).then(value)
    for condition, then in others:
        chain = chain.when(condition).then(then)
    return chain.otherwise(otherwise)


def one_of(text: nw.Expr, words: Sequence[str]) -> nw.Expr:
    """Return whether a text is one of some words."""
    return text == words[0] if len(words) == 1 else text.is_in(words)


def stripped(text: nw.Expr, around: str = SPACES) -> nw.Expr:
    """Return a text without what surrounds it."""
    return text.str.strip_chars(around)


def look_up(stages: Stages, cells: Cells, code: str, usual: dict[str, int], rare: dict[int, tuple[str, ...]]) -> None:
    """Add what reads a column in which one of a few words stands: the usual ones, and all in every spelling."""
    if cells.distant:
        codes = {word: found for found, words in rare.items() for word in words}
        text = stripped(cells.raw)
        found = text.replace_strict(list(codes), list(codes.values()), default=ODD, return_dtype=nw.Int16)
        stages[0][code] = cased([(cells.raw.is_null() | (text == ""), small(MISSING))], found)
    else:
        stages[0][code] = _first_look(cells, usual)
        stages[1][code] = _second_look(cells, nw.col(code), rare)


def _first_look(cells: Cells, words: dict[str, int]) -> nw.Expr:
    """Return the codes of cells that are exactly one of the usual words: cheap, and enough for nearly all cells."""
    return cased(
        [(cells.raw.is_null(), small(MISSING)), *((cells.raw == word, small(code)) for word, code in words.items())],
        small(ODD),
    )


def _second_look(cells: Cells, code: nw.Expr, words: dict[int, tuple[str, ...]]) -> nw.Expr:
    """Return the codes with those of the odd cells, spaces and rarer spellings allowed.

    All other cells are null here, and engines pass over nulls at next to no cost.
    """
    text = stripped(nw.when(code == ODD).then(cells.raw))
    cases = [(one_of(text, spelt), small(found)) for found, spelt in words.items()]
    return cased([(code != ODD, code), (text == "", small(MISSING)), *cases], small(ODD))
