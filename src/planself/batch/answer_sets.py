"""The answer set behind a row of results, whole, as a report needs it: read again from its file or its cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from planself.answers.load import LoadedAnswers, check_answers
from planself.answers.model import Answer, AnswerSet, Respondent, Subject
from planself.batch.inputs import AnswerFile, Input, Member
from planself.batch.job import Job, Part
from planself.batch.reading import content, parsed
from planself.batch.table_parts import RAW
from planself.batch.table_source import SourceTable
from planself.errors import InputError
from planself.questionnaire.model import AnyQuestion
from planself.questionnaire.types.values import BadValueError
from planself.scoring.plan import Given, State
from planself.tables.column_meaning import Source
from planself.tables.reasons import read_cell, read_ticks
from planself.text import one_line

Row = Mapping[str, Any]


class AnswerSets:
    """Finds the answers behind rows."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._files: dict[str, Input] = {}

    def of(self, part: Part) -> Iterator[tuple[Row, LoadedAnswers]]:
        """Yield the rows of a part with their answers; raises InputError where a file has changed meanwhile."""
        for row in part.frame.iter_rows(named=True):
            answers = self._of_file(row["source"]) if part.table is None else self._of_cells(row, part.table)
            yield row, answers

    def _of_file(self, source: str) -> LoadedAnswers:
        if not self._files:
            files = (given for given in self._job.inputs if isinstance(given, AnswerFile | Member))
            self._files = {one_line(given.source): given for given in files}
        given = self._files[one_line(source)]
        answers, problems = check_answers(parsed(content(given), given.source), self._job.loaded)
        if answers is None:
            raise InputError(problems)
        return LoadedAnswers(Path(source), answers, self._job.loaded, problems)

    def _of_cells(self, row: Row, table: SourceTable) -> LoadedAnswers:
        questionnaire = self._job.loaded.questionnaire
        answers = {}
        for id_, sources in table.headings.sources.items():
            given = next(
                filter(_some, (self._given(questionnaire.by_id[id_], one, row, table) for one in sources)), None
            )
            if given is not None:
                answers[id_] = _answer(given)
        day = row.get("date")
        subject = Subject(row.get("subject.name") or "", row.get("subject.ags"))
        who = Respondent(*(row.get(f"respondent.{name}") or "" for name in ("id", "role", "department")))
        found = AnswerSet(subject, who, date.fromisoformat(day) if day else None, answers=answers)
        return LoadedAnswers(Path(row["source"]), found, self._job.loaded, ())

    def _given(self, question: AnyQuestion, source: Source, row: Row, table: SourceTable) -> Given | None:
        whole = row[RAW + source.whole.name] if source.whole else None
        try:
            if source.options:
                ticks = {option: row[RAW + column.name] for option, column in source.options.items()}
                return read_ticks(question, ticks, whole)
            return read_cell(question, whole, table.decimal)
        except BadValueError:
            return None  # tolerated: it counts as missing


def _some(given: Given | None) -> bool:
    return given is not None


def _answer(given: Given) -> Answer:
    if given is State.UNKNOWN:
        return Answer(said="unknown")
    if given is State.NOT_APPLICABLE:
        return Answer(said="not_applicable")
    assert not isinstance(given, State)  # noqa: S101 -- there are no other states that are given
    return Answer(given)
