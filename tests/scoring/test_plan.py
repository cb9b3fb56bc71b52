"""The plan as data: what is no plan is refused, and what scoring is asked in vain is said."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from planself.scoring.plan import FreeText, Plan, Rule, Scale, Single, State, Value, rdiv
from planself.scoring.points import points
from tests.vector_suite import cases


@pytest.mark.parametrize("left_out", ["questions", "hurdles", "bands", "stages", "min_coverage"])
def test_a_plan_without_one_of_its_parts_is_refused(left_out: str) -> None:
    data = cases("corners.json")[0].plan.to_json()
    del data[left_out]
    with pytest.raises(ValidationError, match=left_out):
        Plan.from_json(data)


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        (FreeText(), "a text earns nothing"),
        (Scale(4), ("a", "list")),
        (Single((("none", None),)), "none"),
    ],
)
def test_a_value_that_earns_no_points_is_an_error_and_no_zero(rule: Rule, value: Value) -> None:
    with pytest.raises(ValueError, match="no points for"):
        points(rule, value)


def test_states_say_what_applies_and_what_is_open() -> None:
    assert [state for state in State if not state.applicable] == [State.NOT_ASKED, State.NOT_APPLICABLE]
    assert [state for state in State if state.open] == [State.PENDING, State.UNKNOWN, State.MISSING]


@pytest.mark.parametrize(("a", "b", "rounded"), [(0, 3, 0), (1, 2, 1), (5, 10, 1), (49, 100, 0), (2**52, 2, 2**51)])
def test_halves_are_rounded_up(a: int, b: int, rounded: int) -> None:
    assert rdiv(a, b) == rounded
