"""An assessment: what it takes from an answer set, and what it says is unproven or unsure."""

from __future__ import annotations

from pathlib import Path

import pytest

from planself.answers.model import Answer, AnswerSet
from planself.questionnaire.load import Loaded
from planself.scoring.assessment import assess, given_by
from planself.scoring.compile import compile_plan
from planself.scoring.plan import State
from planself.scoring.record import score
from tests.answers import samples


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return samples.loaded(tmp_path_factory.mktemp("assessment"))


def answered(**answers: Answer) -> AnswerSet:
    return AnswerSet(answers=answers)


def test_values_and_states_are_given_and_remarks_alone_are_not() -> None:
    given = given_by(
        answered(
            vision=Answer(0),
            group=Answer(said="unknown"),
            offers=Answer(()),
            own_office=Answer(False, comment="c"),
            said=Answer(said="not_applicable"),
            remarks=Answer(comment="only a remark"),
            kind=Answer(evidence="e", unsure=True),
        )
    )
    assert given == {
        "vision": 0,
        "group": State.UNKNOWN,
        "offers": (),
        "own_office": False,
        "said": State.NOT_APPLICABLE,
    }


def test_an_assessment_scores_what_was_given(loaded: Loaded) -> None:
    answers = answered(vision=Answer(1), group=Answer(2))
    found = assess(loaded, answers)
    assert found.result == score(compile_plan(loaded.questionnaire), {"vision": 1, "group": 2})
    assert assess(loaded, answers, found.plan) == found
    assert (found.loaded, found.answer_set) == (loaded, answers)
    assert [lever.question for lever in found.leverage] == ["vision"]
    assert [gap.question for gap in found.gaps] == ["offers"]


@pytest.mark.parametrize(
    ("answer", "unproven"),
    [
        (Answer(2), True),
        (Answer(2, evidence=" \n"), True),
        (Answer(2, evidence="minutes of May"), False),
        (Answer(2, comment="minutes of May"), True),
        (Answer(0), False),
        (Answer(said="unknown"), False),
    ],
)
def test_a_high_level_without_evidence_is_unproven(loaded: Loaded, answer: Answer, unproven: bool) -> None:
    assert assess(loaded, answered(vision=answer)).unproven == (("vision",) if unproven else ())


def test_the_least_points_that_want_evidence_are_the_questionnaires(loaded: Loaded) -> None:
    enough = loaded.questionnaire.scoring.evidence_from
    points = {question.id: question.points for question in assess(loaded, answered(vision=Answer(1))).result.questions}
    assert points["vision"] == 500
    assert assess(loaded, answered(vision=Answer(1))).unproven == (("vision",) if enough <= 500 else ())


def test_only_answers_that_count_can_be_unsure(loaded: Loaded) -> None:
    found = assess(
        loaded,
        answered(
            vision=Answer(1, unsure=True),
            group=Answer(said="unknown", unsure=True),
            offers=Answer(comment="c", unsure=True),
            remarks=Answer("text", unsure=True),
            kind=Answer("town"),
        ),
    )
    assert found.unsure == ("vision", "remarks")


def test_the_result_for_machines_names_what_it_came_from(loaded: Loaded) -> None:
    data = assess(loaded, answered(vision=Answer(2, unsure=True))).to_json()
    assert data["format"] == "planself/result/1"
    assert data["questionnaire"] == {"id": "sample", "version": "1.2.0", "digest": loaded.digest}
    assert (data["date"], data["unproven"], data["unsure"]) == (None, ["vision"], ["vision"])
    assert Path(loaded.path).name == "sample.yaml"
