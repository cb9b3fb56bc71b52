"""One report for every answer set, each under a name of its own, whole as soon as it is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path, PurePath
from typing import Any

from planself.answers.load import LoadedAnswers, check_answers
from planself.answers.model import Answer, AnswerSet, Respondent, Subject
from planself.batch.inputs import AnswerFile, Input, Member
from planself.batch.job import Job, Part
from planself.batch.reading import content
from planself.batch.table_parts import RAW
from planself.batch.table_source import SourceTable
from planself.errors import InputError, PlanselfError
from planself.files.disk import write_atomic
from planself.files.overwriting import is_sealed
from planself.files.source import parse_bytes
from planself.i18n import _
from planself.questionnaire.model import AnyQuestion
from planself.questionnaire.types.values import BadValueError
from planself.report.of_answers import report_of
from planself.scoring.assessment import assess
from planself.scoring.plan import Given, State
from planself.tables.column_meaning import Source
from planself.tables.reasons import read_cell, read_ticks
from planself.text import one_line, plain_words


class Reports:
    """Writes the reports of a run into a folder."""

    def __init__(self, job: Job, folder: Path, tell: Callable[[int], None]) -> None:
        self._written = 0
        self._under_way: Path | None = None
        self.folder = folder
        self._job = job
        self._form = job.request.report_format
        self._tell = tell
        self._force = job.request.force
        self._names = Names()
        self._answers = AnswerSets(job)

    @property
    def done(self) -> int:
        """How many reports there are; one may have taken its place in the moment of an interrupt."""
        last = self._under_way
        return self._written + (last is not None and last.exists())

    def look(self, part: Part) -> None:
        """Write the reports of some scored rows."""
        for row, answers in self._answers.of(part):
            name = self._names.name(row["subject.name"], row["subject.ags"], row["source"], row["row"])
            target = self.folder / f"{name}.{self._form}"
            if target.is_symlink():
                raise PlanselfError(
                    _("{file} is a link, and a report would be written where it leads.").format(file=target),
                    _("Delete the link, or choose another folder."),
                )
            if target.exists() and not (self._force or is_sealed(target)):
                raise PlanselfError(
                    _("{file} exists and was not written by planself, or was edited since.").format(file=target),
                    _("Choose another folder, or overwrite it with --force."),
                )
            assessment = assess(self._job.loaded, answers.answer_set, self._job.plan)
            text = report_of(assessment, answers, self._form, self._job.request.reader)
            self._under_way = None if target.exists() else target
            write_atomic(target, text.encode())
            self._under_way = None
            self._written += 1
            self._tell(self._written)


_RESERVED = {"con", "prn", "aux", "nul"} | {f"{device}{n}" for device in ("com", "lpt") for n in range(10)}
_LONGEST = 80


class Names:
    """Gives every answer set a name; the same ones in the same order get the same names again."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def name(self, subject: str | None, ags: str | None, source: str, row: int) -> str:
        """Return a name, which the row number tells from others of the same subject."""
        whom = slug(subject or "") or slug(PurePath(source.split("!")[-1]).stem) or "row"
        found = f"{whom}-{slug(ags)}" if ags and slug(ags) else whom
        while found in self._given:
            found = f"{found}-{row}"
        self._given.add(found)
        return found


def slug(text: str) -> str:
    """Return a text in small letters, digits and hyphens, "" where nothing of it remains."""
    found = plain_words(text, "-")[:_LONGEST].rstrip("-")
    return f"{found}-" if found in _RESERVED else found


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
        answers, problems = check_answers(parse_bytes(content(given), given.source), self._job.loaded)
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
