"""The numbers of questions and the keys of answers that stand on a sheet of paper, and are typed from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from string import ascii_lowercase

from planself.i18n import Reader
from planself.interview.answer_rows import NOT_APPLICABLE, NOTHING, UNKNOWN, rows
from planself.questionnaire.model import AnyQuestion, Questionnaire
from planself.terminal.rows import Row

_SIGNS = {NOTHING: "0", UNKNOWN: "?", NOT_APPLICABLE: "-"}


def question_numbers(questionnaire: Questionnaire) -> dict[str, int]:
    """Return each question's number, from 1 on; a part has the numbers of the whole, so that all sheets agree."""
    return {question.id: number for number, question in enumerate(questionnaire.questions, 1)}


def sheet_rows(question: AnyQuestion, reader: Reader) -> tuple[Row, ...]:
    """Return everything that can be picked, each with the keys that pick it, the printed one first."""
    letters = option_letters(question.ids)
    return tuple(replace(row, keys=_keys(row, question, letters)) for row in rows(question, reader))


def option_letters(ids: Sequence[str]) -> dict[str, str]:
    """Return each option's letter; all have two where one each does not suffice, so that none begins another."""
    length = 1
    while len(ascii_lowercase) ** length < len(ids):
        length += 1
    letters = map("".join, product(ascii_lowercase, repeat=length))
    return dict(zip(ids, letters, strict=False))


def _keys(row: Row, question: AnyQuestion, letters: dict[str, str]) -> tuple[str, ...]:
    if row.id in _SIGNS and (row.apart or row.id == NOTHING):
        return (_SIGNS[row.id],)
    if question.ladder:
        return (row.id,)
    if question.worded:
        return tuple(key for key in row.keys if key.isalpha())
    return (letters[row.id],)
