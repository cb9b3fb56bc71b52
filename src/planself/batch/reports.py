"""One report for every answer set, each under a name of its own, whole as soon as it is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from planself.batch.answer_sets import AnswerSets
from planself.batch.job import Job, Part
from planself.batch.names import Names
from planself.errors import PlanselfError
from planself.files.disk import write_atomic
from planself.files.overwriting import is_sealed
from planself.i18n import _
from planself.report.of_answers import report_of
from planself.scoring.assessment import assess


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
