"""A table among the answers of a workshop: one row a member, told apart by the column `respondent.id`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from planself.answers.model import Answer, AnswerSet, Respondent, Unanswered, Value
from planself.errors import InputError, Location, Problem
from planself.exchange.source_table import Style, faults, open_table
from planself.i18n import _
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import (
    AnyQuestion,
    MultipleQuestion,
    NumberQuestion,
    SingleQuestion,
    TextQuestion,
    YesNoQuestion,
)
from planself.scoring import coded
from planself.tables import cells, reasons
from planself.tables.cell_numbers import number_columns
from planself.tables.headings import Headings, read_headings
from planself.tables.known import tidied
from planself.tables.scale_cells import settle_starts

CODE = "respondent.id"
_NUMBER, _RAW = "~number", "~raw:"
_SAID: dict[int, Unanswered] = {coded.UNKNOWN: "unknown", coded.NOT_APPLICABLE: "not_applicable"}
Row = tuple[Location, AnswerSet | InputError]


def read_table(path: Path, loaded: Loaded) -> Iterator[Row]:
    """Yield every row with its place: the answers in it, or what is wrong with it.

    Raises InputError with every problem of the headings. Texts are not kept: nothing of a group counts them.
    """
    table = open_table(str(path))
    raw = table.numbered(_NUMBER)
    columns = [name for name in raw.collect_schema().names() if name != _NUMBER]
    shown = table.headings or columns
    headings = read_headings(columns, loaded.questionnaire, headings=shown, where=Location(str(path)))
    if CODE not in headings.known:
        message = _("The table has no column {column}, so nobody knows whose a row is.").format(column=CODE)
        hint = _("Give it one with the codes, such as W03.")
        raise InputError([Problem(Location(str(path)), "E287", message, hint)])
    headings, _doubts = settle_starts(raw, headings, loaded.questionnaire, Location(table.name))
    style = table.style(number_columns(headings, loaded.questionnaire))
    kept = raw.with_columns(pl.col(column.name).alias(_RAW + column.heading) for column in headings.read.values())
    with faults(table.name):
        frame = cells.code(kept, headings, loaded.questionnaire, decimal=style)
        rows = tidied(frame, headings).collect()
    for row in rows.iter_rows(named=True):
        yield Location(str(path), row[_NUMBER]), _row(row, style, headings, path, loaded)


def _row(
    row: Mapping[str, Any], style: Style | None, headings: Headings, path: Path, loaded: Loaded
) -> AnswerSet | InputError:
    if row[cells.INVALID]:
        return InputError(list(_faults(row, style, headings, path, loaded)))
    return AnswerSet(
        respondent=Respondent(row[CODE] or "", row.get("respondent.role") or ""),
        answers={
            question.id: answer
            for question in loaded.questionnaire.questions
            if (answer := _answer(question, row)) is not None
        },
    )


def _faults(
    row: Mapping[str, Any], style: Style | None, headings: Headings, path: Path, loaded: Loaded
) -> Iterator[Problem]:
    for heading in row[cells.INVALID].split("\t"):
        target, beside = headings.targets[heading]
        raw = row[_RAW + heading]
        code, message = reasons.reason(loaded.questionnaire, target, raw, style, beside=beside)
        said = _("Column {column}: {message}").format(column=heading, message=message)
        yield Problem(Location(str(path), row[_NUMBER]), code, said, _("Until then nothing of this row counts."))


def _answer(question: AnyQuestion, row: Mapping[str, Any]) -> Answer | None:
    code = row[coded.code(question.id)]
    if code == coded.MISSING:
        return None
    return Answer(said=_SAID[code]) if code in _SAID else Answer(value=_value(question, code, row))


def _value(question: AnyQuestion, code: int, row: Mapping[str, Any]) -> Value:
    match question:
        case SingleQuestion():
            return question.options[code].id
        case YesNoQuestion():
            return bool(code)
        case MultipleQuestion():
            return tuple(option.id for option in question.options if row[coded.option(question.id, option.id)])
        case NumberQuestion():
            return int(row[coded.value(question.id)])
        case TextQuestion():
            return _("(text)")
        case _:
            return code
