"""The rows of a question: what can be picked, under which key, and what the picked rows mean."""

from __future__ import annotations

from collections.abc import Iterable

from planself.answers.model import Answer
from planself.i18n import Reader
from planself.interview.commands import Choose, Say
from planself.interview.numbers import number
from planself.questionnaire.model import (
    AnyQuestion,
    MultipleQuestion,
    NumberQuestion,
    Questionnaire,
    ScaleQuestion,
    SingleQuestion,
    YesNoQuestion,
)
from planself.terminal import keys
from planself.terminal.rows import Row

UNKNOWN = "unknown"
NOT_APPLICABLE = "not_applicable"
NOTHING = "-"
"""Ticks nothing, on purpose; a question's own exclusive option stands in its place where there is one."""


def rows(questionnaire: Questionnaire, question: AnyQuestion, reader: Reader) -> tuple[Row, ...]:
    """Return everything that can be picked as an answer."""
    return (*_own(questionnaire, question, reader), *_said(question, reader))


def _own(questionnaire: Questionnaire, question: AnyQuestion, reader: Reader) -> Iterable[Row]:
    match question:
        case ScaleQuestion():
            return _levels(questionnaire, question, reader)
        case YesNoQuestion():
            yes = Row("yes", (keys.shown(keys.YES, reader.lang), *keys.YES, "1"), reader._("yes"))
            return (yes, Row("no", (*keys.NO, "2"), reader._("no")))
        case SingleQuestion():
            return _numbered((option.id, reader.text(option.label)) for option in question.options)
        case MultipleQuestion():
            named = [(option.id, reader.text(option.label)) for option in question.options]
            if not any(option.exclusive for option in question.options):
                named.append((NOTHING, reader._("none of these")))
            return _numbered(named)
        case _:
            return ()


def _levels(questionnaire: Questionnaire, question: ScaleQuestion, reader: Reader) -> Iterable[Row]:
    anchors = question.anchors or []
    for place, level in enumerate(questionnaire.levels(question)):
        detail = reader.text(anchors[place]) if place < len(anchors) else ""
        yield Row(str(place), _digit(place), reader.text(level.label), detail)


def _numbered(options: Iterable[tuple[str, str]]) -> Iterable[Row]:
    for place, (id_, label) in enumerate(options, 1):
        yield Row(id_, _digit(place % 10 if place <= 10 else place), label)


def _digit(number: int) -> tuple[str, ...]:
    return (str(number),) if number < 10 else ()


def _said(question: AnyQuestion, reader: Reader) -> Iterable[Row]:
    if question.allows_unknown:
        letter = keys.shown(keys.UNKNOWN, reader.lang)
        yield Row(UNKNOWN, (letter, *keys.UNKNOWN), reader._("don't know"), apart=True)
    if question.allows_not_applicable:
        yield Row(NOT_APPLICABLE, keys.NOT_APPLICABLE, reader._("not applicable"), apart=True)


def alone(question: AnyQuestion) -> frozenset[str]:
    """Return the rows that cannot be ticked beside others."""
    own = (
        [option.id for option in question.options if option.exclusive] if isinstance(question, MultipleQuestion) else []
    )
    return frozenset((UNKNOWN, NOT_APPLICABLE, NOTHING, *own))


def chosen(question: AnyQuestion, answer: Answer) -> tuple[str, ...]:
    """Return the rows that stand in the file."""
    if answer.said is not None:
        return (answer.said,)
    match question, answer.value:
        case YesNoQuestion(), bool(value):
            return ("yes" if value else "no",)
        case MultipleQuestion(), tuple(ticked):
            return ticked or tuple(
                row for row in (NOTHING,) if not any(option.exclusive for option in question.options)
            )
        case ScaleQuestion() | SingleQuestion(), int() | str() as value:
            return (str(value),)
        case _:
            return ()


def command(question: AnyQuestion, picked: tuple[str, ...]) -> Choose | Say:
    """Return what picked rows answer."""
    match picked:
        case ("unknown",):
            return Say("unknown")
        case ("not_applicable",):
            return Say("not_applicable")
    match question:
        case ScaleQuestion():
            return Choose(int(picked[0]))
        case YesNoQuestion():
            return Choose(picked[0] == "yes")
        case MultipleQuestion():
            order = [option.id for option in question.options]
            return Choose(tuple(sorted((id_ for id_ in picked if id_ != NOTHING), key=order.index)))
        case _:
            return Choose(picked[0])


def typed(question: AnyQuestion, text: str) -> Choose:
    """Return what a typed number or text answers; raises ValueError where it is no number."""
    return Choose(number(text) if isinstance(question, NumberQuestion) else text)
