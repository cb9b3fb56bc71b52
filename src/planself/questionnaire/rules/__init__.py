"""What a questionnaire must keep beyond its structure: one small function a rule, each with its code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from planself.files.finding import Finding
from planself.files.refusals import MAX_PROBLEMS
from planself.questionnaire.rules import conditions, ids, terms, texts
from planself.questionnaire.rules.facts import Facts

Rule = Callable[[Facts], Iterator[Finding]]


def _of_types(facts: Facts) -> Iterator[Finding]:
    """Find what the questions' own types refuse."""
    for path, question in facts.questions:
        yield from question.faults(path)


RULES: tuple[Rule, ...] = (
    ids.duplicate_ids,
    ids.reserved_ids,
    ids.references,
    ids.unmeasured_hurdles,
    ids.earlier_ids,
    ids.short_of_itself,
    _of_types,
    conditions.conditions,
    conditions.unanswered_conditions,
    terms.thresholds,
    terms.gates,
    terms.measures,
    terms.cycles,
    texts.languages,
)


def broken(facts: Facts) -> Iterator[Finding]:
    """Yield everything that the questionnaire does not keep."""
    for rule in RULES:
        yield from islice(rule(facts), MAX_PROBLEMS)
