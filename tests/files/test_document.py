"""Values put into, taken out of and renamed in a YAML file, byte by byte."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from planself.files.document import YamlDocument

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
