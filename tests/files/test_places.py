"""From paths to places: values, keys, what lies around them, and keys that stand twice."""

from __future__ import annotations

from planself.files.json_text import tokens
from planself.files.places import MAX_REPEATED, index

TEXT = '{"a": {"b": [10, {"c": 1}], "b": 2},\n "d": []}'


def test_a_value_and_its_key_have_places_of_their_own() -> None:
    places = index(tokens(TEXT))
    assert places.find(("a", "b"), key=True) == (1, 8)
    assert places.find(("a", "b"), key=False) == (1, 13)
    assert places.find(("a", "b", 1, "c"), key=False) == (1, 24)
    assert places.find(("d",), key=True) == (2, 2)


def test_what_is_not_there_has_the_place_of_what_is_around_it() -> None:
    places = index(tokens(TEXT))
    assert places.find(("a", "b", 1, "x", "y"), key=False) == places.find(("a", "b", 1), key=False) == (1, 18)
    assert places.find(("a", "x"), key=True) == places.find(("a",), key=False) == (1, 7)
    assert places.find(("x",), key=False) == (1, 1)


def test_an_empty_file_has_no_place() -> None:
    assert index([]).find(("a",), key=False) is None


def test_of_a_repeated_key_the_first_place_stays_and_the_second_is_told() -> None:
    places = index(tokens(TEXT))
    assert places.repeated == [(("a", "b"), (1, 29))]
    assert places.keys[("a", "b")] == (1, 8)
    assert places.values[("a", "b")] == (1, 13)


def test_no_more_repeated_keys_are_gathered_than_anybody_reads() -> None:
    text = "{" + ", ".join(['"a": 1'] * (MAX_REPEATED + 50)) + "}"
    assert len(index(tokens(text)).repeated) == MAX_REPEATED
