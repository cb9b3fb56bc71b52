"""Rows of headings below the first, of tables whose format knows its columns."""

from __future__ import annotations

import polars as pl
import pytest

from planself.errors import InputError
from planself.exchange import raw_table
from planself.exchange.raw_table import RawTable
from planself.exchange.table_top import taken_off
from planself.tables.heading_rows import HeadingRows

ROWS: dict[str, list[str | None]] = {"q1": ["How well?", "ID", "3"], "q2": ["How often?", None, "1"]}


def table(columns: dict[str, list[str | None]]) -> RawTable:
    return RawTable("t.parquet", pl.LazyFrame(columns), 2, tuple(columns), rows=3)


def test_rows_that_a_mapping_calls_headings_are_taken_off_and_their_numbers_passed_over() -> None:
    found = taken_off(table(ROWS), HeadingRows(said=2))
    assert (found.rows, found.heading_rows, found.skipped) == (2, 2, (2,))
    assert found.frame.collect().height == 2
    assert [note.where.file for note in found.notes] == ["t.parquet"]


def test_a_table_without_further_headings_stays_as_it_is() -> None:
    as_it_is = table(ROWS)
    assert taken_off(as_it_is, HeadingRows(said=1)) is as_it_is


def test_too_many_columns_are_refused_before_every_heading_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw_table, "MAX_COLUMNS", 2)
    monkeypatch.setattr(HeadingRows, "of", lambda *_given: pytest.fail("they were looked at"))
    with pytest.raises(InputError) as caught:
        taken_off(table(ROWS | {"q3": [None, None, "1"]}), HeadingRows(said=1))
    assert caught.value.problems[0].code == "E258"
