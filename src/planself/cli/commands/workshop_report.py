"""`planself workshop report`: the report with the group's view, and the annex that `planself report` takes of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planself.cli.command import Language, Questionnaire, command
from planself.cli.report_options import AudienceOption, Force, FormatOption, Output, chosen_format, write_report
from planself.cli.workshop_annex import inputs_of, read_workshop
from planself.cli.workshop_folder import Mapping
from planself.clock import now
from planself.errors import ExitCode
from planself.i18n import Reader, _, current

if TYPE_CHECKING:
    from planself.report.method import Provenance
    from planself.report_formats import Audience, Format
    from planself.workshop.report_data import WorkshopReport


@command("workshop report", _("planself workshop report workshop -o workshop.html"))
def report(
    output: Output,
    folder: Annotated[
        Path, typer.Argument(metavar=_("FOLDER"), help=_("The workshop's folder."), readable=False)
    ] = Path(),
    format_: FormatOption = None,
    lang: Language = None,
    audience: AudienceOption = "full",
    force: Force = False,
    mapping: Mapping = None,
    questionnaire: Questionnaire = None,
) -> ExitCode:
    """Write one document: the report of the consensus with the group's view, or the group's view alone.

    The consensus leads as soon as one hurdle of it has a score. Files that do not count are named, and the exit
    code says so.
    """
    chosen = chosen_format(output, format_)
    reader = Reader(lang) if lang else current()
    opened, workshop, problems = read_workshop(folder, questionnaire, mapping=mapping)
    write_report(_rendered(workshop, chosen, reader, audience), output, inputs_of(opened), force=force)
    return ExitCode.PROBLEMS if problems else ExitCode.DONE


def _rendered(report: WorkshopReport, form: Format, reader: Reader, audience: Audience) -> str:
    from planself.report.of_answers import report_of
    from planself.report.render import render
    from planself.report.workshop.sections import workshop_annex, workshop_page

    workshop = report.workshop
    if form != "json" and workshop.scored_consensus is not None and report.file is not None:
        annexes = (workshop_annex(report.result, workshop, reader),)
        return report_of(workshop.scored_consensus, report.file, form, reader, audience, annexes=annexes)
    return render(workshop_page(report.result, workshop, reader, _made()), form)


def _made() -> Provenance:
    """Return who writes the report, and when."""
    from planself import __version__
    from planself.report.method import Provenance

    return Provenance(__version__, now(), "")
