"""The profile's geometry: bands cover the scale without overlap, whatever their number."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from planself.report.chart import mark, percent, segments, ticks

THRESHOLDS = st.lists(st.integers(1, 1000), unique=True, max_size=10).map(lambda found: [0, *sorted(found)])


def number(value: str) -> float:
    return float(value.removesuffix("%"))


@given(THRESHOLDS)
def test_bands_follow_each_other_and_stay_on_the_scale(thresholds: list[int]) -> None:
    end = 0.0
    for segment in segments(thresholds):
        assert number(segment.x) >= end
        assert number(segment.width) > 0
        end = number(segment.x) + number(segment.width)
    assert end <= 100


@given(THRESHOLDS)
def test_axis_labels_have_both_ends_and_do_not_touch(thresholds: list[int]) -> None:
    found = ticks(thresholds, [str(place) for place in thresholds])
    places = [number(tick.x) for tick in found]
    assert places[0] == 0
    assert places[-1] == 100
    assert all(round(10 * after) - round(10 * before) >= 60 for before, after in pairwise(places))


def test_percent_has_a_point_whatever_the_reader_writes() -> None:
    assert [percent(0), percent(125), percent(1000)] == ["0%", "12.5%", "100%"]


def test_a_mark_without_a_score_has_only_its_interval() -> None:
    found = mark(100, 900, None)
    assert (found.x1, found.x2, found.x, found.wide) == ("10%", "90%", "", True)
    assert not mark(500, 500, 500).wide
