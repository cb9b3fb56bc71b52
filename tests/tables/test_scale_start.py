"""A table that counts from 1 gives no number without somebody's word, and a small one stays usable."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import planself
from planself.errors import InputError, UsageError
from planself.questionnaire.load import load_questionnaire
from planself.tables.scale_start import ENOUGH, ENOUGH_BESIDE, Seen, starts

CASES = Path(__file__).parent.parent / "cases"
FROM_ONE = {"q1": [1, 2, 5] * 4, "q2": [2, 3, 4] * 4}


# --- the rule ---


@pytest.mark.parametrize(
    ("seen", "decided", "expected"),
    [
        ({"a": (0, 1, 3)}, (), ("a", "", "")),
        ({"a": (1, 1, 3)}, (), ("", "", "")),
        ({"a": (0, 0, ENOUGH)}, (), ("", "a", "")),
        ({"a": (0, 0, ENOUGH - 1)}, (), ("", "", "a")),
        ({"a": (0, 0, 0)}, (), ("", "", "")),
        ({"a": (0, 1, 3), "b": (0, 0, 4)}, (), ("ab", "", "")),
        ({"a": (0, 2, 3), "b": (0, 0, 4), "c": (1, 0, 4)}, (), ("a", "", "b")),
        ({"a": (0, 1, 3), "c": (1, 0, 4)}, (), ("", "", "")),
        ({"b": (0, 0, ENOUGH - 1), "c": (1, 0, 4)}, (), ("", "", "")),
        ({"b": (0, 0, ENOUGH), "c": (1, 0, 4)}, (), ("", "", "b")),
        ({"b": (0, 0, ENOUGH_BESIDE), "c": (1, 0, 4)}, (), ("", "b", "")),
        ({"b": (0, 0, 2)}, (-1,), ("b", "", "")),
        ({"b": (0, 0, ENOUGH)}, (0,), ("", "", "b")),
        ({"b": (0, 0, ENOUGH)}, (0, -1), ("", "b", "")),
    ],
)
def test_a_column_without_a_zero_is_judged_by_its_cells_and_the_other_columns(
    seen: Mapping[str, tuple[int, int, int]], decided: tuple[int, ...], expected: tuple[str, str, str]
) -> None:
    found = starts({name: Seen(4, *counts) for name, counts in seen.items()}, decided)
    assert tuple("".join(names) for names in (found.from_one, found.held, found.doubtful)) == expected


# --- from Python ---

FRAMES = {
    "polars": pl.DataFrame,
    "lazy": lambda columns: pl.DataFrame(columns).lazy(),
    "pandas": pd.DataFrame,
    "objects": lambda columns: pd.DataFrame(columns).astype(str).astype(object),
    "duckdb": lambda columns: duckdb.from_arrow(pl.DataFrame(columns).to_arrow()),
}


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
def test_a_frame_from_one_needs_an_offset(frame: Any) -> None:
    questionnaire = load_questionnaire(CASES / "scale1.yaml")
    with pytest.raises(InputError) as refused:
        planself.score_frame(frame(FROM_ONE), questionnaire)
    assert [problem.code for problem in refused.value.problems] == ["E248"]
    scored = planself.score_frame(frame(FROM_ONE), questionnaire, offset=-1)
    assert _scores(scored)[:3] == [12.5, 37.5, 87.5]
    with pytest.raises(UsageError, match="q3"):
        planself.score_frame(frame(FROM_ONE), questionnaire, offset={"q3": -1})


def test_a_frame_in_doubt_warns_and_a_word_settles_it() -> None:
    questionnaire = load_questionnaire(CASES / "scale1.yaml")
    frame = pl.DataFrame({"q1": [1, 2], "q2": [0, 3]})
    planself.score_frame(frame, questionnaire)
    with pytest.warns(planself.TableWarning, match="N426"):
        planself.score_frame(frame.with_columns(q2=pl.lit(1)), questionnaire)
    planself.score_frame(frame.with_columns(q2=pl.lit(1)), questionnaire, offset={"q1": 0, "q2": 0})


def _scores(frame: Any) -> list[float]:
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    found = frame.pl() if isinstance(frame, duckdb.DuckDBPyRelation) else frame
    return [float(score) for score in found["overall.score"]]


LEVELS = st.lists(st.integers(0, 4), min_size=1, max_size=30)


def test_a_shifted_table_is_refused_from_ten_answers_on_or_where_somebody_says_the_highest() -> None:
    questionnaire = load_questionnaire(CASES / "scale1.yaml")
    seen = {"refused": 0, "in doubt": 0}

    @given(LEVELS, LEVELS)
    @settings(max_examples=60)
    def every(first: list[int], second: list[int]) -> None:
        right = pl.DataFrame([first[: len(second)], second[: len(first)]], schema=["q1", "q2"])
        doubtful = right.height < ENOUGH and max(map(max, right.to_dict(as_series=False).values())) < 4
        seen["in doubt" if doubtful else "refused"] += 1
        with pytest.warns(planself.TableWarning, match="N426") if doubtful else pytest.raises(InputError):
            planself.score_frame(right + 1, questionnaire)

    every()
    assert all(seen.values())
