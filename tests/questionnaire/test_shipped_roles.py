"""The roles of our own questionnaires: each has a part worth asking, in every kind of municipality somebody knows."""

from __future__ import annotations

import pytest

from planself.questionnaire.model import Questionnaire
from planself.scoring.compile import compile_plan
from planself.scoring.plan import Given, State
from planself.scoring.record import settle
from planself.scoring.truth import is_true
from tests.analysis.test_shipped_steps import KINDS
from tests.questionnaire.shipped import LONG, SHIPPED, SHORT, shipped

FORMS = (LONG, SHORT)
TOWN: dict[str, Given] = {"kind": "kreisangehoerig_ohne"}
DISTRICT: dict[str, Given] = {"kind": "stadtbezirk", "own_youth_office": False}
STANDING_IN = {"townhall", "county", "borough", "city"}
THERE = {
    "a town without a youth office": (TOWN, KINDS["town without one"][1]),
    "a district without a youth office": (DISTRICT, KINDS["borough without"][1]),
}
"""Kinds of municipality in which nobody plans youth welfare, and who is there all the same."""


def questionnaire(name: str) -> Questionnaire:
    return shipped(name).questionnaire


def asked(name: str, given: dict[str, Given]) -> set[str]:
    """Return the questions with roles that are asked in a municipality."""
    found = settle(compile_plan(questionnaire(name)), given)
    gone = {id_ for id_, settled in found.items() if settled.state is State.NOT_ASKED}
    return {question.id for question in questionnaire(name).questions if question.roles} - gone


@pytest.mark.parametrize("name", SHIPPED)
def test_every_role_has_a_scored_question(name: str) -> None:
    scored = [question for question in questionnaire(name).questions if question.scored]
    answering = {role for question in scored for role in question.roles}
    without = {"council", "muni", "urban", "prov"} if name == SHORT else set()  # one question a hurdle
    assert {role.id for role in questionnaire(name).roles} - answering == without


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("kind", list(THERE))
def test_every_question_that_is_asked_can_be_answered_by_somebody_who_is_there(name: str, kind: str) -> None:
    given, there = THERE[kind]
    by_id, ids = questionnaire(name).by_id, asked(name, given)
    assert len(ids) >= 10
    assert [id_ for id_ in ids if there.isdisjoint(by_id[id_].roles)] == []


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize(("kind", "role"), [(TOWN, "townhall"), (DISTRICT, "borough")])
def test_who_stands_in_for_a_youth_office_has_most_of_the_questions(
    name: str, kind: dict[str, Given], role: str
) -> None:
    by_id, ids = questionnaire(name).by_id, asked(name, kind)
    assert sum(role in by_id[id_].roles for id_ in ids) > 0.9 * len(ids)


@pytest.mark.parametrize("kind", list(THERE))
def test_who_stands_in_carries_only_measures_that_somebody_of_them_can_judge(kind: str) -> None:
    given, _there = THERE[kind]
    found, ids = questionnaire(LONG), asked(LONG, given)
    states = {id_: settled.state for id_, settled in settle(compile_plan(found), given).items()}
    carried = 0
    for measure in (measure for hurdle in found.hurdles for measure in hurdle.measures):
        case = next((c for c in measure.cases if c.when is None or is_true(found, c.when, states, given)), None)
        aims = ids.intersection(measure.aims_at)
        if case is None or not aims or STANDING_IN.isdisjoint(case.who):
            continue
        carried += 1
        assert not {role for id_ in aims for role in found.by_id[id_].roles}.isdisjoint(case.who), measure.id
    assert carried > 30
