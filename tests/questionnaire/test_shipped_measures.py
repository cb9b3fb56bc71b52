"""The measures of the shipped questionnaires aim at what is asked, and the short form's are those of the long one."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from planself.analysis.aims import is_below
from planself.answers.values import read_value
from planself.questionnaire.model import Measure, Questionnaire
from planself.questionnaire.types.scale import ScaleQuestion
from planself.scoring.compile import compile_plan, compiled_condition
from planself.scoring.plan import Question, State, Value
from planself.scoring.points import points
from planself.scoring.record import holds
from planself.text import resolve
from tests.questionnaire.shipped import LONG, SHIPPED, SHORT, shipped
from tests.strategies import choices


def _measures(questionnaire: Questionnaire) -> list[Measure]:
    return [measure for hurdle in questionnaire.hurdles for measure in hurdle.measures]


@pytest.mark.parametrize("name", SHIPPED)
def test_every_scored_question_and_every_gate_is_aimed_at_from_a_hurdle_that_it_measures(name: str) -> None:
    questionnaire = shipped(name).questionnaire
    aimed = {
        hurdle.id: {question for measure in hurdle.measures for question in measure.aims_at}
        for hurdle in questionnaire.hurdles
    }
    lacking = [
        question.id
        for question in questionnaire.questions
        if question.hurdles and not any(question.id in aimed[hurdle] for hurdle in question.hurdles)
    ]
    assert lacking == []
    gates = [(hurdle.id, gate.question) for hurdle in questionnaire.hurdles for gate in hurdle.gates]
    assert [gate for gate in gates if gate[1] not in aimed[gate[0]]] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_every_measure_aims_at_an_answer(name: str) -> None:
    assert [measure.id for measure in _measures(shipped(name).questionnaire) if not measure.aims_at] == []


def test_the_short_form_has_the_measures_of_the_long_one_that_aim_at_its_questions() -> None:
    long, short = shipped(LONG).questionnaire, shipped(SHORT).questionnaire
    kept = [measure for measure in _measures(long) if any(id_ in short.by_id for id_ in measure.aims_at)]
    ids = {measure.id for measure in kept}
    expected = [
        measure.model_copy(
            update={
                "aims_at": {id_: aim for id_, aim in measure.aims_at.items() if id_ in short.by_id},
                "after": [id_ for id_ in measure.after if id_ in ids],
            }
        )
        for measure in kept
    ]
    assert _measures(short) == expected


NO_STEP_LEADS_THERE = {("mand_continuity", 3), ("cap_turnover", 3), ("goal_agility", 3), ("complaints", 1)}
"""Answers whose better one cannot be brought about: a change at the top, of staff, a sudden need, never a complaint."""


@pytest.mark.parametrize("name", SHIPPED)
def test_every_answer_below_the_best_has_a_measure_that_leads_on(name: str) -> None:
    questionnaire = shipped(name).questionnaire
    stuck = []
    for question in compile_plan(questionnaire).questions:
        values = choices(question.rule) if question.scored else []
        for value in values:
            if points(question.rule, value) < max(points(question.rule, other) for other in values):
                leading = [m for m in _measures(questionnaire) if _leads_on(questionnaire, m, question, value)]
                stuck += [] if leading else [(question.id, value)]
    assert set(stuck) == {way for way in NO_STEP_LEADS_THERE if way[0] in questionnaire.by_id}


@pytest.mark.parametrize("name", SHIPPED)
def test_every_measure_is_offered_with_some_answer_that_it_betters(name: str) -> None:
    questionnaire = shipped(name).questionnaire
    terms = {question.id: question for question in compile_plan(questionnaire).questions}
    for measure in _measures(questionnaire):
        for id_ in measure.aims_at:
            answers = choices(terms[id_].rule)
            assert any(_leads_on(questionnaire, measure, terms[id_], value) for value in answers), (measure.id, id_)


def _leads_on(questionnaire: Questionnaire, measure: Measure, question: Question, value: Value) -> bool:
    """Return whether a measure can be offered with an answer and aims at a better one."""
    if question.id not in measure.aims_at:
        return False
    if measure.when is not None:
        states = dict.fromkeys(questionnaire.by_id, State.MISSING) | {question.id: State.ANSWERED}
        condition = compiled_condition(measure.when, questionnaire.by_id)
        if holds(condition, states, {question.id: value}) is False:
            return False
    aim = read_value(questionnaire.by_id[question.id], measure.aims_at[question.id], exact=True)
    return is_below(question, value, aim)


PRESUMES_A_START = {
    "de": r"\b(weiter|ander|zusätzlich|dauerhaft|entfrist|verstetig|beleb|übrig|restlich|letzte)",
    "en": r"\b(more|(?<!each )other|another|further|additional|permanently|reviv|remaining|continu|last)",
}
SETS_UP = r"(einrichten|einsetzen|einführen|bilden|anlegen|gründen|benennen|aufbauen)$"
SET_UP_ABOVE_THE_FIRST_LEVELS = {"m_silo_calendar", "m_net_region", "m_reader_group"}
"""Set up beside what the levels below have: a calendar beside a list, regions beside news, readers beside a leaflet."""
ONLY_WHAT_IS_MISSING = {
    "de": r"soweit|noch nicht|fehlen",
    "en": r"still missing|not yet|do not have|no agreement yet",
}


def _titles(measure: Measure, languages: list[str]) -> dict[str, str]:
    return {language: resolve(measure.title, language)[0] for language in languages}


@pytest.mark.parametrize("name", SHIPPED)
def test_no_title_presumes_a_start_where_nothing_has_begun(name: str) -> None:
    questionnaire = shipped(name).questionnaire
    for question in compile_plan(questionnaire).questions:
        values = choices(question.rule) if question.scored else []
        lowest = [value for value in values if points(question.rule, value) == 0]
        for measure in _measures(questionnaire):
            if any(_leads_on(questionnaire, measure, question, value) for value in lowest):
                for language, title in _titles(measure, questionnaire.languages).items():
                    assert not re.search(PRESUMES_A_START[language], title, re.IGNORECASE), (measure.id, title)


@pytest.mark.parametrize("name", SHIPPED)
def test_nothing_is_set_up_where_it_is_there(name: str) -> None:
    questionnaire = shipped(name).questionnaire
    for question in compile_plan(questionnaire).questions:
        if isinstance(questionnaire.by_id[question.id], ScaleQuestion):
            begun = [m for m in _measures(questionnaire) if _leads_on(questionnaire, m, question, 2)]
            setting_up = {m.id for m in begun if re.search(SETS_UP, resolve(m.title, "de")[0])}
            assert setting_up <= SET_UP_ABOVE_THE_FIRST_LEVELS, question.id


@pytest.mark.parametrize("name", SHIPPED)
def test_a_measure_for_several_ticks_is_for_those_that_are_missing(name: str) -> None:
    questionnaire = shipped(name).questionnaire
    for measure in _measures(questionnaire):
        if any(isinstance(aim, list | tuple) and len(aim) > 1 for aim in measure.aims_at.values()):
            for language in questionnaire.languages:
                assert measure.text is not None, measure.id
                text = resolve(measure.text, language)[0]
                assert re.search(ONLY_WHAT_IS_MISSING[language], text, re.IGNORECASE), (measure.id, text)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_measure_ends(name: str) -> None:
    for measure in _measures(shipped(name).questionnaire):
        assert measure.horizon is not None, measure.id
        texts = [measure.horizon] if isinstance(measure.horizon, str) else measure.horizon.values()
        assert all(re.search(r"\d+ (Monate?|months?)\b", text) for text in texts), measure.id


@pytest.mark.parametrize("name", [LONG, SHORT])
def test_a_measure_without_a_source_says_so_and_examples_of_practice_were_read(name: str) -> None:
    questionnaire = shipped(name).questionnaire
    verified = {entry.id: entry.verified for entry in questionnaire.sources}
    assert [m.id for m in _measures(questionnaire) if not m.sources and m.note is None] == []
    examples = [(m.id, example) for m in _measures(questionnaire) for example in m.practice]
    assert examples
    for id_, example in examples:
        assert {verified[source] for source in example.sources} == {"read"}, id_
        for text in (example.who, example.what):
            assert isinstance(text, Mapping), id_
            assert set(text) == {"de", "en"}, id_
