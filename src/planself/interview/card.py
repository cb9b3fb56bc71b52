"""A question as every asker is given it: all texts final, in the reader's language and fit for the terminal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from planself.answers.model import Answer
from planself.i18n import Reader, _
from planself.interview.answer_rows import alone, chosen, rows
from planself.interview.commands import Notice
from planself.interview.flow import Flow
from planself.interview.level_rule import level_rule
from planself.interview.numbers import as_typed, from_to, number
from planself.interview.progress import progress
from planself.questionnaire.model import AnswerKind, AnyQuestion, Quantity, Questionnaire
from planself.questionnaire.types.values import MAX_TEXT, BadValueError
from planself.terminal import keys
from planself.terminal.keys import Key
from planself.terminal.rows import Row
from planself.terminal.screen import Sieve
from planself.text import Text


@dataclass(frozen=True, slots=True)
class Card:
    """One question to put to somebody, with all that belongs to it."""

    id: str
    kind: AnswerKind
    section: str
    place: str
    done: int
    whole: int
    text: str
    rows: tuple[Row, ...]
    chosen: tuple[str, ...]
    alone: frozenset[str]
    typed: str
    unit: str
    prompt: str
    """What a line asks for, with a place for the unit."""
    long: bool
    help: tuple[tuple[str, str], ...]
    remarks: tuple[tuple[str, str], ...]
    notice: str
    legend: tuple[tuple[str, str], ...]
    confirm: str
    saved: str
    """Where the answers are, and since when."""
    complain: Callable[[str], str]
    """Says what is wrong with a number or a text as typed; empty where nothing is."""

    def row(self, id_: str) -> Row:
        """Return a row by its id."""
        return next(row for row in self.rows if row.id == id_)


@dataclass(frozen=True, slots=True)
class CardOptions:
    """For whom and on what a card is shown: `plain` where lines are typed, `helping` where the help is open."""

    reader: Reader
    sieve: Sieve
    helping: bool = False
    plain: bool = False
    saved: str = ""


def card(flow: Flow, card_options: CardOptions) -> Card:
    """Return the question at hand as a card."""
    reader, sieve = card_options.reader, card_options.sieve

    def say(text: Text | None) -> str:
        return sieve(reader.text(text)) if text is not None else ""

    questionnaire = flow.setup.questionnaire
    question = flow.setup.question(str(flow.here))
    section, found = questionnaire.section_of[question.id], progress(flow)
    place = reader._("Question {number} of {total}").format(number=found.number, total=found.total)
    return Card(
        id=question.id,
        kind=question.kind,
        section=say(section.title),
        place=sieve(place),
        done=found.number - 1,
        whole=found.total,
        text=say(question.text),
        rows=tuple(row.through(sieve) for row in rows(question, reader)),
        chosen=chosen(question, flow.answer),
        alone=alone(question),
        typed=_typed(question, flow.answer, reader),
        unit=unit_and_limits(question.quantity, reader, say),
        prompt=question.prompt,
        long=question.multiline,
        help=_help(questionnaire, question, reader, say) if card_options.helping else (),
        remarks=_remarks(flow.answer, reader, sieve),
        notice=notice_text(flow.notice, reader),
        legend=keys.legend(_keys(question), reader, plain=card_options.plain),
        confirm=_confirm(question, reader),
        saved=sieve(card_options.saved),
        complain=lambda text: complaint(question, text, reader),
    )


def _typed(question: AnyQuestion, answer: Answer, reader: Reader) -> str:
    if question.kind is AnswerKind.NUMBER and isinstance(answer.value, int):
        return as_typed(answer.value, reader)
    return answer.value if question.kind is AnswerKind.TEXT and isinstance(answer.value, str) else ""


def _help(
    questionnaire: Questionnaire, question: AnyQuestion, reader: Reader, say: Callable[[Text | None], str]
) -> tuple[tuple[str, str], ...]:
    parts = [
        (reader._("Help"), say(question.help)),
        (reader._("Would count as evidence"), say(question.evidence)),
        (reader._("How to choose a level"), say(level_rule(questionnaire, question, reader))),
    ]
    told = tuple((label, text) for label, text in parts if text)
    return told or ((reader._("Help"), reader._("There is no help text for this question.")),)


def _remarks(answer: Answer, reader: Reader, sieve: Sieve) -> tuple[tuple[str, str], ...]:
    parts = [
        (reader._("Unsure"), reader._("marked for discussion") if answer.unsure else ""),
        (reader._("Comment"), answer.comment),
        (reader._("Evidence"), answer.evidence),
    ]
    return tuple((label, sieve(text)) for label, text in parts if text)


def _keys(question: AnyQuestion) -> tuple[Key, ...]:
    first = (Key.BACK,) if question.required else (Key.BACK, Key.SKIP)
    about = (Key.COMMENT, Key.EVIDENCE, Key.UNSURE, Key.UNDO, Key.OVERVIEW)
    return (*first, Key.HELP, *about, Key.LANGUAGE, Key.LEAVE)


def _confirm(question: AnyQuestion, reader: Reader) -> str:
    match question.kind:
        case AnswerKind.SOME_OF:
            return reader._("Digit: tick · Enter: confirm")
        case AnswerKind.NUMBER:
            return reader._("Type a number · Enter: confirm")
        case AnswerKind.ONE_OF | AnswerKind.TEXT:
            letter = reader._("Letter: choose · Enter: confirm")
            return letter if question.worded else reader._("Digit: choose · Enter: confirm")


def unit_and_limits(quantity: Quantity | None, reader: Reader, say: Callable[[Text | None], str]) -> str:
    """Return what a number counts and within which limits, as far as there are any."""
    if quantity is None:
        return ""
    return ", ".join(part for part in (say(quantity.unit), from_to(quantity, reader)) if part)


def complaint(question: AnyQuestion, text: str, reader: Reader) -> str:
    """Say what is wrong with a number or a text as typed; empty where nothing is."""
    if question.quantity is None:
        return text_complaint(text) or _refusal(question, text) if text.strip() else _empty(reader)
    try:
        value = number(text)
    except ValueError as reason:
        return str(reason)
    return "" if question.fits(value) else _limits(question.quantity, reader)


def _empty(reader: Reader) -> str:
    return reader._("Please write something, or press Esc.")


def _refusal(question: AnyQuestion, text: str) -> str:
    try:
        question.read(text)
    except BadValueError as error:
        return f"{error.message} {error.hint}".strip()
    return ""


def text_complaint(text: str) -> str:
    """Say what is wrong with a text; empty where a file can hold it."""
    if len(text) <= MAX_TEXT:
        return ""
    return _("Please shorten the text: it may have {limit} characters.").format(limit=MAX_TEXT)


def _limits(quantity: Quantity, reader: Reader) -> str:
    low, high = quantity.minimum, quantity.maximum
    if low is not None and high is not None:
        sentence = reader._("Please type a number from {low} to {high}.")
    else:
        sentence = (
            reader._("Please type a number from {low} on.")
            if high is None
            else reader._("Please type a number of at most {high}.")
        )
    return sentence.format(low=as_typed(low or 0, reader), high=as_typed(high or 0, reader))


def notice_text(notice: Notice | None, reader: Reader) -> str:
    """Return a notice in words; empty where there is none."""
    match notice:
        case Notice.REQUIRED:
            return reader._("This question needs an answer: others depend on it.")
        case Notice.REQUIRED_OPEN:
            return reader._("A required question is still open. Please answer it first, or save and leave.")
        case Notice.NOT_ALLOWED:
            return reader._("This answer is not possible here.")
        case Notice.UNFIT:
            return reader._("This question does not have such an answer.")
        case Notice.NOT_ASKED:
            return reader._("This question is not asked at the moment.")
        case Notice.AT_START:
            return reader._("This is the first question.")
        case Notice.NOTHING_TO_UNDO:
            return reader._("There is nothing to take back.")
        case Notice.UNDONE:
            return reader._("Taken back. This is what stood here before.")
        case None:
            return ""
