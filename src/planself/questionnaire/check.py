"""Everything that a questionnaire must keep, in one pass: its structure by pydantic, its meaning by our own rules."""

from __future__ import annotations

from pydantic import ValidationError

from planself.errors import Problem
from planself.questionnaire.finding import located
from planself.questionnaire.model import Questionnaire
from planself.questionnaire.source import Source


def check(source: Source) -> tuple[Questionnaire | None, tuple[Problem, ...]]:
    """Return the questionnaire where it has a sound structure, and every problem of the file."""
    from planself.questionnaire.finding import Finding

    try:
        return Questionnaire.model_validate(source.data), ()
    except ValidationError as error:
        return None, located([Finding("E104", (), e["msg"]) for e in error.errors()], source)
