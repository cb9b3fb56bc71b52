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


def compare_rooms(earlier: GroupResult, later: GroupResult, plan: Plan) -> RoomComparison:
    """Return two rooms beside each other; both were counted under one questionnaire."""
    found = []
    for hurdle in plan.hurdles:
        one, two = earlier.hurdle(hurdle.id), later.hurdle(hurdle.id)
        whole = ValuePair(one.value, two.value)
        if one.questions == two.questions:
            found.append(HurdlePair(hurdle.id, whole, one.questions, whole))
            continue
        before, after = (_earned(plan, room) for room in (earlier, later))
        common = tuple(id_ for id_ in one.questions if id_ in two.questions and id_ in before)
        weights = {question.id: dict(question.weights).get(hurdle.id, 0) for question in plan.questions}
        comparable = ValuePair(_value(before, weights, common), _value(after, weights, common))
        found.append(HurdlePair(hurdle.id, whole, common, comparable))
    weight = {hurdle.id: hurdle.weight for hurdle in plan.hurdles}
    both = [(weight[pair.id], pair.comparable) for pair in found if pair.comparable.change is not None]
    means = ValuePair(_mean(both, "earlier"), _mean(both, "later"))
    return RoomComparison((earlier.n, later.n), tuple(found), means)


def _earned(plan: Plan, room: GroupResult) -> dict[str, Earned]:
    """Return the points of the questions whose published counts tell them."""
    found: dict[str, Earned] = {}
    for question in plan.questions:
        line = room.question(question.id)
        if line.counts is not None and (points := together(question.rule, line.counts)) is not None:
            found[question.id] = Earned(line.n or 0, points)
    return found


def _value(earned: Mapping[str, Earned], weights: Mapping[str, int], questions: Collection[str]) -> int | None:
    entering = {id_: earned[id_] for id_ in questions}
    if not entering:
        return None
    exact = value([(1, {id_: weights[id_] for id_ in entering})], entering)
    return rdiv(exact.numerator, exact.denominator)


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
