"""`planself workshop new`: the folder of a workshop."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planself.cli import console
from planself.cli.command import Language, Plain, Questionnaire, command, option
from planself.cli.workshop_folder import OpenFlag, Where
from planself.errors import ExitCode, UsageError
from planself.i18n import Reader, _, current, n_
from planself.shell import file_word, own_command
from planself.workshop.form_kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planself.questionnaire.load import Loaded
    from planself.workshop.workshop_draft import WorkshopDraft
    from planself.workshop_files.workshop import Workshop


@command("workshop new", _('planself workshop new my-workshop --title "Planning together" --role lead=5 --role plan=6'))
def new(
    folder: Where,
    title: Annotated[str, option("--title", metavar=_("TEXT"), help=_("What the workshop is called."))] = "",
    people: Annotated[str | None, option("--people", metavar="N", help=_("How many take part."))] = None,
    role: Annotated[
        list[str] | None, option("--role", metavar=_("ROLE=N"), help=_("A role group and how many it has; repeatable."))
    ] = None,
    part: Annotated[bool, typer.Option("--part", help=_("Everybody answers the part of their own role only."))] = False,
    collect: Annotated[
        str | None,
        option(
            "--collect",
            metavar=_("WAY"),
            help=_(
                "How answers are collected: own (everybody at once, on devices), paper, laptop (it goes round) or "
                "before (the workshop)."
            ),
        ),
    ] = None,
    laptops: Annotated[
        str | None,
        option("--laptops", metavar="N", help=_("How many laptops go round, or sheets are typed in at; else 1.")),
    ] = None,
    form: Annotated[
        list[str] | None,
        option(
            "--form",
            metavar=_("KIND"),
            help=_("A form for everybody, named by code: {words}; repeatable.").format(words=", ".join(KINDS)),
        ),
    ] = None,
    return_to: Annotated[
        str | None,
        option("--return-to", metavar=_("TEXT"), help=_("Where filled-in forms go: an address, or a place.")),
    ] = None,
    delete_on: Annotated[
        str | None,
        option(
            "--delete-on",
            metavar=_("DATE"),
            help=_("When the single answers are deleted; four weeks after the workshop, unless said otherwise."),
        ),
    ] = None,
    fact: Annotated[
        list[str] | None,
        option(
            "--fact",
            metavar=_("QUESTION=ANSWER"),
            help=_("What holds for the municipality, so that nobody is asked it; repeatable."),
        ),
    ] = None,
    day: Annotated[
        str | None, typer.Option("--date", metavar=_("DATE"), help=_("Today, unless said otherwise."))
    ] = None,
    subject: Annotated[str | None, option("--subject", metavar=_("NAME"), help=_("The municipality."))] = None,
    ags: Annotated[str | None, option("--ags", metavar="AGS", help=_("Its official key."))] = None,
    min_group: Annotated[
        int, typer.Option("--min-group", metavar="N", help=_("The smallest group: 5, or 3 at least."))
    ] = 5,
    open_: OpenFlag = False,
    plain: Plain = False,
    questionnaire: Questionnaire = None,
    lang: Language = None,
) -> ExitCode:
    """Ask for what the options leave open, and make the folder: all of it or nothing."""
    from planself.cli.workshop_options import parse_collect, parse_day, parse_facts, parse_key, parsed
    from planself.workshop.create import make, refuse_existing
    from planself.workshop.form_kinds import parse_kinds
    from planself.workshop.request import parse_laptops, parse_people, parse_role, planned
    from planself.workshop.workshop_draft import CollectingDraft, WorkshopDraft

    refuse_existing(folder)
    reader = Reader(lang) if lang else current()
    loaded = _questionnaire(questionnaire)
    given = WorkshopDraft(
        title=title,
        subject=subject,
        date=parsed("--date", parse_day, day),
        people=parsed("--people", parse_people, people) or 0,
        roles=tuple(filter(None, (parsed("--role", parse_role, written) for written in role or ()))),
        loaded=loaded if questionnaire or fact else None,
        part=True if part else None,
        collecting=CollectingDraft(
            parsed("--collect", parse_collect, collect),
            parsed("--laptops", parse_laptops, laptops),
            parse_kinds(form) if form else None,
            return_to,
            parsed("--delete-on", parse_day, delete_on),
        ),
        facts=parse_facts(fact or (), loaded),
    )
    known = _completed(given, reader, loaded, plain=plain or os.environ.get("TERM") == "dumb")
    if known is None:
        console.talk(_("Nothing was made."))
        return ExitCode.INTERRUPTED
    chosen = known.loaded or loaded
    request = replace(known.request(date.today()), ags=parsed("--ags", parse_key, ags), min_group=min_group, open=open_)
    workshop = planned(request, chosen, reader)
    if known.collecting.forms:
        console.talk(_("Making the forms, which takes a moment …"))
    _tell(folder, workshop, make(folder, workshop, chosen, reader, known.collecting.forms or ()))
    if known is given:  # nobody was asked
        _tell_open(known, chosen)
    return ExitCode.DONE


def _tell(folder: Path, workshop: Workshop, names: Iterable[str]) -> None:
    console.talk(
        n_("Made for {n} person: {{names}}", "Made for {n} people: {{names}}", len(workshop.people)).format(
            names=", ".join(str(folder / name) for name in names)
        )
    )
    console.talk(
        _("Next: print the codes, the sheets and the posters. Who is in: {command}").format(
            command=own_command("workshop", "status", file_word(folder))
        )
    )
    if not workshop.open and len(workshop.people) < workshop.min_group:
        console.talk(
            _("Note: a group result needs answers of {n} people; this workshop has {people}.").format(
                n=workshop.min_group, people=len(workshop.people)
            )
        )


def _tell_open(known: WorkshopDraft, loaded: Loaded) -> None:
    """Say what everybody will be asked though it is the same for all."""
    from planself.workshop.municipality_facts import still_open

    lacking = still_open(known.facts, loaded)
    if lacking:
        message = _("Everybody will be asked: {ids}. Said once with --fact {example}=…, nobody is.")
        names = ", ".join(question.id for question in lacking)
        console.talk(message.format(ids=names, example=lacking[0].id))


def _questionnaire(requested: str | None) -> Loaded:
    from planself.answers.load import Reference
    from planself.cli.inputs import Questionnaires

    return Questionnaires(requested)(Reference("", "", None))


_EXAMPLES = {"--title": '--title "2026"', "--people": "--people 12"}


def _completed(known: WorkshopDraft, reader: Reader, usual: Loaded, *, plain: bool) -> WorkshopDraft | None:
    """Return what is known after asking for the rest, where there is a terminal; None where somebody left."""
    from planself.interview.session import asker
    from planself.terminal.screen import Sieve
    from planself.workshop.new_dialog import NewWorkshopDialog

    if not known.lacking:
        return known
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            _("A workshop needs {options}, and there is no terminal to ask for it.").format(
                options=_(" and ").join(known.lacking)
            ),
            _("Add for example: {options}").format(options=" ".join(map(_EXAMPLES.__getitem__, known.lacking))),
        )
    sieve = Sieve(sys.stdout.encoding or "utf-8")
    choices = (known.loaded,) if known.loaded else _choices(usual)
    with asker(plain=plain, sieve=sieve) as asking:
        try:
            return NewWorkshopDialog(asking, reader, sieve, choices, date.today()).ask(known)
        except (KeyboardInterrupt, EOFError):
            return None


def _choices(usual: Loaded) -> tuple[Loaded, ...]:
    """Return the questionnaires at hand, the usual one first."""
    from planself.questionnaire.catalogue import available

    at_hand = [entry.loaded for entry in available(Path.cwd(), os.environ) if entry.loaded and not entry.shadowed]
    return (usual, *(loaded for loaded in at_hand if loaded.questionnaire.id != usual.questionnaire.id))
