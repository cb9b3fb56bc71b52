"""The cells of a workbook made columns: one type where all have it, text as it would be typed, and merged headings."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself import i18n
from planself.errors import InputError
from planself.exchange.raw_table import RawTable
from planself.exchange.read_workbook import (
    Merged,
    _Cell,
    _frame,
    _merged_note,
    _reach,
    _refuse_heading,
    _series,
    _text,
    _uncalculated,
)
from planself.exchange.table_top import above, padded, taken_off
from planself.files.workbook.inside import Inside
from planself.tables.heading_rows import Found, HeadingRows


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


DAY, MOMENT = date(2026, 3, 1), datetime(2026, 3, 1, 9, 30)


@pytest.mark.parametrize(
    ("cells", "kind", "values"),
    [
        ([3.0, 4.0, ""], pl.Int64, [3, 4, None]),
        ([3.0, 4.5], pl.Float64, [3.0, 4.5]),
        ([3, 4.0], pl.Int64, [3, 4]),
        ([2.0**53, 1.0], pl.Float64, [2.0**53, 1.0]),
        ([2.0**53 - 1, -(2.0**53) + 1], pl.Int64, [2**53 - 1, -(2**53) + 1]),
        ([-(2.0**53), 1.0], pl.Float64, [-(2.0**53), 1.0]),
        (["a", ""], pl.String, ["a", None]),
        (["", ""], pl.String, [None, None]),
        ([], pl.String, []),
        ([True, False], pl.Boolean, [True, False]),
        ([True, ""], pl.Boolean, [True, None]),
        ([DAY, ""], pl.Date, [DAY, None]),
        ([MOMENT, MOMENT], pl.Datetime("us"), [MOMENT, MOMENT]),
        ([DAY, MOMENT], pl.String, ["2026-03-01", "2026-03-01T09:30:00"]),
        ([True, 1.0], pl.String, ["true", "1"]),
        (["x", 3.0, 2.5, False, ""], pl.String, ["x", "3", "2.5", "false", None]),
        ([time(8, 5), ""], pl.String, ["08:05:00", None]),
        ([timedelta(hours=30)], pl.String, ["1 day, 6:00:00"]),
    ],
)
def test_a_column_has_the_one_type_of_its_cells(cells: list[_Cell], kind: pl.DataType, values: list[object]) -> None:
    column = _series("a", cells)
    assert (column.name, column.dtype, column.to_list()) == ("a", kind, values)
    assert [type(value) for value in column.to_list()] == [type(value) for value in values]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (3.0, "3"),
        (-0.5, "-0.5"),
        (float(2**53 - 1), str(2**53 - 1)),
        (float(2**53), "9007199254740992.0"),
        (datetime(2026, 3, 1), "2026-03-01"),
        (MOMENT, "2026-03-01T09:30:00"),
        (DAY, "2026-03-01"),
        (time(0, 1), "00:01:00"),
        (True, "true"),
        ("a b", "a b"),
        (7, "7"),
    ],
)
def test_a_cell_is_text_as_it_would_be_typed(cell: _Cell, text: str) -> None:
    assert _text(cell) == text


@given(st.lists(st.none() | st.integers(-(2**53) + 1, 2**53 - 1), min_size=1))
def test_whole_numbers_come_back_whole_however_large(values: list[int | None]) -> None:
    assert _series("a", ["" if value is None else float(value) for value in values]).to_list() == values


def test_every_row_has_as_many_cells_and_columns_of_one_name_are_told_apart() -> None:
    frame = _frame(("a", "", "a"), [[1.0, "x", 2.0], [3.0, "", 4.0]]).collect()
    assert frame.columns == ["a", "column 2", "a (2)"]
    assert frame.rows() == [(1, "x", 2), (3, None, 4)]
    assert _frame(("a", "b"), []).collect().shape == (0, 2)
    with pytest.raises(ValueError, match="zip"):
        _frame(("a", "b"), [[1.0, 2.0], [1.0]]).collect()
    with pytest.raises(ValueError, match="zip"):
        _frame(("a",), [[1.0], [1.0, 2.0]]).collect()


# --- merged cells ---


@pytest.mark.parametrize(
    ("merged", "width", "rows"),
    [
        ([], 2, 0),
        ([((0, 0), (1, 0)), ((0, 1), (1, 1))], 2, 1),
        ([((0, 0), (2, 0)), ((0, 1), (0, 2))], 3, 2),
        ([((0, 0), (1, 0))], 2, 0),
        ([((0, 0), (0, 2))], 3, 0),
        ([((0, 0), (1, 0)), ((1, 1), (2, 1))], 2, 0),
        ([((0, 0), (1, 1)), ((3, 0), (9, 1))], 2, 1),
    ],
)
def test_merged_headings_reach_down_where_they_are_all_of_the_first_row(merged: Merged, width: int, rows: int) -> None:
    assert _reach(merged, width) == rows


def test_merged_answers_are_named_up_to_five_and_by_their_first_row() -> None:
    merged = [((row, 0), (row + 1, 1)) for row in range(1, 13, 2)]
    assert _merged_note([], (0, 0), "a") == ()
    (five,), (six,) = (_merged_note(merged[:n], (2, 1), "a") for n in (5, 6))
    assert "B4:C5, B6:C7, B8:C9, B10:C11, B12:C13. " in five.message
    assert "B12:C13 …. " in six.message
    assert (six.code, six.where.line) == ("N455", 4)


ROWS: list[list[_Cell]] = [["a", "b"], [1.0, 2.0]]


@pytest.mark.parametrize(
    ("more", "merged", "rows", "said"),
    [
        (0, [((0, 0), (0, 1))], ROWS, "merged in the headings: C6:D6"),
        (1, [((0, 0), (0, 1))], ROWS, None),
        (0, [((1, 0), (1, 1))], ROWS, None),
        (0, [], [["Umfrage", ""], ["a", "b"]], "Umfrage"),
        (1, [], [["Umfrage", ""], ["a", "b"]], None),
        (0, [], [["a"], [1.0]], None),
        (0, [], [["a", ""], ["", 1.0]], None),
        (0, [], [["a", "b"], ["c", "d"]], None),
        (0, [], [["t", ""], *[[1.0, ""]] * 198, ["a", "b"]], "t"),
        (0, [], [["t", ""], *[[1.0, ""]] * 199, ["a", "b"]], None),
    ],
)
def test_a_first_row_that_is_none_of_headings_is_refused(
    more: int, merged: Merged, rows: list[list[_Cell]], said: str | None
) -> None:
    if said is None:
        _refuse_heading(more, merged, rows, (5, 2), "a")
        return
    with pytest.raises(InputError, match=said) as caught:
        _refuse_heading(more, merged, rows, (5, 2), "a")
    assert (caught.value.problems[0].code, caught.value.problems[0].where.line) == ("E256", 6)


@pytest.mark.parametrize(("n", "listed"), [(1, "A1."), (5, "A1, A2, A3, A4, A5."), (6, "A5")])
def test_formulas_without_a_result_are_counted_and_named(n: int, listed: str) -> None:
    assert _uncalculated(Inside(), "a") == ()
    (note,) = _uncalculated(Inside(uncalculated=[f"A{row}" for row in range(1, n + 1)]), "a")
    assert note.code == "N454"
    assert note.message.startswith(f"{n} cell")
    assert listed in note.hint
    assert "A6" not in note.hint


# --- further rows of headings ---


def table(*rows: tuple[object, ...]) -> RawTable:
    columns = list(zip(*rows, strict=True))
    frame = pl.LazyFrame([pl.Series(name, cells) for name, cells in zip(("x", "y"), columns, strict=True)])
    return RawTable("a.csv", frame, 2, ("x", "y"), rows=len(rows), skipped=(3,))


@pytest.mark.parametrize(("said", "hint"), [(None, "say `header_rows: 1`"), (3, "says so under `header_rows`")])
def test_rows_of_headings_are_passed_over_by_their_numbers(said: int | None, hint: str) -> None:
    found = Found(2, ("p", "p"), ("first", "second"))
    taken = above(table(("a", "b"), ("c", "d"), ("1", "2")), found, HeadingRows(said=said))
    assert (taken.skipped, taken.rows, taken.heading_rows) == ((2, 3, 4), 1, 3)
    assert taken.described == {"p": "first", "p (2)": "second"}
    assert (taken.notes[0].code, taken.notes[0].where.line) == ("N461", 2)
    assert "2 rows below the first" in taken.notes[0].message
    assert "Rows: 2, 4. " in taken.notes[0].hint
    assert hint in taken.notes[0].hint


def test_without_further_rows_of_headings_a_table_stays_as_it_is() -> None:
    one = table(("1", "2"))
    assert above(one, Found(0, ("x", "y"), ("", "")), HeadingRows()) is one
    assert taken_off(one, HeadingRows(said=1)) is one


def test_so_many_rows_are_taken_off_as_are_said_to_hold_headings() -> None:
    taken = taken_off(table(("a", "b"), ("c", None), ("1", "2")), HeadingRows(said=2))
    assert taken.frame.collect().rows() == [("c", None), ("1", "2")]
    assert (taken.heading_rows, taken.rows, taken.row(0)) == (2, 2, 4)


def test_the_first_rows_have_as_many_cells_as_headings() -> None:
    assert padded([["a"], ["a", "b", "c"], []], 2) == [["a", ""], ["a", "b"], ["", ""]]
    assert len(padded([["a"]] * 30, 1)) == 10
