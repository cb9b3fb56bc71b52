"""Signs that nobody sees: shown by their number, told where they spoil a key, left where they are part of writing."""

from __future__ import annotations

import pytest

from planself.files.invisible import first_sign, in_line, may_matter, misplaced, revealed, seen_through, without_signs
from planself.files.places import index
from planself.files.yaml_text import tokens


@pytest.mark.parametrize(
    ("text", "shown", "without"),
    [
        ("a\u00a0b", "a‹U+00A0›b", "ab"),
        ("\ufeffa", "‹U+FEFF›a", "a"),
        ("so\u00adzial", "so‹U+00AD›zial", "sozial"),
        ("a\u200db", "a‹U+200D›b", "ab"),
        ("a b", "a b", "a b"),
        ("न\u200dम", "न\u200dम", "न\u200dम"),
    ],
)
def test_a_sign_is_shown_by_its_number_and_taken_out(text: str, shown: str, without: str) -> None:
    assert revealed(text) == shown
    assert without_signs(text) == without
    assert bool(first_sign(text)) is (text != without)


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("\u00a0a: 1", 0),
        ("  \u00a0a: 1", 2),
        ("a:\u00a01", 2),
        ("  - \u00a0a", 4),
        ("-\u00a0a", 1),
        ("a: \u00a01", None),
        ("a: b\u00a0c", None),
        ("a: 1", None),
    ],
)
def test_a_sign_in_the_place_of_a_space_is_found_in_its_line(line: str, at: int | None) -> None:
    assert in_line(line) == at


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("\u200ba: 1\n", [((1, 1), "\u200b")]),
        ("b: 1\na\u00a0: 1\n", [((2, 2), "\u00a0")]),
        ("a\u200bb: 1\n", [((1, 2), "\u200b")]),
        ("'a\u200bb': 1\n", []),
        ("Wie\u00a0viele Stellen: 1\n", []),
        ("a: [b\u00a0c]\n", []),
    ],
)
def test_signs_in_keys_are_told_where_they_make_another_key(text: str, found: list[object]) -> None:
    assert list(misplaced(index(tokens(text)), text)) == found


def test_a_second_look_is_taken_only_where_a_sign_may_matter() -> None:
    assert may_matter("a:\u00a01")
    assert may_matter("\u00a0a: 1")
    assert may_matter("{\u200ba: 1}")
    assert not may_matter("a: ein\u00a0Satz")
    assert not may_matter("a: 1")


def test_a_known_key_is_seen_through_its_signs() -> None:
    assert seen_through("val\u200bue", {"value"})
    assert seen_through("value\u00a0", {"value"})
    assert not seen_through("value", {"value"})
    assert not seen_through("val\u200bues", {"value"})
