"""The checks of the shipped questionnaires: each can come true, none is true of a shipped example."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from planself import resources
from planself.analysis.contradictions import contradictions
from planself.answers.load import load_answers
from planself.answers.values import read_value
from planself.questionnaire.load import Loaded, load_questionnaire
from planself.scoring.assessment import given_by
from planself.scoring.compile import compile_plan
from planself.scoring.record import Answers, settle

FOLDER = resources.questionnaires()
LONG, SHORT = (load_questionnaire(FOLDER / f"integrierte-planung{form}.yaml") for form in ("", "-kurz"))
EXAMPLES = sorted(
    path
    for path in (FOLDER / "beispiele").rglob("*.*")
    if "format: planself/answers/1" in path.read_text("utf-8").replace('"', "")
    and "integrierte-planung" in path.read_text("utf-8")
)
CONTRADICTORY: dict[str, dict[str, Any]] = {
    "no_group_meets": {"steer_group": 0, "steer_rhythm": 12},
    "group_never_meets": {"steer_group": 4, "steer_rhythm": 0},
    "no_plan_carried_out": {"goal_cycle": 0, "fund_done": 90},
    "no_plan_in_budget": {"goal_cycle": 0, "fund_linked": 3},
    "no_plan_amended": {"goal_cycle": 0, "goal_agility": 2},
    "needs_not_surveyed": {"goal_cycle": 1, "legal_stock": "met", "legal_need": "met"},
    "no_decision_secures": {"mand_decision": "none", "mand_continuity": 3},
    "views_absent": {"part_needs": 0, "legal_views": "met"},
    "providers_late": {"net_providers": 1, "legal_providers": "met"},
    "committee_absent": {"mand_committee": 0, "legal_committee": "met"},
    "agreements_missing": {"net_school_health": 3, "net_agreements": ["schools"]},
    "areas_without_data": {"data_small_area": 0, "data_age": "up_to_2"},
    "plans_not_aligned": {"silo_partners": ["none"], "legal_alignment": "met"},
    "nobody_plans": {"cap_time": 0, "cap_posts": 0.5},
    "no_posts_filled": {"posts_vacant": "no_posts", "cap_posts": 0.5},
    "no_goals_referred_to": {"goal_common": 0, "net_transparency": "linked"},
}


def _told(loaded: Loaded, answers: Answers) -> list[str]:
    found = settle(compile_plan(loaded.questionnaire), answers)
    states = {id_: question.state for id_, question in found.items()}
    return [check.id for check in contradictions(loaded.questionnaire, states, answers)]


def _given(loaded: Loaded, raw: dict[str, Any]) -> Answers:
    questionnaire = loaded.questionnaire
    return {id_: read_value(questionnaire.by_id[id_], value) for id_, value in raw.items()}


def test_every_check_is_tried() -> None:
    assert [check.id for check in LONG.questionnaire.checks] == list(CONTRADICTORY)


@pytest.mark.parametrize("id_", CONTRADICTORY)
def test_a_check_tells_what_it_is_for_and_nothing_of_half_of_it(id_: str) -> None:
    city = {"kind": "kreisfrei"}
    assert _told(LONG, _given(LONG, city | CONTRADICTORY[id_])) == [id_]
    for left_out in CONTRADICTORY[id_]:
        rest = {key: value for key, value in CONTRADICTORY[id_].items() if key != left_out}
        assert _told(LONG, _given(LONG, city | rest)) == []


def test_the_short_form_has_the_checks_that_its_questions_allow() -> None:
    asked = {
        check.id
        for check in LONG.questionnaire.checks
        if CONTRADICTORY[check.id].keys() <= SHORT.questionnaire.by_id.keys()
    }
    assert SHORT.questionnaire.checks == [check for check in LONG.questionnaire.checks if check.id in asked]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_answers_of_a_shipped_example_do_not_contradict_each_other(path: Path) -> None:
    answers = load_answers(path, lambda _reference: LONG)
    assert _told(LONG, given_by(answers.answer_set)) == []
