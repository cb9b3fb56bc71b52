"""`planself workshop vote`: the dots on hurdles or measures, counted by the facilitator."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planself.cli import console
from planself.cli.command import Plain, Questionnaire, command
from planself.cli.workshop_folder import open_without_answers
from planself.errors import ExitCode, UsageError
from planself.i18n import _, current

if TYPE_CHECKING:
    from planself.questionnaire.load import Loaded
    from planself.workshop.folder import Folder
    from planself.workshop.record_store import RecordStore
    from planself.workshop_files.votes import On, Vote, Votes


@command(
    "workshop vote",
    _("planself workshop vote workshop --on hurdles --dots 3 --count data_basis=7 --count participation=12"),
)
def vote(
    folder: Annotated[
        Path, typer.Argument(metavar=_("FOLDER"), help=_("The workshop's folder."), readable=False)
    ] = Path(),
    on: Annotated[
        str, typer.Option("--on", metavar="hurdles|measures", help=_("What the dots are put on."))
    ] = "hurdles",
    dots: Annotated[int | None, typer.Option("--dots", metavar="N", help=_("How many dots each person has."))] = None,
    people: Annotated[
        int | None, typer.Option("--people", metavar="N", help=_("How many people vote, if not all of the workshop."))
    ] = None,
    count: Annotated[
        list[str] | None,
        typer.Option(
            "--count",
            metavar="ID=N",
            help=_("The dots of one, without being asked; repeatable. A second time it corrects."),
        ),
    ] = None,
    anew: Annotated[
        bool, typer.Option("--anew", help=_("Forget what was counted before, instead of correcting it."))
    ] = False,
    plain: Plain = False,
    questionnaire: Questionnaire = None,
) -> ExitCode:
    """Take the counts from the options, or ask for them one after the other; each is saved at once."""
    from planself.workshop.record_file import CheckContext, odd_sum
    from planself.workshop.record_store import RecordStore, read_votes
    from planself.workshop.voting import corrections, counted, example, with_vote

    what = _on(on)
    found, loaded = open_without_answers(folder, questionnaire)
    console.show_problems(found.notes)
    if not count and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            _("`planself workshop vote` needs a terminal or counts."),
            _("Add for example: {options}").format(options=f"--count {example(loaded, what)}"),
        )
    told: tuple[str, ...] = ()
    with RecordStore(found.votes) as store:
        known = read_votes(found.votes, CheckContext(found.workshop, loaded))
        begun = _begun(known, what, found, dots, people)
        begun = begun.model_copy(update={"counts": {}}) if anew else begun
        if count:
            given = counted(loaded, what, count)
            told = tuple(corrections(begun.counts, given, current()))
            counts = {**begun.counts, **given}
            now = begun.model_copy(update={"counts": counts, "at": datetime.now().replace(microsecond=0)})
            store.save(with_vote(known, loaded, now))
            complete = True
        else:
            now, complete = _asked(begun, known, store, found, loaded, plain=plain)
    if not now.counts:
        console.talk(_("No dots were counted, so nothing was saved."))
        return ExitCode.DONE if complete else ExitCode.INTERRUPTED
    console.talk(_("The votes are in {file}.").format(file=found.votes))
    if now.given != now.handed_out:
        console.talk(odd_sum(now))
    for line in told:
        console.talk(line)
    return ExitCode.DONE if complete else ExitCode.INTERRUPTED


def _on(written: str) -> On:
    match written:
        case "hurdles":
            return "hurdles"
        case "measures":
            return "measures"
    raise UsageError(_("--on: expected one of {words}").format(words="hurdles, measures"))


def _begun(known: Votes | None, on: On, folder: Folder, dots: int | None, people: int | None) -> Vote:
    """Return the vote as it stands in the file, or a new one."""
    from pydantic import ValidationError

    from planself.workshop_files.votes import Vote

    old = known.on(on) if known else None
    try:
        return Vote(
            on=on,
            people=people or (old.people if old else len(folder.workshop.people)),
            dots=dots or (old.dots if old else 3),
            counts=old.counts if old else {},
            at=old.at if old else None,
        )
    except ValidationError as error:
        raise UsageError(_("So many people or dots cannot vote."), _("Each has 1 to 100 dots.")) from error


def _asked(
    begun: Vote, known: Votes | None, store: RecordStore, folder: Folder, loaded: Loaded, *, plain: bool
) -> tuple[Vote, bool]:
    from planself.interview.session import asker
    from planself.terminal.screen import sieve_of
    from planself.workshop.voting import VoteEntry, listed, with_vote

    sieve, reader = sieve_of(sys.stdout), current()
    booth = VoteEntry(
        asker(plain=plain or os.environ.get("TERM") == "dumb", sieve=sieve),
        reader,
        sieve,
        lambda vote: store.save(with_vote(known, loaded, vote)),
        datetime.now,
    )
    first = _recommended(folder, loaded) if begun.on == "measures" else ()
    return booth.count(begun, listed(loaded, begun.on, first, reader))


def _recommended(folder: Folder, loaded: Loaded) -> tuple[str, ...]:
    """Return the next steps that follow from the consensus, where there is one: they stand first."""
    from planself.analysis.recommendation import ranked
    from planself.answers.load import load_answers
    from planself.scoring.assessment import assess

    if not folder.consensus.exists():
        return ()
    answers = load_answers(folder.consensus, lambda _reference: loaded)
    return tuple(step.measure.id for step in ranked(assess(loaded, answers.answer_set)))
