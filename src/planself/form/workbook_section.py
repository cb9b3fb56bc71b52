"""A section of a questionnaire as a sheet: a question a row, options to tick below it, what is not asked in grey."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from planself.answers.model import Answer
from planself.exchange.workbook_cells import fitted
from planself.files.form_workbook import Column, RowKind, row_key
from planself.form.workbook_choices import has_state_row
from planself.form.workbook_content import WorkbookContent
from planself.form.workbook_fields import Fields
from planself.form.workbook_lists import column_letters
from planself.form.workbook_question import described, intro, options
from planself.form.workbook_size import LINE, MOST_LINES, line_count
from planself.form.workbook_states import FAULT, AnswerCells, StateCells
from planself.form.workbook_status import status_formula, status_words
from planself.form.workbook_style import PADDING, SECTION, WorkbookStyle
from planself.form.workbook_text import Piece, TextBlock, blocks
from planself.questionnaire.model import AnswerKind, AnyQuestion, Section

KEY, NUMBER, QUESTION, STATUS, ANSWER, OPTIONS, UNSURE, COMMENT, EVIDENCE, STATE = range(10)
_WIDTHS = {NUMBER: 5, QUESTION: 42, STATUS: 15, ANSWER: 24, OPTIONS: 46, UNSURE: 9, COMMENT: 28, EVIDENCE: 24}
_KEYS = {
    KEY: Column.KEY,
    ANSWER: Column.ANSWER,
    UNSURE: Column.UNSURE,
    COMMENT: Column.COMMENT,
    EVIDENCE: Column.EVIDENCE,
}
_HEADING = 1
_INDENT = 1.5
_FIELD, _LONG_FIELD = 2, 6
"""How many lines a field has at the least."""


class SectionSheet:
    """Writes one section; `states` are the cells that tell what is asked."""

    def __init__(self, sheet: Any, style: WorkbookStyle, content: WorkbookContent, states: StateCells) -> None:
        self._sheet, self._style, self._content, self._states = sheet, style, content, states
        self._next = _HEADING + 1
        self._asked = self._next
        """The row in which the present question begins."""

    def write(self, section: Section, fields: Fields) -> AnswerCells:
        """Write the sheet, and return where its answers are."""
        self._begin()
        self._introduce(section)
        first = self._next
        self._sheet.set_selection(first, ANSWER, first, ANSWER)
        for question in self._content.questions_of(section):
            self._question(question, fields)
        self._grey(first)
        self._sheet.autofilter(_HEADING, STATUS, self._next - 1, STATUS)
        return AnswerCells(*(self._range(column) for column in (KEY, ANSWER)))

    def _begin(self) -> None:
        sheet, _ = self._sheet, self._content.reader._
        for column, key in _KEYS.items():
            sheet.write_string(0, column, key)
        sheet.set_row(0, None, None, {"hidden": True})
        for column, width in _WIDTHS.items():
            sheet.set_column(column, column, width)
        for column in (KEY, STATE):
            sheet.set_column(column, column, None, None, {"hidden": True})
        headings = {
            NUMBER: _("No."),
            QUESTION: _("Question"),
            STATUS: _("Status"),
            ANSWER: _("Answer"),
            OPTIONS: _("What can be answered"),
            UNSURE: _("Unsure (x)"),
            COMMENT: _("Comment (with “not applicable”: the reason)"),
            EVIDENCE: _("Evidence"),
        }
        for column, heading in headings.items():
            style = "heading_indented" if column in (STATUS, OPTIONS) else "heading"
            sheet.write_string(_HEADING, column, heading, self._style[style])
        sheet.set_row(_HEADING, 2 * LINE + PADDING)
        sheet.freeze_panes(_HEADING + 1, STATUS)
        sheet.repeat_rows(_HEADING)

    def _introduce(self, section: Section) -> None:
        width = sum(_WIDTHS.values())
        title = self._content.say(section.title)
        self._across([Piece("plain", title)], "section")
        self._high(min(SECTION * line_count(title, width / SECTION, bold=True) + 0.3, MOST_LINES))
        for look, text in intro(self._content, section):
            for block in blocks([(Piece(look, text),)], width):
                self._across(block.pieces, look)
                self._high(block.lines)

    def _across(self, pieces: Sequence[Piece], name: str) -> None:
        self._sheet.merge_range(self._next, NUMBER, self._next, EVIDENCE, "", self._style[name])
        self._style.write(self._sheet, self._next, NUMBER, pieces, name)

    def _question(self, question: AnyQuestion, fields: Fields) -> None:
        content, sheet = self._content, self._sheet
        asked = blocks(described(content, question), _WIDTHS[QUESTION])
        offered = blocks(options(content, question), _WIDTHS[OPTIONS] - _INDENT)
        answer = content.answer(question)
        sheet.write_string(self._next, KEY, row_key(RowKind.QUESTION, question.id))
        sheet.write_number(self._next, NUMBER, content.numbers[question.id], self._style["first_number"])
        fields.remarks(sheet, self._next, {UNSURE: answer.unsure, COMMENT: answer.comment, EVIDENCE: answer.evidence})
        wide = question.kind is AnswerKind.TEXT
        if question.kind is not AnswerKind.SOME_OF:
            fields.answer(sheet, self._next, (ANSWER, OPTIONS if wide else ANSWER), question)
        least = self._least(question, answer)
        for place, (left, right) in enumerate(zip_longest(asked, offered, fillvalue=TextBlock())):
            self._status(question, visible=place == 0)
            self._style.write(sheet, self._next, QUESTION, left.pieces, "first_bold" if place == 0 else "plain")
            if place or not wide:
                self._style.write(sheet, self._next, OPTIONS, right.pieces, "next" if place else "first")
            self._high(max(left.lines, right.lines, least if place == 0 else 1))
        self._ticks(question, fields)

    def _ticks(self, question: AnyQuestion, fields: Fields) -> None:
        """Write the rows of the options, and of what can be said instead of an answer."""
        content, sheet = self._content, self._sheet
        for offer in content.ticks[question.id]:
            sheet.write_string(self._next, KEY, row_key(RowKind.OPTION, question.id, str(offer.value)))
            fields.tick(sheet, self._next, ANSWER, offer, content.answer(question))
            self._beside(question, offer.label)
        if has_state_row(question) and content.offers[question.id]:
            sheet.write_string(self._next, KEY, row_key(RowKind.STATE, question.id))
            fields.state(sheet, self._next, ANSWER, question)
            labels = ", ".join(offer.label for offer in content.offers[question.id])
            self._beside(question, content.reader._("or instead: {labels}").format(labels=labels), "next_soft")

    def _beside(self, question: AnyQuestion, text: str, name: str = "next") -> None:
        self._status(question, visible=False)
        self._sheet.write_string(self._next, OPTIONS, fitted(text), self._style[name])
        self._high(line_count(text, _WIDTHS[OPTIONS] - _INDENT))

    def _status(self, question: AnyQuestion, *, visible: bool) -> None:
        """Say what became of a question; its further rows say it unseen, so that a filter treats all of them alike."""
        sheet, states, row = self._sheet, self._states, self._next
        self._asked = row if visible else self._asked
        comment = f"${column_letters(COMMENT)}{'' if visible else '$'}{self._asked + 1}"
        formula = status_formula(self._content, states, question, comment)
        said = status_words(self._content, question)
        sheet.write_formula(row, STATUS, formula, self._style["first_soft" if visible else "hidden"], said)
        code = f"={states.state_cell(question.id)}+{FAULT}*{states.fault_cell(question.id)}"
        sheet.write_formula(row, STATE, code, None, self._states.code(question))

    def _grey(self, first: int) -> None:
        state = f"${column_letters(STATE)}{first + 1}"
        area = (first, NUMBER, max(first, self._next - 1), EVIDENCE)
        not_asked = f"=AND(ISNUMBER({state}),{state}<2)"
        self._sheet.conditional_format(*area, {"type": "formula", "criteria": not_asked, "format": self._style.faded})
        shown = (first, STATUS, max(first, self._next - 1), STATUS)
        fault = f"=AND(ISNUMBER({state}),{state}>={FAULT})"
        self._sheet.conditional_format(*shown, {"type": "formula", "criteria": fault, "format": self._style.alarming})

    def _least(self, question: AnyQuestion, answer: Answer) -> int:
        """Return how many lines the fields of a question need, with room to write."""
        words = answer.value if question.any_words and isinstance(answer.value, str) else ""
        texts = ((answer.comment, COMMENT), (answer.evidence, EVIDENCE), (words, OPTIONS))
        room = _LONG_FIELD if question.multiline else _FIELD
        return min(max(room, *(line_count(text, _WIDTHS[column]) for text, column in texts)), MOST_LINES)

    def _high(self, lines: float) -> None:
        self._sheet.set_row(self._next, max(lines, 1) * LINE + PADDING)
        self._next += 1

    def _range(self, column: int) -> str:
        name, letters = self._sheet.get_name().replace("'", "''"), column_letters(column)
        return f"'{name}'!${letters}$2:${letters}${self._next}"
