"""Known columns: keys with their zero, days however a spreadsheet gives them, texts without what surrounds them."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import Any

import polars as pl
import pytest

from planself.tables.cells import code
from planself.tables.headings import read_headings
from planself.tables.known_columns import tidied
from tests.tables.material import QUESTIONNAIRE


def tidy(notes: Counter[str] | None = None, **columns: Any) -> pl.DataFrame:
    frame = pl.DataFrame({name.replace("_", ".", 1): cells for name, cells in columns.items()} | {"vision": "3"})
    headings = read_headings(frame.columns, QUESTIONNAIRE)
    return tidied(code(frame.lazy(), headings, QUESTIONNAIRE), headings, notes).collect()


@pytest.mark.parametrize(
    "cells",
    [
        ["05315000", "5315000", None, "x", " 05 ", "5315000.0"],
        pl.Series([5315000, 5315000, None, 123456, 5, 5315000]),
        pl.Series([5315000.0, 5315000.0, None, 0.5, 5.0, 5315000.0]),
    ],
)
def test_keys_get_their_zero_back_and_are_counted(cells: Any) -> None:
    notes: Counter[str] = Counter()
    found = tidy(notes, subject_ags=cells)
    assert found["subject.ags"].to_list() == ["05315000", "05315000", None, None, "05", "05315000"]
    assert found["invalid"].to_list() == ["", "", "", "subject.ags", "", ""]
    assert notes["N414"] == (2 if isinstance(cells, list) else 4)


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (["2026-11-22", "22.11.2026", "", "46000", "2026"], ["2026-11-22", "2026-11-22", None, None, None]),
        ([date(2026, 11, 22), None], ["2026-11-22", None]),
        ([datetime(2026, 11, 22, 8, 30), None], ["2026-11-22", None]),
        ([46348, 2026, 20261122, None], ["2026-11-22", None, None, None]),
        ([46348.0, 46348.5, None], ["2026-11-22", None, None]),
    ],
)
def test_days_as_they_stand_in_tables(cells: list[Any], days: list[str | None]) -> None:
    found = tidy(date=cells)
    assert found["date"].to_list() == days
    bad = [day is None and cell not in (None, "") for cell, day in zip(cells, days, strict=True)]
    assert [bool(text) for text in found["invalid"]] == bad


def test_texts_and_codes_of_persons_are_text() -> None:
    found = tidy(subject_name=[" Musterstadt ", ""], respondent_id=[7, None], respondent_role=[None, None])
    assert found["subject.name"].to_list() == ["Musterstadt", None]
    assert found["respondent.id"].to_list() == ["7", None]
    assert found["respondent.role"].dtype == pl.String


def test_an_invalid_day_joins_the_other_invalid_cells() -> None:
    frame = pl.DataFrame({"date": ["x", "x"], "vision": ["9", "3"]})
    headings = read_headings(frame.columns, QUESTIONNAIRE)
    found = tidied(code(frame.lazy(), headings, QUESTIONNAIRE), headings).collect()
    assert found["invalid"].to_list() == ["vision\tdate", "date"]
