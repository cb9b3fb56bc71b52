# ruff: noqa: RUF012 -- pydantic copies the defaults of its models
"""The questionnaire as pydantic models: what a file may contain, in the file's own words.

Weights are hundredths, points thousandths, percents tenths, numbers millionths (see `fields`).
"""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from pydantic import Field

from planself.files.fields import Id, Language, Model, Percent, Phrase, Points, QuestionnaireId, Slug, Version, Word
from planself.questionnaire.condition import Condition
from planself.questionnaire.hurdles import EFFORT, Carriers, Gate, Hurdle, Measure, Practice
from planself.questionnaire.types.base import BaseQuestion, Level
from planself.questionnaire.types.choices import AnswerKind, Choice, Quantity
from planself.questionnaire.types.registry import Question
from planself.questionnaire.types.scale import Scale

AnyQuestion = BaseQuestion
"""Any question, whatever its type: other rooms ask it what it is and for its choices, and name no type."""
__all__ = [
    "EFFORT",
    "FORMAT",
    "AnswerKind",
    "AnyQuestion",
    "Band",
    "BaseQuestion",
    "Carriers",
    "Check",
    "Choice",
    "Gate",
    "Hurdle",
    "Level",
    "Measure",
    "Practice",
    "Quantity",
    "Questionnaire",
    "Role",
    "Scale",
    "ScoringTerms",
    "Section",
    "Source",
    "Stage",
]
FORMAT = "planself/questionnaire/1"


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


class Check(Model):
    """Answers that contradict each other: what people are told while the condition is true; never scored."""

    id: Id
    when: Condition
    text: Phrase


class Section(Model):
    """Questions that are asked together."""

    id: Id
    title: Phrase
    intro: Phrase | None = None
    statutory: bool = False
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
    version: Version
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
    checks: list[Check] = []
    sections: list[Section] = Field(min_length=1)

    def model_post_init(self, _context: object, /) -> None:
        """Hand every question what the questionnaire shares between them."""
        scales = {name: scale.levels for name, scale in self.scales.items()}
        for question in self.questions:
            question.use(scales)

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

    def cap(self, gate: Gate) -> Band:
        """Return the best band of a hurdle while a gate fails: the one it names, or the one below the top."""
        below_top = self.bands[max(len(self.bands) - 2, 0)]
        return next((band for band in self.bands if band.id == gate.cap), below_top)

    @property
    def major(self) -> str:
        """The major version; scores of different ones are not comparable."""
        return self.version.split(".")[0]
