"""`planself workshop show`: a workshop's result as slides for the projector, in one file for a browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planself.cli import console
from planself.cli.command import Language, Questionnaire, command
from planself.cli.report_options import Force, write_report
from planself.cli.workshop_annex import inputs_of, read_workshop
from planself.cli.workshop_folder import Mapping
from planself.clock import now
from planself.errors import ExitCode, UsageError
from planself.i18n import Reader, _, current

if TYPE_CHECKING:
    from planself.workshop.report_data import WorkshopReport


@command("workshop show", _("planself workshop show workshop"))
def show(
    folder: Annotated[
        Path, typer.Argument(metavar=_("FOLDER"), help=_("The workshop's folder."), readable=False)
    ] = Path(),
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar=_("FILE"),
            help=_(
                "Where to write it; the name ends in .html. Without it: presentation.html in the workshop's folder."
            ),
            show_default=False,
        ),
    ] = None,
    lang: Language = None,
    force: Force = False,
    mapping: Mapping = None,
    questionnaire: Questionnaire = None,
) -> ExitCode:
    """Write the result as slides in large type: profile, role groups, what to talk about, consensus, next steps.

    They show what `planself workshop report` shows, and no single answer, remark or dissenting view.
    """
    reader = Reader(lang) if lang else current()
    target = output or folder / reader._("presentation.html")
    if target.suffix.lower() not in (".html", ".htm"):
        raise UsageError(
            _("The name {file} does not say that slides are a page for a browser.").format(file=target),
            _("Let it end in .html."),
        )
    opened, workshop, problems = read_workshop(folder, questionnaire, mapping=mapping)
    write_report(_page(workshop, reader), target, inputs_of(opened), force=force)
    console.talk(
        _(
            "Open the file in a browser. On: → or Page Down. Back: ← or Page Up. F11 fills the screen. "
            "Printed, every slide is a page."
        )
    )
    return ExitCode.PROBLEMS if problems else ExitCode.DONE


def _page(found: WorkshopReport, reader: Reader) -> str:
    from planself import __version__
    from planself.report.deck.html import deck_page
    from planself.report.deck.workshop import workshop_deck
    from planself.report.method import Provenance

    return deck_page(workshop_deck(found.result, found.workshop, reader, Provenance(__version__, now(), "")))
