"""One report for every answer set, each under a name of its own, whole as soon as it is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from planself.answers.load import LoadedAnswers
from planself.batch.answer_sets import AnswerSets
from planself.batch.names import Names
from planself.batch.parts import Job, Part
from planself.errors import PlanselfError
from planself.files import write_atomic
from planself.i18n import _
from planself.scoring.assessment import Assessment, assess

Rendered = Callable[[Assessment, LoadedAnswers], str]


class Reports:
    """Writes the reports of a run into a folder; `done` are those that are there."""

    def __init__(
        self, job: Job, folder: Path, suffix: str, rendered: Rendered, may_write: Callable[[Path], bool]
    ) -> None:
        self.done = 0
        self.folder = folder
        self._job = job
        self._suffix = suffix
        self._rendered = rendered
        self._may_write = may_write
        self._names = Names()
        self._answers = AnswerSets(job)

    def look(self, part: Part) -> None:
        """Write the reports of some scored rows."""
        for row, answers in self._answers.of(part):
            name = self._names.name(row["subject.name"], row["subject.ags"], row["source"], row["row"])
            target = self.folder / f"{name}.{self._suffix}"
            if target.exists() and not self._may_write(target):
                raise PlanselfError(
                    _("{file} exists and was not written by planself, or was edited since.").format(file=target),
                    _("Choose another folder, or overwrite it with --force."),
                )
            assessment = assess(self._job.loaded, answers.answer_set, self._job.plan)
            write_atomic(target, self._rendered(assessment, answers).encode())
            self.done += 1
