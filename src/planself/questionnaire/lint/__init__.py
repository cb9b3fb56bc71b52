"""Advice on the craft of a questionnaire, beyond validity: a table of rules, each with a good and a bad example."""

from __future__ import annotations

from itertools import islice

from planself.errors import Problem, Severity
from planself.files.finding import located
from planself.files.refusals import MAX_PROBLEMS
from planself.files.source import Source
from planself.questionnaire.lint import aims, beside, content, ladders, phrasing, wording
from planself.questionnaire.lint.rule import LintRule
from planself.questionnaire.model import Questionnaire

_ROOMS = (wording, content, ladders, phrasing, aims, beside)
RULES: tuple[LintRule, ...] = tuple(
    sorted((rule for room in _ROOMS for rule in room.RULES), key=lambda rule: rule.code)
)


def advise(questionnaire: Questionnaire, source: Source) -> tuple[Problem, ...]:
    """Return all advice on a sound questionnaire, as warnings."""
    found = (finding for rule in RULES for finding in islice(rule.find(questionnaire), MAX_PROBLEMS))
    return located(found, source, Severity.WARNING)
