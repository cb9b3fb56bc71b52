"""Medians and quartiles, against the values written out one by one and sorted."""

from __future__ import annotations

from collections import Counter
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself.analysis.spread import in_points, median, nth, quartiles
from planself.scoring.plan import rdiv
from tests.reaching import reached, reaching

values = st.lists(st.integers(0, 1000) | st.sampled_from([0, 5, 10, 15, 1000]), min_size=1, max_size=40)


@given(values)
def test_every_place_is_the_one_in_the_sorted_list(found: list[int]) -> None:
    assert [nth(Counter(found), place) for place in range(1, len(found) + 1)] == sorted(found)


@reaching("one", "two")
@given(values)
def test_a_median_is_one_answer_or_two_that_differ(found: list[int]) -> None:
    ordered, n = sorted(found), len(found)
    middle = {ordered[(n - 1) // 2], ordered[n // 2]}
    assert median(Counter(found)) == tuple(sorted(middle))
    reached("one" if len(middle) == 1 else "two")


@reaching("apart")
@given(values)
def test_quartiles_are_answers_that_were_given(found: list[int]) -> None:
    ordered, n = sorted(found), len(found)
    lower, upper = quartiles(Counter(found))
    assert (lower, upper) == (ordered[ceil(n / 4) - 1], ordered[ceil(3 * n / 4) - 1])
    reached("apart", lower < upper)


@reaching("apart")
@given(values)
def test_scores_are_told_in_whole_points_half_up(found: list[int]) -> None:
    ordered, n = sorted(found), len(found)
    points = in_points(Counter(found))
    assert points == tuple(rdiv(ordered[ceil(k * n / 4) - 1], 10) for k in (1, 2, 3))
    reached("apart", len(set(points)) == 3)


@pytest.mark.parametrize(
    ("scores", "points"),
    [
        ({0: 1}, (0, 0, 0)),
        ({100: 1, 204: 1, 305: 1, 1000: 1}, (10, 20, 31)),
        ({100: 1, 205: 1, 305: 1, 1000: 1, 44: 0}, (10, 21, 31)),
        ({10: 5, 994: 2, 995: 3}, (1, 1, 100)),
        ({10: 5, 994: 3, 995: 2}, (1, 1, 99)),
    ],
)
def test_points_by_hand(scores: dict[int, int], points: tuple[int, int, int]) -> None:
    assert in_points(scores) == points


def test_what_nobody_gave_is_no_answer() -> None:
    assert median({0: 0, 3: 2, 4: 0, 9: 2}) == (3, 9)
    assert quartiles({0: 0, 3: 1, 9: 0}) == (3, 3)
