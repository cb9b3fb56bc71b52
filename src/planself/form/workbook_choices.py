"""What the drop-downs of a form's workbook offer: labels that are all different, in one line, and what each means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from planself.answers.model import Answer
from planself.i18n import Reader
from planself.questionnaire.model import AnswerKind, AnyQuestion, Choice, Questionnaire
from planself.scoring.plan import Rule, State
from planself.scoring.points import inapplicable
from planself.text import inert, one_line

_LONGEST = 250
"""Excel takes no longer labels from a list."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be chosen: as files write it, its label, and what becomes of the question."""

    value: int | str | bool | tuple[str, ...]
    label: str
    state: State


def offers(
    question: AnyQuestion, rule: Rule, reader: Reader, answer: Answer
) -> tuple[tuple[Offer, ...], tuple[Offer, ...]]:
    """Return what the drop-down of a question offers, and the options that are ticked one by one.

    Of a question without a list of answers, the drop-down offers what can be said instead of one.
    """
    listed = [*_choices(question, rule, reader), *_nothing(question, reader, answer), *_states(question, reader)]
    ticked = [Offer(each.value, label(question, each, reader), State.ANSWERED) for each in _ticked(question)]
    distinct = _distinct([*listed, *ticked])
    return distinct[: len(listed)], distinct[len(listed) :]


def _ticked(question: AnyQuestion) -> tuple[Choice, ...]:
    return question.choices if question.kind is AnswerKind.SOME_OF else ()


def label(question: AnyQuestion, choice: Choice, reader: Reader) -> str:
    """Return the label of a choice; a level has its number before it."""
    said = one_line(choice.said(reader))
    return f"{choice.id} – {said}" if question.ladder else said


def has_state_row(question: AnyQuestion) -> bool:
    """Return whether a question has its drop-down beside its answer, and not as its answer."""
    return question.kind is not AnswerKind.ONE_OF


def chosen_place(question: AnyQuestion, offered: Sequence[Offer], answer: Answer) -> int:
    """Return the place, from 1 on, of what an answer says among what the drop-down offers; 0 where it is not there."""
    wanted: object = answer.said
    if wanted is None and (not has_state_row(question) or answer.value == ()):
        wanted = answer.value
    places = (p for p, offer in enumerate(offered, 1) if offer.value == wanted and type(offer.value) is type(wanted))
    return next(places, 0)


def _choices(question: AnyQuestion, rule: Rule, reader: Reader) -> Iterator[Offer]:
    if has_state_row(question):
        return
    for choice in question.as_asked:
        state = State.NOT_APPLICABLE if choice.value in inapplicable(rule) else State.ANSWERED
        yield Offer(choice.value, label(question, choice, reader), state)


def _nothing(question: AnyQuestion, reader: Reader, answer: Answer) -> Iterator[Offer]:
    """Yield that nothing is ticked on purpose, where no option says so or an answer file does."""
    exclusive = any(choice.exclusive for choice in question.choices)
    if question.kind is AnswerKind.SOME_OF and (not exclusive or answer.value == ()):
        yield Offer((), reader._("none of these"), State.ANSWERED)


def _states(question: AnyQuestion, reader: Reader) -> Iterator[Offer]:
    if question.allows_unknown:
        yield Offer(State.UNKNOWN.value, reader._("don't know"), State.UNKNOWN)
    if question.allows_not_applicable:
        yield Offer(State.NOT_APPLICABLE.value, reader._("not applicable"), State.NOT_APPLICABLE)


def _distinct(wanted: Sequence[Offer]) -> tuple[Offer, ...]:
    labels = distinct_labels(offer.label for offer in wanted)
    return tuple(replace(offer, label=label) for offer, label in zip(wanted, labels, strict=True))


def distinct_labels(labels: Iterable[str]) -> list[str]:
    """Return labels of which no two are alike, also to Excel, which does not tell large from small letters."""
    taken: set[str] = set()
    distinct: list[str] = []
    for whole in labels:
        text = inert(whole)
        short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        number, said = 1, short
        while said.casefold() in taken:
            number += 1
            said = f"{short} ({number})"
        taken.add(said.casefold())
        distinct.append(said)
    return distinct


def role_labels(questionnaire: Questionnaire, reader: Reader) -> dict[str, str]:
    """Return what the drop-down of roles offers, by the ids of the roles."""
    labels = distinct_labels(one_line(reader.text(role.label)) for role in questionnaire.roles)
    return dict(zip((role.id for role in questionnaire.roles), labels, strict=True))
