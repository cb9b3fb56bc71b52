"""The result table, made slowly from single results: what the quick ways are held to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from planself.questionnaire.model import Questionnaire
from planself.scoring.assessment import Assessment
from planself.scoring.plan import State
from planself.scoring.result import HurdleResult, Overall
from tests.scoring.engines import percent

Cell = str | int | float | None
Row = Mapping[str, Cell]

KNOWN = ("subject.name", "subject.ags", "respondent.id", "respondent.role", "respondent.department", "date")
_OVERALL = ("status", "score", "lower", "upper", "coverage", "stage")
_NUMBERS = ("status", "score", "lower", "upper", "coverage")
_HURDLE = (*_NUMBERS, "applicable", "band", "provisional", "failed_gates", "open_gates")
_COUNTS = (State.ANSWERED, State.UNKNOWN, State.NOT_APPLICABLE, State.MISSING, State.PENDING)


def columns(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return the names of all columns under a questionnaire."""
    return (
        "row",
        "source",
        *KNOWN,
        *(f"overall.{name}" for name in _OVERALL),
        *(f"{hurdle.id}.{name}" for hurdle in questionnaire.hurdles for name in _HURDLE),
        *(state.value for state in _COUNTS),
        "ignored",
    )


def row(number: int, source: str, assessment: Assessment) -> dict[str, Cell]:
    """Return one answer set's row; what is not published is None."""
    answers, result = assessment.answer_set, assessment.result
    states = Counter(question.state for question in result.questions)
    return {
        "row": number,
        "source": source,
        "subject.name": answers.subject.name or None,
        "subject.ags": answers.subject.ags,
        "respondent.id": answers.respondent.id or None,
        "respondent.role": answers.respondent.role or None,
        "respondent.department": answers.respondent.department or None,
        "date": answers.date.isoformat() if answers.date else None,
        **_numbers("overall", result.overall),
        "overall.stage": result.overall.stage,
        **{key: cell for hurdle in result.hurdles for key, cell in _hurdle(hurdle).items()},
        **{state.value: states[state] for state in _COUNTS},
        "ignored": len(result.ignored),
    }


def _hurdle(hurdle: HurdleResult) -> dict[str, Cell]:
    return {
        **_numbers(hurdle.id, hurdle),
        f"{hurdle.id}.applicable": percent(hurdle.applicable),
        f"{hurdle.id}.band": hurdle.band,
        f"{hurdle.id}.provisional": hurdle.provisional,
        f"{hurdle.id}.failed_gates": " ".join(hurdle.failed_gates) or None,
        f"{hurdle.id}.open_gates": " ".join(hurdle.open_gates) or None,
    }


def _numbers(name: str, found: HurdleResult | Overall) -> dict[str, Cell]:
    return {
        f"{name}.status": found.status.value,
        f"{name}.score": percent(found.score),
        f"{name}.lower": percent(found.lower),
        f"{name}.upper": percent(found.upper),
        f"{name}.coverage": percent(found.coverage),
    }
