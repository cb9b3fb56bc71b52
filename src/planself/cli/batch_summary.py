"""The summary of a batch: shown every part, then written with what whoever passes it on must know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from planself import __version__
from planself.analysis.suppression import LEAST_SETS
from planself.batch.job import Job, Part
from planself.batch.repeated_respondents import Several
from planself.cli import console
from planself.clock import now
from planself.errors import Location, Problem, Severity
from planself.files.disk import write_atomic
from planself.i18n import Reader, _, n_
from planself.report_formats import Format

if TYPE_CHECKING:
    from planself.analysis.summary.result import Summary


class Summed:
    """Shows every part to the summary."""

    def __init__(self, job: Job, by: str | None) -> None:
        from planself.analysis.summary.builder import SummaryBuilder  # for those who want one

        self._builder = SummaryBuilder(job.plan, job.loaded, by)
        self._several = Several()

    def look(self, part: Part) -> None:
        """Count the scored rows."""
        self._builder.add(part.frame)
        self._several.look(part)

    def write(
        self,
        file: Path,
        form: Format,
        reader: Reader,
        sources: Sequence[str],
        rejected: int,
    ) -> None:
        """Write the summary and say what is to be known of it."""
        from planself.report.summary import Origin, render

        found = self._builder.result(rejected)
        text = render(found, reader, Origin(__version__, now(), tuple(sources)), form)
        write_atomic(file, text.encode())
        console.show_problems([*_repeated(self._several.more(), file), *_notes(found, file)])


def _repeated(more: int, file: Path) -> Iterator[Problem]:
    """Yield a warning where people are in the summary more than once."""
    if more:
        said = n_(
            "{n} answer set of the summary is of somebody who is in it already: it counts answer sets, not people.",
            "{n} answer sets of the summary are of people who are in it already: it counts answer sets, not people.",
            more,
        )
        hint = _("Delete those that do not count, or say in the report how many people there were.")
        yield Problem(Location(str(file)), "N458", said, hint, Severity.WARNING)


def _notes(found: Summary, file: Path) -> Iterator[Problem]:
    """Yield what whoever passes a summary on must know."""
    where = Location(str(file))
    if not found.enough:
        said = _("Of fewer than {least} answer sets, a summary shows nothing but their number.")
        yield Problem(where, "N473", said.format(least=LEAST_SETS), severity=Severity.NOTE)
    if found.groups is not None:
        said = _("A second summary of the same rows by another column can be compared with this one and tell of few.")
        yield Problem(where, "N471", said, _("Pass on the groups of one column only."), Severity.NOTE)
    if found.people:
        said = n_(
            "{n} answer set names a respondent or a role; a summary counts municipalities and does not protect people.",
            "{n} answer sets name a respondent or a role; a summary counts municipalities and does not protect people.",
            found.people,
        )
        hint = _("People answer in a workshop, each in a file of their own: planself workshop new --help shows how.")
        yield Problem(where, "N472", said, hint, Severity.NOTE)
