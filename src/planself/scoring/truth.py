"""Whether a condition of a questionnaire is true of an answer set, by the interpreter that scores single records."""

from __future__ import annotations

from collections.abc import Mapping

from planself.questionnaire.model import Questionnaire
from planself.scoring.compile import WrittenCondition, compiled_condition
from planself.scoring.plan import State
from planself.scoring.record import Answers, holds


def is_true(
    questionnaire: Questionnaire, condition: WrittenCondition, states: Mapping[str, State], answers: Answers
) -> bool:
    """Return whether a condition is true; one that is undetermined is not.

    `states` says what became of every question, as `record.settle` and a result do.
    """
    return holds(compiled_condition(condition, questionnaire.by_id), states, answers) is True
