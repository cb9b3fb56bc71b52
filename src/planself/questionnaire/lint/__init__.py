"""Advice on the craft of a questionnaire, beyond validity: a table of rules, each with a good and a bad example."""

from __future__ import annotations

from itertools import islice

from planself.errors import Problem, Severity
from planself.questionnaire.finding import located
from planself.questionnaire.lint import content, wording
from planself.questionnaire.lint.rule import LintRule
from planself.questionnaire.model import Questionnaire
from planself.questionnaire.refusals import MAX_PROBLEMS
from planself.questionnaire.source import Source

RULES: tuple[LintRule, ...] = tuple(sorted((*wording.RULES, *content.RULES), key=lambda rule: rule.code))


def advise(questionnaire: Questionnaire, source: Source) -> tuple[Problem, ...]:
    """Return all advice on a sound questionnaire, as warnings."""
    found = (finding for rule in RULES for finding in islice(rule.find(questionnaire), MAX_PROBLEMS))
    return located(found, source, Severity.WARNING)
