"""Field types that several file formats share: days, municipality keys, versions; for pydantic models."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 -- fields are called date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from planself.files.ags import parse_ags
from planself.files.dates import parse_date
from planself.files.fields import Model, QuestionnaireId, Version, Word, as_written
from planself.files.json_schema import DIALECT, Schema

_AGS = "2, 3, 5 or 8 digits in quotation marks."


def _date(value: object) -> Date:
    try:
        return parse_date(as_written(value))
    except ValueError as error:
        raise PydanticCustomError("date", "{why}", {"why": str(error)}) from error


def _ags(value: object) -> str:
    try:
        return parse_ags(value)[0]
    except ValueError as error:
        raise PydanticCustomError("ags", "{why}", {"why": str(error)}) from error


def string(**schema: Any) -> WithJsonSchema:
    """Return the JSON Schema of a text."""
    return WithJsonSchema({"type": "string", **schema})


Day = Annotated[Date, BeforeValidator(_date), string(format="date")]
"""A day as ISO or German date."""
Ags = Annotated[str, BeforeValidator(_ags), string(description=_AGS)]
"""An official municipality key."""


class NamedQuestionnaire(Model):
    """The questionnaire that a file is for; another version of the same major version will do."""

    id: QuestionnaireId
    version: Version


class NamedSubject(Model):
    """Whom a file is about."""

    name: Word = ""
    ags: Ags | None = None


def model_schema(model: type[BaseModel], title: str) -> Schema:
    """Return the JSON Schema (2020-12) of a file of ours, made from its model."""
    made: Schema = tidy(model.model_json_schema())
    return {"$schema": DIALECT, **made, "title": f"planself: {title}"}


def tidy(node: Any) -> Any:
    """Leave out the titles and defaults that pydantic makes up; a property called title is a mapping and stays."""
    if isinstance(node, list):
        return [tidy(part) for part in node]
    if not isinstance(node, dict):
        return node
    kept = {key: value for key, value in node.items() if key != "default" and not _made_up(key, value)}
    return {key: tidy(value) for key, value in kept.items()}


def _made_up(key: str, value: object) -> bool:
    return key == "title" and isinstance(value, str)
