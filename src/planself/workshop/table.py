"""A table among the answers of a workshop: one row a member, told apart by the column `respondent.id`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from planself.answers.model import Answer, AnswerSet, Respondent, Unanswered, Value
from planself.batch.engine import NUMBER
from planself.batch.inputs import TableInput
from planself.batch.job import Job
from planself.batch.request import BatchRequest
from planself.batch.table_parts import RAW, opened
from planself.batch.table_source import SourceTable
from planself.errors import InputError, Location, Problem
from planself.exchange.raw_table import faults
from planself.i18n import _
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import AnswerKind, AnyQuestion
from planself.scoring import coded
from planself.tables import cells, reasons
from planself.tables.known_columns import tidied
from planself.tables.mapping import TableMapping

CODE = "respondent.id"
_REPEATED = "N458"
"""Said of rows of one respondent; here none of them counts, and each is named."""
_SAID: dict[int, Unanswered] = {coded.UNKNOWN: "unknown", coded.NOT_APPLICABLE: "not_applicable"}
Row = tuple[Location, AnswerSet | InputError]


@dataclass(frozen=True, slots=True)
class _Notes:
    """Takes what is said of a table; the rows of a workshop need no progress."""

    taken: list[Problem]

    def tell(self, problem: Problem) -> None:
        if problem.code != _REPEATED:
            self.taken.append(problem)

    def expect(self, total: int) -> None: ...

    def progress(self, done: int) -> None: ...


def read_table(path: Path, loaded: Loaded, mapping: TableMapping | None, notes: list[Problem]) -> Iterator[Row]:
    """Yield every row with its place: the answers in it, or what is wrong with it; `notes` takes what is to be said.

    Raises InputError with every problem of the headings. Texts are not kept: nothing of a group counts them.
    """
    job = Job(BatchRequest(), loaded, (), Path(), mapping)
    source = opened(TableInput(str(path)), job, _Notes(notes))
    headings = source.headings
    if CODE not in headings.known:
        message = _("The table has no column {column}, so nobody knows whose a row is.").format(column=CODE)
        hint = _("Give it one with the codes, such as W03, or say in a mapping file which column holds them.")
        raise InputError([Problem(Location(str(path)), "E287", message, hint)])
    kept = source.raw.with_columns(pl.col(name).alias(RAW + name) for name in source.names.values())
    with faults(source.table.name):
        frame = cells.code(kept, headings, loaded.questionnaire, decimal=source.decimal)
        rows = tidied(frame, headings).collect()
    for row in rows.iter_rows(named=True):
        yield Location(str(path), row[NUMBER]), _row(row, source, path, loaded)


def _row(row: Mapping[str, Any], source: SourceTable, path: Path, loaded: Loaded) -> AnswerSet | InputError:
    if row[cells.INVALID]:
        return InputError(list(_faults(row, source, path, loaded)))
    return AnswerSet(
        respondent=Respondent(row[CODE] or "", row.get("respondent.role") or ""),
        answers={
            question.id: answer
            for question in loaded.questionnaire.questions
            if (answer := _answer(question, row)) is not None
        },
    )


def _faults(row: Mapping[str, Any], source: SourceTable, path: Path, loaded: Loaded) -> Iterator[Problem]:
    for heading in row[cells.INVALID].split("\t"):
        target, beside = source.targets[heading]
        name = source.names[heading]
        raw = row[RAW + name]
        code, message = reasons.reason(loaded.questionnaire, target, raw, source.decimal, beside=beside)
        said = _("Column {column}: {message}").format(column=source.shown[name], message=message)
        yield Problem(Location(str(path), row[NUMBER]), code, said, _("Until then nothing of this row counts."))


def _answer(question: AnyQuestion, row: Mapping[str, Any]) -> Answer | None:
    code = row[coded.code(question.id)]
    if code == coded.MISSING:
        return None
    return Answer(said=_SAID[code]) if code in _SAID else Answer(value=_value(question, code, row))


def _value(question: AnyQuestion, code: int, row: Mapping[str, Any]) -> Value:
    match question.kind:
        case AnswerKind.ONE_OF:
            return question.choices[code].value
        case AnswerKind.SOME_OF:
            return tuple(id_ for id_ in question.ids if row[coded.option(question.id, id_)])
        case AnswerKind.NUMBER:
            return int(row[coded.value(question.id)])
        case AnswerKind.TEXT:
            return _("(text)")
