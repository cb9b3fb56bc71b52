"""What a group's answers come to, as `planself/group/1`: nothing in here has to be kept from anybody.

None stands where the rules for groups show nothing; there is no second, unprotected form of a result.
Scores are tenths, agreement hundredths.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from planself.analysis.agreement import AgreementWord
from planself.scoring.result import percent

FORMAT = "planself/group/1"


class TopicKind(StrEnum):
    """Why a question is worth talking about."""

    SPLIT = "split"
    SPREAD = "spread"
    KNOWLEDGE_GAP = "knowledge_gap"
    SCOPE = "scope"
    PERCEPTION_GAP = "perception_gap"


@dataclass(frozen=True, slots=True)
class GroupQuestion:
    """The counts of a question: per level, per option, no and yes, or per step of a number; nothing for a text.

    `asked` names the roles that a question was asked of, where that was not everybody.
    """

    id: str
    n: int | None = None
    counts: tuple[int, ...] | None = None
    unknown: int | None = None
    not_applicable: int | None = None
    missing: int | None = None
    median: tuple[int, ...] | None = None
    quartiles: tuple[int, int] | None = None
    agreement: int | None = None
    word: AgreementWord | None = None
    asked: tuple[str, ...] | None = None
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
        }
        more = {"asked": _listed(self.asked), "comments": _listed(self.comments)}
        return {**data, **{key: value for key, value in more.items() if value is not None}}


@dataclass(frozen=True, slots=True)
class GroupRole:
    """A role group and how many of it have handed in; None where it is not shown."""

    role: str
    members: int | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the entry of `roles`."""
        if self.members is None:
            return {"role": self.role, "hidden": True}
        return {"role": self.role, "members": self.members}


@dataclass(frozen=True, slots=True)
class RoleRow:
    """In which fifth of the scale every shown role lies, by its lower end in percent, over these questions."""

    questions: tuple[str, ...]
    classes: tuple[tuple[str, int], ...]

    @property
    def apart(self) -> int:
        """How far, in percent, the classes of two roles differ at most."""
        found = [place for _role, place in self.classes]
        return max(found) - min(found)

    def to_json(self) -> dict[str, Any]:
        """Return `roles` of a hurdle or of the whole."""
        return {
            "questions": list(self.questions),
            "classes": [{"role": role, "class": place} for role, place in self.classes],
        }


@dataclass(frozen=True, slots=True)
class GroupHurdle:
    """A hurdle's value, the questions that entered it, and its row of role cells (None where it has none)."""

    id: str
    value: int | None = None
    questions: tuple[str, ...] = ()
    roles: RoleRow | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the entry of `hurdles`."""
        return {"id": self.id, "value": percent(self.value), "questions": list(self.questions), **_row(self.roles)}


@dataclass(frozen=True, slots=True)
class GroupWhole:
    """The mean of the hurdles' values, and the row of role cells over all questions."""

    value: int | None = None
    roles: RoleRow | None = None

    def to_json(self) -> dict[str, Any]:
        """Return `whole`."""
        return {"value": percent(self.value), **_row(self.roles)}


@dataclass(frozen=True, slots=True)
class DiscussionItem:
    """A question worth talking about, or a hurdle that roles see differently.

    What put it in its place: weight in hundredths, disagreement in thousandths.
    """

    kind: TopicKind
    rank: int
    weight: int
    disagreement: int
    question: str | None = None
    hurdle: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the entry of `discussion`."""
        about = {"question": self.question} if self.question is not None else {"hurdle": self.hurdle}
        return {**about, "kind": self.kind.value, "rank": self.rank}


@dataclass(frozen=True, slots=True)
class GroupResult:
    """What may be said about a group."""

    questionnaire: tuple[str, str, str]
    """Id, version and digest."""
    n: int
    min_group: int
    open: bool
    questions: tuple[GroupQuestion, ...]
    roles: tuple[GroupRole, ...]
    hurdles: tuple[GroupHurdle, ...]
    whole: GroupWhole
    discussion: tuple[DiscussionItem, ...]

    @property
    def divided(self) -> bool:
        """Whether some questions were not asked of everybody."""
        return any(question.asked is not None for question in self.questions)

    @property
    def shown(self) -> tuple[GroupRole, ...]:
        """The roles that are shown; fewer than two are no view by role, so there are none or several."""
        return tuple(role for role in self.roles if role.members is not None)

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
            "questions": [question.to_json() for question in self.questions],
            "roles": [role.to_json() for role in self.roles],
            "hurdles": [hurdle.to_json() for hurdle in self.hurdles],
            "whole": self.whole.to_json(),
            "discussion": [item.to_json() for item in self.discussion],
        }


def _row(row: RoleRow | None) -> dict[str, Any]:
    return {"roles": None if row is None else row.to_json()}


def _listed(values: Sequence[Any] | None) -> list[Any] | None:
    return None if values is None else list(values)
