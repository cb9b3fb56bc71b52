"""Forms filled in as a person would, with the words of their drop-downs, straight in the XML of their sheets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from random import Random
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl

from planself.answers.model import Answer, AnswerSet, Unanswered, Value
from planself.files.form_workbook import IDS, LISTS, STATES, Column, RowKind, row_key
from planself.form.content import FormOptions
from planself.form.workbook import form_workbook
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import AnswerKind, AnyQuestion

Typed = str | int | float
MILLION = 1_000_000
STATES_SAID: tuple[Unanswered, ...] = ("unknown", "not_applicable")
SIGNS = "abcäöüßÄÖÜ  ,.;:!?\"'&<>=+-@#%()/\\1234567890€–„“✓😀\n"


class EmptyForm:
    """A form's workbook that can be filled in many times."""

    def __init__(self, loaded: Loaded, lang: str) -> None:
        self.loaded = loaded
        data = form_workbook(loaded, FormOptions((lang,))).data
        with ZipFile(BytesIO(data)) as archive:
            self._parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
        book = openpyxl.load_workbook(BytesIO(data))
        self.words = {
            (str(id_.value), str(value.value)): str(label.value)
            for kind, id_, value, label in book[IDS].iter_rows(min_row=3, max_col=4)
            if kind.value == "choice"
        }
        self._cells: dict[tuple[str, str], tuple[str, str]] = {}
        for number, sheet in enumerate(book.worksheets, 1):
            if sheet.title not in (IDS, LISTS, STATES):
                columns = {str(cell.value): cell.column_letter for cell in sheet[1] if cell.value}
                for row in range(2, sheet.max_row + 1):
                    for name, letter in columns.items():
                        place = f"xl/worksheets/sheet{number}.xml", f"{letter}{row}"
                        self._cells[str(sheet.cell(row, 1).value), name] = place

    def label(self, id_: str, value: object) -> str:
        """Return what the drop-down offers for a value."""
        return self.words[id_, json.dumps(value)]

    def filled(self, typed: Mapping[tuple[str, Column], Typed]) -> bytes:
        """Return the workbook with something typed into cells, by the keys of their rows."""
        parts = {name: data.decode() for name, data in self._parts.items() if name.startswith("xl/worksheets/sheet")}
        for (key, column), value in typed.items():
            part, reference = self._cells[key, column]
            parts[part] = _put(parts[part], reference, value)
        out = BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED) as archive:
            for name, data in self._parts.items():
                archive.writestr(name, parts.get(name, data))
        return out.getvalue()


def _put(xml: str, reference: str, value: Typed) -> str:
    text = escape(str(value))
    content = f' t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>' if isinstance(value, str) else ""
    content = content or f"><v>{text}</v></c>"
    cell = re.compile(rf'<c r="{reference}"( s="\d+")?(?:/>| t="\w+">.*?</c>|>.*?</c>)')
    changed, times = cell.subn(lambda found: f'<c r="{reference}"{found[1] or ""}{content}', xml)
    assert times == 1, reference
    return changed


@dataclass
class RandomFiller:
    """Somebody who answers at random, and what they mean by it."""

    form: EmptyForm
    random: Random

    def fill(self) -> tuple[bytes, AnswerSet]:
        """Return a filled-in form, and the answers that were meant."""
        typed: dict[tuple[str, Column], Typed] = {}
        answers: dict[str, Answer] = {}
        for question in self.form.loaded.questionnaire.questions:
            answer = self._answer(question)
            if answer != Answer():
                answers[question.id] = answer
            typed |= {(key, column): value for key, column, value in self._typed(question, answer)}
        return self.form.filled(typed), AnswerSet(answers=answers)

    def _answer(self, question: AnyQuestion) -> Answer:
        states = [state for state in STATES_SAID if (question.id, json.dumps(state)) in self.form.words]
        said = self.random.choice(states) if states and self.random.random() < 0.2 else None
        value = None if said or self.random.random() < 0.2 else self._value(question)
        comment, evidence = (self._text() if self.random.random() < 0.2 else "" for _n in range(2))
        return Answer(value, said, comment, evidence, unsure=self.random.random() < 0.1)

    def _value(self, question: AnyQuestion) -> Value | None:
        match question.kind:
            case AnswerKind.ONE_OF:
                return self.random.choice(question.choices).value
            case AnswerKind.SOME_OF:
                alone = [choice.id for choice in question.choices if choice.exclusive]
                ids = [choice.id for choice in question.choices if not choice.exclusive]
                some = tuple(id_ for id_ in ids if self.random.random() < 0.5)
                if (question.id, "[]") not in self.form.words and not some:
                    return (self.random.choice(alone),)
                return some
            case AnswerKind.NUMBER:
                return self._number(question)
            case AnswerKind.TEXT:
                return self._text()

    def _number(self, question: AnyQuestion) -> int:
        quantity = question.quantity
        assert quantity is not None
        low = -(10**12) if quantity.minimum is None else quantity.minimum
        high = low + 10**12 if quantity.maximum is None else quantity.maximum
        number = self.random.randint(low, high)
        whole = number // MILLION * MILLION
        return whole if self.random.random() < 0.5 and quantity.holds(whole) else number

    def _text(self) -> str:
        text = "".join(self.random.choice(SIGNS) for _n in range(self.random.randint(1, 60)))
        return f"{self.random.choice('abcÄ=+1')}{text}{self.random.choice('xyz.')}"

    def _typed(self, question: AnyQuestion, answer: Answer) -> Iterator[tuple[str, Column, Typed]]:
        id_, value = question.id, answer.value
        key = row_key(RowKind.QUESTION, id_)
        if answer.said or value == ():
            raw: object = answer.said or []
            where = key if question.kind is AnswerKind.ONE_OF else row_key(RowKind.STATE, id_)
            yield where, Column.ANSWER, self.form.label(id_, raw)
        elif isinstance(value, tuple):
            yield from ((row_key(RowKind.OPTION, id_, option), Column.ANSWER, self._tick()) for option in value)
        elif question.kind is AnswerKind.ONE_OF and value is not None:
            yield key, Column.ANSWER, self.form.label(id_, value)
        elif question.kind is AnswerKind.NUMBER and isinstance(value, int):
            yield key, Column.ANSWER, self._digits(value)
        elif isinstance(value, str):
            yield key, Column.ANSWER, value
        remarks = {Column.COMMENT: answer.comment, Column.EVIDENCE: answer.evidence}
        yield from ((key, column, text) for column, text in remarks.items() if text)
        if answer.unsure:
            yield key, Column.UNSURE, self._tick()

    def _tick(self) -> str:
        return self.random.choice("xX✓")

    def _digits(self, millionths: int) -> Typed:
        """Return a number as it may be typed: as one, or as text with a decimal comma."""
        number = Decimal(millionths).scaleb(-6)
        if self.random.random() < 0.2:
            return f"{number:f}".replace(".", ",")
        return int(number) if number == number.to_integral_value() else float(number)
