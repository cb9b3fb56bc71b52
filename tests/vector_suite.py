"""The vectors that every interpreter of a plan must meet, whatever it is written in (see tests/vectors/README.md)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planself.scoring.plan import Given, Plan, State

FOLDER = Path(__file__).parent / "vectors"


@dataclass(frozen=True)
class Case:
    """A plan, one answer set in the plan's units, and what must come out."""

    name: str
    plan: Plan
    answers: dict[str, Given]
    part: tuple[str, ...]
    expected: dict[str, Any]

    def __str__(self) -> str:
        return self.name


def cases(file: str) -> list[Case]:
    """Return the cases of one file of vectors."""
    return [
        Case(
            name=f"{vector['id']}-{number}",
            plan=Plan.from_json(vector["plan"]),
            answers={id_: given(value) for id_, value in case["answers"].items()},
            part=tuple(case.get("part", ())),
            expected=case["expected"],
        )
        for vector in json.loads((FOLDER / file).read_text("utf-8"))
        for number, case in enumerate(vector["cases"])
    ]


def given(value: Any) -> Given:
    """Return an answer of the JSON file as the interpreter takes it."""
    if value in ("unknown", "not_applicable"):
        return State(value)
    answer: Given = tuple(value) if isinstance(value, list) else value
    return answer


def named_by(expected: object, found: object) -> object:
    """Return what was found, cut down to the members that an expected object names; lists stay whole."""
    if isinstance(expected, dict) and isinstance(found, dict):
        return {key: named_by(value, found.get(key, "absent")) for key, value in expected.items()}
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        return [named_by(one, other) for one, other in zip(expected, found, strict=True)]
    return found
