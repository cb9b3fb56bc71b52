"""The rows of a question: what can be picked, under which key, and what the picked rows mean."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from planself.answers.model import Answer
from planself.i18n import Reader
from planself.interview.commands import Choose, Say
from planself.interview.numbers import number
from planself.questionnaire.model import AnswerKind, AnyQuestion, Choice
from planself.terminal import keys
from planself.terminal.rows import Row

UNKNOWN = "unknown"
NOT_APPLICABLE = "not_applicable"
NOTHING = "-"
"""Ticks nothing, on purpose; a question's own exclusive option stands in its place where there is one."""


def rows(question: AnyQuestion, reader: Reader) -> tuple[Row, ...]:
    """Return everything that can be picked as an answer."""
    return (*_own(question, reader), *_said(question, reader))


def _own(question: AnyQuestion, reader: Reader) -> Iterable[Row]:
    named = question.as_asked
    for place, choice in enumerate(named):
        detail = reader.text(choice.detail) if choice.detail is not None else ""
        yield Row(choice.id, _keys(question, choice, place, reader), choice.said(reader), detail)
    if question.kind is AnswerKind.SOME_OF and not any(choice.exclusive for choice in named):
        yield Row(NOTHING, _digit(len(named) + 1), reader._("none of these"))


def _keys(question: AnyQuestion, choice: Choice, place: int, reader: Reader) -> tuple[str, ...]:
    """Return a level's own digit, the letters of yes and no, and else the digit of the place, counted from 1."""
    if question.ladder:
        return (str(place),) if place < 10 else ()
    if choice.word is not None:
        letters = keys.YES if choice.word == "yes" else keys.NO
        return (*dict.fromkeys((keys.shown(letters, reader.lang), *letters)), str(place + 1))
    return _digit(place + 1)


def _digit(number: int) -> tuple[str, ...]:
    return (str(number % 10),) if number <= 10 else ()


def _said(question: AnyQuestion, reader: Reader) -> Iterable[Row]:
    if question.allows_unknown:
        letter = keys.shown(keys.UNKNOWN, reader.lang)
        yield Row(UNKNOWN, (letter, *keys.UNKNOWN), reader._("don't know"), apart=True)
    if question.allows_not_applicable:
        yield Row(NOT_APPLICABLE, keys.NOT_APPLICABLE, reader._("not applicable"), apart=True)


def alone(question: AnyQuestion) -> frozenset[str]:
    """Return the rows that cannot be ticked beside others."""
    return frozenset(
        (UNKNOWN, NOT_APPLICABLE, NOTHING, *(choice.id for choice in question.choices if choice.exclusive))
    )


def chosen(question: AnyQuestion, answer: Answer) -> tuple[str, ...]:
    """Return the rows that stand in the file."""
    if answer.said is not None:
        return (answer.said,)
    if isinstance(answer.value, tuple):
        exclusive = any(choice.exclusive for choice in question.choices)
        return answer.value or (() if exclusive else (NOTHING,))
    choice = question.choice(answer.value)
    return () if choice is None else (choice.id,)


def command(question: AnyQuestion, picked: tuple[str, ...]) -> Choose | Say:
    """Return what picked rows answer."""
    match picked:
        case ("unknown",):
            return Say("unknown")
        case ("not_applicable",):
            return Say("not_applicable")
    if question.kind is AnswerKind.SOME_OF:
        return Choose(tuple(sorted((id_ for id_ in picked if id_ != NOTHING), key=question.ids.index)))
    return Choose(next(choice.value for choice in question.choices if choice.id == picked[0]))


def typed(question: AnyQuestion, text: str) -> Choose:
    """Return what a typed number or text answers; raises ValueError where it is no number."""
    return Choose(number(text) if question.kind is AnswerKind.NUMBER else question.read(text))


def toggle(ticked: Collection[str], option: str, alone: Collection[str]) -> tuple[str, ...]:
    """Return the ticks after one more key press: an exclusive option clears the others, and they clear it."""
    if option in ticked:
        return tuple(other for other in ticked if other != option)
    if option in alone:
        return (option,)
    return (*(other for other in ticked if other not in alone), option)
