"""The value of a group, of which its fifth is told, by hand."""

from __future__ import annotations

from fractions import Fraction

from planself.analysis.role_cells import value
from planself.analysis.tally import Earned


def earned(**points: tuple[int, ...]) -> dict[str, Earned]:
    return {id_: Earned(len(each), sum(each)) for id_, each in points.items()}


def test_a_value_is_the_weighted_mean_of_hurdles_of_weighted_means_of_questions() -> None:
    answered = earned(a=(0, 1000), b=(250,), c=(1000, 500, 0), d=(750,))
    assert value([(100, {"a": 100})], answered) == 500
    assert value([(100, {"a": 100, "b": 300})], answered) == Fraction(500 + 3 * 250, 4)
    assert value([(100, {"a": 100}), (300, {"d": 50})], answered) == Fraction(500 + 3 * 750, 4)
    assert value([(100, {"a": 100}), (300, {"absent": 50})], answered) == 500
    assert value([(200, {"a": 100, "absent": 900}), (100, {"c": 100, "d": 100})], answered) == Fraction(
        2 * 500 + (500 + 750) // 2, 3
    )
