"""A JSON Schema of `planself/group/1`, for programs that read the results of groups."""

from __future__ import annotations

from typing import Any

from planself.analysis.agreement import Word
from planself.analysis.group_result import FORMAT, Kind

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = {"type": "string"}
_COUNT = {"type": "integer", "minimum": 0}
_COUNT_OR_NONE = {"type": ["integer", "null"], "minimum": 0, "description": "null where it is hidden."}
_PERCENT = {"type": "number", "minimum": 0, "maximum": 100}
_PERCENT_OR_NONE = {**_PERCENT, "type": ["number", "null"], "description": "Percent; null where it is hidden."}


def schema() -> dict[str, Any]:
    """Return the schema of a group's result."""
    properties = {
        "format": {"const": FORMAT},
        "questionnaire": _mapping({"id": _TEXT, "version": _TEXT, "digest": _TEXT}),
        "n": _COUNT,
        "min_group": {"type": "integer", "minimum": 1, "description": "1 in an open workshop."},
        "open": {"type": "boolean", "description": "Everybody agreed to be recognised; nothing is hidden."},
        "divided": {"type": "boolean", "description": "Members answered different parts of the questionnaire."},
        "questions": {"type": "array", "items": _question()},
        "hurdles": {"type": "array", "items": _hurdle()},
        "discussion": {"type": "array", "items": _item()},
    }
    return {"$schema": DIALECT, "title": "planself: the result of a group", **_mapping(properties)}


def _mapping(properties: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(properties),
        "properties": {**properties, **(optional or {})},
        "additionalProperties": False,
    }


def _list_or_none(item: dict[str, Any], least: int, most: int | None, description: str) -> dict[str, Any]:
    found = {"type": ["array", "null"], "items": item, "minItems": least, "description": description}
    return found if most is None else {**found, "maxItems": most}


def _question() -> dict[str, Any]:
    counts = "Per level, option, no and yes, or step of a number (below the first, then each)."
    properties = {
        "id": _TEXT,
        "n": {**_COUNT_OR_NONE, "description": "Valid answers."},
        "counts": _list_or_none(_COUNT, 2, None, counts),
        **dict.fromkeys(("unknown", "not_applicable", "missing"), _COUNT_OR_NONE),
        "median": _list_or_none(_COUNT, 1, 2, "Two entries where the two middle answers differ."),
        "quartiles": _list_or_none(_COUNT, 2, 2, "The answers at a quarter and at three quarters."),
        "agreement": {"type": ["number", "null"], "minimum": -1, "maximum": 1, "description": "van der Eijk's A."},
        "word": {"enum": [*(word.value for word in Word), None]},
        "unsure": {**_COUNT_OR_NONE, "description": "Answers flagged for discussion."},
    }
    remarks = {"type": "array", "items": _TEXT, "description": "Only where asked for; in alphabetical order."}
    return _mapping(properties, {"comments": remarks})


def _hurdle() -> dict[str, Any]:
    hidden = _mapping({"role": _TEXT, "hidden": {"const": True}})
    cell = _mapping({"role": _TEXT, "n": {"type": "integer", "minimum": 1}, "score": _PERCENT})
    properties = {
        "id": _TEXT,
        "n": {**_COUNT_OR_NONE, "description": "Members whose hurdle is rated."},
        **dict.fromkeys(("score", "lowest"), _PERCENT_OR_NONE),
        "quartiles": _list_or_none(_PERCENT, 2, 2, "The scores at a quarter and at three quarters."),
        **dict.fromkeys(("highest", "mean_of_roles"), _PERCENT_OR_NONE),
        "roles": {"type": "array", "items": {"oneOf": [cell, hidden]}},
    }
    return _mapping(properties)


def _item() -> dict[str, Any]:
    kind = {"enum": [kind.value for kind in Kind]}
    apart = {**_TEXT, "description": "The hurdle that the roles see differently."}
    return _mapping({"question": _TEXT, "kind": kind, "rank": {"type": "integer", "minimum": 1}}, {"hurdle": apart})
