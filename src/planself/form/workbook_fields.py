"""The cells of a form's workbook that take input: what they come with, what they take, and what they say when asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from planself.answers.model import Answer
from planself.exchange.workbook_cells import fitted, is_cut
from planself.files.form_workbook import TICK
from planself.form.workbook_choices import Offer, chosen_place
from planself.form.workbook_content import WorkbookContent
from planself.form.workbook_lists import WorkbookLists
from planself.form.workbook_question import limits
from planself.form.workbook_style import WorkbookStyle
from planself.questionnaire.model import AnswerKind, AnyQuestion
from planself.questionnaire.types.values import MAX_NUMBER, MAX_TEXT, MILLION

_FIRST_YEAR = 1900
"""With it the calendar of spreadsheets begins."""
_EXAMPLE = date(2026, 11, 30)
_EXACT_DIGITS = 15
"""What a spreadsheet keeps of a number."""


class Fields:
    """Writes input cells; `cut` counts under a sheet's name the texts that no cell can hold, with the first row."""

    def __init__(self, content: WorkbookContent, style: WorkbookStyle, lists: WorkbookLists) -> None:
        self._content, self._style, self._lists = content, style, lists
        self.cut: dict[str, tuple[int, int]] = {}

    def answer(self, sheet: Any, row: int, columns: tuple[int, int], question: AnyQuestion) -> None:
        """Write the field of an answer that is one cell: a label, a number, or words over several columns."""
        answer, (first, last) = self._content.answer(question), columns
        match question.kind:
            case AnswerKind.ONE_OF:
                self._listed(sheet, row, first, question, answer)
            case AnswerKind.NUMBER:
                self._number(sheet, row, first, question, answer)
            case AnswerKind.TEXT | AnswerKind.SOME_OF:
                sheet.merge_range(row, first, row, last, "", self._style["field"])
                self.text(sheet, row, first, answer.value if isinstance(answer.value, str) else "")
                sheet.data_validation(row, first, row, first, self._length())

    def tick(self, sheet: Any, row: int, column: int, offer: Offer, answer: Answer) -> None:
        """Write the field of an option."""
        self.mark(sheet, row, column, ticked=isinstance(answer.value, tuple) and offer.value in answer.value)

    def state(self, sheet: Any, row: int, column: int, question: AnyQuestion) -> None:
        """Write the field of what can be said instead of an answer."""
        self._listed(sheet, row, column, question, self._content.answer(question))

    def remarks(self, sheet: Any, row: int, remarks: Mapping[int, str | bool]) -> None:
        """Write the fields beside an answer, by their columns."""
        for column, remark in remarks.items():
            if isinstance(remark, bool):
                self.mark(sheet, row, column, ticked=remark)
            else:
                self.text(sheet, row, column, remark)

    def mark(self, sheet: Any, row: int, column: int, *, ticked: bool) -> None:
        """Write a field that takes an x."""
        self._style.fill(sheet, row, column, TICK if ticked else "", "field_tick")
        message = self._content.reader._("Please type an x, or leave the cell empty.")
        # Excel takes X for x in a list of cells, and not in one that stands in the rule itself.
        ticks = {"validate": "list", "source": f"={self._lists.name([TICK])}"}
        sheet.data_validation(row, column, row, column, {**ticks, **self._refusal(message)})

    def text(self, sheet: Any, row: int, column: int, text: str) -> None:
        """Write a field that takes words."""
        fit = fitted(text)
        self._style.fill(sheet, row, column, fit, "field")
        if is_cut(text, fit):
            before, first = self.cut.get(sheet.get_name(), (0, row + 1))
            self.cut[sheet.get_name()] = before + 1, first

    def choice(self, sheet: Any, row: int, column: int, label: str, labels: list[str]) -> None:
        """Write a field with a drop-down."""
        self._style.fill(sheet, row, column, fitted(label), "field")
        message = self._content.reader._("Please choose from the list. To remove an answer, empty the cell.")
        source = {"validate": "list", "source": f"={self._lists.name(labels)}"}
        sheet.data_validation(row, column, row, column, {**source, **self._refusal(message)})

    def date(self, sheet: Any, row: int, column: int, day: date | None) -> None:
        """Write a field that takes a day."""
        style = self._style[f"field_date_{self._content.reader.lang}"]
        if day is None:
            sheet.write_blank(row, column, None, style)
        elif day.year < _FIRST_YEAR:
            sheet.write_string(row, column, day.isoformat(), style)
        else:
            sheet.write_datetime(row, column, datetime(day.year, day.month, day.day), style)
        message = self._content.reader._("Please type a date, such as {date}.").format(
            date=self._content.reader.digits(_EXAMPLE)
        )
        within = {"validate": "date", "criteria": ">=", "value": datetime(_FIRST_YEAR, 1, 1)}
        sheet.data_validation(row, column, row, column, {**within, **self._refusal(message)})

    def _listed(self, sheet: Any, row: int, column: int, question: AnyQuestion, answer: Answer) -> None:
        offers = self._content.offers[question.id]
        labels, place = [offer.label for offer in offers], chosen_place(question, offers, answer)
        self.choice(sheet, row, column, labels[place - 1] if place else "", labels)

    def _number(self, sheet: Any, row: int, column: int, question: AnyQuestion, answer: Answer) -> None:
        value = answer.value
        if not isinstance(value, int):
            sheet.write_blank(row, column, None, self._style["field_number"])
        elif len(str(abs(value)).rstrip("0")) > _EXACT_DIGITS:
            sheet.write_string(row, column, f"{Decimal(value).scaleb(-6):f}", self._style["field_number"])
        else:
            sheet.write_number(row, column, value / MILLION, self._style["field_number"])
        sheet.data_validation(row, column, row, column, self._within(question))

    def _within(self, question: AnyQuestion) -> dict[str, Any]:
        _, quantity = self._content.reader._, question.quantity
        low = quantity.minimum if quantity and quantity.minimum is not None else -MAX_NUMBER * MILLION
        high = quantity.maximum if quantity and quantity.maximum is not None else MAX_NUMBER * MILLION
        said = limits(self._content, quantity) if quantity else ""
        message = (
            _("Please type a number here, {limits}.").format(limits=said) if said else _("Please type a number here.")
        )
        within = {"validate": "decimal", "criteria": "between", "minimum": low / MILLION, "maximum": high / MILLION}
        return {**within, **self._refusal(message)}

    def _length(self) -> dict[str, Any]:
        most = self._content.reader.integer(MAX_TEXT)
        message = self._content.reader._("Please shorten the text: it may have {limit} characters.").format(limit=most)
        return {"validate": "length", "criteria": "<=", "value": MAX_TEXT, **self._refusal(message)}

    def _refusal(self, message: str) -> dict[str, Any]:
        return {"error_title": self._content.reader._("This does not fit here"), "error_message": message}
