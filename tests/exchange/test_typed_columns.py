"""Columns with types of their own made plain: each value under its own heading, as a cell of a table can have it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself.exchange.typed_columns import headings, plain, schema
from planself.text import joined


@pytest.mark.parametrize(
    ("values", "kind", "shown"),
    [
        ([1, None], pl.Int8(), [1, None]),
        ([2**63], pl.UInt64(), [2**63]),
        ([1.5, float("nan"), None], pl.Float32(), [1.5, None, None]),
        (["a", "", None], pl.String(), ["a", None, None]),
        ([True, None], pl.Boolean(), [True, None]),
        ([date(2026, 1, 2)], pl.Date(), [date(2026, 1, 2)]),
        ([datetime(2026, 1, 2, 3)], pl.Datetime("ms"), [datetime(2026, 1, 2, 3)]),
        ([datetime(2026, 1, 2, tzinfo=UTC)], pl.Datetime("us", "UTC"), [datetime(2026, 1, 2, tzinfo=UTC)]),
        ([Decimal("1.50")], pl.Decimal(9, 2), ["1.50"]),
        (["b", "a"], pl.Categorical(), ["b", "a"]),
        (["b"], pl.Enum(["a", "b"]), ["b"]),
        ([b"ab"], pl.Binary(), ["ab"]),
        ([time(8, 5)], pl.Time(), ["08:05:00"]),
        ([["k", "s"], ["k"], [], None], pl.List(pl.String()), ["k;s", "k;", "[]", None]),
        ([[1, 2]], pl.List(pl.Int64()), ["1;2"]),
        ([[1, 2]], pl.Array(pl.Int64(), 2), ["1;2"]),
        ([["", "a"]], pl.List(pl.String()), ['"";a']),
    ],
)
def test_a_value_is_shown_as_a_cell_can_have_it(values: list[Any], kind: pl.DataType, shown: list[Any]) -> None:
    frame = pl.LazyFrame({"a": pl.Series(values, dtype=kind)})
    found = plain(frame).collect()
    assert found["a"].to_list() == shown
    assert schema(frame.collect_schema()) == found.schema


@given(st.lists(st.lists(st.text("a b\u00a0;", max_size=3), max_size=4), max_size=6))
def test_lists_are_joined_as_everywhere(lists: list[list[str]]) -> None:
    frame = pl.LazyFrame({"a": pl.Series(lists, dtype=pl.List(pl.String()))})
    assert plain(frame).collect()["a"].to_list() == [joined(each) for each in lists]


def test_nested_columns_become_flat_ones_in_their_order() -> None:
    row = {"subject": {"name": "A", "more": {"x": 1}}, "b": 2}
    frame = pl.LazyFrame([row])
    assert headings(frame.collect_schema()) == ("subject.name", "subject.more.x", "b")
    assert plain(frame).collect().rows() == [("A", 1, 2)]


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ({"value": 3, "comment": "x"}, 3),
        ({"text": "w"}, "w"),
        ({"value": None, "text": "w"}, "w"),
        ({"value": 3, "text": None}, "3"),
        ({"value": ["a", "b"]}, "a;b"),
        (4, 4),
    ],
)
def test_an_answer_is_its_value_under_its_own_name(answer: Any, shown: Any) -> None:
    frame = pl.LazyFrame([{"answers": {"q": answer}}])
    assert headings(frame.collect_schema()) == ("q",)
    assert plain(frame).collect().rows() == [(shown,)]


def test_an_answer_without_value_or_text_keeps_its_parts() -> None:
    frame = pl.LazyFrame([{"answers": {"q": {"a": 1, "b": 2}}}])
    assert headings(frame.collect_schema()) == ("q.a", "q.b")


def test_a_heading_that_is_there_twice_nested_and_flat_is_told_apart() -> None:
    frame = pl.LazyFrame([{"answers": {"q": 1}, "q": 2}])
    assert headings(frame.collect_schema()) == ("q", "q")
    found = plain(frame).collect()
    assert (found.columns, found.rows()) == (["q", "q (2)"], [(1, 2)])
