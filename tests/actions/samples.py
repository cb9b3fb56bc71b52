"""Plans for tests: the shipped example, small ones written out, and texts that mean harm."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from planself import resources
from planself.actions.load import LoadedPlan, check_plan, load_plan
from planself.actions.status import PlanStatus, plan_status
from planself.answers.envelope import Reference
from planself.answers.load import load_answers
from planself.errors import Problem
from planself.files import source as files
from planself.questionnaire.load import Loaded, load_questionnaire
from planself.scoring.assessment import Assessment, assess

TODAY = date(2026, 11, 23)
EXAMPLES = resources.questionnaires() / "beispiele"
EXAMPLE = EXAMPLES / "plan-beispielstadt.yaml"
HEAD = "format: planself/plan/1\nquestionnaire: {id: integrierte-planung, version: 0.10.0}\n"
HARM = (
    '=HYPERLINK("https://evil.example","x")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "<script>alert(1)</script>",
    "line\nEND:VEVENT\nBEGIN:VEVENT\nATTENDEE:mailto:a@evil.example",
    "a;b,c:d\\n\\;",
    "\u202eevil\u202c",
    "| --- | **bold** [x](https://evil.example)",
)


@cache
def questionnaire() -> Loaded:
    """Return the questionnaire of the plans."""
    return load_questionnaire(resources.questionnaires() / "integrierte-planung.yaml")


def choose(_named: Reference) -> Loaded:
    """Return the questionnaire whatever is named."""
    return questionnaire()


@cache
def city(year: int) -> Assessment:
    """Return the assessment of the example city."""
    answers = load_answers(EXAMPLES / f"beispielstadt-{year}.yaml", choose)
    return assess(answers.loaded, answers.answer_set)


def example() -> LoadedPlan:
    """Return the shipped plan."""
    return load_plan(EXAMPLE, choose)


def status(*, later: bool = True) -> PlanStatus:
    """Return where the shipped plan stands, with or without the new assessment."""
    return plan_status(example(), TODAY, city(2024), city(2026) if later else None)


def problems(body: str) -> tuple[Problem, ...]:
    """Return what there is to say of a plan with this body."""
    return check_plan(files.parse(HEAD + body, "plan.yaml"), choose)[2]


def plan_of(body: str, path: Path = Path("plan.yaml")) -> LoadedPlan:
    """Return the plan with this body."""
    plan, loaded, found = check_plan(files.parse(HEAD + body, str(path)), choose)
    assert plan is not None, found
    assert loaded is not None
    return LoadedPlan(path, plan, loaded, found)


def hostile(text: str) -> LoadedPlan:
    """Return a plan in which every text of its author is the given one."""
    found = plan_of("actions: [{id: a, title: x, due: 2026-12-01}, {id: b, title: y, due: 2027-01-01, after: [a]}]\n")
    fields = dict.fromkeys(("title", "text", "office", "responsible", "indicator", "target", "note"), text)
    actions = [action.model_copy(update=fields) for action in found.plan.actions]
    about = found.plan.subject.model_copy(update={"name": text})
    plan = found.plan.model_copy(update={"actions": actions, "subject": about, "title": text})
    return LoadedPlan(found.path, plan, found.loaded)
