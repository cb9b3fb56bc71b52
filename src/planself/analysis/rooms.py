"""Two rooms over time, by what each room's own result says, and by nothing else (contract, section 7).

No count of a question, no role and no score of anybody stands beside another one here. Where the rooms published
different questions, the values over those that both published are compared; what one of them hides is in neither.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from planself.analysis.by_hand import together
from planself.analysis.group_result import GroupResult
from planself.analysis.role_cells import value
from planself.analysis.tally import Earned
from planself.files.json_schema import COUNT, IDS, QUESTIONNAIRE, SEAL, TEXT, Schema, document, mapping
from planself.scoring.plan import Plan, rdiv

FORMAT = "planself/workshop-comparison/1"


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
    """A hurdle in both rooms; `comparable` is over the `common` questions: those that both rooms' values rest on.

    Where one value rests on others as well, a question whose counts do not tell its mean is not among them.
    """

    id: str
    whole: ValuePair
    common: tuple[str, ...]
    comparable: ValuePair

    @property
    def is_same(self) -> bool:
        """Whether both rooms' values rest on the same questions."""
        return self.whole is self.comparable


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


@dataclass(frozen=True, slots=True)
class CountedRoom:
    """A room's published result, and the plan that its answers were counted by."""

    result: GroupResult
    plan: Plan


def compare_rooms(
    earlier: CountedRoom, later: CountedRoom, plan: Plan, present: Mapping[str, str] | None = None
) -> RoomComparison:
    """Return two rooms beside each other, by the newest plan; `present` has the present ids of renamed questions.

    A room whose single answers are deleted keeps the counts and the values of its own version: what another version
    asks or scores otherwise is not compared.
    """
    rooms = (_Shown(earlier, plan, present or {}), _Shown(later, plan, present or {}))
    found = tuple(_hurdle(hurdle.id, *rooms) for hurdle in plan.hurdles)
    weight = {hurdle.id: hurdle.weight for hurdle in plan.hurdles}
    both = [(weight[pair.id], pair.comparable) for pair in found if pair.comparable.change is not None]
    means = ValuePair(_mean(both, "earlier"), _mean(both, "later"))
    return RoomComparison((earlier.result.n, later.result.n), found, means)


class _Shown:
    """What a room shows, question by question, where the newest plan scores a question as the room's own did."""

    def __init__(self, room: CountedRoom, plan: Plan, present: Mapping[str, str]) -> None:
        named = {question.id: question for question in plan.questions}
        self.weights = {question.id: dict(question.weights) for question in plan.questions}
        self.values = {hurdle.id: hurdle.value for hurdle in room.result.hurdles}
        self.resting = {
            hurdle.id: tuple(present.get(id_, id_) for id_ in hurdle.questions) for hurdle in room.result.hurdles
        }
        self.same_weights: set[str] = set()
        self.earned: dict[str, Earned] = {}
        for question in room.plan.questions:
            id_, line = present.get(question.id, question.id), room.result.question(question.id)
            if id_ not in named or named[id_].rule != question.rule:
                continue
            if dict(question.weights) == self.weights[id_]:
                self.same_weights.add(id_)
            if line.counts is not None and (points := together(question.rule, line.counts)) is not None:
                self.earned[id_] = Earned(line.n or 0, points)

    def value(self, hurdle: str, questions: Collection[str]) -> int | None:
        """Return the value of a hurdle over some of its questions."""
        entering = {id_: self.earned[id_] for id_ in questions}
        if not entering:
            return None
        exact = value([(1, {id_: self.weights[id_][hurdle] for id_ in entering})], entering)
        return rdiv(exact.numerator, exact.denominator)


def _hurdle(id_: str, earlier: _Shown, later: _Shown) -> HurdlePair:
    one, two = earlier.resting.get(id_, ()), later.resting.get(id_, ())
    whole = ValuePair(earlier.values.get(id_), later.values.get(id_))
    alike = earlier.same_weights & later.same_weights
    if set(one) == set(two) and alike.issuperset(one):
        return HurdlePair(id_, whole, one, whole)
    common = tuple(
        question
        for question in one
        if question in two
        and question in earlier.earned
        and question in later.earned
        and later.weights[question].get(id_)
    )
    return HurdlePair(id_, whole, common, ValuePair(earlier.value(id_, common), later.value(id_, common)))


def _mean(pairs: Collection[tuple[int, ValuePair]], which: str) -> int | None:
    total = sum(weight for weight, _pair in pairs)
    return rdiv(sum(weight * getattr(pair, which) for weight, pair in pairs), total) if total else None


# --- for machines ---


def to_json(rooms: RoomComparison, results: tuple[GroupResult, GroupResult], dates: tuple[str, str]) -> dict[str, Any]:
    """Return two rooms beside each other for machines; scores are percent."""
    identity = dict(zip(("id", "version", "digest"), results[1].questionnaire, strict=True))
    return {
        "format": FORMAT,
        "questionnaire": identity,
        "workshops": [
            {"date": date, "n": result.n, "min_group": result.min_group}
            for date, result in zip(dates, results, strict=True)
        ],
        "overall": _pair(rooms.whole),
        "hurdles": [
            {
                "id": pair.id,
                **_pair(pair.whole, change=pair.is_same),
                "comparable": {**_pair(pair.comparable), "questions": list(pair.common)},
            }
            for pair in rooms.hurdles
        ],
    }


def _pair(pair: ValuePair, *, change: bool = True) -> dict[str, Any]:
    values = {"earlier": pair.earlier, "later": pair.later, "change": pair.change if change else None}
    return {name: None if tenths is None else tenths / 10 for name, tenths in values.items()}


def schema() -> Schema:
    """Return the schema of the comparison of two workshops."""
    least = {**COUNT, "description": "1 in an open workshop."}
    room = mapping({"date": {**TEXT, "format": "date"}, "n": COUNT, "min_group": least})
    said = "Over the questions that both show, and whose counts tell their mean."
    comparable = {**mapping({**_pair_schema(), "questions": IDS}), "description": said}
    properties = {
        "format": {"const": FORMAT},
        "questionnaire": QUESTIONNAIRE,
        "workshops": {
            "type": "array",
            "items": room,
            "minItems": 2,
            "maxItems": 2,
            "description": "The earlier one first.",
        },
        "overall": mapping(_pair_schema()),
        "hurdles": {
            "type": "array",
            "items": mapping({"id": TEXT, **_pair_schema(), "comparable": comparable}),
        },
    }
    return document("two workshops beside each other", properties, {"seal": SEAL})


def _pair_schema() -> Schema:
    value_or_none = {"type": ["number", "null"], "minimum": 0, "maximum": 100}
    change = {"type": ["number", "null"], "minimum": -100, "maximum": 100}
    return {
        "earlier": {**value_or_none, "description": "null where the earlier workshop shows none."},
        "later": {**value_or_none, "description": "null where the later workshop shows none."},
        "change": {**change, "description": "Later minus earlier; null where both do not rest on the same questions."},
    }
