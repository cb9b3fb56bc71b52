"""Rows that sum the others up are left out, hidden ones are named, and every row keeps its number."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
import pytest

from planself import i18n
from planself.errors import Severity
from planself.exchange.raw_table import RawTable
from planself.exchange.total_rows import remark_hidden, without_totals


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


def table(
    rows: Sequence[tuple[str | None, ...]], columns: tuple[str, ...] = ("code", "name", "a", "b"), **more: object
) -> RawTable:
    frame = pl.LazyFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")
    return RawTable("t.csv", frame, 2, rows=len(rows), **more)  # type: ignore[arg-type]


def left(found: RawTable) -> list[int]:
    """Return the numbers of the rows that are still there."""
    return found.numbered("n").collect()["n"].to_list()


@pytest.mark.parametrize(
    "word",
    [
        "Summe",
        " SUMME: ",
        "Gesamt",
        "insgesamt",
        "Total",
        "Grand Total",
        "Mittelwert",
        "Ø",
        "∑",
        "Anzahl =",
        "Summe\u00a0",
    ],
)
def test_a_row_is_known_by_the_first_word_in_it(word: str) -> None:
    found = without_totals(
        table([("1", "A", "0", "1"), (word, None, "0", "1"), (None, word, "0", "1"), ("2", "B", "3", "3")])
    )
    assert left(found) == [2, 5]
    assert (found.rows, found.skipped) == (2, (3, 4))
    (note,) = found.notes
    assert (note.code, note.severity, note.where.line) == ("N457", Severity.NOTE, 3)
    assert note.message == "2 rows sum up the others and are left out."
    assert note.hint.startswith("Rows: 3, 4.")


@pytest.mark.parametrize(
    "row",
    [
        ("1", "Summe", "0", "1"),
        ("Summerau", None, "0", "1"),
        ("Gesamtschule", None, "0", "1"),
        (None, None, None, "Summe"),
        ("", "Total", None, None),
    ],
)
def test_a_word_elsewhere_or_within_another_is_an_answer_set(row: tuple[str | None, ...]) -> None:
    given = table([("1", "A", "0", "1"), row])
    found = without_totals(given)
    assert found is given


def test_the_name_of_a_municipality_is_never_a_sum_wherever_its_column_stands() -> None:
    columns = ("a", "b", "c", "d", "subject.name")
    found = without_totals(table([("1", "2", "3", "4", "Gesamt"), ("1", "2", "3", "4", "Summhausen")], columns))
    assert left(found) == [3]
    spaced = without_totals(table([("1", "2", "3", "4", "Gesamt")], ("a", "b", "c", "d", " subject.name\u00a0")))
    assert left(spaced) == []
    other = without_totals(table([("1", "2", "3", "4", "Gesamt")], ("a", "b", "c", "d", "remark")))
    assert left(other) == [2]


def test_rows_that_the_workbook_declares_go_whatever_they_say() -> None:
    rows = [("1", "A", "0", "1"), ("2", "B", "0", "1"), ("3", "C", "0", "1")]
    found = without_totals(table(rows, totals=frozenset({3})))
    assert left(found) == [2, 4]
    assert found.notes[0].message == "1 row sums up the others and is left out."


def test_rows_left_out_before_shift_no_number() -> None:
    rows = [("1", "A", "0", "1"), ("Summe", None, "0", "1"), ("2", "B", "0", "1")]
    found = without_totals(table(rows, skipped=(3, 4)))
    assert found.skipped == (3, 4, 5)
    assert left(found) == [2, 6]


def test_numbers_are_no_words() -> None:
    frame = pl.LazyFrame({"code": [1, 2], "share": [0.5, 0.7]})
    given = RawTable("t.parquet", frame, 1)
    assert without_totals(given) is given


def test_hidden_rows_stay_and_are_named_once() -> None:
    rows = [(str(n), "A", "0", "1") for n in range(6)]
    found = remark_hidden(table(rows, hidden=frozenset({3, 5, 99})))
    assert left(found) == [2, 3, 4, 5, 6, 7]
    (note,) = found.notes
    assert (note.code, note.severity, note.where.line) == ("N459", Severity.WARNING, 3)
    assert note.message.startswith("2 rows are hidden in the workbook")
    assert note.hint.startswith("Rows: 3, 5.")
    one = remark_hidden(table(rows, hidden=frozenset({2})))
    assert one.notes[0].message.startswith("1 row is hidden")


def test_a_hidden_row_that_was_left_out_is_not_told() -> None:
    given = table([("1", "A", "0", "1")], hidden=frozenset({9}))
    assert remark_hidden(given) is given
    nothing = table([("1", "A", "0", "1")])
    assert remark_hidden(nothing) is nothing
