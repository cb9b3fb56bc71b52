"""Rows of headings at the top of a frame: left out where rows have an order, refused where they have none."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pytest

import planself
from planself.errors import InputError, UsageError
from planself.files.source import parse
from planself.questionnaire.load import load_questionnaire
from planself.tables.mapping import TableMapping, check_mapping
from planself.tables.recode import apply

FRAME = {"q1": ["Frage eins", "3"], "Angebote": ["Schule", "x"], "Unnamed: 2": ["Kita, Hort", None]}
TEXT = """
format: planself/mapping/1
questionnaire: bugq
header_rows: 2
columns: {"Angebote [Schule]": multi.schule, "Angebote [Kita, Hort]": multi.kita}
"""


@pytest.fixture
def mapping() -> TableMapping:
    loaded = load_questionnaire(Path(__file__).parent.parent / "cases" / "q.yaml")
    found, problems = check_mapping(parse(TEXT, "m.yaml"), lambda _named: loaded)
    assert found is not None, problems
    return found


@pytest.mark.parametrize("made", [pl.DataFrame, pl.LazyFrame, pd.DataFrame], ids=["eager", "lazy", "pandas"])
def test_they_are_left_out_and_complete_the_headings(made: Callable[[Any], Any], mapping: TableMapping) -> None:
    found: Any = apply(made(FRAME), mapping)
    eager = found.collect() if isinstance(found, pl.LazyFrame) else found
    assert list(eager.columns) == ["q1", "multi.schule", "multi.kita"]
    assert (list(eager["q1"]), list(eager["multi.schule"])) == (["3"], ["x"])


def test_a_frame_without_an_order_of_rows_is_refused(mapping: TableMapping) -> None:
    frame = pl.DataFrame(FRAME)  # noqa: F841 - DuckDB finds it by its name
    with pytest.raises(UsageError, match="header_rows"):
        apply(duckdb.sql("FROM frame"), mapping)


BOGEN = Path(__file__).parent.parent / "cases" / "q.yaml"
MADE: dict[str, Callable[[Any], Any]] = {
    "eager": pl.DataFrame,
    "lazy": pl.LazyFrame,
    "pandas": pd.DataFrame,
    "duckdb": lambda rows: duckdb.from_arrow(pl.DataFrame(rows).to_arrow()),
}
ASKED = {"q1": ["Frage eins", "3", "1"], "q2": ["Frage zwei", "2", ""], "subject.name": ["Kommune", "A", "B"]}


@pytest.mark.parametrize("made", MADE.values(), ids=MADE)
def test_score_frame_refuses_rows_of_headings_that_nobody_counted(made: Callable[[Any], Any]) -> None:
    with pytest.raises(InputError) as caught:
        score(made(ASKED), lenient=True)
    [problem] = caught.value.problems
    assert (problem.code, "header_rows=2" in problem.hint) == ("E249", True)
    assert plain(score(made(ASKED), lenient=True, header_rows=1)).height == 3


@pytest.mark.parametrize("made", [pl.DataFrame, pl.LazyFrame, pd.DataFrame], ids=["eager", "lazy", "pandas"])
def test_score_frame_leaves_out_the_rows_that_are_said_to_be_headings(made: Callable[[Any], Any]) -> None:
    answers = {name: cells[1:] for name, cells in ASKED.items()}
    found = score(made(ASKED), header_rows=2)
    wanted = score(made(answers))
    assert type(found) is type(made(ASKED))
    assert plain(found).equals(plain(wanted))


def score(frame: Any, **options: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", planself.TableWarning)
        return planself.score_frame(frame, BOGEN, offset=0, lang="en", **options)


def plain(frame: Any) -> pl.DataFrame:
    found: pl.DataFrame = nw.from_native(frame).lazy().collect("polars").to_native()
    return found


@pytest.mark.parametrize("odd", [0, 11, True, "2", 1.0])
def test_what_cannot_be_a_number_of_rows_is_refused(odd: Any) -> None:
    with pytest.raises(UsageError, match="header_rows"):
        score(pl.DataFrame(ASKED), header_rows=odd)
