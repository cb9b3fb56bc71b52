"""An answer is weak where it has fewer points than it would have with what a measure aims at."""

from __future__ import annotations

import pytest

from planself.analysis.aims import is_below
from planself.scoring.plan import Multiple, Number, Question, Rule, Scale, Single, Value, YesNo

OPTIONS = Single(options=(("none", 0), ("some", 500), ("all", 1000), ("other", None)))
TICKS = Multiple(options=(("a", 100), ("b", 100), ("c", 100)), full=200, exclusive=("d",))


@pytest.mark.parametrize(
    ("rule", "given", "aim", "below"),
    [
        (Scale(top=4), 1, 3, True),
        (Scale(top=4), 3, 3, False),
        (Scale(top=4), 4, 3, False),
        (Scale(top=4, reverse=True), 3, 1, True),
        (Scale(top=4, reverse=True), 1, 3, False),
        (YesNo(), False, True, True),
        (YesNo(), True, True, False),
        (YesNo(reverse=True), True, False, True),
        (OPTIONS, "none", "some", True),
        (OPTIONS, "all", "some", False),
        (OPTIONS, "none", "other", False),  # takes the question out of the arithmetic: no improvement
        (TICKS, ("a",), ("b",), True),  # the ticks that are there stay
        (TICKS, ("a", "b"), ("c",), False),  # two are enough for all points
        (TICKS, ("d",), ("a",), True),
        (Number(steps=((0, 0), (50, 1000))), 40, 60, True),
        (Number(steps=((0, 0), (50, 1000))), 50, 60, False),
    ],
)
def test_weak_is_what_has_fewer_points_than_the_aim(rule: Rule, given: Value, aim: Value, below: bool) -> None:
    assert is_below(Question("q", rule, (("h", 100),)), given, aim) is below


@pytest.mark.parametrize(
    ("rule", "given", "aim", "below"),
    [
        (Scale(top=4), 4, 3, False),
        (Scale(top=4), 2, 3, True),
        (YesNo(), False, True, True),
        (YesNo(), True, True, False),
    ],
)
def test_an_answer_without_points_is_weak_where_it_is_another_than_the_aim(
    rule: Rule, given: Value, aim: Value, below: bool
) -> None:
    assert is_below(Question("q", rule, ()), given, aim) is below
