"""What a group's answers come to, as `planself/group/1`: nothing in here has to be kept from anybody.

None stands where the rules for groups show nothing; there is no second, unprotected form of a result.
Scores are tenths, agreement hundredths.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, NamedTuple

from planself.analysis.agreement import AgreementWord
from planself.files.json_form import Count, JsonForm, JsonKey, Limits, Percent, Place, Scaled, result_document, to_json
from planself.files.json_schema import QUESTIONNAIRE, TEXT, Schema, mapping

FORMAT = "planself/group/1"
CountOrNone = Annotated[Count | None, "null where nothing is shown."]
PercentOrNone = Annotated[Percent | None, "Percent; null where nothing is shown."]
_PER_STEP = "Per level, option, no and yes, or step of a number (below the first, then each)."
_MIDDLE = "Two entries where the two middle answers differ."
_FIFTH = "The lower end of the fifth of the scale, in percent."


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
    n: Annotated[Count | None, "Valid answers."] = None
    counts: Annotated[tuple[Count, ...] | None, Limits(minItems=2), _PER_STEP] = None
    unknown: CountOrNone = None
    not_applicable: CountOrNone = None
    missing: CountOrNone = None
    median: Annotated[tuple[Count, ...] | None, Limits(minItems=1, maxItems=2), _MIDDLE] = None
    quartiles: Annotated[tuple[Count, Count] | None, "The answers at a quarter and at three quarters."] = None
    agreement: Annotated[int | None, Scaled(100), Limits(minimum=-1, maximum=1), "van der Eijk's A."] = None
    word: AgreementWord | None = None
    asked: Annotated[tuple[str, ...] | None, Place.OPTIONAL, "The roles that were asked, where not everybody was."] = (
        None
    )
    comments: Annotated[tuple[str, ...] | None, Place.OPTIONAL, "Only where asked for; shuffled."] = None


@dataclass(frozen=True, slots=True)
class GroupRole:
    """A role group and how many of it have handed in; None where it is not shown."""

    role: str
    members: int | None = None

    @staticmethod
    def json_form() -> JsonForm:
        """Return the entry of `roles`: a role has a number or is said to be hidden."""
        numbered = mapping({"role": TEXT, "members": {"type": "integer", "minimum": 1}})

        def write(role: GroupRole) -> dict[str, Any]:
            more = {"hidden": True} if role.members is None else {"members": role.members}
            return {"role": role.role, **more}

        return JsonForm({"oneOf": [numbered, mapping({"role": TEXT, "hidden": {"const": True}})]}, write)


class RoleClass(NamedTuple):
    """In which fifth of the scale a role lies."""

    role: str
    place: Annotated[int, JsonKey("class"), Limits(enum=[0, 20, 40, 60, 80]), _FIFTH]


@dataclass(frozen=True, slots=True)
class RoleRow:
    """In which fifth of the scale every shown role lies, by its lower end in percent, over these questions."""

    questions: Annotated[tuple[str, ...], Limits(minItems=3)]
    classes: Annotated[tuple[RoleClass, ...], Limits(minItems=2)]

    @property
    def apart(self) -> int:
        """How far, in percent, the classes of two roles differ at most."""
        found = [each.place for each in self.classes]
        return max(found) - min(found)


@dataclass(frozen=True, slots=True)
class GroupHurdle:
    """A hurdle's value, the questions that entered it, and its row of role cells (None where it has none)."""

    id: str
    value: PercentOrNone = None
    questions: Annotated[tuple[str, ...], "The questions whose counts the value is made of."] = ()
    roles: RoleRow | None = None


@dataclass(frozen=True, slots=True)
class GroupWhole:
    """The mean of the hurdles' values, and the row of role cells over all questions."""

    value: PercentOrNone = None
    roles: RoleRow | None = None


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

    @staticmethod
    def json_form() -> JsonForm:
        """Return the entry of `discussion`: what it is about, why, and in which place."""

        def about(word: str, kinds: Collection[TopicKind]) -> Schema:
            rank = {"type": "integer", "minimum": 1}
            return mapping({word: TEXT, "kind": {"enum": [kind.value for kind in kinds]}, "rank": rank})

        def write(item: DiscussionItem) -> dict[str, Any]:
            named = {"question": item.question} if item.question is not None else {"hurdle": item.hurdle}
            return {**named, "kind": item.kind.value, "rank": item.rank}

        of_hurdles = {TopicKind.PERCEPTION_GAP}
        of_questions = [kind for kind in TopicKind if kind not in of_hurdles]
        return JsonForm({"oneOf": [about("question", of_questions), about("hurdle", of_hurdles)]}, write)


@dataclass(frozen=True, slots=True)
class GroupResult:
    """What may be said about a group."""

    questionnaire: Annotated[tuple[str, str, str], Place.HIDDEN]
    """Id, version and digest."""
    n: Annotated[Count, "Members who have handed in."]
    min_group: Annotated[int, Limits(minimum=1), "1 in an open workshop."]
    open: Annotated[bool, Place.HIDDEN]
    questions: tuple[GroupQuestion, ...]
    roles: Annotated[tuple[GroupRole, ...], "Shown once for the whole output."]
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
        identity = dict(zip(("id", "version", "digest"), self.questionnaire, strict=True))
        return {"format": FORMAT, "questionnaire": identity, **to_json(self)}


def schema() -> Schema:
    """Return the schema of a group's result."""
    return result_document("the result of a group", FORMAT, {"questionnaire": QUESTIONNAIRE}, GroupResult)
