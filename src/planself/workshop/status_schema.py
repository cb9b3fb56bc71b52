"""A JSON Schema of `planself/workshop-status/1`, for programs that ask who has answered."""

from __future__ import annotations

from typing import Any

from planself.scoring.schema import DIALECT, mapping
from planself.workshop.status import FORMAT, MemberProgress

_TEXT = {"type": "string"}
_COUNT = {"type": "integer", "minimum": 0}


def schema() -> dict[str, Any]:
    """Return the schema of a workshop's status."""
    progress = [progress.value for progress in MemberProgress]
    person = {
        "code": {**_TEXT, "description": "The code of a member."},
        "role": {"type": ["string", "null"], "description": "The role that the workshop gives the code."},
        "progress": {"enum": progress, "description": "How far the member has come."},
        "given": {**_COUNT, "description": "How many scored questions have an answer or a “don't know”."},
        "asked": {**_COUNT, "description": "How many scored questions are asked."},
    }
    question = {
        "id": {**_TEXT, "description": "The question."},
        "given": {**_COUNT, "description": "How many of those who are in have answered it."},
        "asked": {**_COUNT, "description": "Of how many it is asked."},
    }
    counts = {name: {**_COUNT, "description": "How many members have come so far."} for name in progress}
    missing = {"type": "array", "items": _TEXT, "description": "Codes that have not answered again."}
    properties = {
        "format": {"const": FORMAT, "description": "The format and its version."},
        "title": {**_TEXT, "description": "How the workshop is called."},
        "counts": {**mapping(counts), "description": "How many members are how far."},
        "people": {"type": "array", "items": mapping(person), "description": "One entry a member, by code."},
        "questions": {"type": "array", "items": mapping(question), "description": "One entry a scored question."},
    }
    again = {**mapping({"missing": missing}), "description": "Only where there is a second silent round."}
    found = {"$schema": DIALECT, "title": "planself: who has answered", **mapping(properties)}
    return {**found, "properties": {**properties, "second_round": again}}
