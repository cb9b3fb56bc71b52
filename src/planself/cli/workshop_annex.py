"""A workshop's folder as reports take it: read, with what does not count named, and as an annex."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from planself.cli.workshop_folder import open_group, refuse_too_few
from planself.errors import UsageError
from planself.i18n import Reader, _

if TYPE_CHECKING:
    from planself.report.blocks import Annex
    from planself.scoring.assessment import Assessment
    from planself.workshop.folder import Folder
    from planself.workshop.report_data import WorkshopReport


def annex_of(folder: Path, answers: Path, assessment: Assessment, reader: Reader, requested: str | None) -> Annex:
    """Return the group's view as an annex of the report of a consensus; another answer file is refused."""
    from planself.report.workshop.sections import workshop_annex

    if assessment.answer_set.round != "consensus":
        message = _("{file} is no consensus: the group's view joins the report of what the group agreed on.")
        hint = _("Name the workshop's consensus, or leave --workshop out.")
        raise UsageError(message.format(file=answers), hint)
    _folder, report, _problems = read_workshop(folder, requested, assessment)
    return workshop_annex(report.result, report.workshop, reader)


def read_workshop(
    folder: Path, requested: str | None, consensus: Assessment | None = None, mapping: Path | None = None
) -> tuple[Folder, WorkshopReport, bool]:
    """Return all that is to be reported, and whether files do not count, which are named."""
    from planself.workshop.report_data import read_report

    opened, loaded, group, problems = open_group(folder, requested, mapping)
    report = read_report(opened, loaded, group, consensus)
    refuse_too_few(report.result, folder)
    return opened, report, problems


def inputs_of(folder: Folder) -> list[Path]:
    """Return the files that a report is made from and must not be written over."""
    from planself.workshop.members import files_in

    of_the_room = [folder.file, folder.discussion, folder.votes, folder.consensus, folder.result]
    return [*of_the_room, *(files_in(folder.answers) if folder.workshop.closed is None else [])]
