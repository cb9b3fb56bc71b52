"""A mapping file as a pydantic model: what it may contain, and what is wrong with its structure."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainValidator, ValidationError, WithJsonSchema
from pydantic_core import PydanticCustomError

from planself.files.fields import VERSION, Model, QuestionnaireId, Version, Word, as_written
from planself.files.finding import Finding, Path
from planself.files.json_schema import DIALECT
from planself.i18n import _
from planself.questionnaire.model_faults import FileShape, explain, path_of
from planself.questionnaire.types.values import shown
from planself.tables.heading_rows import MOST

FORMAT = "planself/mapping/1"
EVERY = "*"
"""Under `offset`, every scale question that is not named itself."""
_OFFSET = {
    "anyOf": [{"type": "integer"}, {"type": "object", "additionalProperties": {"type": "integer"}}],
}
_CELL = {
    "type": ["string", "number", "boolean", "array"],
    "items": {"type": ["string", "integer"]},
    "description": "A level, an option's id, yes or no, a number, unknown, not_applicable, "
    '"" for a missing answer; a list of option ids.',
}


def _cell(value: object) -> str:
    """Return the cell that is meant: a list of options is written as tables write it."""
    if isinstance(value, list) and all(isinstance(as_written(part), str) for part in value):
        return ";".join(str(as_written(part)) for part in value) or "[]"
    written = as_written(value)
    if isinstance(written, str):
        return written.strip()
    why = _("{value} stands here, and {kind} is needed.").format(value=shown(value), kind=_("an answer"))
    hint = _('Write "" for a missing answer, or delete the line.')
    raise PydanticCustomError("cell", "{why}", {"why": why[:1].upper() + why[1:], "hint": hint})


def _named(value: object) -> object:
    return {"id": value} if not isinstance(value, dict) else value


def _for_all(value: object) -> object:
    return {EVERY: value} if isinstance(value, int) and not isinstance(value, bool) else value


class Named(Model):
    """The questionnaire that a mapping file is for; any version of it where none is given."""

    id: QuestionnaireId
    version: Version | None = None


Cell = Annotated[str, PlainValidator(_cell), WithJsonSchema(_CELL)]
Reference = Annotated[Named, BeforeValidator(_named)]
Offset = Annotated[dict[Word, int], BeforeValidator(_for_all), WithJsonSchema(_OFFSET)]


class MappingFile(Model):
    """How a table of another system becomes one that planself reads."""

    format: Literal["planself/mapping/1"]
    questionnaire: Reference
    columns: dict[Word, Word] = Field({}, description="Heading in the table → question, question.option, known column.")
    values: dict[Word, dict[Word, Cell]] = Field({}, description="Question → cell in the table → what it means.")
    offset: Offset = Field(
        {},
        description="Scale question → what to add: −1 where the table counts from 1, 0 where it counts from 0; "
        "a number alone holds for all scale questions.",
    )
    reverse: list[Word] = Field([], description="Scale and yes-or-no questions that the table counts backwards.")
    constants: dict[Word, Cell] = Field({}, description="Known column or question → what holds for every row.")
    header_rows: Annotated[int, Field(ge=1, le=MOST)] | None = Field(
        None,
        description="How many rows at the top hold headings: 3 in a table of Qualtrics, 1 in most others.",
    )
    drop: list[Word] = Field([], description="Headings of columns that are left out.")
    keep: list[Word] = Field([], description="Headings of personal columns that are carried through all the same.")
    decimal: Literal[",", "."] | None = Field(None, description="The decimal sign of all numbers in the table.")


def read(data: dict[str, Any]) -> tuple[MappingFile | None, list[Finding]]:
    """Return the parts that are sound (None where nothing is), and what is wrong with the structure."""
    try:
        return MappingFile.model_validate(data), []
    except ValidationError as error:
        found = list(explain(error, _SHAPE))
        try:
            return MappingFile.model_validate(_rest(data, error)), found
        except ValidationError:
            return None, found


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a mapping file."""
    found: dict[str, Any] = MappingFile.model_json_schema()
    named: dict[str, Any] = found.pop("$defs")["Named"]
    identity = {"type": "string", "pattern": named["properties"]["id"]["pattern"]}
    version = {"type": "string", "pattern": VERSION}
    properties = {name: _tidy(value) for name, value in found["properties"].items()}
    properties["questionnaire"] = {
        "description": "The questionnaire's id, or a mapping with id and version.",
        "anyOf": [identity, {**_tidy(named), "properties": {"id": identity, "version": version}}],
    }
    properties["decimal"] = {"enum": [",", "."], "description": properties["decimal"]["description"]}
    return {"$schema": DIALECT, **_tidy(found), "properties": properties, "title": "planself: mapping of a table"}


def _tidy(node: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in node.items() if key not in ("title", "default")}


_SHAPE = FileShape(
    MappingFile,
    {"questionnaire": Named},
    {
        "format": f"format: {FORMAT}",
        "questionnaire": "questionnaire: {id: integrierte-planung, version: 1.0.0}",
        "columns": 'columns: {"Q1. Leitbild": shared_vision}',
        "values": 'values: {shared_vision: {"trifft voll zu": 4}}',
        "offset": "offset: {shared_vision: -1}",
        "reverse": "reverse: [shared_vision]",
        "constants": "constants: {date: 2026-11-22}",
        "header_rows": f"header_rows: 3  # 1–{MOST}",
        "drop": "drop: [Bemerkung]",
        "keep": "keep: [Token]",
    },
    key_code="E261",
    value_code="E262",
)


def _rest(data: dict[str, Any], error: ValidationError) -> dict[str, Any]:
    """Return the data without its faulty entries, so that the others can be looked at as well."""
    rest = deepcopy(data) | {"format": FORMAT}
    for path in _faulty(error):
        if path[:1] == ("questionnaire",):
            rest["questionnaire"] = "unknown"  # which one is named was found out, or refused, before
            continue
        holder: Any = rest
        for step in path[:-1]:
            holder = holder.get(step) if isinstance(holder, dict) else None
        if isinstance(holder, dict):
            holder.pop(path[-1], None)
        else:
            rest.pop(str(path[0]), None)
    return rest


def _faulty(error: ValidationError) -> Iterator[Path]:
    for item in error.errors(include_url=False, include_context=False):
        if (path := path_of(item["loc"])) != ("format",):
            yield path
