"""Section 7 of the contract read slowly: from everybody's answers, without a line of what it checks.

The attacker uses it as well: it knows the published rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil, floor
from typing import Any

from planself.answers.model import AnswerSet
from planself.questionnaire.load import Loaded
from planself.scoring.assessment import assess
from planself.scoring.plan import State

Json = dict[str, Any]


class Room:
    """Members with the states and points of their answers."""

    def __init__(self, loaded: Loaded, members: Sequence[AnswerSet], min_group: int, *, open_: bool = False) -> None:
        self.loaded = loaded
        self.questions = loaded.questionnaire.questions
        self.hurdles = loaded.questionnaire.hurdles
        self.listed = [role.id for role in loaded.questionnaire.roles]
        self.members = members
        self.results = [assess(loaded, member).result for member in members]
        self.least = 1 if open_ else min_group
        self.open = open_
        self.roles = [member.respondent.role for member in members]

    def asked(self, question: Any) -> list[int]:
        """Return the members whose part holds a question."""
        return [
            i
            for i, member in enumerate(self.members)
            if not member.part or not question.roles or set(member.part) & set(question.roles)
        ]

    def valid(self, id_: str) -> list[int]:
        return [i for i, result in enumerate(self.results) if result.question(id_).state is State.ANSWERED]

    def points(self, id_: str, among: Sequence[int]) -> Fraction:
        """Return the mean points of the valid answers of some members."""
        found = [self.results[i].question(id_).points or 0 for i in self.valid(id_) if i in among]
        return Fraction(sum(found), len(found))


def told(room: Room) -> Json:
    """Return the lines of questions, the roles, hurdles and the whole as the contract has them."""
    lines = {question.id: line(room, question) for question in room.questions}
    shown = roles_shown(room)
    hurdles = [hurdle_line(room, hurdle, lines, shown) for hurdle in room.hurdles]
    valued = [
        (h.weight, line["value"]) for h, line in zip(room.hurdles, hurdles, strict=True) if line["value"] is not None
    ]
    total = sum(weight for weight, _value in valued)
    whole = half_up(Fraction(sum(weight * round(10 * value) for weight, value in valued), total)) if total else None
    there = [role for role in room.listed if role in room.roles]
    names = [*there, *sorted(role for role in shown if role not in there)]
    return {
        "questions": list(lines.values()),
        "roles": [
            {"role": role, "members": room.roles.count(role)} if role in shown else {"role": role, "hidden": True}
            for role in names
        ],
        "hurdles": hurdles,
        "whole": {
            "value": None if whole is None else whole / 10,
            "roles": cells(room, [(h.weight, h.id) for h in room.hurdles], shown),
        },
    }


def line(room: Room, question: Any) -> Json:
    """Rule 1."""
    asked = room.asked(question)
    found: Json = {"id": question.id, "n": None, "counts": None, "unknown": None, "not_applicable": None}
    found |= {"missing": None, "median": None, "quartiles": None}
    if len(asked) < len(room.members):
        of = {room.roles[i] for i in asked}
        known = [role for role in room.listed if role in of]
        found["asked"] = [*known, *sorted(role for role in of if role in roles_shown(room) and role not in known)]
    roles, of_role = set(room.roles), {room.roles[i] for i in asked}
    if len(asked) < room.least or (len(of_role) < 2 <= len(roles) and not room.open):
        return found
    states = [result.question(question.id).state for result in room.results]
    found["n"] = states.count(State.ANSWERED)
    found["unknown"] = states.count(State.UNKNOWN)
    found["not_applicable"] = states.count(State.NOT_APPLICABLE)
    found["missing"] = states.count(State.MISSING) + states.count(State.PENDING)
    values = [room.members[i].answers[question.id].value for i in room.valid(question.id)]
    if len(values) < room.least:
        return found
    match question.type:
        case "scale":
            levels = sorted(int(str(value)) for value in values)
            n = len(levels)
            found["counts"] = [levels.count(level) for level in range(len(question.choices))]
            middle = {levels[(n - 1) // 2], levels[n // 2]}
            found["median"] = sorted(middle)
            found["quartiles"] = [levels[ceil(n / 4) - 1], levels[ceil(3 * n / 4) - 1]]
        case "single":
            found["counts"] = [values.count(option.id) for option in question.options]
        case "multiple":
            found["counts"] = [sum(option.id in value for value in values) for option in question.options]  # type: ignore[operator]
        case "yes_no":
            found["counts"] = [values.count(False), values.count(True)]
        case "number" if question.steps:
            starts = [step.from_ for step in question.steps]
            steps = [sum(value >= start for start in starts) for value in values]
            found["counts"] = [steps.count(step) for step in range(len(starts) + 1)]
    return found


def roles_shown(room: Room) -> list[str]:
    """Rule 3."""
    if room.least < 5 and not room.open:
        return []
    sizes = {role: room.roles.count(role) for role in set(room.roles) if role}
    shown = [role for role, n in sizes.items() if n >= room.least]
    while 0 < len(room.roles) - sum(sizes[role] for role in shown) < room.least and shown:
        least = min(sizes[role] for role in shown)
        equals = [role for role in shown if sizes[role] == least]
        unlisted = sorted(role for role in equals if role not in room.listed)
        shown.remove(unlisted[-1] if unlisted else max(equals, key=room.listed.index))
    return shown if len(shown) >= 2 else []


def hurdle_line(room: Room, hurdle: Any, lines: Mapping[str, Json], shown: Sequence[str]) -> Json:
    """Rule 2, and the row of rule 4."""
    weights = {q.id: q.hurdles[hurdle.id] for q in room.questions if hurdle.id in q.hurdles and lines[q.id]["counts"]}
    everybody = range(len(room.members))
    value = None
    if weights:
        value = sum(w * room.points(id_, everybody) for id_, w in weights.items()) / sum(weights.values())
    return {
        "id": hurdle.id,
        "value": None if value is None else half_up(Fraction(value)) / 10,
        "questions": list(weights),
        "roles": cells(room, [(1, hurdle.id)], shown),
    }


def cells(room: Room, hurdles: Sequence[tuple[int, str]], shown: Sequence[str]) -> Json | None:
    """Rule 4."""
    if not shown:
        return None
    sizes = [room.roles.count(role) for role in shown]
    outside = len(room.roles) - sum(sizes)
    spare = min([*sizes, *([outside] if outside else [])]) - room.least
    n = len(room.members)
    ids = {hurdle for _weight, hurdle in hurdles}
    entering = [
        q
        for q in room.questions
        if set(q.hurdles) & ids and len(room.asked(q)) == n and n - len(room.valid(q.id)) <= spare
    ]
    if len(entering) < 3:
        return None
    ordered = [role for role in room.listed if role in shown] + sorted(r for r in shown if r not in room.listed)
    classes = []
    for role in ordered:
        among = [i for i, own in enumerate(room.roles) if own == role]
        above, below = Fraction(), 0
        for weight, hurdle in hurdles:
            weights = {q.id: q.hurdles[hurdle] for q in entering if hurdle in q.hurdles}
            if weights:
                mean = sum(w * room.points(id_, among) for id_, w in weights.items()) / sum(weights.values())
                above, below = above + weight * Fraction(mean), below + weight
        classes.append({"role": role, "class": min(80, floor(above / below / 200) * 20)})
    return {"questions": [q.id for q in entering], "classes": classes}


def half_up(exact: Fraction) -> int:
    return floor(exact + Fraction(1, 2))
