"""Conditions look back, ask what the question can answer, and rest on answers that are there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from planself.files.finding import Finding, Path
from planself.files.refusals import brief
from planself.i18n import _
from planself.questionnaire import model
from planself.questionnaire.condition import Comparison, comparisons
from planself.questionnaire.rules.facts import Facts, unknown
from planself.questionnaire.types.values import BadValueError


def conditions(facts: Facts) -> Iterator[Finding]:
    """Find comparisons that look forward, lead nowhere, or ask for what the question cannot answer."""
    for root, condition, before in facts.conditions():
        for inner, comparison in comparisons(condition):
            yield from _comparison(facts, (*root, *inner), comparison, before)


def unanswered_conditions(facts: Facts) -> Iterator[Finding]:
    """Find context questions that steer others and may be skipped; a check that stays undecided is merely not told."""
    steering = (condition for path, condition, _before in facts.conditions() if path[0] != "checks")
    used = {c.question for condition in steering for _place, c in comparisons(condition)}
    for path, question in facts.questions:
        if question.id in used and not question.scored and not question.required:
            yield Finding(
                "E154",
                (*path, "id"),
                _("Conditions depend on {id}, and it may be skipped.").format(id=brief(question.id)),
                _("Add `required: true`, so that what depends on it does not stay undecided."),
            )


def _comparison(facts: Facts, path: Path, comparison: Comparison, before: int) -> Iterator[Finding]:
    id_, order = comparison.question, facts.known.order
    if id_ not in order:
        yield _no_question(facts, path, id_)
        return
    if order[id_] >= before:
        yield _forward(path, id_, itself=order[id_] == before)
        return
    question = facts.questionnaire.by_id.get(id_)
    if question is not None and question.complete:
        yield from _operation(path, question, *comparison.test)


def _no_question(facts: Facts, path: Path, id_: str) -> Finding:
    now = facts.questionnaire.renamed.get(id_)
    if now is None:
        return unknown("E123", (*path, "question"), _("There is no question {id}."), id_, facts.known.order)
    message = _("There is no question {id}.").format(id=brief(id_))
    return Finding("E123", (*path, "question"), message, _("It is called {id} now.").format(id=brief(now)))


def _forward(path: Path, id_: str, *, itself: bool) -> Finding:
    message = (
        _("This condition depends on {id}, the question that it is for.")
        if itself
        else _("This condition looks forward to {id}.")
    )
    if itself and "questions" not in path:
        message = _("This condition depends on {id}, a question of its own section.")
    hint = _("Conditions can only hang on questions that stand earlier; move one of the two.")
    return Finding("E150", (*path, "question"), message.format(id=brief(id_)), hint)


def _operation(path: Path, question: model.AnyQuestion, op: str, raw: Any) -> Iterator[Finding]:
    fitting = question.operators
    if op not in fitting:
        message = _("`{operator}` does not fit {id}, a question of the type {type}.")
        hint = _("Possible: {words}.").format(words=", ".join(fitting))
        if not fitting:
            hint = _("No condition can hang on a question of the type {type}.").format(type=question.type)
        yield Finding(
            "E151", (*path, op), message.format(operator=op, id=brief(question.id), type=question.type), hint, key=True
        )
        return
    parts = [((*path, op, n), part) for n, part in enumerate(raw)] if isinstance(raw, list) else [((*path, op), raw)]
    for where, part in parts:
        yield from _operand(where, question, part)


def _operand(path: Path, question: model.AnyQuestion, raw: object) -> Iterator[Finding]:
    try:
        value = question.operand(raw)
    except BadValueError as error:
        yield Finding("E152", path, error.message, error.hint)
        return
    choice = question.choice(value)
    if choice is not None and not choice.counts:
        message = _("The option {id} is `scored: false`, so this comparison can never be true.")
        hint = _("Such an answer counts as not applicable, and that makes every comparison false.")
        yield Finding("E153", path, message.format(id=brief(str(value))), hint)
