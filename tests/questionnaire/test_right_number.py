"""A number out of range or too exact: its bounds as they stand in a file, and what was meant by it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself import i18n
from planself.files.finding import Path
from planself.questionnaire.right_number import out_of_range, raw_questions, too_exact
from tests.reaching import reached, reaching


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


def holding(path: Path, value: object, **top: object) -> dict[str, Any]:
    """Return data in which a value stands at a path."""
    data: Any = value
    for step in reversed(path):
        data = {step: data} if isinstance(step, str) else [*[{}] * step, data]
    return {**data, **top}


@pytest.mark.parametrize(
    ("path", "bounds"),
    [
        (("sources", 0, "year"), "1800 to 2200"),
        (("sections", 0, "questions", 0, "options", 1, "points"), "0 to 1"),
        (("hurdles", 0, "gates", 0, "at_least"), "0 to 1"),
        (("scoring", "evidence_from"), "0 to 1"),
        (("hurdles", 0, "measures", 0, "below"), "0 to 101"),
        (("hurdles", 0, "measures", 0, "from"), "0 to 100"),
        (("sections", 0, "questions", 0, "min"), "-4503599627 to 4503599627"),
        (("sections", 0, "questions", 0, "max"), "-4503599627 to 4503599627"),
        (("sections", 0, "questions", 0, "steps", 0, "from"), "-4503599627 to 4503599627"),
        (("stages", 0, "min"), "0 to 100"),
        (("bands", 0, "from"), "0 to 100"),
        (("scoring", "min_coverage"), "0 to 100"),
        (("sections", 0, "questions", 0, "hurdles", "silos"), "0.01 to 100"),
    ],
)
def test_the_bounds_are_those_of_the_key(path: Path, bounds: str) -> None:
    found = out_of_range(holding(path, -7), path)
    assert (found.code, found.path) == ("E109", path)
    assert found.message == f"-7 is out of range; possible is {bounds}."
    assert found.hint == ""


POINTS: Path = ("sections", 0, "questions", 0, "options", 0, "points")


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        (2, "Points run from 0 to 1, the best answer"),
        (9, "Points run from 0 to 1, the best answer"),
        (Decimal("1.01"), "Points run from 0 to 1, the best answer"),
        (10, "write 0.1 for 10 percent"),
        (75, "write 0.75 for 75 percent"),
        (100, "write 1 for 100 percent"),
        (101, "Points run from 0 to 1, the best answer"),
        (12.5, "write 0.125 for 12.5 percent"),
        ("x", ""),
        (-1, ""),
        (1, ""),
    ],
)
def test_points_above_1_were_percent_or_counted(value: object, hint: str) -> None:
    found = out_of_range(holding(POINTS, value), POINTS).hint
    assert hint in found
    assert bool(hint) == bool(found)


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        (("sections", 0, "questions", 0, "hurdles", "silos"), "does not measure is left out"),
        (("hurdles", 0, "weight"), "A hurdle that is not to count is left out"),
        (("sections", 0, "questions", 0, "options", 0, "weight"), "write `exclusive: true` instead"),
        (("scoring", "weight"), ""),
        (("sections", 0, "questions", 0, "weight"), ""),
    ],
)
def test_a_weight_of_nothing_is_left_out(path: Path, hint: str) -> None:
    assert hint in out_of_range(holding(path, 0), path).hint
    assert out_of_range(holding(path, 200), path).hint == ""
    assert bool(hint) == bool(out_of_range(holding(path, 0), path).hint)


GATE: Path = ("hurdles", 0, "gates", 0, "at_least")
OWN = {"id": "group", "type": "scale", "levels": [1, 2, 3, 4, 5]}
SHARED = {"id": "group", "type": "scale", "scale": "often"}


def gate(question: object, value: object, levels: object = (1, 2, 3)) -> dict[str, Any]:
    return {
        "scales": {"often": {"levels": list(levels) if isinstance(levels, tuple) else levels}},
        "hurdles": [{"gates": [{"question": "group", "at_least": value}]}],
        "sections": [{"questions": [{"id": "other", "levels": [1, 2]}, question]}],
    }


@pytest.mark.parametrize(
    ("question", "value", "hint"),
    [
        (OWN, 2, "Did you mean level 2 = 0.5?"),
        (OWN, 3, "Did you mean level 3 = 0.75?"),
        (OWN, 4, "Did you mean level 4 = 1?"),
        (SHARED, 2, "Did you mean level 2 = 1?"),
        ({**OWN, "levels": [1, 2, 3, 4]}, 2, "Did you mean level 2 = 0.667?"),
        (OWN, 5, "in points, from 0 to 1, not in levels"),
        (OWN, Decimal("2.5"), "in points, from 0 to 1, not in levels"),
        (OWN, 50, "write 0.5 for 50 percent"),
        ({"id": "another"}, 2, "in points, from 0 to 1, not in levels"),
        ({"id": "group", "scale": "missing"}, 2, "in points, from 0 to 1, not in levels"),
        ({"id": "group", "levels": [1]}, 2, "in points, from 0 to 1, not in levels"),
        ({"id": "group", "levels": "x"}, 2, "in points, from 0 to 1, not in levels"),
        ("no question", 2, "in points, from 0 to 1, not in levels"),
    ],
)
def test_a_gate_that_names_a_level_is_told_its_points(question: object, value: object, hint: str) -> None:
    assert hint in out_of_range(gate(question, value), GATE).hint


@reaching("a level", "beyond")
@given(st.integers(2, 40), st.integers(2, 60))
def test_the_points_of_a_level_are_its_share_rounded_to_a_thousandth(highest: int, level: int) -> None:
    hint = out_of_range(gate({**OWN, "levels": [0] * (highest + 1)}, level), GATE).hint
    if reached("a level", level <= highest):
        points = Decimal(hint.split("= ")[1].rstrip("?"))
        assert abs(points - Decimal(level) / highest) <= Decimal("0.0005")
    elif reached("beyond"):
        assert "level " not in hint


@pytest.mark.parametrize(
    ("value", "places", "message", "hint"),
    [
        (Decimal("0.125"), 2, "At most 2 decimals are possible here.", "Did you mean 0.12?"),
        (Decimal("0.126"), 2, "At most 2 decimals are possible here.", "Did you mean 0.13?"),
        (1.25, 1, "At most 1 decimal is possible here.", "Did you mean 1.2?"),
        (Decimal("100.001"), 2, "At most 2 decimals are possible here.", "Did you mean 100?"),
        (Decimal("0.001"), 2, "At most 2 decimals are possible here.", ""),
        ("0.125", 2, "At most 2 decimals are possible here.", ""),
    ],
)
def test_a_number_that_is_too_exact_is_rounded(value: object, places: int, message: str, hint: str) -> None:
    found = too_exact({"a": value}, ("a",), places)
    assert (found.code, found.message, found.hint) == ("E108", message, hint)


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        ({"sections": [{"questions": [{"id": "a"}, "x", {"id": "b"}]}, {"questions": [{"id": "c"}]}]}, ["a", "b", "c"]),
        ({"sections": [{"questions": {"id": "a"}}, "x", None, {"questions": [{"id": "b"}]}]}, ["b"]),
        ({"sections": {"questions": []}}, []),
        ({}, []),
        ([], []),
        ("text", []),
    ],
)
def test_questions_are_found_in_whatever_stands_there(data: object, ids: list[str]) -> None:
    assert [question["id"] for question in raw_questions(data)] == ids
