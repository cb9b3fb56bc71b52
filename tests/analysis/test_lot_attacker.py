"""All tables of scores of small lots, before an attacker who knows the rules of summaries and benchmarks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import reduce
from operator import add
from random import Random

import polars as pl
import pytest

from planself.analysis import benchmark
from planself.analysis.spread import in_points
from planself.analysis.summary import groups, spread
from planself.analysis.summary.builder import SummaryBuilder
from planself.analysis.summary.result import GroupScores
from planself.scoring.compile import compile_plan
from tests.analysis.lot_attacker import (
    BAND,
    Found,
    Output,
    Score,
    Table,
    attack,
    of_benchmark,
    of_summary,
    tables,
)
from tests.lots import results, small, table

LEAST = 3
"""Instead of ten, so that all tables can be looked at."""
FAR = (100, 900, None)
NEAR = (396, 398, 400, 402)
"""Four scores of two bands that are one in whole points."""
EACH = pytest.mark.parametrize("publish", [of_summary, of_benchmark], ids=["summary", "benchmark"])
Publish = Callable[[Table], Output]


@pytest.fixture
def lowered(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (benchmark, groups, spread):
        monkeypatch.setattr(module, "LEAST_SETS", LEAST)


def of(*sizes: int, without: int = 0) -> Mapping[str, int]:
    return dict(zip("abcd", sizes, strict=False)) | ({"": without} if without else {})


LOTS = [
    of(5, without=1),
    of(4, 1, 1),
    of(4, 3, 1),
    of(4, 3, without=2),
    of(3, 3, 1, without=2),
    of(4, 4, 2, without=1),
    of(3, 3, 3),
    of(3, 3, 3, 1),
    of(4, 2, 2),
]


def attacked(lots: Iterable[Mapping[str, int]], kinds: Sequence[Score], publish: Publish) -> Found:
    return reduce(add, (attack(sizes, kinds, LEAST, publish) for sizes in lots))


@EACH
@pytest.mark.usefixtures("lowered")
def test_no_scores_of_a_group_that_is_not_shown_follow(publish: Publish) -> None:
    found = attacked(LOTS, FAR, publish)
    assert found.tables > 10_000
    assert found.groups > 500
    assert found.points == []
    assert found.of_one_mind


@EACH
@pytest.mark.usefixtures("lowered")
def test_no_score_follows_nearer_than_in_whole_points(publish: Publish) -> None:
    found = attacked([of(3, 3), of(4, 3, 1), of(4, 1)], NEAR, publish)
    assert found.tables > 2_000
    assert found.tenths == []


# --- the attacker is worth his money ---


def every_large(sizes: Mapping[str, int], _outside: int, least: int, _order: Sequence[str] = ()) -> tuple[str, ...]:
    return tuple(sorted(name for name, n in sizes.items() if n >= least))


@EACH
@pytest.mark.usefixtures("lowered")
def test_without_the_complement_those_outside_would_be_known(publish: Publish, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (benchmark, groups):
        monkeypatch.setattr(module, "shown_groups", every_large)
    assert attack(of(4, 3, 1), FAR, LEAST, publish).points


@pytest.mark.usefixtures("lowered")
def test_without_the_complement_of_each_hurdle_those_with_a_score_there_would_be_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Outside of all groups are three, but only one of them may have a score."""

    def careless(shown: Sequence[str], scores: groups.Scores, _order: Sequence[str]) -> dict[str, GroupScores]:
        rated = {name: scores[name] for name in shown if name in scores and scores[name].total() >= LEAST}
        return {name: GroupScores(found.total(), in_points(found)) for name, found in rated.items()}

    monkeypatch.setattr(groups, "_row", careless)
    assert attack(of(4, 3, 2, without=1), FAR, LEAST, of_summary).points


@EACH
@pytest.mark.parametrize("told", [sum, min, max], ids=["sum", "lowest", "highest"])
@pytest.mark.usefixtures("lowered")
def test_sums_and_ends_would_tell_scores_to_the_tenth(publish: Publish, told: Callable[[Sequence[int]], int]) -> None:
    def careless(scores: Table) -> Output:
        output = publish(scores)
        there = [score for name in output.shown for score in scores[name] if score is not None]
        return Output([output.published, told(there) if there else None], output.shown)

    assert attack(of(3, 3), NEAR, LEAST, careless).tenths


@pytest.mark.usefixtures("lowered")
def test_bands_narrower_than_ten_points_would_tell_them_too() -> None:
    def careless(scores: Table) -> Output:
        output = of_summary(scores)
        there = [score for found in scores.values() for score in found if score is not None]
        return Output([output.published, sum(score >= 402 for score in there)], output.shown)

    assert attack(of(3, 3), NEAR, LEAST, careless).tenths


# --- why it is enough to look at these outputs ---


@pytest.mark.usefixtures("lowered")
def test_what_a_whole_summary_says_of_a_hurdle_is_what_the_attacker_sees() -> None:
    loaded, dice = small(), Random(5)  # noqa: S311 -- test data
    plan = compile_plan(loaded.questionnaire)
    sizes = of(4, 3, 2, without=2)
    blank = table(plan, results(1) * sum(sizes.values()))
    for scores in dice.sample(list(tables(sizes, FAR)), 40):
        rows = [(name or None, score) for name, found in scores.items() for score in found]
        builder = SummaryBuilder(plan, loaded, by="kreis")
        builder.add(
            blank.with_columns(
                pl.Series("kreis", [name for name, _score in rows], dtype=pl.String),
                pl.Series("doors.score", [None if score is None else score / 10 for _n, score in rows], pl.Float64),
            )
        )
        summary, seen = builder.result(), of_summary(scores)
        assert summary.groups is not None
        doors = {group.name: group.hurdles[0] for group in summary.groups.named}
        published = seen.published[3]
        assert {group["name"]: group["hurdles"][0] for group in published["named"]} == {
            name: None if found is None else asdict(found) for name, found in doors.items()
        }
        assert (summary.groups.unnamed, summary.groups.without) == (published["unnamed"], published["without"])
        if summary.n >= 10:
            assert asdict(summary.hurdles[0].spread) == seen.published[0]


def test_figures_add_up() -> None:
    assert BAND in NEAR
    assert Found(1, 2, 3, 4, [5], [6]) + Found(1, 1, 1, 1, [], [7]) == Found(2, 3, 4, 5, [5], [6, 7])
