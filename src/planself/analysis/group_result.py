"""What a group's answers come to, as `planself/group/1`: nothing in here has to be kept from anybody.

None stands where the rules for groups show nothing; there is no second, unprotected form of a result.
Scores are tenths, agreement hundredths.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from planself.analysis.agreement import Word
from planself.scoring.result import percent

FORMAT = "planself/group/1"


class Kind(StrEnum):
    """Why a question is worth talking about."""

    SPLIT = "split"
    SPREAD = "spread"
    KNOWLEDGE_GAP = "knowledge_gap"
    SCOPE = "scope"
    PERCEPTION_GAP = "perception_gap"


@dataclass(frozen=True, slots=True)
class GroupQuestion:
    """The counts of a question: per level, per option, no and yes, or per step of a number; nothing for a text."""

    id: str
    n: int | None = None
    counts: tuple[int, ...] | None = None
    unknown: int | None = None
    not_applicable: int | None = None
    missing: int | None = None
    median: tuple[int, ...] | None = None
    quartiles: tuple[int, int] | None = None
    agreement: int | None = None
    word: Word | None = None
    unsure: int | None = None
    comments: tuple[str, ...] | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the entry of `questions`; remarks appear only where they were asked for."""
        data: dict[str, Any] = {
            "id": self.id,
            "n": self.n,
            "counts": _listed(self.counts),
            "unknown": self.unknown,
            "not_applicable": self.not_applicable,
            "missing": self.missing,
            "median": _listed(self.median),
            "quartiles": _listed(self.quartiles),
            "agreement": None if self.agreement is None else self.agreement / 100,
            "word": self.word and self.word.value,
            "unsure": self.unsure,
        }
        return data if self.comments is None else {**data, "comments": list(self.comments)}


@dataclass(frozen=True, slots=True)
class GroupRole:
    """A role group's mean and size for one hurdle; both None where the cell is hidden."""

    role: str
    n: int | None = None
    score: int | None = None

    @property
    def hidden(self) -> bool:
        """Whether nothing of the cell is shown."""
        return self.score is None

    def to_json(self) -> dict[str, Any]:
        """Return the entry of `roles`."""
        if self.hidden:
            return {"role": self.role, "hidden": True}
        return {"role": self.role, "n": self.n, "score": percent(self.score)}


@dataclass(frozen=True, slots=True)
class GroupHurdle:
    """A hurdle's score by person and by role, and how far the persons lie apart."""

    id: str
    n: int | None = None
    score: int | None = None
    lowest: int | None = None
    quartiles: tuple[int, int] | None = None
    highest: int | None = None
    mean_of_roles: int | None = None
    roles: tuple[GroupRole, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the entry of `hurdles`."""
        return {
            "id": self.id,
            "n": self.n,
            "score": percent(self.score),
            "lowest": percent(self.lowest),
            "quartiles": None if self.quartiles is None else [percent(tenths) for tenths in self.quartiles],
            "highest": percent(self.highest),
            "mean_of_roles": percent(self.mean_of_roles),
            "roles": [role.to_json() for role in self.roles],
        }


@dataclass(frozen=True, slots=True)
class DiscussionItem:
    """A question worth talking about: what put it in its place; weight in hundredths, disagreement in thousandths.

    `hurdle` is the one that the roles see differently: always for a perception gap, else where it applies.
    """

    question: str
    kind: Kind
    rank: int
    weight: int
    disagreement: int
    hurdle: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the entry of `discussion`."""
        data: dict[str, Any] = {"question": self.question, "kind": self.kind.value, "rank": self.rank}
        return data if self.hurdle is None else {**data, "hurdle": self.hurdle}


@dataclass(frozen=True, slots=True)
class GroupResult:
    """What may be said about a group; `divided` says that members answered different parts of the questionnaire."""

    questionnaire: tuple[str, str, str]
    """Id, version and digest."""
    n: int
    min_group: int
    open: bool
    divided: bool
    questions: tuple[GroupQuestion, ...]
    hurdles: tuple[GroupHurdle, ...]
    discussion: tuple[DiscussionItem, ...]

    def hurdle(self, id_: str) -> GroupHurdle:
        """Return the group's numbers of a hurdle."""
        return next(hurdle for hurdle in self.hurdles if hurdle.id == id_)

    def question(self, id_: str) -> GroupQuestion:
        """Return the group's numbers of a question."""
        return next(question for question in self.questions if question.id == id_)

    def to_json(self) -> dict[str, Any]:
        """Return the group result format."""
        return {
            "format": FORMAT,
            "questionnaire": dict(zip(("id", "version", "digest"), self.questionnaire, strict=True)),
            "n": self.n,
            "min_group": self.min_group,
            "open": self.open,
            "divided": self.divided,
            "questions": [question.to_json() for question in self.questions],
            "hurdles": [hurdle.to_json() for hurdle in self.hurdles],
            "discussion": [item.to_json() for item in self.discussion],
        }


def _listed(values: tuple[int, ...] | None) -> list[int] | None:
    return None if values is None else list(values)
