"""The result of one answer set; scores, bounds and coverage in tenths, None where nothing is published."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from planself.files.json_form import Ids, Limits, Percent, Points
from planself.scoring.plan import State

Published = Annotated[Percent | None, "Percent with one decimal; null where nothing is published."]
RISE = "How far overall.lower would rise, in percent points,"


class Status(StrEnum):
    """Whether a hurdle, or the whole, has a score."""

    RATED = "rated"
    INSUFFICIENT = "insufficient"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """A question's state and its points in thousandths (None for context and without an answer)."""

    id: str
    state: State
    points: Points | None


@dataclass(frozen=True, slots=True)
class HurdleResult:
    """A hurdle's numbers, its band, and the gates that cap it or are still open.

    `applicable` is how much of what was asked applies; `provisional` says that the band rests on less than it should.
    """

    id: str
    status: Status
    score: Published = None
    lower: Published = None
    upper: Published = None
    coverage: Published = None
    applicable: Annotated[Percent | None, "How much of what was asked applies, in percent by weight."] = None
    band: str | None = None
    provisional: Annotated[bool, "Whether a gate is open, or less than half of what was asked applies."] = False
    failed_gates: Ids = ()
    open_gates: Ids = ()


@dataclass(frozen=True, slots=True)
class Lack:
    """How many more answers a hurdle needs before it has a score."""

    hurdle: str
    answers: Annotated[int, Limits(minimum=1)]


@dataclass(frozen=True, slots=True)
class Overall:
    """The whole: its numbers, the stage reached and what holds the next one back."""

    status: Status
    score: Published = None
    lower: Published = None
    upper: Published = None
    coverage: Published = None
    stage: str | None = None
    held_back_by: Annotated[Ids, "Hurdles below the minimum of the next stage, or with a failed gate."] = ()
    lacking: Annotated[tuple[Lack, ...], "How many answers a hurdle lacks for a score."] = ()


@dataclass(frozen=True, slots=True)
class Lever:
    """How far the secured overall score (tenths) would rise by one answer alone, at its best and one step better."""

    question: str
    missing: Annotated[Percent, f"{RISE} if this answer alone stood at its best."]
    gain: Annotated[Percent, f"{RISE} if this answer alone stood one step better."]


@dataclass(frozen=True, slots=True)
class Gap:
    """How far the secured overall score (tenths) would rise if an open question were answered at its best."""

    question: str
    width: Annotated[Percent, f"{RISE} if it were answered at its best."]


@dataclass(frozen=True, slots=True)
class Result:
    """What scoring found out about one answer set."""

    overall: Overall
    hurdles: tuple[HurdleResult, ...]
    questions: tuple[QuestionResult, ...]
    ignored: Annotated[Ids, "Answers whose condition is not met; they do not count."]

    def hurdle(self, id_: str) -> HurdleResult:
        """Return the result of a hurdle."""
        return next(hurdle for hurdle in self.hurdles if hurdle.id == id_)

    def question(self, id_: str) -> QuestionResult:
        """Return the result of a question."""
        return next(question for question in self.questions if question.id == id_)
