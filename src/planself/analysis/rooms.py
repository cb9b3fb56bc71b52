"""Two rooms over time, by what may be said of each alone: hurdles' values from published counts (contract, section 7).

No count of a question, no role and no score of anybody stands beside another one here. Where the rooms published
different questions, the values over those that both published are compared.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from planself.analysis.anonymity import Protection
from planself.analysis.group import published
from planself.analysis.group_result import GroupResult
from planself.analysis.role_cells import value
from planself.analysis.tally import MemberTally
from planself.scoring.plan import rdiv


@dataclass(frozen=True, slots=True)
class RoomCounts:
    """A room's counts, and what may be said of it."""

    tally: MemberTally
    protection: Protection
    listed: tuple[str, ...] = ()

    @property
    def result(self) -> GroupResult:
        """What the room's own result says."""
        return published(self.tally, self.protection, self.listed)


@dataclass(frozen=True, slots=True)
class ValuePair:
    """Two values in tenths, the earlier room's first; None where a room publishes none."""

    earlier: int | None
    later: int | None

    @property
    def change(self) -> int | None:
        """Later minus earlier, where both are there."""
        return None if self.earlier is None or self.later is None else self.later - self.earlier


@dataclass(frozen=True, slots=True)
class HurdlePair:
    """A hurdle in both rooms; `common` are the questions that both published, whose values `comparable` holds."""

    id: str
    whole: ValuePair
    common: tuple[str, ...]
    comparable: ValuePair

    @property
    def is_same(self) -> bool:
        """Whether both rooms' values rest on the same questions."""
        return self.whole == self.comparable


@dataclass(frozen=True, slots=True)
class RoomComparison:
    """Two rooms beside each other; `people` are how many of each have answered."""

    people: tuple[int, int]
    hurdles: tuple[HurdlePair, ...]
    whole: ValuePair
    """Over the hurdles that both rooms have a comparable value for."""

    @property
    def apart(self) -> int:
        """By how many people the rooms differ at least."""
        return abs(self.people[0] - self.people[1])


def compare_rooms(earlier: RoomCounts, later: RoomCounts) -> RoomComparison:
    """Return two rooms beside each other; both were counted under one questionnaire."""
    before, after = earlier.result, later.result
    plan = earlier.tally.plan
    found = []
    for hurdle in plan.hurdles:
        one, two = before.hurdle(hurdle.id), after.hurdle(hurdle.id)
        common = tuple(id_ for id_ in one.questions if id_ in two.questions)
        weights = {question.id: dict(question.weights).get(hurdle.id, 0) for question in plan.questions}
        comparable = ValuePair(_value(earlier, weights, common), _value(later, weights, common))
        found.append(HurdlePair(hurdle.id, ValuePair(one.value, two.value), common, comparable))
    weight = {hurdle.id: hurdle.weight for hurdle in plan.hurdles}
    both = [(weight[pair.id], pair.comparable) for pair in found if pair.comparable.change is not None]
    return RoomComparison((before.n, after.n), tuple(found), ValuePair(_mean(both, "earlier"), _mean(both, "later")))


def _value(room: RoomCounts, weights: Mapping[str, int], questions: Collection[str]) -> int | None:
    entering = {id_: room.tally.questions[id_].earned for id_ in questions}
    if not entering:
        return None
    exact = value([(1, {id_: weights[id_] for id_ in entering})], entering)
    return rdiv(exact.numerator, exact.denominator)


def _mean(pairs: Collection[tuple[int, ValuePair]], which: str) -> int | None:
    total = sum(weight for weight, _pair in pairs)
    return rdiv(sum(weight * getattr(pair, which) for weight, pair in pairs), total) if total else None
