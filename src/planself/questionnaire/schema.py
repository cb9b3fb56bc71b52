"""A JSON Schema of the questionnaire format for editors, made from the models."""

from __future__ import annotations

from typing import Any

from planself.questionnaire.model import Questionnaire

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a questionnaire, with the keys as they stand in the file."""
    found = Questionnaire.model_json_schema(by_alias=True)
    return {"$schema": DIALECT, **found, "title": "planself questionnaire"}
