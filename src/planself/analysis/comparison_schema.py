"""A JSON Schema of `planself/comparison/1`, for programs that read comparisons."""

from __future__ import annotations

from typing import Any

from planself.analysis.comparison import FORMAT
from planself.files.json_schema import POINTS_OR_NONE, TEXT, document, mapping
from planself.scoring import schema as results
from planself.scoring.plan import State

_IDS = {"type": "array", "items": TEXT, "uniqueItems": True}


def schema() -> dict[str, Any]:
    """Return the schema of a comparison."""
    result = results.schema()["properties"]
    properties = {
        "format": {"const": FORMAT},
        "questionnaire": result["questionnaire"],
        "subject": result["subject"],
        "rounds": {"type": "array", "items": _round(result["date"]), "minItems": 2},
        "overall": _compared(result["overall"], "stage"),
        "hurdles": {"type": "array", "items": _hurdle(result["hurdles"]["items"])},
        "questions": {"type": "array", "items": _question()},
        "new_questions": {**_IDS, "description": "Questions that not all rounds were asked, or perhaps were not."},
    }
    return document("assessments of one municipality compared", properties)


def _round(date: dict[str, Any]) -> dict[str, Any]:
    at_hand = "Where false, questions without an entry in the file are taken for new."
    version = {"type": "boolean", "description": at_hand}
    return mapping({"source": TEXT, "date": date, "version": TEXT, "version_at_hand": version})


def _course(numbers: dict[str, Any], level: str) -> dict[str, Any]:
    crossed = mapping({"old": TEXT, "new": TEXT})
    return {
        "results": {"type": "array", "items": numbers, "minItems": 2, "description": "One a round."},
        "change": {
            "type": ["number", "null"],
            "minimum": -100,
            "maximum": 100,
            "description": "The last score minus the first; null unless both are published.",
        },
        "not_explained_by_open_answers": {
            "type": "boolean",
            "description": "The first and the last range have no point in common.",
        },
        level: {**crossed, "type": ["object", "null"], "description": "Only where it is another one."},
    }


def _compared(numbers: dict[str, Any], level: str) -> dict[str, Any]:
    comparable = {
        **mapping(_course(numbers, level)),
        "type": ["object", "null"],
        "description": "The same on the questions that all rounds were asked; null where these are all.",
    }
    return mapping({**_course(numbers, level), "comparable": comparable})


def _hurdle(numbers: dict[str, Any]) -> dict[str, Any]:
    compared = _compared(numbers, "band")["properties"]
    measure = mapping({"id": TEXT, "title": TEXT, "status": TEXT})
    return mapping({"id": TEXT, **compared, "new_questions": _IDS, "measures": {"type": "array", "items": measure}})


def _question() -> dict[str, Any]:
    side = mapping({"state": {"enum": [state.value for state in State]}, "points": POINTS_OR_NONE, "comment": TEXT})
    change = {"type": ["integer", "null"], "description": "Thousandths; null unless both sides have points."}
    return mapping({"id": TEXT, "old": side, "new": side, "change": change})
