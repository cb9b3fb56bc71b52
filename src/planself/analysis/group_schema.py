"""A JSON Schema of `planself/group/1`, for programs that read the results of groups."""

from __future__ import annotations

from typing import Any

from planself.analysis.agreement import AgreementWord
from planself.analysis.group_result import FORMAT, TopicKind

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = {"type": "string"}
_COUNT = {"type": "integer", "minimum": 0}
_COUNT_OR_NONE = {"type": ["integer", "null"], "minimum": 0, "description": "null where nothing is shown."}
_PERCENT = {"type": "number", "minimum": 0, "maximum": 100}
_PERCENT_OR_NONE = {**_PERCENT, "type": ["number", "null"], "description": "Percent; null where nothing is shown."}


def schema() -> dict[str, Any]:
    """Return the schema of a group's result."""
    properties = {
        "format": {"const": FORMAT},
        "questionnaire": _mapping({"id": _TEXT, "version": _TEXT, "digest": _TEXT}),
        "n": {**_COUNT, "description": "Members who have handed in."},
        "min_group": {"type": "integer", "minimum": 1, "description": "1 in an open workshop."},
        "questions": {"type": "array", "items": _question()},
        "roles": {"type": "array", "items": _role(), "description": "Shown once for the whole output."},
        "hurdles": {"type": "array", "items": _hurdle()},
        "whole": _mapping({"value": _PERCENT_OR_NONE, "roles": _row()}),
        "discussion": {"type": "array", "items": {"oneOf": [_item("question"), _item("hurdle")]}},
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
        "word": {"enum": [*(word.value for word in AgreementWord), None]},
    }
    asked = {"type": "array", "items": _TEXT, "description": "The roles that were asked, where not everybody was."}
    remarks = {"type": "array", "items": _TEXT, "description": "Only where asked for; shuffled."}
    return _mapping(properties, {"asked": asked, "comments": remarks})


def _role() -> dict[str, Any]:
    shown = _mapping({"role": _TEXT, "members": {"type": "integer", "minimum": 1}})
    return {"oneOf": [shown, _mapping({"role": _TEXT, "hidden": {"const": True}})]}


def _hurdle() -> dict[str, Any]:
    counted = {"type": "array", "items": _TEXT, "description": "The questions whose counts the value is made of."}
    return _mapping({"id": _TEXT, "value": _PERCENT_OR_NONE, "questions": counted, "roles": _row()})


def _row() -> dict[str, Any]:
    place = {"enum": [0, 20, 40, 60, 80], "description": "The lower end of the fifth of the scale, in percent."}
    classes = {"type": "array", "items": _mapping({"role": _TEXT, "class": place}), "minItems": 2}
    row = _mapping({"questions": {"type": "array", "items": _TEXT, "minItems": 3}, "classes": classes})
    return {"oneOf": [{"type": "null"}, row]}


def _item(about: str) -> dict[str, Any]:
    kinds = [kind.value for kind in TopicKind if (kind is TopicKind.PERCEPTION_GAP) == (about == "hurdle")]
    return _mapping({about: _TEXT, "kind": {"enum": kinds}, "rank": {"type": "integer", "minimum": 1}})
