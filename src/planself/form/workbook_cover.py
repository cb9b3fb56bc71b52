"""The first sheet of a form's workbook: what it is, who answers, how far one is, and what becomes of the answers."""

from __future__ import annotations

from typing import Any

from planself.exchange.workbook_cells import fitted
from planself.files.form_workbook import Column, RowKind, row_key
from planself.form import workbook_cover_text as words
from planself.form.workbook_choices import role_labels
from planself.form.workbook_content import WorkbookContent
from planself.form.workbook_fields import Fields
from planself.form.workbook_progress import write_progress
from planself.form.workbook_size import LINE, MOST_LINES, line_count
from planself.form.workbook_states import StateCells
from planself.form.workbook_style import PADDING, TITLE, WorkbookStyle
from planself.form.workbook_text import Look, Piece, blocks

_KEY, _LABEL, _VALUE, _LAST = 0, 1, 2, 5
_WIDTHS = {_LABEL: 38, _VALUE: 13, 3: 13, 4: 13, _LAST: 13}


class CoverSheet:
    """Writes the first sheet."""

    def __init__(self, sheet: Any, style: WorkbookStyle, content: WorkbookContent, fields: Fields) -> None:
        self._sheet, self._style, self._content, self._fields = sheet, style, content, fields
        self._next = 1

    def write(self, states: StateCells) -> None:
        """Write the sheet; `states` counts what is asked and what is answered."""
        content, _ = self._content, self._content.reader._
        self._begin()
        self._title(content.say(content.questionnaire.title))
        for text in words.about(content):
            self._text(text, "plain")
        self._part(_("How to fill this in"))
        for number, text in enumerate(words.steps(content), 1):
            self._text(f"{number}. {text}", "plain")
        self._part(_("Who answers"))
        self._text(_("You can leave all of this out. It appears in the report."), "soft")
        self._who()
        self._part(_("Progress"))
        place = (self._next, _LABEL)
        self._next = write_progress(self._sheet, self._style, content, states, place, _WIDTHS[_LABEL])
        self._part(_("Privacy"))
        for text in words.privacy(content):
            self._text(text, "plain")
        if content.questionnaire.basis is not None:
            self._text(content.say(content.questionnaire.basis), "plain", _("Basis"))
        self._text(words.origin(content), "soft")

    def _begin(self) -> None:
        sheet = self._sheet
        sheet.write_string(0, _KEY, Column.KEY)
        sheet.write_string(0, _VALUE, Column.ANSWER)
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.set_column(_KEY, _KEY, None, None, {"hidden": True})
        for column, width in _WIDTHS.items():
            sheet.set_column(column, column, width)

    def _title(self, title: str) -> None:
        lines = line_count(title, sum(_WIDTHS.values()) / TITLE, bold=True)
        self._sheet.merge_range(self._next, _LABEL, self._next, _LAST, "", self._style["title"])
        self._sheet.write_string(self._next, _LABEL, fitted(title), self._style["title"])
        self._high(min(lines * TITLE, MOST_LINES))

    def _part(self, title: str) -> None:
        self._sheet.write_string(self._next, _LABEL, title, self._style["part"])
        self._high(2)

    def _text(self, text: str, look: Look, heading: str = "") -> None:
        """Write a text over the whole width, a row a paragraph; a heading stays with the first on every page."""
        width = sum(_WIDTHS.values())
        paragraphs = [[(Piece(look, line),)] for line in text.split("\n") if line.strip()]
        if heading:
            paragraphs[:1] = [[(Piece("bold", heading),), *paragraphs[0]]]
        for block in (block for paragraph in paragraphs for block in blocks(paragraph, width)):
            self._sheet.merge_range(self._next, _LABEL, self._next, _LAST, "", self._style[look])
            self._style.write(self._sheet, self._next, _LABEL, block.pieces, look)
            self._high(block.lines)

    def _who(self) -> None:
        content, fields, _ = self._content, self._fields, self._content.reader._
        answers, sheet, column = content.answer_set, self._sheet, _VALUE
        ags = ", ".join((_("Official key (AGS)"), _("2, 3, 5 or 8 digits")))
        row = self._field("subject.name", _("Municipality"))
        fields.text(sheet, row, column, answers.subject.name)
        sheet.set_selection(row, column, row, column)
        fields.text(sheet, self._field("subject.ags", ags), column, answers.subject.ags or "")
        if content.options.code:
            row = self._line(_("Code"), "line_bold")
            sheet.write_string(row, column, content.options.code, self._style["line_bold"])
        else:
            row = self._field("respondent.id", _("Code, if you were given one"))
            fields.text(sheet, row, column, answers.respondent.id)
        role, labels = answers.respondent.role, role_labels(content.questionnaire, content.reader)
        row = self._field("respondent.role", _("Your role"))
        if labels:
            fields.choice(sheet, row, column, labels.get(role, role), list(labels.values()))
        else:
            fields.text(sheet, row, column, role)
        fields.text(
            sheet, self._field("respondent.department", _("Your department")), column, answers.respondent.department
        )
        fields.date(sheet, self._field("date", _("Date")), column, answers.date)

    def _field(self, id_: str, label: str) -> int:
        """Begin a line with a field, and return its row."""
        self._sheet.write_string(self._next, _KEY, row_key(RowKind.FIELD, id_))
        return self._line(label, "field")

    def _line(self, label: str, name: str) -> int:
        self._sheet.write_string(self._next, _LABEL, label, self._style["line"])
        self._sheet.merge_range(self._next, _VALUE, self._next, _LAST, "", self._style[name])
        self._high(max(1.2, line_count(label, _WIDTHS[_LABEL])))
        return self._next - 1

    def _high(self, lines: float) -> None:
        self._sheet.set_row(self._next, lines * LINE + PADDING)
        self._next += 1
