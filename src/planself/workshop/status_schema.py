"""A JSON Schema of `planself/workshop-status/1`, for programs that ask who has answered."""

from __future__ import annotations

from typing import Any

from planself.files.json_schema import COUNT, TEXT, document, mapping
from planself.workshop.status import FORMAT, MemberProgress


def schema() -> dict[str, Any]:
    """Return the schema of a workshop's status."""
    progress = [progress.value for progress in MemberProgress]
    person = {
        "code": {**TEXT, "description": "The code of a member."},
        "role": {"type": ["string", "null"], "description": "The role that the workshop gives the code."},
        "progress": {"enum": progress, "description": "How far the member has come."},
        "given": {**COUNT, "description": "How many scored questions have an answer or a “don't know”."},
        "asked": {**COUNT, "description": "How many scored questions are asked."},
    }
    question = {
        "id": {**TEXT, "description": "The question."},
        "given": {**COUNT, "description": "How many of those who are in have answered it."},
        "asked": {**COUNT, "description": "Of how many it is asked."},
    }
    counts = {name: {**COUNT, "description": "How many members have come so far."} for name in progress}
    missing = {"type": "array", "items": TEXT, "description": "Codes that have not answered again."}
    properties = {
        "format": {"const": FORMAT, "description": "The format and its version."},
        "title": {**TEXT, "description": "How the workshop is called."},
        "counts": {**mapping(counts), "description": "How many members are how far."},
        "people": {"type": "array", "items": mapping(person), "description": "One entry a member, by code."},
        "questions": {"type": "array", "items": mapping(question), "description": "One entry a scored question."},
    }
    again = {**mapping({"missing": missing}), "description": "Only where there is a second silent round."}
    return document("who has answered", properties, {"second_round": again})
