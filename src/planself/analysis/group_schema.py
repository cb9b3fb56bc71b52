"""A JSON Schema of `planself/group/1`, for programs that read the results of groups."""

from __future__ import annotations

from typing import Any

from planself.analysis.agreement import AgreementWord
from planself.analysis.group_result import FORMAT, TopicKind
from planself.files.json_schema import COUNT, COUNT_OR_NONE, TEXT, document, mapping

_PERCENT = {"type": "number", "minimum": 0, "maximum": 100}
_PERCENT_OR_NONE = {**_PERCENT, "type": ["number", "null"], "description": "Percent; null where nothing is shown."}


def schema() -> dict[str, Any]:
    """Return the schema of a group's result."""
    properties = {
        "format": {"const": FORMAT},
        "questionnaire": mapping({"id": TEXT, "version": TEXT, "digest": TEXT}),
        "n": {**COUNT, "description": "Members who have handed in."},
        "min_group": {"type": "integer", "minimum": 1, "description": "1 in an open workshop."},
        "questions": {"type": "array", "items": _question()},
        "roles": {"type": "array", "items": _role(), "description": "Shown once for the whole output."},
        "hurdles": {"type": "array", "items": _hurdle()},
        "whole": mapping({"value": _PERCENT_OR_NONE, "roles": _row()}),
        "discussion": {"type": "array", "items": {"oneOf": [_item("question"), _item("hurdle")]}},
    }
    return document("the result of a group", properties)


def _list_or_none(item: dict[str, Any], least: int, most: int | None, description: str) -> dict[str, Any]:
    found = {"type": ["array", "null"], "items": item, "minItems": least, "description": description}
    return found if most is None else {**found, "maxItems": most}


def _question() -> dict[str, Any]:
    counts = "Per level, option, no and yes, or step of a number (below the first, then each)."
    properties = {
        "id": TEXT,
        "n": {**COUNT_OR_NONE, "description": "Valid answers."},
        "counts": _list_or_none(COUNT, 2, None, counts),
        **dict.fromkeys(("unknown", "not_applicable", "missing"), COUNT_OR_NONE),
        "median": _list_or_none(COUNT, 1, 2, "Two entries where the two middle answers differ."),
        "quartiles": _list_or_none(COUNT, 2, 2, "The answers at a quarter and at three quarters."),
        "agreement": {"type": ["number", "null"], "minimum": -1, "maximum": 1, "description": "van der Eijk's A."},
        "word": {"enum": [*(word.value for word in AgreementWord), None]},
    }
    asked = {"type": "array", "items": TEXT, "description": "The roles that were asked, where not everybody was."}
    remarks = {"type": "array", "items": TEXT, "description": "Only where asked for; shuffled."}
    return mapping(properties, {"asked": asked, "comments": remarks})


def _role() -> dict[str, Any]:
    shown = mapping({"role": TEXT, "members": {"type": "integer", "minimum": 1}})
    return {"oneOf": [shown, mapping({"role": TEXT, "hidden": {"const": True}})]}


def _hurdle() -> dict[str, Any]:
    counted = {"type": "array", "items": TEXT, "description": "The questions whose counts the value is made of."}
    return mapping({"id": TEXT, "value": _PERCENT_OR_NONE, "questions": counted, "roles": _row()})


def _row() -> dict[str, Any]:
    place = {"enum": [0, 20, 40, 60, 80], "description": "The lower end of the fifth of the scale, in percent."}
    classes = {"type": "array", "items": mapping({"role": TEXT, "class": place}), "minItems": 2}
    row = mapping({"questions": {"type": "array", "items": TEXT, "minItems": 3}, "classes": classes})
    return {"oneOf": [{"type": "null"}, row]}


def _item(about: str) -> dict[str, Any]:
    kinds = [kind.value for kind in TopicKind if (kind is TopicKind.PERCEPTION_GAP) == (about == "hurdle")]
    return mapping({about: TEXT, "kind": {"enum": kinds}, "rank": {"type": "integer", "minimum": 1}})
