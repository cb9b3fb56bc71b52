"""Excel forms for tests: one of every type of question, filled in and damaged through openpyxl as people would."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from planself.files.form_workbook import FIELDS, HEADING, IDS, MARK, Column, Row, row_key
from planself.i18n import Reader
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import AnswerKind, AnyQuestion

GERMAN = Reader("de")
_COLUMNS = (Column.KEY, None, None, Column.ANSWER, Column.UNSURE, Column.COMMENT, Column.EVIDENCE)


@dataclass
class FormBook:
    """A form's workbook in memory."""

    book: Workbook

    @classmethod
    def empty(cls, loaded: Loaded) -> FormBook:
        """Return a form as planself lays it out, with nothing but what its reader needs."""
        return cls(_Layout(loaded, openpyxl.Workbook()).book)

    @classmethod
    def read(cls, path: Path) -> FormBook:
        """Return a form from its file."""
        return cls(openpyxl.load_workbook(path))

    def save(self, path: Path) -> Path:
        """Write the workbook and return where it is."""
        self.book.save(path)
        return path

    def sheets(self) -> Iterator[Worksheet]:
        """Yield the sheets that take input."""
        yield from (sheet for sheet in self.book if sheet.title not in (IDS, f"{IDS}_lists", f"{IDS}_states"))

    def cell(self, key: str, column: Column = Column.ANSWER) -> Cell:
        """Return the cell of a row, both by their hidden keys."""
        for sheet in self.sheets():
            heads = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value in set(Column)}
            if Column.KEY in heads:
                for (cell,) in sheet.iter_rows(min_col=heads[Column.KEY].column, max_col=heads[Column.KEY].column):
                    if cell.value == key:
                        return sheet.cell(cell.row, heads[column].column)
        raise KeyError(key)

    def put(self, key: str, value: Any, column: Column = Column.ANSWER) -> str:
        """Write into the cell of a row, and return its place as problems name it."""
        cell = self.cell(key, column)
        cell.value = value
        return place(cell)


def place(cell: Cell) -> str:
    """Return a cell as problems name it behind the file."""
    return f"{cell.parent.title}!{cell.coordinate}"


@dataclass
class _Layout:
    loaded: Loaded
    book: Workbook

    def __post_init__(self) -> None:
        questionnaire, cover = self.loaded.questionnaire, self.book.active
        self.ids = self.book.create_sheet(IDS)
        self.ids.sheet_state = "veryHidden"
        self.ids.append([MARK])
        self.ids.append(HEADING)
        about = {"questionnaire": questionnaire.id, "version": questionnaire.version, "digest": self.loaded.digest}
        for name, value in {**about, "language": "de", "round": "individual"}.items():
            self.ids.append(["meta", name, value])
        cover.title = "Deckblatt"
        _head(cover)
        for name in FIELDS:
            self.ids.append(["field", name])
            cover.append([row_key(Row.FIELD, name), "", name])
        for role in questionnaire.roles:
            self.ids.append(["choice", "respondent.role", json.dumps(role.id), GERMAN.text(role.label)])
        for section in questionnaire.sections:
            sheet = self.book.create_sheet(GERMAN.text(section.title))
            _head(sheet)
            for question in section.questions:
                self._question(sheet, question)

    def _question(self, sheet: Worksheet, question: AnyQuestion) -> None:
        self.ids.append(["question", question.id, question.kind.name.lower()])
        sheet.append([row_key(Row.QUESTION, question.id), "", GERMAN.text(question.text)])
        for choice in question.as_asked:
            label = choice.said(GERMAN)
            self.ids.append(["choice", question.id, json.dumps(choice.value), label])
            if question.kind is AnswerKind.SOME_OF:
                sheet.append([row_key(Row.OPTION, question.id, choice.id), "", label])
        states: list[tuple[object, str]] = [("unknown", "weiß nicht")] if question.allows_unknown else []
        states += [("not_applicable", "trifft nicht zu")] if question.allows_not_applicable else []
        states += [([], "nichts davon")] if question.kind is AnswerKind.SOME_OF else []
        for value, label in states:
            self.ids.append(["choice", question.id, json.dumps(value), label])
        if states and question.kind is not AnswerKind.ONE_OF:
            sheet.append([row_key(Row.STATE, question.id), "", "oder"])


def _head(sheet: Worksheet) -> None:
    for number, column in enumerate(_COLUMNS, 1):
        sheet.cell(1, number, column)
    sheet.row_dimensions[1].hidden = True
    sheet.column_dimensions["A"].hidden = True
