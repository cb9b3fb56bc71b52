"""`planself workshop report`: the report with the group's view, and the annex that `planself report` takes of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planself.cli import console
from planself.cli.command import Language, Questionnaire, command
from planself.cli.commands.report import Audience, Format, chosen_format, refuse_to_overwrite, rendered
from planself.cli.workshop_annex import seen
from planself.cli.workshop_folder import Mapping
from planself.clock import now
from planself.errors import ExitCode
from planself.i18n import Reader, _, current

if TYPE_CHECKING:
    from planself.report.method import Provenance
    from planself.workshop.folder import Folder
    from planself.workshop.reporting import Told


@command("workshop report", _("planself workshop report workshop -o workshop.html"))
def report(
    output: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            metavar=_("FILE"),
            help=_("Where to write it; the suffix chooses the format, - is stdout."),
        ),
    ],
    folder: Annotated[
        Path, typer.Argument(metavar=_("FOLDER"), help=_("The workshop's folder."), readable=False)
    ] = Path(),
    format_: Annotated[
        Format | None,
        typer.Option("--format", help=_("The format, where the suffix does not say it."), show_default=False),
    ] = None,
    lang: Language = None,
    audience: Annotated[
        Audience,
        typer.Option("--audience", help=_("council: one sheet for the council; full: everything in order.")),
    ] = Audience.FULL,
    force: Annotated[bool, typer.Option("--force", help=_("Overwrite the file even if it was edited since."))] = False,
    mapping: Mapping = None,
    questionnaire: Questionnaire = None,
) -> ExitCode:
    """Write one document: the report of the consensus with the group's view, or the group's view alone.

    The consensus leads as soon as one hurdle of it has a score. Files that do not count are named, and the exit
    code says so.
    """
    from planself.files.disk import write_atomic

    chosen = chosen_format(output, format_)
    reader = Reader(lang) if lang else current()
    found, told, problems = seen(folder, questionnaire, mapping=mapping)
    text = _rendered(told, chosen, reader, audience)
    done = ExitCode.PROBLEMS if problems else ExitCode.DONE
    if output == Path("-"):
        console.write(text)
        return done
    for file in _inputs(found):
        refuse_to_overwrite(output, file, force=force)
    write_atomic(output, text.encode())
    console.talk(_("Written: {file}").format(file=output))
    return done


def _inputs(folder: Folder) -> list[Path]:
    from planself.workshop.members import files_in

    return [folder.file, folder.discussion, folder.votes, folder.consensus, *files_in(folder.answers)]


def _rendered(told: Told, format_: Format, reader: Reader, audience: Audience) -> str:
    from planself.report.render import render
    from planself.report.workshop.sections import workshop_annex, workshop_page

    room = told.room
    if format_ is not Format.JSON and room.scored_consensus is not None and told.file is not None:
        annexes = (workshop_annex(told.result, room, reader),)
        return rendered(room.scored_consensus, told.file, format_, reader, audience, annexes=annexes)
    return render(workshop_page(told.result, room, reader, _made()), format_.value)


def _made() -> Provenance:
    """Return who writes the report, and when."""
    from planself import __version__
    from planself.report.method import Provenance

    return Provenance(__version__, now(), "")
