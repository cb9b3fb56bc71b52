"""Rows of headings at the top of a frame: left out where rows have an order, refused where they have none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest

from planself.errors import UsageError
from planself.questionnaire.load import load_questionnaire
from planself.questionnaire.source import parse
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
