"""Advice."""

from __future__ import annotations

from planself.errors import Problem
from planself.questionnaire.model import Questionnaire
from planself.questionnaire.source import Source


def advise(questionnaire: Questionnaire, source: Source) -> tuple[Problem, ...]:
    """Return advice."""
    return ()
