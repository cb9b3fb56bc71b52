"""`planself workshop new`: the folder of a workshop; and what all workshop commands share."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from planself.cli import console
from planself.cli.command import Language, Questionnaire, command, group
from planself.errors import ExitCode, UsageError
from planself.i18n import Reader, _, current, n_
from planself.shell import file_word

if TYPE_CHECKING:
    from collections.abc import Callable

    from planself.interview.asker import Asker
    from planself.questionnaire.load import Loaded
    from planself.workshop.asking import Known
    from planself.workshop.folder import Folder
    from planself.workshop.members import Members

T = TypeVar("T")
Where = Annotated[
    Path, typer.Argument(metavar=_("FOLDER"), help=_("The workshop's folder."), show_default=False, readable=False)
]
OpenFlag = Annotated[
    bool, typer.Option("--open", help=_("Everybody agreed to be recognised: names are possible, nothing is hidden."))
]

Mapping = Annotated[
    Path | None,
    typer.Option(
        "--mapping",
        metavar=_("FILE"),
        help=_("How columns and cells of tables among the answers are to be read."),
        show_default=False,
        readable=False,
    ),
]

group("workshop", _("Several voices: prepare a workshop, see who is in, put the answers together."))


@command(
    "workshop new",
    _("Make a workshop's folder: codes, prepared answer files, the facilitator's sheet."),
    _('planself workshop new my-workshop --title "Planning together" --role lead=5 --role plan=6'),
)
def new(
    folder: Where,
    title: Annotated[
        str, typer.Option("--title", metavar=_("TEXT"), help=_("What the workshop is called."), show_default=False)
    ] = "",
    people: Annotated[
        str | None, typer.Option("--people", metavar="N", help=_("How many take part."), show_default=False)
    ] = None,
    role: Annotated[
        list[str] | None,
        typer.Option(
            "--role", metavar=_("ROLE=N"), help=_("A role group and how many it has; repeatable."), show_default=False
        ),
    ] = None,
    part: Annotated[bool, typer.Option("--part", help=_("Everybody answers the part of the own role only."))] = False,
    day: Annotated[
        str | None, typer.Option("--date", metavar=_("DATE"), help=_("Today, unless said otherwise."))
    ] = None,
    subject: Annotated[
        str | None, typer.Option("--subject", metavar=_("NAME"), help=_("The municipality."), show_default=False)
    ] = None,
    ags: Annotated[
        str | None, typer.Option("--ags", metavar="AGS", help=_("Its official key."), show_default=False)
    ] = None,
    min_group: Annotated[
        int, typer.Option("--min-group", metavar="N", help=_("The smallest group: 5, or 3 at least."))
    ] = 5,
    open_: OpenFlag = False,
    plain: Annotated[
        bool, typer.Option("--plain", help=_("Numbered lines without redrawing, fit for a screen reader."))
    ] = False,
    questionnaire: Questionnaire = None,
    lang: Language = None,
) -> ExitCode:
    """Ask for what the options leave open, and make the folder: all of it or nothing."""
    from planself.workshop.asking import Known
    from planself.workshop.making import make, refuse_existing
    from planself.workshop.wish import Wish, parse_people, parse_role, planned

    refuse_existing(folder)
    reader = Reader(lang) if lang else current()
    loaded = _questionnaire(questionnaire)
    given = Known(
        title,
        subject,
        _option("--date", _parse_date, day) if day is not None else None,
        _option("--people", parse_people, people) if people is not None else 0,
        tuple(_option("--role", parse_role, written) for written in role or ()),
    )
    known = _completed(given, plain=plain or os.environ.get("TERM") == "dumb")
    if known is None:
        console.talk(_("Nothing was made."))
        return ExitCode.INTERRUPTED
    wish = Wish(
        title=known.title.strip(),
        date=known.date or date.today(),
        people=known.people,
        roles=known.roles,
        subject=(known.subject or "").strip(),
        ags=_option("--ags", _parse_ags, ags) if ags is not None else None,
        min_group=min_group,
        open=open_,
        part=part,
    )
    workshop = planned(wish, loaded, reader)
    names = make(folder, workshop, loaded, reader)
    console.talk(
        n_("Made for {n} person: {{names}}", "Made for {n} people: {{names}}", len(workshop.people)).format(
            names=", ".join(str(folder / name) for name in names)
        )
    )
    console.talk(
        _("Next: print the codes and the facilitator's sheet. Who is in: {command}").format(
            command=console.command_line("workshop", "status", file_word(folder))
        )
    )
    if not workshop.open and len(workshop.people) < workshop.min_group:
        console.talk(
            _("Note: a group result needs answers of {n} people; this workshop has {people}.").format(
                n=workshop.min_group, people=len(workshop.people)
            )
        )
    return ExitCode.DONE


def _questionnaire(asked: str | None) -> Loaded:
    from planself.answers.load import Reference
    from planself.cli.inputs import Questionnaires

    return Questionnaires(asked)(Reference("", "", None))


def _option(name: str, parse: Callable[[str], T], written: str) -> T:
    try:
        return parse(written)
    except ValueError as error:
        raise UsageError(f"{name}: {error}") from error


def _parse_date(written: str) -> date:
    from planself.answers.dates import parse_date

    return parse_date(written)


def _parse_ags(written: str) -> str:
    from planself.answers.ags import parse_ags

    return parse_ags(written)[0]


def _completed(known: Known, *, plain: bool) -> Known | None:
    """Return what is known after asking for the rest, where there is a terminal; None where somebody left."""
    from planself.workshop.asking import ask

    if not known.lacking:
        return known
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            _("A workshop needs {options}, and there is no terminal to ask for it.").format(
                options=_(" and ").join(known.lacking)
            ),
            _('Say for example: planself workshop new FOLDER --title "…" --people 12'),
        )
    with _asker(plain) as asker:
        try:
            return ask(asker, known, date.today())
        except (KeyboardInterrupt, EOFError):
            return None


def _asker(plain: bool) -> Asker:
    from planself.interview.session import asker

    return asker(plain=plain)


def opened(folder: Path, asked: str | None, mapping: Path | None = None) -> tuple[Folder, Loaded, Members]:
    """Return a workshop with its questionnaire and everybody's answers, and show the notes on them."""
    from planself.workshop.folder import with_mapping
    from planself.workshop.members import read_folder

    plain, loaded = known(folder, asked)
    found = with_mapping(plain, loaded, mapping)
    members = read_folder(found, loaded)
    console.show_problems((*found.notes, *members.notes))
    return replace(found, notes=()), loaded, members


def known(folder: Path, asked: str | None) -> tuple[Folder, Loaded]:
    """Return a workshop with its questionnaire; nobody's answers are read."""
    from planself.workshop.folder import open_folder, questionnaire_for

    found = open_folder(folder)
    return found, questionnaire_for(found, Path.cwd(), os.environ, asked)
