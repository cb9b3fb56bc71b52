"""A member's code, however people write it: never guessed between two."""

from __future__ import annotations

import pytest

from planself.workshop.spelling import alike, meant, named_in

CODES = ["W01", "W08", "W12", "A1", "A01"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("W08", "W08"),
        ("w08", "W08"),
        ("W 8", "W08"),
        ("w-008", "W08"),
        (" W_8 ", "W08"),
        ("\uff370\uff18", "W08"),
        ("W\u00a012", "W12"),
        ("A1", "A1"),
        ("A01", "A01"),
        ("a1", None),
        ("A001", None),
        ("8", None),
        ("W80", None),
        ("WW8", None),
        ("W8a", None),
        ("W1234567", None),
        ("", None),
    ],
)
def test_a_code_is_meant_whatever_its_case_spaces_and_zeros(written: str, code: str | None) -> None:
    assert meant(written, CODES) == code


def test_codes_that_differ_in_zeros_alone_are_told_apart_or_not_at_all() -> None:
    assert alike("a 1", CODES) == ["A1", "A01"]
    assert alike("w1", CODES) == ["W01"]
    assert alike("12", CODES) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("W08 said no", ["W08"]),
        ("ask w 8 and W-12.", ["w 8", "W-12"]),
        ("W99 is nobody", []),
        ("XW08, W08x and W080", []),
        ("A1", ["A1"]),
        ("a1", []),
        ("nothing", []),
    ],
)
def test_codes_within_a_text_are_named_as_they_stand_there(text: str, named: list[str]) -> None:
    assert list(named_in(text, CODES)) == named
