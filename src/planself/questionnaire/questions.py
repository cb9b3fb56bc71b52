# ruff: noqa: RUF012 -- pydantic copies the defaults of its models
"""The questions of a questionnaire as pydantic models: what every type has, and what each adds."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from planself.files.fields import Id, Millionths, Model, OptionId, Phrase, Points, Slug, Weight
from planself.questionnaire.condition import Condition

MOST_LEVELS = 101
"""0 to 100; more is a number."""
QUESTION_TYPES = ("scale", "single", "multiple", "yes_no", "number", "text")


class Level(Model):
    """One level of a scale."""

    label: Phrase


class Scale(Model):
    """A named scale that several questions use."""

    levels: list[Level] = Field(min_length=2, max_length=MOST_LEVELS)


class BaseQuestion(Model):
    """What every question has, whatever its type."""

    id: Id
    text: Phrase
    help: Phrase | None = None
    evidence: Phrase | None = None
    hurdles: dict[Id, Weight] = {}
    when: Condition | None = None
    allow: list[Literal["unknown", "not_applicable"]] | None = None
    roles: list[Id] = []
    renamed_from: list[Id] = []
    required: bool = False
    sources: list[Slug] = []

    @property
    def scored(self) -> bool:
        """Whether the question measures a hurdle."""
        return bool(self.hurdles)

    @property
    def allows_unknown(self) -> bool:
        """Whether "don't know" is an answer here."""
        return self.scored if self.allow is None else "unknown" in self.allow

    @property
    def allows_not_applicable(self) -> bool:
        """Whether "not applicable" is an answer here."""
        return self.scored if self.allow is None else "not_applicable" in self.allow


class ScaleQuestion(BaseQuestion):
    """A question answered by a level, 0 first."""

    type: Literal["scale"]
    scale: Id | None = None
    levels: list[Level] | None = Field(None, min_length=2, max_length=MOST_LEVELS)
    anchors: list[Phrase] | None = None
    reverse: bool = False


class SingleOption(Model):
    """An option of which one is chosen."""

    id: OptionId
    label: Phrase
    points: Points | None = None
    scored: bool = True


class SingleQuestion(BaseQuestion):
    """A question answered by one option."""

    type: Literal["single"]
    options: list[SingleOption] = Field(min_length=2)


class MultipleOption(Model):
    """An option that can be ticked beside others, unless it is exclusive."""

    id: OptionId
    label: Phrase
    weight: Weight = 100
    exclusive: bool = False


class MultipleQuestion(BaseQuestion):
    """A question answered by any number of options."""

    type: Literal["multiple"]
    options: list[MultipleOption] = Field(min_length=2)
    full: Weight | None = None


class YesNoQuestion(BaseQuestion):
    """A question answered by yes or no."""

    type: Literal["yes_no"]
    reverse: bool = False


class Step(Model):
    """Points from a threshold on."""

    from_: Millionths = Field(alias="from")
    points: Points


class NumberQuestion(BaseQuestion):
    """A question answered by a number."""

    type: Literal["number"]
    unit: Phrase | None = None
    min: Millionths | None = None
    max: Millionths | None = None
    steps: list[Step] | None = Field(None, min_length=1)


class TextQuestion(BaseQuestion):
    """A question answered in words, never scored."""

    type: Literal["text"]
    long: bool = False


def _type(value: object) -> str | None:
    found = value.get("type") if isinstance(value, dict) else getattr(value, "type", None)
    return found if found in QUESTION_TYPES else None


Question = Annotated[
    Annotated[ScaleQuestion, Tag("scale")]
    | Annotated[SingleQuestion, Tag("single")]
    | Annotated[MultipleQuestion, Tag("multiple")]
    | Annotated[YesNoQuestion, Tag("yes_no")]
    | Annotated[NumberQuestion, Tag("number")]
    | Annotated[TextQuestion, Tag("text")],
    Discriminator(
        _type,
        custom_error_type="question_type",
        custom_error_message="a question needs `type`: scale, single, multiple, yes_no, number or text",
    ),
]
AnyQuestion = ScaleQuestion | SingleQuestion | MultipleQuestion | YesNoQuestion | NumberQuestion | TextQuestion
