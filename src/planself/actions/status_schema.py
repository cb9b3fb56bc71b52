"""A JSON Schema of `planself/plan-status/1`, for programs that read where a plan stands."""

from __future__ import annotations

from planself.actions.model import STATUSES
from planself.actions.progress import Progress
from planself.actions.projection import Aim
from planself.actions.status import FORMAT, StatusGroup
from planself.files.json_form import schema_of
from planself.files.json_schema import COUNT, DAY_OR_NONE, QUESTIONNAIRE, TEXT, TEXT_OR_NONE, Schema, document, mapping
from planself.scoring.result import Result

_IDS = {"type": "array", "items": TEXT}


def schema() -> Schema:
    """Return the schema of a plan's status."""
    properties = {
        "format": {"const": FORMAT},
        "questionnaire": QUESTIONNAIRE,
        "subject": mapping({"name": TEXT, "ags": TEXT_OR_NONE}),
        "today": {"type": "string", "format": "date"},
        "baseline": DAY_OR_NONE,
        "current": {**DAY_OR_NONE, "description": "The date of the new assessment, where there is one."},
        "counts": mapping({group.value: COUNT for group in StatusGroup}),
        "actions": {"type": "array", "items": mapping(_action())},
        "targets": {"type": "array", "items": schema_of(Progress)},
        "projection": _projection(),
    }
    return document("where an action plan stands", properties)


def _action() -> Schema:
    return {
        "id": TEXT,
        "measure": TEXT_OR_NONE,
        "hurdles": _IDS,
        "status": {"enum": list(STATUSES)},
        "group": {"enum": [group.value for group in StatusGroup]},
        "start": DAY_OR_NONE,
        "due": DAY_OR_NONE,
        "done_on": DAY_OR_NONE,
        "days": {"type": ["integer", "null"], "description": "Days until it is due; below 0 where that has passed."},
        "blocked_by": {**_IDS, "description": "Actions that have to come first and are not done."},
        "late_start": {"type": "boolean", "description": "Should have begun, and has not."},
    }


def _projection() -> Schema:
    result = schema_of(Result)["properties"]
    aims = {"type": "array", "items": schema_of(Aim)}
    found = mapping({"overall": result["overall"], "hurdles": result["hurdles"], "aims": aims})
    return {
        "description": "If every action led where its measure aims: a projection, no forecast. Null without answers.",
        "anyOf": [found, {"type": "null"}],
    }
