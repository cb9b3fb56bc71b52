"""A JSON Schema of `planself/plan-status/1`, for programs that read where a plan stands."""

from __future__ import annotations

from typing import Any

from planself.actions.model import STATUSES
from planself.actions.status import FORMAT, StatusGroup
from planself.files.json_schema import COUNT, TEXT, TEXT_OR_NONE, document, mapping
from planself.scoring import schema as results

_DAY = {"type": ["string", "null"], "format": "date"}
_IDS = {"type": "array", "items": TEXT}
_SCORE = {"type": ["number", "null"], "minimum": 0, "maximum": 100}


def schema() -> dict[str, Any]:
    """Return the schema of a plan's status."""
    properties = {
        "format": {"const": FORMAT},
        "questionnaire": mapping({"id": TEXT, "version": TEXT, "digest": TEXT}),
        "subject": mapping({"name": TEXT, "ags": TEXT_OR_NONE}),
        "today": {"type": "string", "format": "date"},
        "baseline": _DAY,
        "current": {**_DAY, "description": "The date of the new assessment, where there is one."},
        "counts": mapping({group.value: COUNT for group in StatusGroup}),
        "actions": {"type": "array", "items": mapping(_action())},
        "targets": {"type": "array", "items": mapping(_target())},
        "projection": _projection(),
    }
    return document("where an action plan stands", properties)


def _action() -> dict[str, Any]:
    return {
        "id": TEXT,
        "measure": TEXT_OR_NONE,
        "hurdles": _IDS,
        "status": {"enum": list(STATUSES)},
        "group": {"enum": [group.value for group in StatusGroup]},
        "start": _DAY,
        "due": _DAY,
        "done_on": _DAY,
        "days": {"type": ["integer", "null"], "description": "Days until it is due; below 0 where that has passed."},
        "blocked_by": {**_IDS, "description": "Actions that have to come first and are not done."},
        "late_start": {"type": "boolean", "description": "Should have begun, and has not."},
    }


def _target() -> dict[str, Any]:
    return {
        "hurdle": TEXT,
        "baseline": _SCORE,
        "target": _SCORE,
        "current": _SCORE,
        "progress": {
            "type": ["integer", "null"],
            "description": "(current − baseline) / (target − baseline) in whole percent, halves up.",
        },
        "reached": {"type": ["boolean", "null"]},
    }


def _projection() -> dict[str, Any]:
    result = results.schema()["properties"]
    aim = mapping({"action": TEXT, "question": TEXT, "counted": {"type": "boolean"}})
    found = mapping(
        {"overall": result["overall"], "hurdles": result["hurdles"], "aims": {"type": "array", "items": aim}}
    )
    return {
        "description": "If every action led where its measure aims: a projection, no forecast. Null without answers.",
        "anyOf": [found, {"type": "null"}],
    }
