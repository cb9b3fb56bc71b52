"""`planself workshop new`: the folder of a workshop."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from planself.cli import console
from planself.cli.command import Language, Plain, Questionnaire, command, option
from planself.cli.workshop_folder import OpenFlag, Where
from planself.errors import ExitCode, UsageError
from planself.i18n import Reader, _, current, n_
from planself.shell import file_word, own_command

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from planself.answers.model import Answer
    from planself.questionnaire.load import Loaded
    from planself.workshop.new_dialog import WorkshopDraft
    from planself.workshop.timetable import Collect
    from planself.workshop_files.workshop import Workshop

T = TypeVar("T")


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
                "How answers are collected: own (everybody at once), laptop (one for all) or before (the workshop)."
            ),
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
    from planself.workshop.create import make, refuse_existing
    from planself.workshop.new_dialog import WorkshopDraft
    from planself.workshop.request import WorkshopRequest, parse_people, parse_role, planned
    from planself.workshop.timetable import Collect

    refuse_existing(folder)
    reader = Reader(lang) if lang else current()
    loaded = _questionnaire(questionnaire)
    given = WorkshopDraft(
        title,
        subject,
        _option("--date", _parse_date, day) if day is not None else None,
        _option("--people", parse_people, people) if people is not None else 0,
        tuple(_option("--role", parse_role, written) for written in role or ()),
        loaded if questionnaire or fact else None,
        True if part else None,
        _option("--collect", _parse_collect, collect) if collect is not None else None,
        _facts(fact or (), loaded),
    )
    known = _completed(given, reader, loaded, plain=plain or os.environ.get("TERM") == "dumb")
    if known is None:
        console.talk(_("Nothing was made."))
        return ExitCode.INTERRUPTED
    chosen = known.loaded or loaded
    request = WorkshopRequest(
        title=known.title.strip(),
        date=known.date or date.today(),
        people=known.people,
        roles=known.roles,
        subject=(known.subject or "").strip(),
        ags=_option("--ags", _parse_ags, ags) if ags is not None else None,
        min_group=min_group,
        open=open_,
        part=bool(known.part),
        collect=known.collect or Collect.OWN,
        facts=known.facts,
    )
    workshop = planned(request, chosen, reader)
    _tell(folder, workshop, make(folder, workshop, chosen, reader))
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
        _("Next: print the codes and the facilitator's sheet. Who is in: {command}").format(
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


def _facts(written: Iterable[str], loaded: Loaded) -> dict[str, Answer]:
    """Return the facts of options such as `kind=kreisfrei`; raises UsageError for what is none."""
    from planself.workshop.municipality_facts import read, wrong

    raw: dict[str, object] = {}
    for entry in written:
        id_, sign, value = entry.partition("=")
        if not sign or id_.strip() in raw:
            message = _("--fact: “{written}” has no answer, or stands there twice.").format(written=entry)
            raise UsageError(message, _("Write it like kind=kreisfrei."))
        raw[id_.strip()] = value.strip()
    for finding in wrong(raw, loaded):
        raise UsageError(f"--fact: {finding.message}", finding.hint)
    return read(raw, loaded)


def _questionnaire(requested: str | None) -> Loaded:
    from planself.answers.load import Reference
    from planself.cli.inputs import Questionnaires

    return Questionnaires(requested)(Reference("", "", None))


def _option(name: str, parse: Callable[[str], T], written: str) -> T:
    try:
        return parse(written)
    except ValueError as error:
        raise UsageError(f"{name}: {error}") from error


def _parse_date(written: str) -> date:
    from planself.files.dates import parse_date

    return parse_date(written)


def _parse_collect(written: str) -> Collect:
    from planself.workshop.timetable import Collect

    if written not in list(Collect):
        raise ValueError(_("“{text}” is none of: {words}.").format(text=written[:60], words=", ".join(Collect)))
    return Collect(written)


def _parse_ags(written: str) -> str:
    from planself.files.ags import parse_ags

    return parse_ags(written)[0]


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
