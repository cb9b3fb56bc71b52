"""A question as it stands on a sheet: text, condition, boxes with their keys, a line for remarks; or filled in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from planself.answers.model import Answer, AnswerSet
from planself.form.condition_words import ConditionWords
from planself.form.paper_conditions import for_question, for_section
from planself.form.paper_sheet import Box, Cells, Choices, Fragment, Space, Text, choices_width, columns
from planself.i18n import Reader
from planself.interview.answer_rows import NOT_APPLICABLE, NOTHING, UNKNOWN, chosen
from planself.interview.numbers import as_typed, from_to
from planself.interview.sheet_keys import question_numbers, sheet_rows
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import AnswerKind, AnyQuestion, Quantity, Section
from planself.questionnaire.types.values import MILLION
from planself.report.inline_text import Words, clean
from planself.report.texts import Texts
from planself.terminal.rows import Row

_CELLS, _MORE_CELLS = 7, 2
"""Boxes for a number of unknown size, and those for a sign and a decimal beyond the digits of the highest one."""
_LONG_TEXT = 4
"""Lines for a text that may be long."""


@dataclass(frozen=True)
class Writer:
    """Writes the parts of a sheet for one reader; `answers` is what it comes filled with."""

    loaded: Loaded
    reader: Reader
    answers: AnswerSet | None = None

    @cached_property
    def texts(self) -> Texts:
        """The questionnaire's texts."""
        return Texts(self.loaded.questionnaire, self.reader)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The questions' numbers."""
        return question_numbers(self.loaded.questionnaire)

    @cached_property
    def _conditions(self) -> ConditionWords:
        return ConditionWords(self.loaded.questionnaire, self.numbers, self.reader)

    def section(self, section: Section) -> Iterator[Fragment]:
        """Yield what stands above the questions of a section."""
        yield Text("section", self.texts.words(section.title))
        if section.when is not None:
            yield Text("condition", Words(for_section(self._conditions, section.when)))
        if section.intro is not None:
            yield Text("intro", self.texts.words(section.intro))

    def question(self, question: AnyQuestion) -> Iterator[Fragment]:
        """Yield a question and the room for its answer."""
        answer = self.answers.answers.get(question.id, Answer()) if self.answers else Answer()
        yield Text("asked", self.texts.words(question.text))
        if question.when is not None:
            yield Text("condition", Words(for_question(self._conditions, question.when)))
        if question.kind is AnswerKind.SOME_OF:
            yield Text("condition", Words(self.reader._("Several answers are possible.")))
        if question.help is not None:
            yield Text("help", self.texts.words(question.help))
        yield self._room(question, answer)
        remarks = tuple(self._remarks(answer))
        if question.kind is not AnswerKind.TEXT or remarks:
            yield Space(self._note(question), remarks)

    def _room(self, question: AnyQuestion, answer: Answer) -> Fragment:
        boxes = self._boxes(question, answer, apart=False)
        apart = self._boxes(question, answer, apart=True)
        if question.quantity is not None:
            signs = tuple(as_typed(answer.value, self.reader)) if isinstance(answer.value, int) else ()
            cells = _cells(question.quantity)
            limits = from_to(question.quantity, self.reader)
            return Cells(
                (*[""] * (cells - len(signs)), *signs), self.texts.words(question.quantity.unit), limits, apart
            )
        if boxes:
            return Choices(boxes, columns(boxes, choices_width(apart)), apart)
        written = (self.texts.typed(answer.value),) if isinstance(answer.value, str) else ()
        return Space(Words(""), written, _LONG_TEXT if question.multiline else 1, apart)

    def _boxes(self, question: AnyQuestion, answer: Answer, *, apart: bool) -> tuple[Box, ...]:
        rows = (row for row in sheet_rows(question, self.reader) if row.apart is apart)
        ticked = chosen(question, answer) if answer.given else ()
        return tuple(self._box(question, row, crossed=row.id in ticked) for row in rows)

    def _box(self, question: AnyQuestion, row: Row, *, crossed: bool) -> Box:
        if row.id in (UNKNOWN, NOT_APPLICABLE, NOTHING):
            return Box(row.key, Words(row.label), Words(""), crossed)
        choice = next(choice for choice in question.choices if choice.id == row.id)
        return Box(row.key, self.texts.choice(choice), self.texts.words(choice.detail), crossed)

    def _note(self, question: AnyQuestion) -> Words:
        remark = self.reader._("Comment, evidence")
        if question.evidence is None:
            return Words(self.reader._("Comment"))
        hint = self.texts.words(question.evidence)
        return Words(
            self.reader._("{remark} (such as: {hint})").format(remark=remark, hint=hint.rstrip(".")), hint.lang
        )

    def _remarks(self, answer: Answer) -> Iterator[Words]:
        _ = self.reader._
        if answer.unsure:
            yield Words(_("Unsure"))
        if answer.comment:
            yield self.texts.typed(answer.comment)
        if answer.evidence:
            said = self.texts.typed(answer.evidence)
            yield Words(_("Evidence: {text}").format(text=said), said.lang)


def _cells(quantity: Quantity) -> int:
    ends = [end for end in (quantity.minimum, quantity.maximum) if end is not None]
    if quantity.maximum is None:
        return _CELLS
    return max(len(str(end // MILLION)) for end in ends) + _MORE_CELLS


def said(text: str) -> Words:
    """Return what a person typed, on one line."""
    return Words(" ".join(clean(text).split()))
