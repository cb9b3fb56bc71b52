"""Where two entries of one sheet differ, and which of the two holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from planself.answers.model import Answer
from planself.i18n import Reader
from planself.sheet_entry.printed_sheet import PrintedSheet
from planself.sheet_entry.sheet_view import answer_words
from planself.terminal.asker import Menu, MenuItem
from planself.terminal.screen import Sieve, shortened

FINISH, FIRST, SECOND = ":finish", "first", "second"
"""What the menus offer; no question id begins like the first."""
_WIDTH = 28
"""Columns of one of the two values in a list."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A question at which two entries differ; `second_holds` is None as long as nobody has chosen."""

    question: str
    first: Answer
    second: Answer
    second_holds: bool | None = None


def differences(
    printed: PrintedSheet, first: Mapping[str, Answer], second: Mapping[str, Answer]
) -> tuple[Difference, ...]:
    """Return where two entries of a sheet differ, in the order of the questions.

    A comment that was not typed a second time is no difference: nobody types long texts twice to check crosses.
    """
    return tuple(
        Difference(id_, before, after)
        for id_ in printed.rows
        if _differ(before := first.get(id_, Answer()), after := second.get(id_, Answer()), printed)
    )


def _differ(first: Answer, second: Answer, printed: PrintedSheet) -> bool:
    if (_alike(first.value), first.said) != (_alike(second.value), second.said):
        return True
    return bool(printed.written(second)) and _alike(first.comment) != _alike(second.comment)


def _alike(value: object) -> object:
    """Return a value as it is compared: without the order of ticks, and the spaces between words."""
    if isinstance(value, str):
        return " ".join(value.split())
    return frozenset(value) if isinstance(value, tuple) else value


def choose(found: Sequence[Difference], id_: str, *, second: bool) -> tuple[Difference, ...]:
    """Return the differences after a choice which entry holds at one of them."""
    return tuple(replace(each, second_holds=second) if each.question == id_ else each for each in found)


def changes(found: Sequence[Difference], printed: PrintedSheet) -> dict[str, Answer | None]:
    """Return what is to be recorded: where the second entry was chosen; a remark that only the first one has stays."""
    return {each.question: _second(each, printed) for each in found if each.second_holds}


def _second(each: Difference, printed: PrintedSheet) -> Answer:
    comment = each.second.comment or printed.written(each.first)
    return replace(each.first, value=each.second.value, said=each.second.said, comment=comment)


# --- the menus ---


def list_of(found: Sequence[Difference], printed: PrintedSheet, code: str, sieve: Sieve) -> Menu:
    """Return all differences by number with both values, the first one that nobody has chosen yet pointed at."""
    reader = printed.reader
    items = tuple(MenuItem(each.question, sieve(_line(each, printed)), *_state(each, reader)) for each in found)
    still_open = [each.question for each in found if each.second_holds is None]
    lines = (
        reader._("The two entries differ here. Look at the paper, and choose what stands there."),
        reader._("1 or 2 in front says which entry holds; where neither stands, the first one stays."),
    )
    title = reader.n_("{n} difference", "{n} differences", len(found))
    return Menu(
        sieve(f"{code}: {title}"),
        (*items, MenuItem(FINISH, reader._("Finish this sheet"))),
        lines,
        at=still_open[0] if still_open else FINISH,
    )


def _line(each: Difference, printed: PrintedSheet) -> str:
    said = printed.reader._("{number}: first {first}, now {second}")
    first, second = (shortened(words, _WIDTH, Sieve()) for words in _values(each, printed))
    return said.format(number=printed.numbers[each.question], first=first, second=second)


def _state(each: Difference, reader: Reader) -> tuple[str, str]:
    if each.second_holds is None:
        return "", reader._("not chosen")
    return ("2", reader._("the second holds")) if each.second_holds else ("1", reader._("the first holds"))


def choice_of(each: Difference, printed: PrintedSheet, code: str, sieve: Sieve) -> Menu:
    """Return the choice between the two values at one question."""
    reader, number = printed.reader, printed.numbers[each.question]
    first, second = _values(each, printed)
    title = reader._("{code}, question {number}").format(code=code, number=number)
    return Menu(
        sieve(title),
        (
            MenuItem(FIRST, sieve(reader._("First entry: {answer}").format(answer=first))),
            MenuItem(SECOND, sieve(reader._("Second entry: {answer}").format(answer=second))),
        ),
        (sieve(" ".join(reader.text(printed.question(each.question).text).split())),),
        at=SECOND if each.second_holds else FIRST,
    )


def _values(each: Difference, printed: PrintedSheet) -> Iterator[str]:
    with_comment = _alike(each.first.comment) != _alike(each.second.comment) and bool(each.second.comment)
    for answer in (each.first, each.second):
        words = answer_words(printed, each.question, answer) or printed.reader._("nothing")
        yield f"{words} + {' '.join(answer.comment.split())}" if with_comment and answer.comment else words
