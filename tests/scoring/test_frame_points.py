"""Sums over many columns: no integer type is so narrow that a sum runs over."""

from __future__ import annotations

import narwhals as nw
import polars as pl
import pytest

from planself.scoring.frame_points import counted, room, weighted


@pytest.mark.parametrize("columns", [0, 1, 2, 126, 127, 128, 129, 255, 300])
def test_as_many_ticks_as_there_are_are_counted(columns: int) -> None:
    frame = nw.from_native(pl.DataFrame({"none": [False], **{f"c{n}": [True] for n in range(columns)}}))
    ticked = [(1, nw.col(f"c{n}")) for n in range(columns)]
    found = frame.select(counted([*ticked, (1, nw.col("none"))], nw.Int32).alias("sum"))
    assert found["sum"].to_list() == [columns]


def test_weights_that_differ_are_summed_in_groups() -> None:
    frame = nw.from_native(pl.DataFrame({"a": [1, 0], "b": [2, 5], "c": [3, 1]}))
    terms = [(100, nw.col("a")), (7, nw.col("b")), (100, nw.col("c"))]
    assert frame.select(weighted(terms, nw.Int64).alias("sum"))["sum"].to_list() == [414, 135]


@pytest.mark.parametrize(
    ("bound", "type_"),
    [
        (0, nw.Int16),
        (2**15 - 1, nw.Int16),
        (2**15, nw.Int32),
        (2**31 - 1, nw.Int32),
        (2**31, nw.Int64),
    ],
)
def test_the_smallest_type_that_holds_a_bound(bound: int, type_: object) -> None:
    assert room(bound) == type_
