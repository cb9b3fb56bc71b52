"""A JSON Schema of the answer format for editors; ids and values are checked against the questionnaire elsewhere."""

from __future__ import annotations

from typing import Any

from planself.answers.envelope import FORMAT, KEYS, ROUNDS
from planself.files.fields import VERSION
from planself.files.json_schema import DIALECT

_ID = r"^[a-z][a-z0-9_]*$"
_WORDS = {"type": ["string", "number", "boolean", "null"]}
_VALUE = {
    "description": "A level, an option's id, yes or no, a number, a text, a list of option ids; unknown; "
    "not_applicable, with the reason as comment.",
    "anyOf": [_WORDS, {"type": "array", "items": {"type": ["string", "integer"]}, "uniqueItems": True}],
}


def schema() -> dict[str, Any]:
    """Return the schema of answer files, whatever their questionnaire."""
    return {
        "$schema": DIALECT,
        "title": "planself: answers to a questionnaire",
        "type": "object",
        "required": ["format", "questionnaire", "answers"],
        "properties": {name: _PROPERTIES[name] for name in KEYS},
        "$defs": {"entry": _entry()},
    }


def _texts(*names: str) -> dict[str, Any]:
    return {"type": ["object", "null"], "properties": dict.fromkeys(names, _WORDS)}


def _reference() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["id", "version"],
        "properties": {
            "id": {"type": "string", "minLength": 1},
            "version": {"type": "string", "pattern": VERSION},
            "digest": {"type": "string", "description": "The checksum of the questionnaire, written by planself."},
        },
    }


def _entry() -> dict[str, Any]:
    long = {
        "type": "object",
        "properties": {
            "value": _VALUE,
            "text": {**_WORDS, "description": "An answer in words that would read as a state otherwise."},
            "comment": {**_WORDS, "description": "A remark; with not_applicable, the reason."},
            "evidence": {**_WORDS, "description": "What proves the answer."},
            "unsure": {"enum": [True, False, "yes", "no", None], "description": "Flagged for discussion."},
        },
        "not": {"required": ["value", "text"]},
    }
    return {"anyOf": [*_VALUE["anyOf"], long]}


_PROPERTIES: dict[str, dict[str, Any]] = {
    "format": {"const": FORMAT},
    "questionnaire": _reference(),
    "started_with": {"description": "The form or version that the answers were begun with, written by planself."},
    "subject": {
        "type": ["object", "null"],
        "description": "Whom the answers are about.",
        "properties": {
            "name": _WORDS,
            "ags": {
                "description": "Amtlicher Gemeindeschlüssel, in quotation marks: 2, 3, 5 or 8 digits.",
                "anyOf": [{"type": "string", "pattern": r"^[0-9 ]+$"}, {"type": ["integer", "null"]}],
            },
        },
    },
    "respondent": {**_texts("id", "role", "department"), "description": "Who answered; free to leave out."},
    "date": {
        "type": ["string", "null"],
        "pattern": r"^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}\. ?[0-9]{1,2}\. ?[0-9]{4})",
    },
    "part": {"type": ["array", "null"], "items": {"type": "string"}, "description": "The roles that answered."},
    "round": {"enum": [*ROUNDS, None]},
    "provenance": {
        "type": ["object", "null"],
        "description": "How a consensus came about, written by planself.",
    },
    "answers": {
        "type": ["object", "null"],
        "description": "Question id → answer.",
        "propertyNames": {"pattern": _ID},
        "additionalProperties": {"$ref": "#/$defs/entry"},
    },
}
