"""The measures of the shipped questionnaires aim at what is asked, and the short form's are those of the long one."""

from __future__ import annotations

import pytest

from planself import resources
from planself.questionnaire.load import Loaded, load_questionnaire
from planself.questionnaire.model import Measure, Questionnaire

LONG = "integrierte-planung"
SHORT = f"{LONG}-kurz"
SHIPPED = sorted(path.stem for path in resources.questionnaires().glob("*.yaml"))


def _load(name: str) -> Loaded:
    return load_questionnaire(resources.questionnaires() / f"{name}.yaml")


def _measures(questionnaire: Questionnaire) -> list[Measure]:
    return [measure for hurdle in questionnaire.hurdles for measure in hurdle.measures]


@pytest.mark.parametrize("name", SHIPPED)
def test_every_scored_question_and_every_gate_is_aimed_at_from_a_hurdle_that_it_measures(name: str) -> None:
    questionnaire = _load(name).questionnaire
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
    assert [measure.id for measure in _measures(_load(name).questionnaire) if not measure.aims_at] == []


def test_the_short_form_has_the_measures_of_the_long_one_that_aim_at_its_questions() -> None:
    long, short = _load(LONG).questionnaire, _load(SHORT).questionnaire
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
