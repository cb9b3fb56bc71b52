"""The coded columns of a questionnaire, in order, and where each answer goes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from planself.answers.model import AnswerSet, Value
from planself.questionnaire.model import AnswerKind, AnyQuestion, Questionnaire
from planself.questionnaire.types.values import MAX_NUMBER, MILLION
from planself.scoring import coded

Head = tuple[str | None, ...]
"""The known columns in their order, then part (roles parted by spaces) and round."""
_STATES = {"unknown": coded.UNKNOWN, "not_applicable": coded.NOT_APPLICABLE}
_YES_NO = {"yes": 1, "no": 0, "true": 1, "false": 0, "ja": 1, "nein": 0}


@dataclass(slots=True)
class Row:
    """One answer set in the order of the layout."""

    codes: list[int]
    values: list[int]
    head: Head = ()


@dataclass(slots=True)
class Slot:
    """Where a question's answer goes, and the codes of what usually stands there."""

    question: AnyQuestion
    place: int
    table: dict[Any, int]
    """By text and whole number, the states among them where they are allowed."""
    truth: dict[bool, int]
    """By true and false, which would be 1 and 0 in the table."""
    value_place: int = -1
    lowest: int = 1
    highest: int = 0
    """Whole numbers between these are answers as they stand; none for questions that ask for no number."""
    ticks: dict[str, int] = field(default_factory=dict)
    """The place of each option."""
    alone: frozenset[str] = frozenset()
    """Exclusive options."""

    def put(self, row: Row, value: Value) -> None:
        """Write a value in the scorer's units."""
        code = 0
        if isinstance(value, bool):
            code = int(value)
        elif isinstance(value, tuple):
            for option in value:
                row.codes[self.ticks[option]] = 1
        elif self.value_place >= 0:
            row.values[self.value_place] = int(value)
        elif self.question.kind is not AnswerKind.TEXT:
            code = self.table[value]
        row.codes[self.place] = code


class Layout:
    """The columns of a questionnaire's rows; codes and values are kept apart, since values need more room."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.code_columns: list[str] = []
        self.value_columns: list[str] = []
        self.columns: list[str] = []
        """Both in the order of the coded frame."""
        self.slots = {question.id: self._slot(question) for question in questionnaire.questions}
        self._codes = [0] * len(self.code_columns)
        for slot in self.slots.values():
            self._codes[slot.place] = coded.MISSING
        self._values = [0] * len(self.value_columns)

    def empty(self) -> Row:
        """Return a row in which every answer is missing."""
        return Row(self._codes.copy(), self._values.copy())

    def row(self, answers: AnswerSet) -> Row:
        """Return the row of a checked answer set."""
        row = self.empty()
        row.head = head(answers)
        for id_, answer in answers.answers.items():
            slot = self.slots[id_]
            if answer.said is not None:
                row.codes[slot.place] = _STATES[answer.said]
            elif answer.value is not None:
                slot.put(row, answer.value)
        return row

    def _slot(self, question: AnyQuestion) -> Slot:
        slot = Slot(question, self._code(coded.code(question.id)), self._states(question), {})
        match question.kind:
            case AnswerKind.ONE_OF if question.worded:
                slot.table |= _YES_NO
                slot.truth = {True: 1, False: 0}
            case AnswerKind.ONE_OF:
                for place, id_ in enumerate(question.ids):
                    slot.table |= _spellings(id_, place)
            case AnswerKind.SOME_OF:
                plain_first = sorted(question.choices, key=lambda choice: choice.exclusive)
                slot.ticks = {choice.id: self._code(coded.option(question.id, choice.id)) for choice in plain_first}
                slot.alone = frozenset(choice.id for choice in question.choices if choice.exclusive)
            case AnswerKind.NUMBER:
                slot.value_place = len(self.value_columns)
                slot.lowest, slot.highest = _whole_numbers(question)
                self.value_columns.append(coded.value(question.id))
                self.columns.append(coded.value(question.id))
            case AnswerKind.TEXT:
                pass
        return slot

    def _code(self, name: str) -> int:
        self.code_columns.append(name)
        self.columns.append(name)
        return len(self.code_columns) - 1

    @staticmethod
    def _states(question: AnyQuestion) -> dict[Any, int]:
        allowed = {"unknown": question.allows_unknown, "not_applicable": question.allows_not_applicable}
        return {word: code for word, code in _STATES.items() if allowed[word]}


def _whole_numbers(question: AnyQuestion) -> tuple[int, int]:
    """Return the lowest and the highest whole number that is an answer."""
    low, high = -MAX_NUMBER + 1, MAX_NUMBER - 1
    if question.quantity is None:
        return low, high
    minimum, maximum = question.quantity.minimum, question.quantity.maximum
    return (
        low if minimum is None else max(low, -(-minimum // MILLION)),
        high if maximum is None else min(high, maximum // MILLION),
    )


def _spellings(option: str, code: int) -> dict[Any, int]:
    """Return an option's id as text, and as the number that means the same."""
    whole = option.isascii() and option.isdigit() and str(int(option)) == option
    return {option: code, int(option): code} if whole else {option: code}


def head(answers: AnswerSet) -> Head:
    """Return the known columns of an answer set."""
    subject, respondent = answers.subject, answers.respondent
    return (
        subject.name or None,
        subject.ags,
        respondent.id or None,
        respondent.role or None,
        respondent.department or None,
        answers.date.isoformat() if answers.date else None,
        " ".join(answers.part),
        answers.round,
    )
