"""The words of which the JSON Schemas of planself's own formats are made."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": "string"}
TEXT_OR_NONE: Schema = {"type": ["string", "null"]}
DAY_OR_NONE: Schema = {"type": ["string", "null"], "format": "date"}
COUNT: Schema = {"type": "integer", "minimum": 0}
COUNT_OR_NONE: Schema = {"type": ["integer", "null"], "minimum": 0, "description": "null where nothing is shown."}
IDS: Schema = {"type": "array", "items": TEXT, "uniqueItems": True}


def mapping(properties: Schema, optional: Schema | None = None) -> Schema:
    """Return the schema of a mapping that has exactly these keys, and perhaps some of the optional ones."""
    return {
        "type": "object",
        "required": list(properties),
        "properties": {**properties, **(optional or {})},
        "additionalProperties": False,
    }


SEAL: Schema = {**TEXT, "description": "By it planself knows whether the file was edited since."}
QUESTIONNAIRE = mapping({"id": TEXT, "version": TEXT, "digest": TEXT})


def document(title: str, properties: Schema, optional: Schema | None = None) -> Schema:
    """Return the schema of a whole file."""
    return {"$schema": DIALECT, "title": f"planself: {title}", **mapping(properties, optional)}
