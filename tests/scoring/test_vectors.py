"""The single-record interpreter and the compiler against the vector suite."""

from __future__ import annotations

import importlib.util
import json
from typing import Any

import pytest

from planself.files.json_form import to_json
from planself.scoring.leverage import gaps, leverage
from planself.scoring.plan import Plan
from planself.scoring.record import offered, score
from tests.vector_suite import FOLDER, Case, cases, named_by


def result_of(case: Case) -> dict[str, Any]:
    result = score(case.plan, case.answers, case.part)
    return {
        **to_json(result),
        "leverage": [to_json(lever) for lever in leverage(case.plan, case.answers, result)],
        "gaps": [to_json(gap) for gap in gaps(case.plan, result)],
        "offered": list(offered(case.plan, case.answers, result)),
    }


@pytest.mark.parametrize("case", cases("corners.json"), ids=str)
def test_a_corner_comes_out_as_worked_by_hand(case: Case) -> None:
    assert named_by(case.expected, result_of(case)) == case.expected


@pytest.mark.parametrize("case", cases("plans.json"), ids=str)
def test_an_independent_implementation_is_met_digit_for_digit(case: Case) -> None:
    found = result_of(case)
    found.pop("offered")
    assert found == case.expected


def test_the_compiled_suite_is_made_from_the_questionnaires() -> None:
    spec = importlib.util.spec_from_file_location("vectors_script", FOLDER.parent.parent / "scripts/vectors.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.suite() == (FOLDER / "plans.json").read_text("utf-8"), "run: python scripts/vectors.py"


@pytest.mark.parametrize("file", ["plans.json", "corners.json"])
def test_every_plan_survives_json(file: str) -> None:
    for vector in json.loads((FOLDER / file).read_text("utf-8")):
        plan = Plan.from_json(vector["plan"])
        assert Plan.from_json(json.loads(json.dumps(plan.to_json()))) == plan
        assert plan.to_json() == vector["plan"]


def test_a_corner_that_expects_something_else_fails() -> None:
    case = cases("corners.json")[0]
    wrong = {"overall": {"score": 99.9}}
    assert named_by(wrong, result_of(case)) != wrong
    assert named_by({"ignored": ["a"]}, result_of(case)) != {"ignored": ["a"]}
