"""Text on its way out: the same cells are defused by the record and by the column, and nested values are JSON."""

from __future__ import annotations

import json
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself.exchange.cells_out import as_text, defuse, defused, text_columns
from planself.exchange.json_keys import repeated, twice
from tests.reaching import reached, reaching

HARMLESS = ["-3", "+3,5", "-1.234,50", "-:7", "3", "a=1", "'=1", "", " =1"]
HARMFUL = ["=1", "+a", "-a", "@x", "\t1", "\r1", "\n1", "-1+2", "-3\n", "--3", "-:7x", "+", "-.5", "-1.", "-1,,2"]


@pytest.mark.parametrize("text", HARMLESS)
def test_a_text_that_does_nothing_stays(text: str) -> None:
    assert defuse(text) == text


@pytest.mark.parametrize("text", HARMFUL)
def test_a_text_that_might_run_gets_an_apostrophe(text: str) -> None:
    assert defuse(text) == f"'{text}"


@reaching("defused", "left")
@given(st.lists(st.sampled_from(HARMLESS + HARMFUL) | st.text("=+-@'\t\r\n09.,:a", max_size=6), min_size=1, max_size=9))
def test_a_column_is_defused_as_each_of_its_cells(texts: list[str]) -> None:
    column = pl.DataFrame({"a": [*texts, None]}).select(defused("a"))["a"].to_list()
    assert column == [*map(defuse, texts), None]
    for text, safe in zip(texts, column, strict=False):
        reached("left" if text == safe else "defused")


@pytest.mark.parametrize(
    ("values", "type_", "texts"),
    [
        ([["a", 'b"'], [], None], pl.List(pl.String), ['["a","b\\""]', "[]", None]),
        ([{"x": 1, "y": None}, None], pl.Struct({"x": pl.Int64, "y": pl.String}), ['{"x":1,"y":null}', None]),
        ([b"ab", None], pl.Binary, ["YWI=", None]),
        (["a", None], pl.Categorical, ["a", None]),
        (["a"], pl.Enum(["a", "b"]), ["a"]),
        ([Decimal("1.50")], pl.Decimal(10, 2), ["1.50"]),
        ([timedelta(hours=1, seconds=5), None], pl.Duration, ["PT1H5S", None]),
        ([time(9, 30)], pl.Time, ["09:30:00"]),
    ],
)
def test_what_text_formats_have_no_place_for_becomes_text(
    values: list[Any], type_: Any, texts: list[str | None]
) -> None:
    frame = pl.DataFrame({"a": pl.Series(values, dtype=type_)})
    assert frame.with_columns(as_text(frame.schema))["a"].to_list() == texts


def test_columns_that_every_format_has_a_place_for_stay() -> None:
    frame = pl.DataFrame({"b": [1], "c": ["x"], "d": [date(2026, 1, 2)], "e": [True], "f": [0.5]})
    assert as_text(frame.schema) == []


def test_only_texts_of_others_are_looked_through() -> None:
    schema = pl.Schema({"ours": pl.String, "theirs": pl.String, "number": pl.Int64})
    assert text_columns(schema, ["ours"]) == ["theirs"]


# --- keys that stand twice ---

KEYS = st.sampled_from(["a", "b", ":", "a:b", "ä"])
DATA = st.recursive(
    st.none() | st.integers() | st.sampled_from(["x", "a: b", ":"]) | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(KEYS, DATA, max_size=4))
def test_a_line_without_a_repeated_key_repeats_none(data: dict[str, Any]) -> None:
    assert repeated(json.dumps(data).encode(), data) is None


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('{"a": 1, "a": 2}', "a"),
        ('{"a": 1, "b": {"c": 1, "c": 2}}', "c"),
        ('{"a": [{"b": 1}, {"b": 2, "b": 3}]}', "b"),
        ('{"a": "x:y", "a": 2}', "a"),
        ('{"a": "x:y", "b": 2}', None),
        ('{"a": 1.50, "b": 123456789012345678901234567890}', None),
        ('{"a": {"b": 1}, "b": 2}', None),
        ('{"a": 1, "\\u0061": 2}', "a"),
    ],
)
def test_the_first_key_that_stands_twice_is_told(line: str, key: str | None) -> None:
    assert repeated(line.encode(), json.loads(line)) == key


def test_names_that_stood_there_before_are_yielded_each_time() -> None:
    assert list(twice(["a", "b", "a", "c", "a", "b"])) == ["a", "a", "b"]
