"""Several rows of one respondent are said once, by their numbers; a code counts within its municipality."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
import pytest

from planself import i18n
from planself.errors import Location, Problem, Severity
from planself.tables.headings import read_headings
from planself.tables.repeated import repeated
from tests.tables.material import QUESTIONNAIRE


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


def told(**columns: Sequence[str | None]) -> list[Problem]:
    named = {name.replace("_", "."): cells for name, cells in columns.items()}
    frame = pl.LazyFrame({**named, "vision": ["1"] * len(next(iter(named.values())))}).with_row_index("row", 2)
    headings = read_headings([*named, "vision"], QUESTIONNAIRE)
    return list(repeated(frame, headings, "row", Location("t.csv"), lambda number: f"#{number}"))


def test_nobody_twice_says_nothing() -> None:
    assert told(respondent_id=["W01", "W02", None, None, "", ""]) == []
    assert told(subject_name=["A", "A"]) == []


def test_the_rows_of_each_are_listed_together() -> None:
    (found,) = told(respondent_id=["W01", "W02", " W01", "W03", "W02", "W01\u00a0"])
    assert (found.code, found.severity) == ("N458", Severity.WARNING)
    assert found.message == "2 respondents have several rows, and each of them counts."
    assert found.hint.startswith("Rows: #2, #4, #7; #3, #6. Delete")


def test_one_alone_is_told_as_one() -> None:
    (found,) = told(respondent_id=["W01", "W01"])
    assert found.message == "1 respondent has several rows, and each of them counts."


def test_the_same_code_in_two_municipalities_is_two_people() -> None:
    assert told(respondent_id=["W01", "W01"], subject_name=["A", "B"]) == []
    assert told(respondent_id=["W01", "W01"], subject_ags=["05111000", "05112000"]) == []
    assert len(told(respondent_id=["W01", "W01"], subject_name=["A", "A"])) == 1


def test_of_many_the_first_are_listed() -> None:
    (found,) = told(respondent_id=["W01"] * 7)
    assert found.hint.startswith("Rows: #2, #3, #4, #5, #6 …. Delete")
    (found,) = told(respondent_id=[f"W{n}" for n in range(7)] * 2)
    assert found.message.startswith("7 respondents")
    assert found.hint.startswith("Rows: #2, #9; #3, #10; #4, #11; #5, #12; #6, #13 …. Delete")
