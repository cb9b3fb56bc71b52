"""What `check` refuses of a questionnaire and JSON Schema can say, beyond what the models give of themselves.

Nothing here may refuse what `check` takes: a property-based test holds the two together.
"""

from __future__ import annotations

from typing import Any

from planself.files.fields import RESERVED
from planself.questionnaire.condition import OPERATORS
from planself.questionnaire.types.base import stated
from planself.questionnaire.types.registry import TYPES

Node = dict[str, Any]
_ZERO = {"const": 0}
_QUESTIONS = frozenset(of.__name__ for of in TYPES.values())
_WORDS = ("roles", "who", "after", "sources", "allow", "languages")
"""Lists in which nothing stands twice; of other lists the entries have ids, which a schema cannot compare."""


def limit(schema: Node) -> None:
    """Put the limits into a questionnaire's schema."""
    definitions: dict[str, Node] = schema["$defs"]
    for name, node in (("", schema), *definitions.items()):
        _of_mapping(name, node)
    for name in ("bands", "stages"):
        schema["properties"][name]["prefixItems"] = [_first(name)]
    definitions["Comparison"]["oneOf"] = [stated(operator) for operator in OPERATORS]
    for of in TYPES.values():
        of.limit(definitions[of.__name__])
    definitions["Gate"]["properties"]["at_least"]["exclusiveMinimum"] = 0


def _of_mapping(name: str, node: Node) -> None:
    properties: dict[str, Node] = node.get("properties", {})
    for key in _WORDS:
        if key in properties and not _has_mappings(properties[key]):
            _list_of(properties[key])["uniqueItems"] = True
    if name and "id" in properties:
        reserved = sorted(RESERVED | ({"date"} if name in _QUESTIONS else set()))
        properties["id"] = {**properties["id"], "not": {"enum": reserved}}


def _list_of(node: Node) -> Node:
    """Return the part that describes a list where nothing may stand instead of it."""
    either = (*node.get("anyOf", ()), *node.get("oneOf", ()))
    return next((part for part in either if part.get("type") == "array"), node)


def _has_mappings(node: Node) -> bool:
    return "$ref" in _list_of(node).get("items", {})


def _first(name: str) -> Node:
    if name == "bands":
        return {"$ref": "#/$defs/Band", "properties": {"from": _ZERO}}
    return {"$ref": "#/$defs/Stage", "properties": {"min": _ZERO, "gates": {"const": None}}}
