"""Who carries a measure in one municipality: the first case under `who` that is true of its answers."""

from __future__ import annotations

from planself.questionnaire.model import Measure
from planself.scoring.assessment import Assessment, given_by
from planself.scoring.truth import is_true


def carriers(assessment: Assessment, measure: Measure) -> tuple[str, ...]:
    """Return the ids of the roles that carry a measure; none where no case is true."""
    questionnaire, answers = assessment.loaded.questionnaire, given_by(assessment.answer_set)
    states = {question.id: question.state for question in assessment.result.questions}
    for case in measure.cases:
        if case.when is None or is_true(questionnaire, case.when, states, answers):
            return tuple(case.who)
    return ()
