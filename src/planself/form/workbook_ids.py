"""The hidden sheet by which a form's workbook is read: the questionnaire, and what every field and label stands for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from unicodedata import normalize

from planself.files.form_workbook import FIELDS, HEADING, IDS, MARK, Kind, Meta
from planself.form.filled import entry_json
from planself.form.workbook_choices import role_labels
from planself.form.workbook_content import WorkbookContent
from planself.text import one_line

_PIECE = 15_000
"""So many signs fit into a cell, whatever they are."""
_BEGINNING = 200
"""So many signs of a question tell whether a row still asks it."""
_ROLE, _CODE = "respondent.role", "respondent.id"


def write_ids(book: Any, content: WorkbookContent, style: Any) -> None:
    """Write the sheet."""
    sheet = book.add_worksheet(IDS)
    rows = [(MARK,), HEADING, *_rows(content)]
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text, style)
    sheet.very_hidden()


def _rows(content: WorkbookContent) -> Iterator[tuple[str, ...]]:
    loaded, options = content.loaded, content.options
    about = [
        (Meta.QUESTIONNAIRE, loaded.questionnaire.id),
        (Meta.VERSION, loaded.questionnaire.version),
        (Meta.DIGEST, loaded.digest),
        (Meta.LANGUAGE, content.reader.lang),
        *((Meta.PART, role) for role in options.part),
    ]
    about += [(Meta.CODE, options.code)] if options.code else []
    about += [(Meta.ROUND, content.answer_set.round)] if content.answer_set.round != "individual" else []
    yield from ((Kind.META, name, value) for name, value in about)
    yield from ((Kind.FIELD, name) for name in FIELDS if name != _CODE or not options.code)
    for role, label in role_labels(content.questionnaire, content.reader).items():
        yield Kind.CHOICE, _ROLE, json.dumps(role), label
    for question in content.questions:
        yield Kind.QUESTION, question.id, question.kind.name.lower(), _beginning(content.say(question.text))
        for offer in (*content.ticks[question.id], *content.offers[question.id]):
            yield Kind.CHOICE, question.id, json.dumps(offer.value), offer.label
    yield from _kept(content)


def _beginning(text: str) -> str:
    return normalize("NFC", one_line(text))[:_BEGINNING]


def _kept(content: WorkbookContent) -> Iterator[tuple[str, ...]]:
    """Yield the answers for which the workbook has no cell."""
    shown = {question.id for question in content.questions}
    for id_, answer in content.answer_set.answers.items():
        if id_ not in shown:
            text = entry_json(content.questionnaire.by_id[id_], answer)
            yield from ((Kind.ANSWER, id_, text[start : start + _PIECE]) for start in range(0, len(text), _PIECE))
