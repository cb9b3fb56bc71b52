"""A JSON Schema of `planself/tables/1`, for programs that ask under which questionnaire a table was made."""

from __future__ import annotations

from typing import Any

from planself.exchange.metadata import FORMAT
from planself.files.json_schema import COUNT, TEXT, document, mapping


def schema() -> dict[str, Any]:
    """Return the schema of the metadata of tables."""
    always = {
        "file": {**TEXT, "description": "The table, as seen from the folder of this file."},
        "sha256": {**TEXT, "description": "The checksum by which planself knows whether the table was changed since."},
        "questionnaire": {**mapping(_questionnaire()), "description": "Under which questionnaire the table was made."},
        "planself": {**TEXT, "description": "The version of planself."},
        "questions": {**COUNT, "description": "How many questions the questionnaire has."},
        "read": {**COUNT, "description": "How many answer sets were read."},
        "scored": {**COUNT, "description": "How many of them were scored."},
        "rejected": {**COUNT, "description": "How many of them were rejected."},
    }
    of_text = {
        "encoding": {**TEXT, "description": "How a table of text is encoded."},
        "separator": {**TEXT, "description": "The sign between its cells."},
        "decimal": {**TEXT, "description": "Its decimal sign."},
    }
    entry = mapping(always, of_text)
    properties = {
        "format": {"const": FORMAT, "description": "The format and its version."},
        "tables": {"type": "array", "items": entry, "description": "One entry a table."},
        "seal": {**TEXT, "description": "By it planself knows whether this file was edited since."},
    }
    return document("tables of results", properties)


def _questionnaire() -> dict[str, Any]:
    return {
        "id": {**TEXT, "description": "Its id."},
        "version": {**TEXT, "description": "Its version."},
        "digest": {**TEXT, "description": "The checksum of its content."},
        "origin": {**TEXT, "description": "built-in, or the name of its file."},
    }
