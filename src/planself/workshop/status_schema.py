"""A JSON Schema of `planself/workshop-status/1`, for programs that ask who has answered."""

from __future__ import annotations

from planself.files.json_form import schema_of
from planself.files.json_schema import COUNT, TEXT, Schema, document, mapping
from planself.workshop.status import FORMAT, Coverage, MemberProgress, PersonStatus


def schema() -> Schema:
    """Return the schema of a workshop's status."""
    counts = {name.value: {**COUNT, "description": "How many members have come so far."} for name in MemberProgress}
    missing = {"type": "array", "items": TEXT, "description": "Codes that have not answered again."}
    properties = {
        "format": {"const": FORMAT, "description": "The format and its version."},
        "title": {**TEXT, "description": "How the workshop is called."},
        "counts": {**mapping(counts), "description": "How many members are how far."},
        "people": {"type": "array", "items": schema_of(PersonStatus), "description": "One entry a member, by code."},
        "questions": {"type": "array", "items": schema_of(Coverage), "description": "One entry a scored question."},
    }
    again = {**mapping({"missing": missing}), "description": "Only where there is a second silent round."}
    return document("who has answered", properties, {"second_round": again})
