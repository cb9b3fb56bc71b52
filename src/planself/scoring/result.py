"""The result of one answer set; scores, bounds and coverage in tenths, None where nothing is published."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from planself.scoring.plan import State


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
    points: int | None

    def to_json(self) -> dict[str, Any]:
        """Return the entry of `questions`."""
        return {"id": self.id, "state": self.state.value, "points": self.points}


@dataclass(frozen=True, slots=True)
class HurdleResult:
    """A hurdle's numbers, its band, and the gates that cap it or are still open.

    `applicable` is how much of what was asked applies; `provisional` says that the band rests on less than it should.
    """

    id: str
    status: Status
    score: int | None = None
    lower: int | None = None
    upper: int | None = None
    coverage: int | None = None
    applicable: int | None = None
    band: str | None = None
    provisional: bool = False
    failed_gates: tuple[str, ...] = ()
    open_gates: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the entry of `hurdles`."""
        return {
            "id": self.id,
            "status": self.status.value,
            **_published(self),
            "applicable": percent(self.applicable),
            "band": self.band,
            "provisional": self.provisional,
            "failed_gates": list(self.failed_gates),
            "open_gates": list(self.open_gates),
        }


@dataclass(frozen=True, slots=True)
class Lack:
    """How many more answers a hurdle needs before it has a score."""

    hurdle: str
    answers: int


@dataclass(frozen=True, slots=True)
class Overall:
    """The whole: its numbers, the stage reached and what holds the next one back."""

    status: Status
    score: int | None = None
    lower: int | None = None
    upper: int | None = None
    coverage: int | None = None
    stage: str | None = None
    held_back_by: tuple[str, ...] = ()
    lacking: tuple[Lack, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return `overall`."""
        return {
            "status": self.status.value,
            **_published(self),
            "stage": self.stage,
            "held_back_by": list(self.held_back_by),
            "lacking": [{"hurdle": lack.hurdle, "answers": lack.answers} for lack in self.lacking],
        }


@dataclass(frozen=True, slots=True)
class Lever:
    """How far the secured overall score (tenths) would rise by one answer alone, at its best and one step better."""

    question: str
    missing: int
    gain: int

    def to_json(self) -> dict[str, Any]:
        """Return the entry of `leverage`."""
        return {"question": self.question, "missing": percent(self.missing), "gain": percent(self.gain)}


@dataclass(frozen=True, slots=True)
class Gap:
    """How far the secured overall score (tenths) would rise if an open question were answered at its best."""

    question: str
    width: int

    def to_json(self) -> dict[str, Any]:
        """Return the entry of `gaps`."""
        return {"question": self.question, "width": percent(self.width)}


@dataclass(frozen=True, slots=True)
class Result:
    """What scoring found out about one answer set."""

    overall: Overall
    hurdles: tuple[HurdleResult, ...]
    questions: tuple[QuestionResult, ...]
    ignored: tuple[str, ...]

    def hurdle(self, id_: str) -> HurdleResult:
        """Return the result of a hurdle."""
        return next(hurdle for hurdle in self.hurdles if hurdle.id == id_)

    def question(self, id_: str) -> QuestionResult:
        """Return the result of a question."""
        return next(question for question in self.questions if question.id == id_)

    def to_json(self) -> dict[str, Any]:
        """Return the numbers as data for `json.dumps`, in percent with one decimal."""
        return {
            "overall": self.overall.to_json(),
            "hurdles": [hurdle.to_json() for hurdle in self.hurdles],
            "questions": [question.to_json() for question in self.questions],
            "ignored": list(self.ignored),
        }


def percent(tenths: int | None) -> float | None:
    """Return tenths as the number with one decimal that JSON shows."""
    return None if tenths is None else tenths / 10


def _published(numbers: HurdleResult | Overall) -> dict[str, float | None]:
    return {name: percent(getattr(numbers, name)) for name in ("score", "lower", "upper", "coverage")}
