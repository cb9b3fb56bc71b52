"""Which groups are shown: by numbers of people alone, so that nobody outside them can be subtracted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import pytest

from planself.analysis.suppression import shown_groups

ORDER = ("lead", "plan", "prov")


@pytest.mark.parametrize(
    ("sizes", "outside", "shown"),
    [
        ({"lead": 1, "plan": 5, "prov": 5}, 0, ("plan",)),
        ({"lead": 5, "plan": 5, "prov": 5}, 0, ("lead", "plan", "prov")),
        ({"lead": 5, "plan": 5, "prov": 4}, 0, ("lead",)),
        ({"lead": 5, "plan": 5, "prov": 4}, 1, ("lead", "plan")),
        ({"lead": 6, "plan": 5, "prov": 7}, 1, ("lead", "prov")),
        ({"plan": 5, "lead": 6}, 0, ("lead", "plan")),
        ({"plan": 5}, 4, ()),
        ({"plan": 4, "lead": 4}, 0, ()),
        ({"plan": 5, "lead": 0}, 0, ("plan",)),
        ({}, 3, ()),
    ],
)
def test_people_outside_the_shown_groups_are_none_or_enough(
    sizes: Mapping[str, int], outside: int, shown: Sequence[str]
) -> None:
    assert shown_groups(sizes, outside, 5, ORDER) == shown


def test_of_equals_the_one_that_is_listed_later_goes_and_unlisted_names_go_first_the_last_by_name() -> None:
    assert shown_groups({"a": 5, "b": 5, "plan": 5}, 1, 5, ("plan",)) == ("plan", "a")
    assert shown_groups({"plan": 5, "prov": 5}, 2, 5, ("prov", "plan")) == ("prov",)


def test_the_order_in_which_groups_come_in_changes_nothing() -> None:
    sizes = {"a": 5, "b": 6, "c": 5, "d": 3}
    assert shown_groups(sizes, 1, 5) == shown_groups(dict(reversed(sizes.items())), 1, 5) == ("a", "b")


def test_no_room_of_three_roles_leaves_a_few_people_outside() -> None:
    for *sizes, outside in product(range(9), repeat=4):
        named = dict(zip(ORDER, sizes, strict=True))
        shown = shown_groups(named, outside, 4, ORDER)
        left = sum(sizes) + outside - sum(named[name] for name in shown)
        assert all(named[name] >= 4 for name in shown)
        assert not shown or left == 0 or left >= 4
