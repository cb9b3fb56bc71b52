"""Where two entries of a sheet differ, and what a choice records."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planself.answers.model import Answer
from planself.sheet_entry.difference import changes, choose, differences, list_of
from planself.sheet_entry.printed_sheet import PrintedSheet
from planself.terminal.screen import Sieve
from tests.sheet_entry.samples import marks

ALL = ("kind", "office", "vision", "offers", "partners", "share", "short", "remarks")
NO_REASON = "no reason on the paper"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Answer(2), Answer(2, comment="")),
        (Answer(2, comment="only the first time"), Answer(2)),
        (Answer(2, evidence="minutes", unsure=True), Answer(2)),
        (Answer(("kita", "school")), Answer(("school", "kita"))),
        (Answer("two  words"), Answer("two words")),
        (Answer(said="not_applicable", comment="a town"), Answer(said="not_applicable", comment=NO_REASON)),
    ],
)
def test_what_says_the_same_is_no_difference(paper: PrintedSheet, first: Answer, second: Answer) -> None:
    assert differences(paper, {"vision": first}, {"vision": second}) == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Answer(2), Answer()),
        (Answer(), Answer(0)),
        (Answer(said="unknown"), Answer(said="not_applicable", comment=NO_REASON)),
        (Answer(2, comment="one"), Answer(2, comment="another")),
        (Answer("word"), Answer("Word")),
        (Answer(()), Answer()),
    ],
)
def test_what_says_something_else_is_one(paper: PrintedSheet, first: Answer, second: Answer) -> None:
    given = {"vision": first} if first != Answer() else {}
    assert [each.question for each in differences(paper, given, {"vision": second})] == ["vision"]


def test_both_entries_are_listed_by_number_in_order(paper: PrintedSheet) -> None:
    first = {"share": Answer(50_500_000), "kind": Answer("town"), "partners": Answer(("club", "church"))}
    second = {"share": Answer(said="unknown"), "kind": Answer("county"), "partners": Answer(("club",))}
    menu = list_of(differences(paper, first, second), paper, "W07", Sieve())
    assert [item.label for item in menu.items[:-1]] == [
        "1: first a town, now b county",
        "5: first a club, b church, now a club",
        "6: first 50.5, now ? don't know",
    ]
    assert menu.title == "W07: 3 differences"


@settings(max_examples=25)
@given(st.data())
def test_choosing_the_second_everywhere_records_it_and_nothing_chosen_records_nothing(
    paper: PrintedSheet, data: st.DataObject
) -> None:
    entries = [{id_: data.draw(marks(paper, id_)).answer for id_ in ALL} for _entry in range(2)]
    first, second = ({id_: answer for id_, answer in entry.items() if answer} for entry in entries)
    found = differences(paper, first, second)
    assert changes(found, paper) == {}
    for each in found:
        found = choose(found, each.question, second=True)
    recorded = {**first, **changes(found, paper)}
    assert differences(paper, {id_: answer for id_, answer in recorded.items() if answer}, second) == ()
    for each in found:
        found = choose(found, each.question, second=False)
    assert changes(found, paper) == {}


def test_a_reason_filled_in_goes_with_the_first_entry(paper: PrintedSheet) -> None:
    first, second = {"vision": Answer(said="not_applicable", comment=NO_REASON)}, {"vision": Answer(1)}
    found = choose(differences(paper, first, second), "vision", second=True)
    assert changes(found, paper) == {"vision": Answer(1)}
