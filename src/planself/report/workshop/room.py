"""What a report of a workshop knows besides the group's result: who was invited, what was talked about, the votes.

Nothing in here comes from single answers: a discussion's record holds what the room said aloud, votes were counted
in the room, and counts of a second round stand here as the rules for groups show them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812 -- fields are called date
from typing import Any, Literal

from planself.analysis.group_result import GroupQuestion
from planself.questionnaire.load import Loaded
from planself.scoring.assessment import Assessment
from planself.text import Text


@dataclass(frozen=True, slots=True)
class Objection:
    """What somebody held against a decision; `role`, `code` or `name` only where that person agreed."""

    text: str
    role: str | None = None
    code: str | None = None
    name: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the entry of `dissent`."""
        by = {"role": self.role, "code": self.code, "name": self.name}
        return {"text": self.text, **{key: value for key, value in by.items() if value is not None}}


@dataclass(frozen=True, slots=True)
class Talked:
    """What became of a question in the discussion; `answer` is written as in an answer file."""

    question: str
    outcome: Literal["agreement", "no_agreement"] | None = None
    how: Literal["discussed", "agreed"] = "discussed"
    answer: Any = None
    after: GroupQuestion | None = None
    counted: Literal["hands", "files"] | None = None
    dissent: tuple[Objection, ...] = ()
    note: str = ""
    evidence: str = ""
    seconds: int = 0

    @property
    def without_discussion(self) -> bool:
        """Whether the room was of one mind from the beginning."""
        return self.outcome == "agreement" and self.how == "agreed"

    def to_json(self) -> dict[str, Any]:
        """Return the entry of `talked`."""
        return {
            "question": self.question,
            "outcome": self.outcome,
            "how": self.how,
            "answer": self.answer,
            "second_round": None if self.after is None else _second(self.after, self.counted),
            "dissent": [objection.to_json() for objection in self.dissent],
            "note": self.note,
            "evidence": self.evidence,
            "seconds": self.seconds,
        }


@dataclass(frozen=True, slots=True)
class Voted:
    """One vote by dots, on hurdles or on measures."""

    on: Literal["hurdles", "measures"]
    people: int
    dots: int
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def given(self) -> int:
        """How many dots were counted."""
        return sum(self.counts.values())

    def to_json(self) -> dict[str, Any]:
        """Return the entry of `votes`."""
        return {"on": self.on, "people": self.people, "dots": self.dots, "counts": dict(self.counts)}


@dataclass(frozen=True, slots=True)
class Room:
    """A workshop as its report needs it; `invited` is how many codes there are.

    `consensus` is the answer set of the room, scored; `agreed` are the answers that the discussion's record holds.
    `moved` says that answers came in or changed after the discussion had begun.
    """

    loaded: Loaded
    title: Text
    date: Date
    subject: str = ""
    invited: int = 0
    roles: Mapping[str, Text] = field(default_factory=dict)
    talked: tuple[Talked, ...] = ()
    agreed: Assessment | None = None
    consensus: Assessment | None = None
    votes: tuple[Voted, ...] = ()
    moved: bool = False

    @property
    def scored_consensus(self) -> Assessment | None:
        """The consensus, where it goes far enough for the score of one hurdle at least."""
        found = self.consensus
        return found if found and any(h.score is not None for h in found.result.hurdles) else None


def _second(found: GroupQuestion, counted: str | None) -> dict[str, Any]:
    data = found.to_json()
    keys = ("n", "counts", "unknown", "not_applicable", "median", "agreement", "word")
    return {"counted": counted, **{key: data[key] for key in keys}}
