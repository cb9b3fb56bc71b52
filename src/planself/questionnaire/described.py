"""A sentence for every key of a schema, since an editor shows it where the cursor stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_BELOW = ("items", "additionalProperties", "anyOf", "oneOf", "allOf", "prefixItems")


def described(schema: dict[str, Any], words: Mapping[str, str]) -> dict[str, Any]:
    """Return a schema in which every key has a description.

    `words` has the sentences by key, or by `PARENT.KEY` where a key means different things; the parent is the key
    above it, or the name of the definition that it belongs to. What a schema says itself is kept.
    """
    return {key: _part(key, value, "", words) for key, value in schema.items()}


def _part(key: str, node: Any, parent: str, words: Mapping[str, str]) -> Any:
    if key == "properties":
        return {name: _property(name, each, parent, words) for name, each in node.items()}
    if key in ("$defs", "patternProperties"):
        return {name: _node(each, name if key == "$defs" else parent, words) for name, each in node.items()}
    return _node(node, parent, words) if key in _BELOW else node


def _property(name: str, node: dict[str, Any], parent: str, words: Mapping[str, str]) -> dict[str, Any]:
    found = _node(node, name, words)
    told = node.get("description") or words.get(f"{parent}.{name}") or words.get(name)
    return {**found, "description": told} if told else found


def _node(node: Any, parent: str, words: Mapping[str, str]) -> Any:
    if isinstance(node, list):
        return [_node(each, parent, words) for each in node]
    return {key: _part(key, value, parent, words) for key, value in node.items()} if isinstance(node, dict) else node
