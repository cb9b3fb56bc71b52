"""A JSON Schema of `planself/result/1`, for programs that read results."""

from __future__ import annotations

from typing import Any

from planself.files.json_schema import POINTS_OR_NONE, TEXT, TEXT_OR_NONE, document, mapping
from planself.scoring.assessment import FORMAT
from planself.scoring.plan import State
from planself.scoring.result import Status

_IDS = {"type": "array", "items": TEXT, "uniqueItems": True}
_PERCENT = {
    "description": "Percent with one decimal; null where nothing is published.",
    "type": ["number", "null"],
    "minimum": 0,
    "maximum": 100,
}

_RISE = {
    "description": "How far overall.lower would rise, in percent points,",
    "type": "number",
    "minimum": 0,
    "maximum": 100,
}

_ANNEXES = {
    "comparison": "Only in a JSON report with --compare; `planself schema comparison` describes it.",
    "benchmark": "Only in a JSON report with --benchmark.",
    "plan": "Only in a JSON report with --plan; `planself schema plan-status` describes it.",
    "workshop": "Only in a JSON report with --workshop; `planself schema workshop-report` describes it.",
}
"""What a report may hold beyond the result, each in a format of its own."""


def schema() -> dict[str, Any]:
    """Return the schema of a result."""
    properties = {
        "format": {"const": FORMAT},
        "questionnaire": mapping({"id": TEXT, "version": TEXT, "digest": TEXT}),
        "subject": mapping({"name": TEXT_OR_NONE, "ags": TEXT_OR_NONE}),
        "date": {"type": ["string", "null"], "format": "date"},
        "overall": mapping(_overall()),
        "hurdles": {"type": "array", "items": mapping(_hurdle())},
        "questions": {"type": "array", "items": mapping(_question())},
        "unproven": {**_IDS, "description": "Good answers without evidence."},
        "unsure": {**_IDS, "description": "Answers flagged for discussion."},
        "ignored": {**_IDS, "description": "Answers whose condition is not met; they do not count."},
        "leverage": {"type": "array", "items": mapping(_lever()), "description": "Answers below their best."},
        "gaps": {"type": "array", "items": mapping(_gap()), "description": "Questions unknown or left out."},
    }
    seal = {**TEXT, "description": "Only in a JSON report: by it planself knows whether the file was edited since."}
    annexes = {name: {"type": "object", "description": description} for name, description in _ANNEXES.items()}
    return document("the result of one answer set", properties, {**annexes, "seal": seal})


def _numbers() -> dict[str, Any]:
    return {
        "status": {"enum": [status.value for status in Status]},
        **dict.fromkeys(("score", "lower", "upper", "coverage"), _PERCENT),
    }


def _overall() -> dict[str, Any]:
    lack = mapping({"hurdle": TEXT, "answers": {"type": "integer", "minimum": 1}})
    return {
        **_numbers(),
        "stage": TEXT_OR_NONE,
        "held_back_by": {**_IDS, "description": "Hurdles below the minimum of the next stage, or with a failed gate."},
        "lacking": {"type": "array", "items": lack, "description": "How many answers a hurdle lacks for a score."},
    }


def _hurdle() -> dict[str, Any]:
    return {
        "id": TEXT,
        **_numbers(),
        "applicable": {**_PERCENT, "description": "How much of what was asked applies, in percent by weight."},
        "band": TEXT_OR_NONE,
        "provisional": {
            "type": "boolean",
            "description": "Whether a gate is open, or less than half of what was asked applies.",
        },
        "failed_gates": _IDS,
        "open_gates": _IDS,
    }


def _lever() -> dict[str, Any]:
    return {
        "question": TEXT,
        "missing": {**_RISE, "description": f"{_RISE['description']} if this answer alone stood at its best."},
        "gain": {**_RISE, "description": f"{_RISE['description']} if this answer alone stood one step better."},
    }


def _gap() -> dict[str, Any]:
    width = {**_RISE, "description": f"{_RISE['description']} if it were answered at its best."}
    return {"question": TEXT, "width": width}


def _question() -> dict[str, Any]:
    return {"id": TEXT, "state": {"enum": [state.value for state in State]}, "points": POINTS_OR_NONE}
