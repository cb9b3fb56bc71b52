"""Digits, searches and leaps in a list, without a terminal."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
import questionary

from planself.terminal.lists import Digits, Search, choices, leaping, pointing
from planself.terminal.rows import Row

TEXTS = {"a": "Apple and pear", "b": "Banana", "c": "Cherry pie"}


class Control:
    """What a list of questionary's has: choices, a place, and who is pointed at."""

    def __init__(self) -> None:
        self.choices: list[Any] = [
            questionary.Separator("Fruit"),
            *(questionary.Choice(text, value=id_) for id_, text in TEXTS.items()),
        ]
        self.pointed_at = 1

    def get_pointed_at(self) -> Any:
        return self.choices[self.pointed_at]

    @property
    def values(self) -> list[str | None]:
        return [choice.value if not choice.disabled else None for choice in self.choices]

    @property
    def here(self) -> str:
        value: str = self.get_pointed_at().value
        return value


def searching() -> tuple[Search, Control]:
    control = Control()
    return Search(control, TEXTS), control  # type: ignore[arg-type]  # what it uses of the list


def test_a_search_leaves_what_contains_it_and_no_headings() -> None:
    search, control = searching()
    search.add("P")
    assert control.values == ["a", "c"]
    search.add("ie")
    assert (control.values, search.needle, search.missed) == (["c"], "Pie", "")


def test_what_nothing_contains_is_missed_and_the_list_stays() -> None:
    search, control = searching()
    search.add("an")
    search.add("x")
    assert (control.values, search.needle, search.missed) == (["a", "b"], "an", "anx")
    search.add("a")
    assert (control.values, search.needle, search.missed) == (["b"], "ana", "")


def test_taking_the_last_sign_back_brings_back_what_it_took() -> None:
    search, control = searching()
    for sign in "pi":
        search.add(sign)
    search.drop()
    assert control.values == ["a", "c"]
    search.drop()
    assert len(control.choices) == 4
    search.drop()
    assert (len(control.choices), search.needle) == (4, "")


def test_the_pointer_stays_at_its_item_while_that_is_there() -> None:
    search, control = searching()
    control.pointed_at = 3
    search.add("p")
    assert control.here == "c"
    search.add("p")
    assert control.here == "a"
    search.drop()
    search.drop()
    assert control.here == "a"


@pytest.mark.parametrize(
    ("start", "by", "end"), [(1, 1, "b"), (1, 2, "c"), (1, 9, "c"), (3, -1, "b"), (3, -9, "a"), (2, 0, "b")]
)
def test_a_leap_stays_within_the_list_and_off_headings(start: int, by: int, end: str) -> None:
    control = Control()
    control.pointed_at = start
    leaping(control, by)(SimpleNamespace())  # type: ignore[arg-type]  # it looks at no event
    assert control.here == end


def test_a_letter_points_at_its_row_and_then_acts() -> None:
    control, seen = Control(), list[str]()
    pointing(control, "c", lambda: seen.append(control.here))(SimpleNamespace())  # type: ignore[arg-type]
    assert seen == ["c"]


def test_digits_typed_together_are_one_number_and_after_a_pause_another() -> None:
    clock, refused = iter([0.0, 0.5, 1.4, 2.5, 3.5, 3.6]), list[str]()
    digits = Digits(refused.append, lambda: next(clock))
    assert [digits.single(digit) for digit in "250321"] == [True, False, False, True, False, False]
    assert refused == ["25", "250", "32", "321"]


def test_a_gap_parts_answers_from_what_is_none() -> None:
    rows = [Row(id_, (id_,), id_.upper(), apart=id_ > "b") for id_ in "abxy"]
    made = choices(rows)
    assert [choice.value for choice in made if not isinstance(choice, questionary.Separator)] == ["a", "b", "x", "y"]
    assert [isinstance(choice, questionary.Separator) for choice in made] == [False, False, True, False, False]
