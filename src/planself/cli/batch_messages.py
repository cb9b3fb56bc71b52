"""What a batch says: a bar on a terminal, a line now and then elsewhere, and in the end what became of everything."""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from planself.batch.rejects import problem
from planself.cli import console
from planself.errors import Problem
from planself.i18n import _, current, n_
from planself.questionnaire.catalogue import BUILT_IN_ORIGIN, origin

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from planself.batch.rejects import RejectedFile
    from planself.batch.run import Run, Totals
    from planself.questionnaire.load import Loaded

_EVERY = 10.0
"""Seconds between two lines where there is no terminal."""


class BatchTalk:
    """Shows how far a run is."""

    def __init__(self) -> None:
        self._total: int | None = None
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._second: TaskID | None = None
        """The line of the reports, which take far longer than reading and scoring."""
        self._begun = self._said = time.monotonic()

    def __enter__(self) -> BatchTalk:
        if not console.is_quiet() and sys.stderr.isatty() and sys.stdout.isatty():
            self._bar = _bar()
            self._bar.start()
            self._task = self._bar.add_task(_("Scoring"), total=self._total, rate="")
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def tell(self, problem: Problem) -> None:
        """Show a note or a warning."""
        console.show_problems([problem])

    def expect(self, total: int) -> None:
        """Learn how many answer sets there are."""
        self._total = total
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, total=total)

    def progress(self, done: int) -> None:
        """Show how many answer sets have been read."""
        now = time.monotonic()
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=done, rate=self._rate(done, now))
        elif now - self._said >= _EVERY:
            self._said = now
            sets = n_("{n} answer set read", "{n} answer sets read", done)
            console.talk(f"{sets}, {self._rate(done, now)}")

    def reports(self, done: int) -> None:
        """Show how many reports have been written."""
        now = time.monotonic()
        if self._bar is not None:
            if self._second is None:
                self._second = self._bar.add_task(_("Reports"), total=self._total, rate="")
            self._bar.update(self._second, completed=done, rate=self._rate(done, now))
        elif now - self._said >= _EVERY:
            self._said = now
            console.talk(n_("{n} report written", "{n} reports written", done))

    def _rate(self, done: int, now: float) -> str:
        each = round(done / max(now - self._begun, 0.001))
        return _("{n} a second").format(n=current().integer(each))


def _bar() -> Progress:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=console.terminal(),
        transient=True,
    )


def show_rejected(rejects: RejectedFile) -> None:
    """Print the first reasons and the first of every kind, how many others there are, and where they are."""
    from planself.cli.problem_lines import not_shown

    told = [problem(reason) for reason in rejects.first]
    left = rejects.kinds - Counter(reason.code for reason in rejects.first)
    if left:
        where = rejects.path or Path(rejects.first[0].source)
        hint = _("All of them stand in this file.") if rejects.path else ""
        told.append(replace(not_shown(left, len(told), rejects.lines, str(where)), hint=hint))
    if told:
        console.show_problems(told, errors=rejects.lines)


def show_totals(totals: Totals, written: list[tuple[str, Path]]) -> None:
    """Say how many answer sets were read, scored and rejected, and what was written where."""
    whole = current().integer
    console.talk(
        _("{read} read = {scored} scored + {rejected} rejected.").format(
            read=n_("{n} answer set", "{n} answer sets", totals.read),
            scored=whole(totals.scored),
            rejected=whole(totals.rejected),
        )
    )
    if totals.tolerated:
        console.talk(
            n_(
                "{n} cell that cannot be read counts as missing (--lenient).",
                "{n} cells that cannot be read count as missing (--lenient).",
                totals.tolerated,
            )
        )
    for what, path in written:
        console.talk(f"{what}: {path}")


def show_questionnaire(loaded: Loaded, *, with_digest: bool) -> None:
    """Say under what was scored; with its digest where no file beside the results could say that."""
    found, from_ = loaded.questionnaire, origin(loaded)
    where = _("built in") if from_ == BUILT_IN_ORIGIN else str(loaded.path)
    asked = n_("{n} question", "{n} questions", len(found.questions))
    line = _("Questionnaire: {id} {version} ({origin}), {questions}").format(
        id=found.id, version=found.version, origin=where, questions=asked
    )
    console.talk(f"{line}, {loaded.digest}" if with_digest else line)


def show_interrupted(run: Run, not_written: list[Path], reports: int, folder: Path | None) -> None:
    """Say what is there and what is not, after Ctrl-C."""
    console.talk(n_("Interrupted after {n} answer set.", "Interrupted after {n} answer sets.", run.totals.read))
    if folder is not None:
        done = n_("{n} report is finished and whole", "{n} reports are finished and whole", reports)
        console.talk(_("{reports} in {folder}; the others are missing.").format(reports=done, folder=folder))
    for path in not_written:
        if path.exists():
            console.talk(_("Not written: {file}. What stands there is as it was.").format(file=path))
        else:
            console.talk(_("Not written: {file}").format(file=path))
