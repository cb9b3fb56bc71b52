"""Files that planself wrote, held against their schema: as another validator sees it, with the place of every stray."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself import i18n
from planself.questionnaire.conform import strays
from tests.reaching import reached, reaching

KEYS = st.sampled_from(["a", "b", "c"])
SCALARS = st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(["a", "b", ""]) | st.just(0.5)
DATA = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=8
)
KINDS = st.sampled_from(["object", "array", "string", "boolean", "null", "number", "integer"])


@st.composite
def schemas(draw: st.DrawFn, depth: int = 2) -> dict[str, Any]:
    """Draw a schema of the words that ours use."""
    inner = schemas(depth - 1) if depth else st.just({})
    kind = draw(KINDS)
    tops: list[dict[str, Any]] = [{}, {"type": kind}, {"type": [kind, "null"]}, {"const": "a"}, {"enum": ["a", None]}]
    schema = dict(draw(st.sampled_from(tops)))
    match kind:
        case "number" | "integer":
            schema |= draw(st.fixed_dictionaries({}, optional={"minimum": st.integers(-2, 1), "maximum": st.just(2)}))
        case "object":
            schema |= {"properties": draw(st.dictionaries(KEYS, inner, max_size=2))}
            schema |= {"required": draw(st.lists(KEYS, max_size=2, unique=True))}
            schema |= {"additionalProperties": draw(st.just(False) | inner)}
        case "array":
            schema |= draw(st.fixed_dictionaries({"items": inner}, optional={"minItems": st.integers(0, 2)}))
            schema |= draw(st.sampled_from([{}, {"maxItems": 2}]))
        case "null":
            schema |= {
                draw(st.sampled_from(["anyOf", "oneOf"])): [{"type": "string"}, {"type": "integer", "minimum": 1}]
            }
    return schema


@reaching("valid", "stray")
@given(schemas(), DATA)
def test_what_strays_is_what_another_validator_refuses(schema: dict[str, Any], data: object) -> None:
    other = list(jsonschema.Draft202012Validator(schema).iter_errors(data))
    found = list(strays(data, schema))
    assert bool(found) == bool(other), (found, other)
    reached("stray" if found else "valid", True)
    for stray in found:
        assert any(tuple(error.absolute_path) == stray.path[: len(error.absolute_path)] for error in other)


@pytest.mark.parametrize(
    ("schema", "data", "said"),
    [
        ({"type": "string"}, 3, ["() “3” does not belong here."]),
        ({"type": "string"}, {}, ["() A mapping does not belong here."]),
        ({"type": "string"}, [], ["() A list does not belong here."]),
        ({"type": "string"}, None, ["() null does not belong here."]),
        ({"type": "string"}, True, ["() true does not belong here."]),
        ({"enum": ["a"]}, False, ["() false does not belong here."]),
        ({"required": ["a", "b"]}, {"b": 1}, ["() The key `a` is missing."]),
        ({"minItems": 1}, [], ["() A list with 0 entries does not belong here."]),
        ({"maxItems": 0}, [1], ["() A list with 1 entry does not belong here."]),
        ({"uniqueItems": True}, [1, 2, 1], ["() An entry stands in this list twice."]),
        ({"uniqueItems": True}, [1, 2, 3], []),
        (
            {"items": {"type": "null"}},
            [None, 1, None, 2],
            ["(1,) “1” does not belong here.", "(3,) “2” does not belong here."],
        ),
        (
            {"properties": {"a": {"properties": {"b": {"maximum": 2}}}}},
            {"a": {"b": 3}},
            ["('a', 'b') “3” does not belong here."],
        ),
        ({"additionalProperties": {"type": "null"}}, {"x": 1}, ["('x',) “1” does not belong here."]),
        (
            {"properties": {"x": {}}, "additionalProperties": False},
            {"x": 1, "y": 2},
            ["('y',) The key “y” is not known here."],
        ),
        ({"minimum": 1, "maximum": 2}, Decimal("2.5"), ["() “2.5” does not belong here."]),
        ({"minimum": 1}, True, []),
        ({"type": "integer"}, Decimal("3"), []),
        ({"type": "integer"}, Decimal("3.5"), ["() “3.5” does not belong here."]),
        ({"type": "number"}, False, ["() false does not belong here."]),
        ({"type": "integer"}, True, ["() true does not belong here."]),
    ],
)
def test_every_stray_is_told_at_its_place(schema: dict[str, Any], data: object, said: list[str]) -> None:
    i18n.use("en")
    found = list(strays(data, schema))
    assert [f"{stray.path} {stray.message}" for stray in found] == said
    assert {stray.code for stray in found} <= {"E051"}
    assert [stray.key for stray in found] == ["not known" in line for line in said]
