"""The numbers that a person sees beside a table's rows, whatever was left out and however many files it is."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself import i18n
from planself.errors import InputError, Location, Problem
from planself.exchange.raw_table import RawTable, elsewhere, faults, known_as
from planself.files.refusals import refusal

SKIPPED = st.lists(st.integers(2, 30), unique=True, max_size=8).map(lambda numbers: tuple(sorted(numbers)))


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


def table(height: int, first: int = 2, skipped: tuple[int, ...] = (), **more: object) -> RawTable:
    frame = pl.LazyFrame({"a": list(range(height))})
    return RawTable("a.csv", frame, first, skipped=skipped, **more)  # type: ignore[arg-type]  # the rest by name


@given(st.integers(0, 30), st.sampled_from([1, 2, 5]), SKIPPED)
def test_rows_are_numbered_past_those_that_were_left_out(height: int, first: int, skipped: tuple[int, ...]) -> None:
    skipped = tuple(number for number in skipped if number >= first)
    found = table(height, first, skipped)
    expected = [number for number in range(first, first + height + len(skipped)) if number not in skipped][:height]
    assert [found.row(index) for index in range(height)] == expected
    assert found.numbered("n").collect().rows() == list(zip(expected, range(height), strict=True))


PARTS = st.lists(st.integers(1, 5), min_size=1, max_size=5)


@given(PARTS)
def test_a_row_of_several_files_is_called_by_its_file_and_its_number_there(sizes: list[int]) -> None:
    before = [sum(sizes[:place]) for place in range(len(sizes))]
    found = table(sum(sizes), 1, parts=tuple((f"p/{place}.pq", n) for place, n in enumerate(before)))
    there = [(place, number) for place, size in enumerate(sizes) for number in range(1, size + 1)]
    numbers = range(1, sum(sizes) + 1)
    assert [found.place(number) for number in numbers] == [Location(f"p/{place}.pq", n) for place, n in there]
    assert [found.called(number) for number in numbers] == [f"{place}.pq:{n}" for place, n in there]
    assert found.places(pl.Series(numbers)).to_list() == [f"p/{place}.pq:{n}" for place, n in there]


def test_a_row_of_one_file_is_called_by_its_number() -> None:
    found = table(3)
    assert (found.place(7), found.called(7)) == (Location("a.csv", 7), "7")
    assert found.places(pl.Series([7, 9])).to_list() == ["a.csv:7", "a.csv:9"]


@pytest.mark.parametrize(
    ("signs", "columns", "style"),
    [
        ({}, ["a"], None),
        ({"a": frozenset(",")}, ["a"], ","),
        ({"a": frozenset(","), "b": frozenset(".")}, ["a"], ","),
        ({"a": frozenset(","), "b": frozenset(".")}, ["a", "b"], None),
        ({"a": frozenset(",."), "b": frozenset()}, ["a", "b"], None),
        ({"a": frozenset("."), "b": frozenset()}, ["b", "a", "c"], "."),
        ({"a": frozenset(".")}, [], None),
    ],
)
def test_the_decimal_sign_is_that_of_the_columns_asked_for(
    signs: dict[str, frozenset[str]], columns: list[str], style: str | None
) -> None:
    assert table(1, signs=signs).style(columns) == style


def test_a_table_under_another_name_takes_its_notes_along() -> None:
    note = Problem(Location("a.csv#S", 3), "N451", "m", "h")
    found = table(1, notes=(note,))
    assert found.renamed("a.csv", "a.csv") is found
    other = found.renamed("a.csv", "stdin")
    assert (other.name, other.notes[0].where) == ("stdin", Location("stdin#S", 3))


def test_what_is_wrong_in_a_copy_is_told_of_the_file_itself() -> None:
    with pytest.raises(InputError) as caught, known_as("copy/x1", "u.csv"):
        raise refusal(Location("copy/x1#S", 4), "E253", "m", "h")
    assert caught.value.problems[0].where == Location("u.csv#S", 4)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (pl.exceptions.ComputeError("x (os error 28)"), "the disk is full"),
        (OSError(28, "x"), "the disk is full"),
        (pl.exceptions.ComputeError("x"), "its content is damaged"),
        (OSError("x"), "its content is damaged"),
    ],
)
def test_why_a_library_gave_up_is_said_in_our_words(error: Exception, said: str) -> None:
    with pytest.raises(InputError, match=f"E250.*{said}"), faults("a.parquet"):
        raise error


@pytest.mark.parametrize(
    ("sheets", "code", "named"),
    [
        (("B",), "E256", "--sheet: “B”. h"),
        (("B", "C\nD"), "E256", "--sheet: “B”, “C D”. h"),
        (tuple("BCDEF"), "E256", "“B”, “C”, “D”, “E”, “F”. h"),
        (tuple("BCDEFG"), "E256", "“B”, “C”, “D”, “E”, “F” …. h"),
        ((), "E256", "h"),
        (("B",), "E253", "h"),
    ],
)
def test_other_sheets_are_named_where_the_wrong_one_may_have_been_read(
    sheets: tuple[str, ...], code: str, named: str
) -> None:
    with pytest.raises(InputError) as caught, elsewhere(sheets, ("E256",)):
        raise refusal(Location("a.xlsx"), code, "m", "h")
    (problem,) = caught.value.problems
    assert problem.hint.endswith(named)
    assert (problem.hint == "h") == (named == "h")


def test_only_the_problems_that_another_sheet_would_end_name_it() -> None:
    problems = [Problem(Location("a.xlsx"), code, "m", "h") for code in ("E256", "E253")]
    with pytest.raises(InputError) as caught, elsewhere(("B",), ("E256",)):
        raise InputError(problems)
    assert [problem.hint == "h" for problem in caught.value.problems] == [False, True]
