"""A file that planself wrote, held against the JSON Schema of its format: as much of JSON Schema as our schemas use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from planself.files.finding import Finding, Path
from planself.files.refusals import brief
from planself.i18n import _, n_

Schema = Mapping[str, Any]
_TYPES: dict[str, Callable[[object], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "number": lambda value: isinstance(value, int | float | Decimal) and not isinstance(value, bool),
    "integer": lambda value: isinstance(value, int | Decimal) and not isinstance(value, bool) and value == int(value),
}


def strays(data: object, schema: Schema, path: Path = ()) -> Iterator[Finding]:
    """Yield every place at which data do not have the shape of a schema."""
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(_TYPES[kind](data) for kind in kinds):
        yield _stray(path, _("{value} does not belong here.").format(value=_shown(data)))
        return
    yield from _of_value(data, schema, path)
    if isinstance(data, dict):
        yield from _of_mapping(data, schema, path)
    elif isinstance(data, list):
        yield from _of_list(data, schema, path)


def _of_value(data: object, schema: Schema, path: Path) -> Iterator[Finding]:
    allowed = schema.get("enum", [schema["const"]] if "const" in schema else None)
    number = isinstance(data, int | float | Decimal) and not isinstance(data, bool)
    out = number and not schema.get("minimum", data) <= data <= schema.get("maximum", data)
    if (allowed is not None and data not in allowed) or out:
        yield _stray(path, _("{value} does not belong here.").format(value=_shown(data)))
    for key in ("anyOf", "oneOf"):  # ours are of kinds that exclude each other
        if key in schema and not any(not [*strays(data, each, path)] for each in schema[key]):
            yield _stray(path, _("{value} does not belong here.").format(value=_shown(data)))


def _of_mapping(data: dict[str, Any], schema: Schema, path: Path) -> Iterator[Finding]:
    known = schema.get("properties", {})
    for key in schema.get("required", ()):
        if key not in data:
            yield _stray(path, _("The key `{key}` is missing.").format(key=key))
    rest = schema.get("additionalProperties", True)
    for key, value in data.items():
        if key in known:
            yield from strays(value, known[key], (*path, key))
        elif rest is False:
            yield _stray((*path, key), _("The key {key} is not known here.").format(key=brief(key)), key=True)
        elif isinstance(rest, dict):
            yield from strays(value, rest, (*path, key))


def _of_list(data: list[Any], schema: Schema, path: Path) -> Iterator[Finding]:
    least, most = schema.get("minItems", 0), schema.get("maxItems", len(data))
    if not least <= len(data) <= most:
        message = n_(
            "A list with {n} entry does not belong here.", "A list with {n} entries does not belong here.", len(data)
        )
        yield _stray(path, message)
    if schema.get("uniqueItems") and any(value in data[:place] for place, value in enumerate(data)):
        yield _stray(path, _("An entry stands in this list twice."))
    for place, value in enumerate(data):
        yield from strays(value, schema.get("items", {}), (*path, place))


def _stray(path: Path, message: str, *, key: bool = False) -> Finding:
    hint = _("planself wrote the file otherwise; it was changed by hand, or is damaged. Have it written again.")
    return Finding("E051", path, message, hint, key=key)


def _shown(value: object) -> str:
    match value:
        case dict():
            return _("A mapping")
        case list():
            return _("A list")
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case _:
            return brief(str(value))
