"""Numbers as answers, as operands and as steps: what is read to the millionth, and what is refused with which code."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself import i18n
from planself.questionnaire.types.number import NumberQuestion
from planself.questionnaire.types.values import BadValueError

MILLION = 1_000_000


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


def question(**said: Any) -> NumberQuestion:
    return NumberQuestion.model_validate({"id": "q", "type": "number", "text": "?", **said})


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (3, 3 * MILLION),
        (-3, -3 * MILLION),
        (Decimal("12.5"), 12_500_000),
        (Decimal("0.000001"), 1),
        (12.5, 12_500_000),
        (0.1, 100_000),
        ("12,5", 12_500_000),
        ("12.5", 12_500_000),
        (" 7 ", 7 * MILLION),
        (8_999_999_999, 8_999_999_999 * MILLION),
    ],
)
def test_a_number_is_read_to_the_millionth(raw: object, value: int) -> None:
    assert question().read(raw) == value


@pytest.mark.parametrize(
    ("raw", "code", "said"),
    [
        ("twelve", "E223", ""),
        ("", "E223", ""),
        (True, "E223", "“true” stands here, and a number is needed."),
        (None, "E223", "a number is needed."),
        ([1], "E223", "a number is needed."),
        ("1.234", "E223", ""),
        (Decimal("1.234"), "E223", ""),
        (1.234, "E223", ""),
        (9_000_000_000, "E224", "is larger than planself can calculate with."),
        (-9_000_000_000, "E224", "is larger than planself can calculate with."),
        (Decimal("0.0000001"), "E225", "has more than six decimals."),
    ],
)
def test_what_is_no_number_is_refused_with_its_code(raw: object, code: str, said: str) -> None:
    with pytest.raises(BadValueError) as caught:
        question().read(raw)
    assert caught.value.code == code
    assert said in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("raw", [Decimal("1.234"), 1.234])
def test_three_decimals_are_read_where_a_machine_wrote_them(raw: object) -> None:
    assert question().read(raw, exact=True) == 1_234_000


@pytest.mark.parametrize(
    ("bounds", "inside", "outside", "hint"),
    [
        ({"min": 0, "max": 100}, [0, 50, 100], [-1, 101, Decimal("100.5")], "Between 0 and 100."),
        ({"min": 5}, [5, 1000], [4, Decimal("4.5")], "At least 5."),
        ({"max": -5}, [-5, -100], [-4, 0], "At most -5."),
        ({"min": Decimal("0.5"), "max": Decimal("2.5")}, [1, Decimal("2.5")], [0, 3], "Between 0.5 and 2.5."),
    ],
)
def test_bounds_belong_to_the_range_and_are_named(
    bounds: dict[str, Any], inside: list[Any], outside: list[Any], hint: str
) -> None:
    asked = question(**bounds)
    for raw in inside:
        assert asked.fits(asked.read(raw))
    for raw in outside:
        with pytest.raises(BadValueError) as caught:
            asked.read(raw)
        assert (caught.value.code, caught.value.hint) == ("E224", hint)


@given(st.integers(-(10**15), 10**15))
def test_what_is_written_is_read_again(value: int) -> None:
    asked = question()
    written = asked.write(value)
    assert asked.read(written, exact=True) == value
    assert isinstance(written, int) == (value % MILLION == 0)


@pytest.mark.parametrize("value", [True, "3", 9_000_000_000 * MILLION, None, 1.0])
def test_what_is_no_number_of_ours_does_not_fit(value: Any) -> None:
    assert not question().fits(value)
    assert question().fits(9_000_000_000 * MILLION - 1)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("3", "“3” is no number."),
        (True, "is no number."),
        (Decimal("0.0000001"), "A number has at most six decimals."),
        (101, "101 is outside the limits"),
        (-1, "-1 is outside the limits"),
        (2**52, "is outside the limits"),
    ],
)
def test_a_comparison_names_a_number_within_the_limits(raw: object, said: str) -> None:
    asked = question(min=0, max=100)
    assert [asked.operand(each) for each in (0, 100, Decimal("0.5"))] == [0, 100 * MILLION, 500_000]
    with pytest.raises(BadValueError) as caught:
        asked.operand(raw)
    assert said in caught.value.message


@pytest.mark.parametrize(
    ("steps", "apart"),
    [
        ([(0, 0), (10, 1)], [Fraction(1)]),
        ([(0, 0), (10, 0.5), (20, 1)], [Fraction(1, 2), Fraction(1, 2)]),
        ([(0, 0.25), (10, 0.25), (20, 1)], [Fraction(3, 4)]),
        ([(0, 1), (10, 0)], [Fraction(1)]),
        ([], []),
    ],
)
def test_points_lie_apart_by_the_next_better_ones(steps: list[tuple[Any, Any]], apart: list[Fraction]) -> None:
    listed = [{"from": low, "points": Decimal(str(points))} for low, points in steps]
    assert question(**({"steps": listed} if listed else {})).points_apart() == apart


@pytest.mark.parametrize(
    ("used", "values"),
    [([], []), ([10], [9_999_999, 10 * MILLION, 10_000_001]), ([0], [0, 1]), ([100], [99_999_999, 100 * MILLION])],
)
def test_what_decides_is_every_number_compared_with_and_those_beside_it(used: list[int], values: list[int]) -> None:
    assert list(question(min=0, max=100).decisive(used)) == values


def codes(**said: Any) -> list[str]:
    found = question(**said).faults(("q",))
    return [f"{finding.code} {'.'.join(map(str, finding.path[1:]))}" for finding in found]


def steps(*pairs: tuple[int, float]) -> list[dict[str, Any]]:
    return [{"from": low, "points": Decimal(str(points))} for low, points in pairs]


SCORED = {"hurdles": {"silos": 1}}


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({}, []),
        ({"min": 0, "max": 1}, []),
        ({"min": 1, "max": 1}, ["E139 max"]),
        ({"min": 2, "max": 1}, ["E139 max"]),
        ({**SCORED}, ["E131 "]),
        ({"steps": steps((0, 0), (1, 1))}, ["E132 steps"]),
        ({**SCORED, "steps": steps((0, 0), (1, 1))}, []),
        ({**SCORED, "min": 1, "steps": steps((0, 0), (1, 1))}, ["E139 steps.0.from"]),
        ({**SCORED, "max": 1, "steps": steps((0, 0), (1, 1))}, []),
        ({**SCORED, "steps": steps((0, 0), (5, 0.5), (5, 1))}, ["E137 steps.2.from"]),
        ({**SCORED, "steps": steps((3, 0), (2, 0.5), (1, 1))}, ["E137 steps.1.from", "E137 steps.2.from"]),
        ({**SCORED, "steps": steps((0, 1), (5, 0))}, ["E138 steps.0.from"]),
        ({**SCORED, "min": 0, "steps": steps((0, 1), (5, 0))}, []),
        ({**SCORED, "min": -1, "steps": steps((0, 1), (5, 0))}, ["E138 steps.0.from"]),
        ({**SCORED, "steps": steps((0, 0.5), (5, 0.5))}, []),
    ],
)
def test_limits_and_steps_that_contradict_each_other_are_found(said: dict[str, Any], found: list[str]) -> None:
    assert codes(**said) == found
