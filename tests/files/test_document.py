"""Values put into, taken out of and renamed in a YAML file, byte by byte, and in JSON to the same effect."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yaml.nodes import ScalarNode

from planself.files.document import JsonDocument, YamlDocument, descend
from planself.files.yaml_layout import compose
from tests.reaching import reached, reaching

ORDER = ("v", "x", "y", "z")


def put(text: str, path: Sequence[str], value: object, order: Sequence[str] = ORDER) -> str:
    document = YamlDocument(text)
    document.put(tuple(path), value, order)
    return document.text


def without(text: str, *path: str) -> str:
    document = YamlDocument(text)
    document.remove(path)
    return document.text


@pytest.mark.parametrize(
    ("text", "path", "value", "after"),
    [
        ("a: {}\nb: 1\n", "ax", 1, "a: {x: 1}\nb: 1\n"),
        ("a: {y: 2}\n", "ax", 1, "a: {x: 1, y: 2}\n"),
        ("a: {x: 1}\n", "ay", 2, "a: {x: 1, y: 2}\n"),
        ("a: {x: 1, z: 3}\n", "ay", 2, "a: {x: 1, y: 2, z: 3}\n"),
        ("a: {x: 1, z: 3} # c\n", "az", 4, "a: {x: 1, z: 4} # c\n"),
        ("a: { x: 1 }\n", "aw", 2, "a: { x: 1, w: 2 }\n"),
        ("a:\n  x: 1\n  z: 3\n", "ay", 2, "a:\n  x: 1\n  y: 2\n  z: 3\n"),
        ("a:\n  x: 1 # c\nb: 1\n", "ay", 2, "a:\n  x: 1 # c\n  y: 2\nb: 1\n"),
        ("a:\n  y: 2\n", "ax", 1, "a:\n  x: 1\n  y: 2\n"),
    ],
)
def test_a_value_stands_where_the_order_wants_it(text: str, path: str, value: object, after: str) -> None:
    assert put(text, path, value) == after


@pytest.mark.parametrize(
    ("text", "path", "value", "after"),
    [
        ("x: 1", ("v",), 3, "v: 3\nx: 1"),
        ("x: 1", ("y",), 3, "x: 1\ny: 3\n"),
        ("a:\n  x: 1\n", ("v",), 3, "v: 3\na:\n  x: 1\n"),
        ("x:\n  - 1\nz: 2\n", ("v",), 3, "v: 3\nx:\n  - 1\nz: 2\n"),
        ("# c\nx: 1\n", ("v",), 3, "# c\nv: 3\nx: 1\n"),
        ("a:\n  # c\n  y: 2\n", ("a", "x"), 1, "a:\n  x: 1\n  # c\n  y: 2\n"),
        ("a:\n  in:\n    y: 1\n", ("a", "in", "x"), 2, "a:\n  in:\n    x: 2\n    y: 1\n"),
        ("a: # c\n  y: 2\n", ("a", "x"), 1, "a: # c\n  x: 1\n  y: 2\n"),
        ("l:\n  - b: 1\n    a: [1, # c\n      2]\n", ("l", 0, "a"), 3, "l:\n  - b: 1\n    # c\n    a: 3\n"),
        ("l:\n  - b: 1\n", ("l", 0, "b"), 2, "l:\n  - b: 2\n"),
        ("l:\n  - b: 1\n  - b: 2\n", ("l", 1, "c"), 3, "l:\n  - b: 1\n  - b: 2\n    c: 3\n"),
        ("a: {x: {y: 1, # c\n  z: 2}}\n", ("a", "x"), 3, "# c\na: {x: 3}\n"),
        ("a:\r\n  x: 1\r\n", ("a", "y"), 2, "a:\r\n  x: 1\r\n  y: 2\r\n"),
    ],
)
def test_lines_comments_and_places_in_lists_stay_where_they_are(
    text: str, path: tuple[str | int, ...], value: object, after: str
) -> None:
    document = YamlDocument(text)
    document.put(path, value, ORDER)
    assert document.text == after


@pytest.mark.parametrize(
    ("text", "key", "after"),
    [
        ("a: {x: 1, y: 2, z: 3}\n", "x", "a: {y: 2, z: 3}\n"),
        ("a: {x: 1, y: 2, z: 3}\n", "y", "a: {x: 1, z: 3}\n"),
        ("a: {x: 1, y: 2, z: 3}\n", "z", "a: {x: 1, y: 2}\n"),
        ("a: {x: 1}\n", "x", "a: {}\n"),
        ("a: {  x:   1  , y: 2}\n", "x", "a: {  y: 2}\n"),
        ("a:\n  x: 1\n  y: 2\n", "x", "a:\n  y: 2\n"),
        ("a:\n  x: 1\n  y: 2 # c\nb: 1\n", "y", "a:\n  x: 1\n  # c\nb: 1\n"),
    ],
)
def test_an_entry_goes_with_one_comma_or_its_line(text: str, key: str, after: str) -> None:
    assert without(text, "a", key) == after


@pytest.mark.parametrize("text", ["a: {x: 1}\n", "a:\n  x: 1 # c\n", 'a: {"x": 1}\n'])
def test_a_key_is_renamed_and_its_value_stays(text: str) -> None:
    document = YamlDocument(text)
    document.rename(("a", "x"), "longer")
    assert document.text.replace("longer", "x").replace('"', "") == text.replace('"', "")
    assert "longer: 1" in document.text.replace('"', "")


def test_what_is_not_there_is_taken_out_without_a_change() -> None:
    text = "a: {x: 1} # c\n"
    assert without(text, "a", "y") == text
    assert without(text, "b") == text


NAMES = st.sampled_from([*ORDER, "other"])
PATHS = st.one_of(st.tuples(NAMES), st.tuples(st.just("a"), NAMES), st.tuples(st.just("a"), st.just("in"), NAMES))
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("put"), PATHS, st.sampled_from([1, "text", True, ["b", 2]])),
        st.tuples(st.just("remove"), PATHS, st.none()),
        st.tuples(st.just("rename"), PATHS, st.just("renamed")),
    ),
    max_size=8,
)
BEGINNINGS = st.sampled_from(
    [
        ("first: 1\n", '{"first": 1}'),
        ("first: 1\na: {x: 1, z: 2}\n", '{"first": 1, "a": {"x": 1, "z": 2}}'),
        (
            "first: 1\na:\n  x: 1\n  in:\n    v: 1\n    z: 2\n  z: 3\n",
            '{"first": 1, "a": {"x": 1, "in": {"v": 1, "z": 2}, "z": 3}}',
        ),
        ("z: 1\ny: 2 # c\nfirst: 1\na: {}", '{"z": 1, "y": 2, "first": 1, "a": {}}'),
    ]
)


def keys_in_order(data: object) -> object:
    """Return data with their keys in order, so that two mappings are equal only where the order is."""
    return [(key, keys_in_order(value)) for key, value in data.items()] if isinstance(data, dict) else data


@reaching("put", "remove", "rename")
@given(BEGINNINGS, CHANGES)
def test_yaml_and_json_take_the_same_changes_in_the_same_order(
    texts: tuple[str, str], changes: list[tuple[str, tuple[str, ...], object]]
) -> None:
    yaml, json = YamlDocument(texts[0]), JsonDocument(texts[1])
    for kind, path, value in changes:
        if not _is_there(json, path, kind):
            continue
        for document in (yaml, json):
            if kind == "put":
                document.put(path, value, ORDER)
            elif kind == "remove":
                document.remove(path)
            else:
                document.rename(path, str(value))
        reached(kind, True)
        assert keys_in_order(yaml.parse("a").data) == keys_in_order(json.parse("a").data), (kind, path)


def _is_there(document: JsonDocument, path: tuple[str, ...], kind: str) -> bool:
    """Tell whether a change makes sense: the store puts nothing into what is no mapping, and renames nothing twice."""
    node = document.parse("a").data
    for step in path[:-1]:
        if not isinstance(node, dict) or not isinstance(node.get(step), dict) or not node[step]:
            return False
        node = node[step]
    assert isinstance(node, dict)
    if kind == "remove":
        return path[-1] in node and len(node) > 1
    return kind == "put" or (path[-1] in node and "renamed" not in node)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ('{"x": 1}', '{"x": 1, "y": 2}'),
        ('{"x": 1}\n', '{"x": 1, "y": 2}\n'),
        ('{\n  "x": 1\n}\n', '{\n  "x": 1,\n  "y": 2\n}\n'),
        ('  {\r\n\t"x": 1}', '{\n\t"x": 1,\n\t"y": 2\n}'),
        ('{"z": 1.50, "w": "ä"}', '{"y": 2, "z": 1.50, "w": "ä"}'),
    ],
)
def test_json_keeps_its_indentation_its_numbers_and_its_end(text: str, after: str) -> None:
    document = JsonDocument(text)
    document.put(("y",), 2, ORDER)
    assert document.text == after


def test_what_is_no_mapping_gives_way_to_one_in_json() -> None:
    document = JsonDocument('{"a": 3, "b": {"x": 1}}')
    document.put(("a", "in", "x"), 1, ORDER)
    document.put(("b", "y"), 2)
    document.remove(("b", "none"))
    assert document.parse("a").data == {"a": {"in": {"x": 1}}, "b": {"x": 1, "y": 2}}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("a", "x"), "1"),
        (("l", 1, "x"), "4"),
        (("l", 2), None),
        (("l", 2, "x"), None),
        (("a", "x", "y"), None),
        (("b",), None),
    ],
)
def test_a_path_leads_through_keys_and_places(path: tuple[str | int, ...], value: str | None) -> None:
    node = descend(compose("a: {x: 1}\nl:\n  - x: 3\n  - x: 4\n"), path)
    assert (node.value if isinstance(node, ScalarNode) else node) == value
