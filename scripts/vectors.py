"""Write tests/vectors/plans.json: the questionnaires beside it compiled, their answers in the plan's units."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

from planself.questionnaire.model import AnyQuestion, Questionnaire
from planself.scoring.compile import compile_plan
from planself.scoring.plan import MILLION

FOLDER = Path(__file__).parent.parent / "tests/vectors"


def suite() -> str:
    """Return the text of plans.json, one line a plan and one a case."""
    given = json.loads((FOLDER / "questionnaires.json").read_text("utf-8"), parse_float=Decimal)
    return "[\n" + ",\n".join(_entry(vector) for vector in given) + "\n]\n"


def _entry(vector: dict[str, Any]) -> str:
    questionnaire = Questionnaire.model_validate(vector["questionnaire"])
    cases = ",\n  ".join(_line(_case(questionnaire, case)) for case in vector["cases"])
    plan = _line(compile_plan(questionnaire).to_json())
    return f'{{"id": {_line(questionnaire.id)},\n "plan": {plan},\n "cases": [\n  {cases}]}}'


def _case(questionnaire: Questionnaire, case: dict[str, Any]) -> dict[str, Any]:
    answers = {id_: _in_units(questionnaire.by_id[id_], value) for id_, value in case["answers"].items()}
    return {
        "answers": {id_: value for id_, value in answers.items() if value is not None},
        "expected": case["expected"],
    }


def _in_units(question: AnyQuestion, value: Any) -> object:
    """Return an answer as the file has it in the plan's units; None where only a remark stands there."""
    if isinstance(value, dict):
        value = value.get("value", value.get("text"))
    if value in (None, "unknown", "not_applicable"):
        return value
    match question.type:
        case "number":
            return int(Decimal(value) * MILLION)
        case "yes_no":
            return value in (True, "yes")
        case _:
            return value


def _line(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=float)


if __name__ == "__main__":
    sys.stdout.write(f"{(FOLDER / 'plans.json').write_text(suite(), 'utf-8')} characters\n")
