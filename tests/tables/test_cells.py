"""Whole columns are read as single cells are, on every engine and whatever stands in them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planself.files.numbers import Style
from planself.scoring import coded
from planself.tables.cell_words import SPACES
from planself.tables.cells import code
from planself.tables.headings import read_headings
from planself.tables.objects import without_objects
from tests.reaching import reached, reaching
from tests.tables.material import QUESTIONNAIRE, coded_cells, coded_rows, expected, expected_ticks, invalid_of

QUESTIONS = [question.id for question in QUESTIONNAIRE.questions]
STYLES: list[Style | None] = [None, ",", "."]

# --- cells near to what can be read ---

_around = st.sampled_from(["", "", "", " ", "\t", "\u00a0", "\u2009 ", "\n", "\u2028"])
_word = st.sampled_from(
    [
        *("", "unknown", "not_applicable", "Unknown", "null", "yes", "NO", "Ja", "nein", "TRUE", "false", "1", "0"),
        *("1.0", "0.0", "3", "3.0", "03", "3.00", "3 .0", "5", "-1", "+1", "3,0", "town", "Town", "7", "7.0", "07"),
        *("07.0", "x", "Y", "n", "[]", "care", "care;a", "a care", "a;a", "none", "none;a", ";a;;care;", "1;care"),
        *("care,a", "carea", ";", "z", "İ"),
    ]
)
_digit = st.text("0123456789", max_size=5)
_number = st.builds(
    "".join,
    st.lists(
        st.one_of(_digit, st.sampled_from([".", ",", " ", "'", "’", "\u202f", "-", "−", "+", "123", ".123", ",456"])),
        max_size=6,
    ),
)
_long = st.from_regex(r"[+-]?0{0,50}[0-9]{0,12}([.,][0-9]{0,3}0{0,50})?", fullmatch=True)
_tokens = st.lists(
    st.sampled_from(["care", "a", "1", "none", ";", " ", "\u00a0", "; ", "x", "unknown"]), max_size=6
).map("".join)
_right = st.sampled_from(["town", "care", "0", "1", "3"])
"""What some question takes: every column is to hold some."""
texts = st.builds(
    "".join, st.tuples(_around, st.one_of(_right, _word, _number, _long, _tokens, st.text(max_size=4)), _around)
).filter(lambda text: "\x00" not in text)
# Python takes the separators U+001C to U+001F for spaces around a value and the engines do not; no table holds them.
cells = st.one_of(texts.filter(lambda text: not any("\x1c" <= sign <= "\x1f" for sign in text)), st.none())


def check(question: str, raws: list[Any], rows: list[dict[str, Any]], style: Style | None = None) -> None:
    """Compare the coded rows of a column with the reading of every cell by itself."""
    for raw, row in zip(raws, rows, strict=True):
        columns, invalid = expected(question, raw, style)
        assert (raw, {name: row[name] for name in columns}, row["invalid"]) == (raw, columns, invalid)
        said = columns[f"q:{question}"]
        reached("refused" if invalid else "empty" if said == coded.MISSING else "state" if said < 0 else "read")


@pytest.mark.parametrize("question", QUESTIONS)
@reaching("read", "empty")
@settings(max_examples=40, deadline=None)
@given(raws=st.lists(cells, min_size=10, max_size=60), style=st.sampled_from(STYLES))
def test_a_column_of_text_is_read_as_its_cells_are(question: str, raws: list[Any], style: Style | None) -> None:
    check(question, raws, coded_cells(question, raws, pl.String, style), style)


@pytest.mark.parametrize("question", ["people", "share"])
@reaching("read", "refused")
@settings(max_examples=80, deadline=None)
@given(raws=st.lists(st.one_of(_number, _long), min_size=10, max_size=80), style=st.sampled_from(STYLES))
@example(["1.234", "12.345,6", "1 234 567", "0,1234567", "0,1234560", "8999999999,999999", "9000000000", "-0,5"], None)
@example([",5", ".", "-", "1.234.567", "1,234,567.5", "1.23.456", "0,123 456", "12 3456", "1 234567"], None)
def test_numbers_as_people_type_them(question: str, raws: list[str], style: Style | None) -> None:
    check(question, raws, coded_cells(question, raws, pl.String, style), style)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("dtype", [pl.Int8, pl.Int64, pl.UInt8, pl.UInt64])
@settings(max_examples=6, deadline=None)
@given(data=st.data())
def test_a_column_of_whole_numbers(question: str, dtype: Any, data: st.DataObject) -> None:
    low, high = (pl.select(bound).item() for bound in (dtype.min(), dtype.max()))
    raws = data.draw(st.lists(st.one_of(st.integers(max(low, -6), 9), st.integers(low, high), st.none()), min_size=1))
    check(question, raws, coded_cells(question, raws, dtype))


@pytest.mark.parametrize("question", QUESTIONS)
@settings(max_examples=15, deadline=None)
@given(
    raws=st.lists(
        st.one_of(
            st.integers(-3, 9).map(float),
            st.floats(width=64),
            st.integers(-(10**16), 10**16).map(lambda n: n / 1e6),
            st.floats(-200, 200),
            st.none(),
        ),
        min_size=1,
    )
)
@example([4294967295.123457, 8600000000.1, 0.1, 0.0000001, float("nan"), float("inf"), -0.0])
def test_a_column_of_floats(question: str, raws: list[Any]) -> None:
    check(question, raws, coded_cells(question, raws, pl.Float64))


@pytest.mark.parametrize("question", QUESTIONS)
def test_truth_values_and_nothing_at_all(question: str) -> None:
    raws = [True, False, None]
    check(question, raws, coded_cells(question, raws, pl.Boolean))
    check(question, [None, None], coded_cells(question, [None, None], pl.Null))


def test_decimals_lists_and_categories() -> None:
    raws: list[Any] = [Decimal("12.50"), Decimal("0.00"), None]
    check("people", raws, coded_cells("people", raws, pl.Decimal(10, 2)))
    raws = [Decimal("3.00"), Decimal("2.50"), None]
    check("vision", raws, coded_cells("vision", raws, pl.Decimal(10, 2)))
    raws = [["care", "a"], [], None, ["none", "a"], ["care", "care"], ["x"], ["none"]]
    check("offers", raws, coded_cells("offers", raws, pl.List(pl.String)))
    raws = ["3", " 4.0", "unknown", None, "nine"]
    check("vision", raws, coded_cells("vision", raws, pl.Categorical))


# --- one column for each option ---

_tick = st.one_of(
    st.sampled_from(["1", "0", "x", "X", "Y", "n", "JA", "nein", "true", "", " 1.0 ", "2", "?", "0.0"]), st.none()
)
_whole = st.one_of(st.none(), st.sampled_from(["", "unknown", " not_applicable", "care", "[]"]))


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.tuples(_tick, _tick, _tick, _tick, _whole), min_size=1, max_size=20))
def test_one_column_for_each_option(rows: list[tuple[Any, ...]]) -> None:
    names = ["offers.care", "offers[a]", "offers.1", "offers[none]", "offers"]
    frame = pl.DataFrame(
        {name: pl.Series(cells, dtype=pl.String) for name, cells in zip(names, zip(*rows, strict=True), strict=True)}
    )
    for raws, row in zip(rows, coded_rows(frame), strict=True):
        columns, bad = expected_ticks(dict(zip(("care", "a", "1", "none"), raws, strict=False)), raws[4])
        assert {name: row[name] for name in columns} == columns, raws
        assert invalid_of(row) == {
            {"offers.a": "offers[a]", "offers.none": "offers[none]"}.get(name, name) for name in bad
        }


def test_typed_ticks_and_options_without_a_column() -> None:
    frame = pl.DataFrame({"offers.care": [1, 0, None, 2], "offers.none": [False, True, None, False]})
    with_warning = [
        (row["q:offers"], row["q:offers:care"], row["q:offers:a"], row["q:offers:none"]) for row in coded_rows(frame)
    ]
    assert with_warning == [(0, 1, 0, 0), (0, 0, 0, 1), (-3, 0, 0, 0), (-3, 0, 0, 0)]
    assert coded_rows(frame)[3]["invalid"] == "offers.care"


# --- earlier ids ---


def test_an_earlier_id_counts_where_the_later_one_is_empty() -> None:
    frame = pl.DataFrame(
        {
            "old_vision": ["1", "1", "bad", "bad", None],
            "vision": ["4", " ", None, "3", "bad"],
            "older_vision": ["0", "0", "0", "0", "2"],
            "old_offers": ["care", "a", "z", None, "none"],
            "offers.a": ["1", None, None, "0", "?"],
        }
    )
    rows = coded_rows(frame)
    assert [row["q:vision"] for row in rows] == [4, 1, coded.MISSING, 3, coded.MISSING]
    assert [(row["q:offers"], row["q:offers:care"], row["q:offers:a"]) for row in rows] == [
        (0, 0, 1), (0, 0, 1), (-3, 0, 0), (0, 0, 0), (-3, 0, 0)
    ]  # fmt: skip
    assert [invalid_of(row) for row in rows] == [
        set(),
        set(),
        {"old_vision", "old_offers"},
        set(),
        {"vision", "offers.a"},
    ]


# --- engines ---


def of_duckdb(column: str, raws: list[Any], style: Style | None) -> list[dict[str, Any]]:
    relation = duckdb.from_arrow(pl.DataFrame({column: pl.Series(raws, dtype=pl.String)}).to_arrow())
    found = code(relation, read_headings([column], QUESTIONNAIRE), QUESTIONNAIRE, decimal=style)
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def of_pandas(column: str, raws: list[Any], style: Style | None, dtype: Any = "str") -> list[dict[str, Any]]:
    frame = pd.DataFrame({column: pd.Series(raws, dtype=dtype)})
    found = code(frame, read_headings([column], QUESTIONNAIRE), QUESTIONNAIRE, decimal=style)
    return [{str(name): cell for name, cell in row.items()} for row in found.to_dict("records")]


@pytest.mark.parametrize("engine", [of_duckdb, of_pandas])
@pytest.mark.parametrize("question", QUESTIONS)
@reaching("read", "empty")
@settings(max_examples=8, deadline=None)
@given(raws=st.lists(cells, min_size=30, max_size=60), style=st.sampled_from(STYLES))
def test_other_engines_read_the_same(engine: Any, question: str, raws: list[Any], style: Style | None) -> None:
    check(question, raws, engine(question, raws, style), style)


@settings(max_examples=30, deadline=None)
@given(raws=st.lists(st.one_of(st.integers(-1, 9), st.floats(-9, 9), st.booleans(), cells), min_size=5, max_size=20))
@pytest.mark.parametrize("question", ["vision", "kind", "office", "people"])
def test_objects_of_pandas_are_read_as_they_would_be_typed(question: str, raws: list[Any]) -> None:
    check(question, raws, of_pandas(question, raws, None, "object"))


def test_other_frames_are_left_alone() -> None:
    frame = pl.DataFrame({"vision": ["1"]})
    assert without_objects(frame, ["vision"], None) is frame


def test_every_space_ends_a_line_for_no_engine() -> None:
    """`$` means the end in all dialects only where no line end is left when a pattern is asked."""
    assert set("\n\r\x85\u2028\u2029") < set(SPACES)
