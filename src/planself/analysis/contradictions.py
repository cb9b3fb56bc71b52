"""Contradictions: the checks of a questionnaire that are true of an answer set; told, never scored."""

from __future__ import annotations

from collections.abc import Mapping

from planself.questionnaire.condition import comparisons
from planself.questionnaire.model import Check, Questionnaire
from planself.scoring.plan import State
from planself.scoring.record import Answers
from planself.scoring.truth import is_true


def contradictions(questionnaire: Questionnaire, states: Mapping[str, State], answers: Answers) -> tuple[Check, ...]:
    """Return the checks that are true, in the questionnaire's order; an undetermined one is not told.

    An interview has the states of its flow and what its answers give: `contradictions(script.questionnaire,
    flow.states(), given(flow.answers))`. After one answer, those that are new are the ones that it brought about.
    """
    return tuple(check for check in questionnaire.checks if is_true(questionnaire, check.when, states, answers))


def questions_of(questionnaire: Questionnaire, check: Check) -> tuple[str, ...]:
    """Return the questions that a check compares, in the questionnaire's order."""
    named = {comparison.question for _path, comparison in comparisons(check.when)}
    return tuple(question.id for question in questionnaire.questions if question.id in named)
