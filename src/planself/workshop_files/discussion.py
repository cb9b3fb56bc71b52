"""A discussion as its file `discussion.yaml` says it: nothing in it has to be kept from anybody.

What the rules for groups hide is not written down in the first place: the counts before the discussion are those of
the group's published result, and counts of a second round stand here only where enough people took part.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from planself.analysis.agreement import AgreementWord
from planself.analysis.group_result import TopicKind
from planself.files.fields import Id, Model, Word, as_written
from planself.files.json_schema import Schema
from planself.files.shared_fields import NamedQuestionnaire, model_schema
from planself.workshop_files.workshop import Code

FORMAT = "planself/discussion/1"
AGREED, END = "_agreed", "_end"
"""Where a discussion can stand besides at a question; no question's id begins like this."""
MAX_ITEMS = 2000
MAX_TEXT = 20_000


def _moment(value: object) -> datetime:
    try:
        return datetime.fromisoformat(str(as_written(value))).replace(microsecond=0)
    except ValueError as error:
        raise PydanticCustomError("moment", "expected a date and a time") from error


def _hundredths(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | float):
        raise PydanticCustomError("number", "expected a number")
    exact = Decimal(str(value)) * 100
    if not exact.is_finite() or exact != exact.to_integral_value() or abs(exact) > 100:
        raise PydanticCustomError("number", "expected -1 to 1 with two decimals")
    return int(exact)


_SPOT = r"^_?[a-z][a-z0-9_]{0,39}$"
_WORDS = {"type": ["string", "number", "boolean"]}
Moment = Annotated[datetime, PlainValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})]
Hundredths = Annotated[
    int, BeforeValidator(_hundredths), WithJsonSchema({"type": "number", "minimum": -1, "maximum": 1})
]
Remark = Annotated[Word, StringConstraints(max_length=MAX_TEXT), WithJsonSchema(_WORDS)]
Spot = Annotated[Word, StringConstraints(pattern=_SPOT), WithJsonSchema({"type": "string", "pattern": _SPOT})]
People = Annotated[int, Field(ge=0, le=20_000)]
Raw = Annotated[Any, WithJsonSchema({"type": ["string", "number", "boolean", "array"]})]
"""An answer as answer files have it: a level, an option, yes or no, unknown, not_applicable, a list of options."""


class AnswerCounts(Model):
    """How the answers to a question were spread: None stands where the rules for groups show nothing.

    Files have the agreement with two decimals, which validating makes hundredths; inside, use `model_construct`.
    """

    n: People | None = None
    counts: list[People] | None = Field(None, description="Per level, per option, or no and yes.")
    unknown: People | None = None
    not_applicable: People | None = None
    median: list[int] | None = None
    agreement: Hundredths | None = Field(None, description="Van der Eijk's A; in hundredths inside the program.")
    word: AgreementWord | None = Field(None, strict=False)


class Dissent(Model):
    """What somebody holds against a decision; who it was stands here only with `agreed: true`, a name only if open."""

    text: Remark
    role: Id | None = None
    code: Code | None = None
    name: Word | None = None
    agreed: bool = Field(False, description="The person has agreed to be named like this.")

    @property
    def by(self) -> str:
        """The role, code or name that stands beside the text; empty where there is none."""
        return self.role or self.code or self.name or ""


class DiscussedQuestion(Model):
    """A question that was talked about, or that the room agreed on from the beginning."""

    question: Id
    kind: TopicKind | None = Field(
        None, strict=False, description="Why it was on the list; none: it had to be settled."
    )
    hurdle: Id | None = Field(None, description="The hurdle that roles see differently.")
    rank: int | None = Field(None, ge=1)
    before: AnswerCounts = AnswerCounts()
    after: AnswerCounts | None = Field(None, description="A second silent round.")
    counted: Literal["hands", "files"] | None = Field(None, description="Where the second round's counts come from.")
    outcome: Literal["agreement", "no_agreement"] | None = None
    how: Literal["discussed", "agreed"] = Field(
        "discussed", description="agreed: the room was unanimous, and took the median without discussion."
    )
    answer: Raw | None = Field(None, description="What the room agreed on, written as in an answer file.")
    dissent: list[Dissent] = Field([], max_length=200)
    note: Remark = ""
    evidence: Remark = ""
    seconds: int = Field(0, ge=0, le=10**7, description="How long it was talked about.")
    decided_at: Moment | None = None

    @property
    def decided(self) -> bool:
        """Whether there is an outcome, agreement or none."""
        return self.outcome is not None

    @property
    def without_discussion(self) -> bool:
        """Whether the room was unanimous from the beginning."""
        return self.outcome == "agreement" and self.how == "agreed"

    @property
    def empty(self) -> bool:
        """Whether nothing happened to it yet."""
        return not (self.decided or self.after or self.dissent or self.note or self.evidence or self.seconds)


class DiscussedAnswers(Model):
    """The answers that the discussion began with."""

    people: People
    digest: Word = Field(description="One checksum of all of them together: single ones could be guessed.")


class Discussion(Model):
    """Everything in `discussion.yaml`; `here` is where the room stopped."""

    format: Literal["planself/discussion/1"] = "planself/discussion/1"
    questionnaire: NamedQuestionnaire
    answers: DiscussedAnswers
    started_at: Moment
    here: Spot | None = None
    items: list[DiscussedQuestion] = Field([], max_length=MAX_ITEMS)

    @property
    def by_question(self) -> dict[str, DiscussedQuestion]:
        """Every item by its question."""
        return {item.question: item for item in self.items}

    @property
    def seconds(self) -> int:
        """How long was talked in all."""
        return sum(item.seconds for item in self.items)


def schema() -> Schema:
    """Return the JSON Schema of `discussion.yaml`."""
    return model_schema(Discussion, "the discussion of a workshop")
