"""Agreement: the check values, the words, and laws of the measure."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planself.analysis.agreement import agreement, hundredths, word
from tests.reaching import reached, reaching

counts = st.lists(st.integers(0, 40), min_size=2, max_size=11)
enough = counts.filter(lambda found: sum(found) >= 5)


def exact(found: list[int]) -> Fraction:
    value = agreement(found)
    assert value is not None
    return value


@pytest.mark.parametrize(
    ("found", "expected", "published"),
    [
        ((30, 40, 210, 130, 530, 50, 10), Fraction(917, 1500), 61),
        ((19, 16, 26, 29, 10), Fraction(41, 200), 21),
        ((10, 0, 0, 0, 10), Fraction(-1), -100),
        ((4, 4, 4, 4, 4), Fraction(0), 0),
        ((0, 5, 5, 0, 0), Fraction(3, 4), 75),
        ((1, 2, 3, 6, 8), Fraction(9, 20), 45),
        ((5, 0, 5, 0, 5), Fraction(-5, 18), -28),
        ((1, 0, 0, 0, 9), Fraction(3, 5), 60),
        ((0, 0, 0, 14, 0), Fraction(1), 100),
    ],
)
def test_check_values(found: tuple[int, ...], expected: Fraction, published: int) -> None:
    assert agreement(found) == expected
    assert hundredths(expected) == published


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ((0, 0, 1, 4, 0), "agreed"),
        ((1, 0, 0, 4, 0), "mixed"),
        ((1, 1, 1, 1, 1), "scattered"),
        ((1, 1, 2, 1, 1), "scattered"),  # a third at either end is enough
        ((2, 0, 1, 0, 2), "split"),
        ((0, 0, 2, 2, 1), "mixed"),  # 0.6, and five or six need 0.7
        ((0, 0, 2, 3, 2), "agreed"),  # exactly 4/7, which is enough for seven
        ((0, 0, 3, 3, 3), "mixed"),  # 0.5, and nine need 4/7
        ((0, 0, 4, 4, 2), "agreed"),  # 0.6, and ten need 1/2
        ((0, 1, 2, 4, 2), "mixed"),  # 1/2, and nine need 4/7
        ((0, 1, 2, 4, 3), "agreed"),  # exactly 1/2, which is enough for ten
        ((0, 0, 2, 3, 1), "mixed"),  # 2/3, and six need 0.7
        ((0, 0, 1, 3, 1), "agreed"),  # exactly 0.7, which is enough for five
        ((4, 0, 0, 0, 0), None),
        ((0, 9, 0, 0), None),
    ],
)
def test_words(found: tuple[int, ...], expected: str | None) -> None:
    assert word(found) == expected


@pytest.mark.parametrize(
    ("value", "published"),
    [
        (Fraction(1, 200), 1),
        (Fraction(-1, 200), -1),
        (Fraction(-1, 201), 0),
        (Fraction(1, 3), 33),
        (Fraction(-2, 3), -67),
    ],
)
def test_halves_are_rounded_away_from_zero(value: Fraction, published: int) -> None:
    assert hundredths(value) == published


@reaching("few", "none")
@given(st.lists(st.sampled_from([0, 0, 0, 1, 2]), min_size=2, max_size=5))
def test_few_answers_have_neither_number_nor_word(found: list[int]) -> None:
    assume(sum(found) < 5)
    reached("few" if any(found) else "none")
    assert agreement(found) is None
    assert word(found) is None


@reaching("above", "even or below")
@given(enough)
def test_it_lies_between_the_poles(found: list[int]) -> None:
    assert -1 <= exact(found) <= 1
    reached("above", 0 < exact(found) < 1)
    reached("even or below", exact(found) <= 0)
    assert (exact(found) == 1) == (sum(map(bool, found)) == 1)


@given(enough)
def test_the_mirror_image_agrees_as_much(found: list[int]) -> None:
    assert exact(found) == exact(found[::-1])
    assert word(found) == word(found[::-1])


@given(enough, st.integers(1, 30))
def test_only_the_shares_matter(found: list[int], factor: int) -> None:
    assert exact([count * factor for count in found]) == exact(found)


@reaching("poles apart")
@given(st.integers(2, 11), st.integers(3, 30))
def test_an_even_spread_is_zero_and_two_poles_are_minus_one(levels: int, each: int) -> None:
    assert exact([each] * levels) == 0
    if reached("poles apart", levels > 2):
        assert exact([each, *[0] * (levels - 2), each]) == -1
