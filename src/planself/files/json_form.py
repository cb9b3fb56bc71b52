"""The JSON of results: what is written of a dataclass, and its JSON Schema, both from the types of its fields.

What a type cannot say stands beside it in `Annotated`: a sentence describes the key, `Limits` are more words of the
schema, `JsonKey` is another name than the field's, `Scaled` a number in parts of one, and `Place` says where it stands.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from datetime import date
from enum import Enum
from functools import cache, partial
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from planself.files.json_schema import DIALECT, Schema, mapping

F = TypeVar("F", bound=Callable[..., Any])
_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean"}


class Limits:
    """More words of the schema of a value."""

    def __init__(self, **words: object) -> None:
        self.words = words


class JsonKey(NamedTuple):
    """Another key than the name of the field."""

    name: str


class Scaled(NamedTuple):
    """An integer that counts parts of one, and is written as the number that it stands for."""

    parts: int


class Place(Enum):
    """Where a field stands in JSON, if not as a key of its own."""

    HIDDEN = "not at all"
    INLINE = "its keys stand among the others"
    OPTIONAL = "left out where it is None"


Count = Annotated[int, Limits(minimum=0)]
Percent = Annotated[int, Scaled(10), Limits(minimum=0, maximum=100)]
"""Tenths, written as percent with one decimal."""
Points = Annotated[int, Limits(minimum=0, maximum=1000), "Thousandths."]
Ids = Annotated[tuple[str, ...], Limits(uniqueItems=True)]


class JsonForm(NamedTuple):
    """The JSON of a type: its schema, and how a value is written."""

    schema: Schema
    write: Callable[[Any], Any]


class _Entry(NamedTuple):
    field: str
    key: str
    place: Place | None
    form: JsonForm


def to_json(value: Any) -> dict[str, Any]:
    """Return a dataclass as data for `json.dumps`."""
    kind: type = type(value)
    data: dict[str, Any] = _of_class(kind).write(value)
    return data


def schema_of(kind: type) -> Schema:
    """Return the schema of what `to_json` writes of a dataclass."""
    return _of_class(kind).schema


def result_document(title: str, written: str, head: Schema, kind: type, optional: Schema | None = None) -> Schema:
    """Return the schema of a whole file: its format, keys that stand before the others, and those of a dataclass."""
    keys = schema_of(kind)
    left_out = {key: each for key, each in keys["properties"].items() if key not in keys["required"]}
    required = {key: each for key, each in keys["properties"].items() if key in keys["required"]}
    whole = mapping({"format": {"const": written}, **head, **required}, {**left_out, **(optional or {})})
    return {"$schema": DIALECT, "title": f"planself: {title}", **whole}


def shown(getter: F) -> F:
    """Have what a property returns written as well, after the fields."""
    getter.__dict__["shown"] = True
    return getter


@cache
def _of_class(kind: type) -> JsonForm:
    if own := getattr(kind, "json_form", None):
        form: JsonForm = own()
        return form
    entries = [_entry(name, type_) for name, type_ in _typed(kind)]
    properties: Schema = {}
    optional: Schema = {}
    for entry in entries:
        if entry.place is Place.INLINE:
            properties |= entry.form.schema["properties"]
        elif entry.place is not Place.HIDDEN:
            (optional if entry.place is Place.OPTIONAL else properties)[entry.key] = entry.form.schema

    def write(value: Any) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for entry in entries:
            part = getattr(value, entry.field)
            if entry.place is Place.INLINE:
                data |= entry.form.write(part)
            elif entry.place is None or (entry.place is Place.OPTIONAL and part is not None):
                data[entry.key] = entry.form.write(part)
        return data

    return JsonForm(mapping(properties, optional), write)


def _typed(kind: type) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a dataclass and its shown properties, with their types."""
    hints = get_type_hints(kind, include_extras=True)
    fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
    names = [field.name for field in fields] or getattr(kind, "_fields")  # noqa: B009 -- of a NamedTuple
    yield from ((name, hints[name]) for name in names)
    for each in reversed(kind.__mro__):
        for name, member in vars(each).items():
            if isinstance(member, property) and getattr(member.fget, "shown", False):
                yield name, get_type_hints(member.fget, include_extras=True)["return"]


def _entry(name: str, kind: Any) -> _Entry:
    notes = kind.__metadata__ if get_origin(kind) is Annotated else ()
    key = next((note.name for note in notes if isinstance(note, JsonKey)), name)
    place = next((note for note in notes if isinstance(note, Place)), None)
    return _Entry(
        name, key, place, JsonForm({}, str) if place is Place.HIDDEN else _form(kind, place is Place.OPTIONAL)
    )


def _form(kind: Any, never_none: bool = False) -> JsonForm:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _annotated(_form(arguments[0], never_none), arguments[1:])
    if origin in (Union, UnionType):
        (inner,) = (_form(each) for each in arguments if each is not NoneType)
        return inner if never_none else JsonForm(_or_null(inner.schema), lambda value: _unless_none(inner, value))
    if hasattr(kind, "_fields") or dataclasses.is_dataclass(kind):
        return _of_class(kind)
    if origin is tuple:
        return _listed(arguments)
    if origin is Literal:
        return JsonForm({"enum": list(arguments)}, lambda value: value)
    if issubclass(kind, Enum):
        return JsonForm({"enum": [each.value for each in kind]}, lambda value: value.value)
    if issubclass(kind, date):
        return JsonForm({"type": "string", "format": "date"}, date.isoformat)
    return JsonForm({"type": _TYPES[kind]}, lambda value: value)


def _annotated(form: JsonForm, notes: tuple[Any, ...]) -> JsonForm:
    schema, write = form.schema, form.write
    for note in notes:  # what a key is called and where it stands, its entry knows
        match note:
            case Limits(words=words):
                schema = schema | words
            case str():
                schema = schema | {"description": note}
            case Scaled(parts):
                nullable = isinstance(schema["type"], list)
                schema = schema | {"type": ["number", "null"] if nullable else "number"}
                write = partial(_scaled, parts)
    return JsonForm(schema, write)


def _scaled(parts: int, value: int | None) -> float | None:
    return None if value is None else value / parts


def _listed(arguments: tuple[Any, ...]) -> JsonForm:
    item = _form(arguments[0])
    length = {} if arguments[1] is Ellipsis else {"minItems": len(arguments), "maxItems": len(arguments)}
    return JsonForm(
        {"type": "array", "items": item.schema, **length}, lambda values: [item.write(each) for each in values]
    )


def _or_null(schema: Schema) -> Schema:
    nullable = {"type": [schema["type"], "null"]} if "type" in schema else {"enum": [*schema["enum"], None]}
    return {**schema, **nullable}


def _unless_none(form: JsonForm, value: Any) -> Any:
    return None if value is None else form.write(value)
