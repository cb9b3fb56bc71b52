# ruff: noqa: RUF012 -- pydantic copies the defaults of its models
"""The questionnaire as pydantic models: what a file may contain, in the file's own words.

Weights are hundredths, points thousandths, percents tenths, numbers millionths (see `fields`).
"""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from planself.questionnaire.condition import Condition
from planself.questionnaire.fields import (
    Id,
    Language,
    Millionths,
    Model,
    OptionId,
    Percent,
    PercentAbove,
    Phrase,
    Points,
    QuestionnaireId,
    Slug,
    Weight,
    Word,
)

FORMAT = "planself/questionnaire/1"
EFFORT = {"low": 1, "medium": 2, "high": 3}
MOST_LEVELS = 101
"""0 to 100; more is a number."""
QUESTION_TYPES = ("scale", "single", "multiple", "yes_no", "number", "text")


class Source(Model):
    """A publication that hurdles, measures and questions refer to, and how far it was verified."""

    id: Slug
    title: Phrase
    publisher: Phrase
    url: Word
    year: int | None = Field(None, ge=1800, le=2200)
    accessed: Word | None = None
    verified: Literal["read", "title_only", "unverified"] | None = None


class Role(Model):
    """Who can answer a question or carry a measure."""

    id: Id
    label: Phrase
    description: Phrase | None = None


class Band(Model):
    """A hurdle's band: from which score it holds."""

    id: Id
    from_: Percent = Field(alias="from")
    label: Phrase
    description: Phrase | None = None


class Stage(Model):
    """A stage of the whole: the score that every hurdle must have, and whether their gates must be met."""

    id: Id
    min: Percent
    gates: Literal["met"] | None = None
    label: Phrase
    description: Phrase | None = None


class Level(Model):
    """One level of a scale."""

    label: Phrase


class Scale(Model):
    """A named scale that several questions use."""

    levels: list[Level] = Field(min_length=2, max_length=MOST_LEVELS)


class Gate(Model):
    """A minimum condition of a hurdle: points that one answer must have, and the best band while it has fewer."""

    question: Id
    at_least: Points
    cap: Id | None = None


class Measure(Model):
    """A recommended next step, offered while the hurdle's score lies in [from, below)."""

    id: Id
    title: Phrase
    text: Phrase | None = None
    from_: Percent = Field(0, alias="from")
    below: PercentAbove = 1010
    who: list[Id] = []
    horizon: Phrase | None = None
    effort: Literal["low", "medium", "high"] = "medium"
    sources: list[Slug] = []
    when: Condition | None = None
    after: list[Id] = []
    aims_at: dict[str, object] = {}
    note: Phrase | None = None


class Hurdle(Model):
    """What stands in the way of planning together, with its measures."""

    id: Id
    name: Phrase
    description: Phrase | None = None
    symptoms: list[Phrase] = []
    weight: Weight = 100
    sources: list[Slug] = []
    gates: list[Gate] = []
    measures: list[Measure] = []
    note: Phrase | None = None


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


class Section(Model):
    """Questions that are asked together."""

    id: Id
    title: Phrase
    intro: Phrase | None = None
    when: Condition | None = None
    questions: list[Question] = Field(min_length=1)


class ScoringTerms(Model):
    """What the questionnaire sets for its scoring."""

    min_coverage: Percent = 600
    evidence_from: Points = 750


class Questionnaire(Model):
    """A whole questionnaire."""

    format: Literal["planself/questionnaire/1"]
    id: QuestionnaireId
    version: Annotated[Word, Field(pattern=r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$")]
    languages: list[Language] = Field(min_length=1)
    title: Phrase
    description: Phrase | None = None
    basis: Phrase | None = None
    sources: list[Source] = []
    scoring: ScoringTerms = ScoringTerms()
    short_of: QuestionnaireId | None = None
    examples: list[Word] = []
    bands: list[Band] = Field(min_length=1)
    stages: list[Stage] = Field(min_length=1)
    scales: dict[Id, Scale] = {}
    roles: list[Role] = []
    hurdles: list[Hurdle] = Field(min_length=1)
    sections: list[Section] = Field(min_length=1)

    @cached_property
    def questions(self) -> tuple[AnyQuestion, ...]:
        """All questions in the questionnaire's order."""
        return tuple(question for section in self.sections for question in section.questions)

    @cached_property
    def by_id(self) -> dict[str, AnyQuestion]:
        """All questions by their present id."""
        return {question.id: question for question in self.questions}

    @cached_property
    def renamed(self) -> dict[str, str]:
        """Earlier question ids with the present id of each."""
        return {old: question.id for question in self.questions for old in question.renamed_from}

    @cached_property
    def section_of(self) -> dict[str, Section]:
        """The section of every question id."""
        return {question.id: section for section in self.sections for question in section.questions}

    def levels(self, question: ScaleQuestion) -> list[Level]:
        """Return the levels of a scale question, its own or those of the named scale."""
        return question.levels if question.levels is not None else self.scales[question.scale or ""].levels

    def cap(self, gate: Gate) -> Band:
        """Return the best band of a hurdle while a gate fails: the one it names, or the one below the top."""
        below_top = self.bands[max(len(self.bands) - 2, 0)]
        return next((band for band in self.bands if band.id == gate.cap), below_top)

    @property
    def major(self) -> str:
        """The major version; scores of different ones are not comparable."""
        return self.version.split(".")[0]
