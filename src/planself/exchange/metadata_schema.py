"""A JSON Schema of `planself/tables/1`, for programs that ask under which questionnaire a table was made."""

from __future__ import annotations

from typing import Any

from planself.exchange.metadata import FORMAT
from planself.scoring.schema import DIALECT, mapping

_TEXT = {"type": "string"}
_COUNT = {"type": "integer", "minimum": 0}


def schema() -> dict[str, Any]:
    """Return the schema of the metadata of tables."""
    always = {
        "file": {**_TEXT, "description": "The table, as seen from the folder of this file."},
        "sha256": {**_TEXT, "description": "The checksum by which planself knows whether the table was changed since."},
        "questionnaire": {**mapping(_questionnaire()), "description": "Under which questionnaire the table was made."},
        "planself": {**_TEXT, "description": "The version of planself."},
        "questions": {**_COUNT, "description": "How many questions the questionnaire has."},
        "read": {**_COUNT, "description": "How many answer sets were read."},
        "scored": {**_COUNT, "description": "How many of them were scored."},
        "rejected": {**_COUNT, "description": "How many of them were rejected."},
    }
    of_text = {
        "encoding": {**_TEXT, "description": "How a table of text is encoded."},
        "separator": {**_TEXT, "description": "The sign between its cells."},
        "decimal": {**_TEXT, "description": "Its decimal sign."},
    }
    entry = mapping(always)
    entry["properties"] = {**always, **of_text}
    properties = {
        "format": {"const": FORMAT, "description": "The format and its version."},
        "tables": {"type": "array", "items": entry, "description": "One entry a table."},
        "seal": {**_TEXT, "description": "By it planself knows whether this file was edited since."},
    }
    return {"$schema": DIALECT, "title": "planself: tables of results", **mapping(properties)}


def _questionnaire() -> dict[str, Any]:
    return {
        "id": {**_TEXT, "description": "Its id."},
        "version": {**_TEXT, "description": "Its version."},
        "digest": {**_TEXT, "description": "The checksum of its content."},
        "origin": {**_TEXT, "description": "built-in, or the name of its file."},
    }
