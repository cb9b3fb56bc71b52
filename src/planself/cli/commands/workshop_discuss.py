"""`planself workshop discuss`: the room talks, and what it agrees on becomes an answer set of its own."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planself.cli import console
from planself.cli.command import Language, Plain, Questionnaire, command
from planself.cli.workshop_folder import Mapping, open_workshop, refuse_too_few
from planself.errors import ExitCode, UsageError
from planself.i18n import _, current, n_, use
from planself.shell import file_word, own_command

if TYPE_CHECKING:
    from planself.questionnaire.load import Loaded
    from planself.workshop.agenda import DiscussionSetup
    from planself.workshop.conduct import DiscussionEnd
    from planself.workshop.consensus import Consensus
    from planself.workshop.dialogs import Attendance
    from planself.workshop.folder import Folder
    from planself.workshop.members import Members
    from planself.workshop.record_store import RecordStore
    from planself.workshop_files.discussion import Discussion


@command("workshop discuss", _("planself workshop discuss workshop"))
def discuss(
    folder: Annotated[
        Path, typer.Argument(metavar=_("FOLDER"), help=_("The workshop's folder."), readable=False)
    ] = Path(),
    plain: Plain = False,
    mapping: Mapping = None,
    questionnaire: Questionnaire = None,
    lang: Language = None,
) -> ExitCode:
    """Discuss item by item, save after every step, and write the consensus."""
    from planself.workshop.consensus import Consensus
    from planself.workshop.record_store import RecordStore

    _need_terminal(folder)
    found, loaded, members = open_workshop(folder, questionnaire, mapping)
    if lang is None and found.workshop.language and "PLANSELF_LANG" not in os.environ:
        use(found.workshop.language)
    setup, attendance = _prepared(found, loaded, members)
    with RecordStore(found.discussion) as store, Consensus(found, loaded, members) as consensus:
        record = _record(found, loaded, members)
        outcome = _held(setup, attendance, record, store, consensus, plain=plain or os.environ.get("TERM") == "dumb")
    named = {"-q": questionnaire, "--mapping": mapping}
    given = [word for option, value in named.items() if value is not None for word in (option, str(value))]
    given += ["--plain"] if plain else []
    return _end(found, loaded, outcome, given)


def _need_terminal(folder: Path) -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        merge = own_command("workshop", "merge", file_word(folder))
        raise UsageError(
            _("`planself workshop discuss` needs a terminal, and there is none here."),
            _("What is to be discussed is said by `{command}`.").format(command=merge),
        )


def _prepared(folder: Folder, loaded: Loaded, members: Members) -> tuple[DiscussionSetup, Attendance]:
    """Return the agenda and the room, with the published numbers of a second round where there are files of one."""
    from planself.scoring.compile import compile_plan
    from planself.workshop.agenda import DiscussionSetup, agenda, tally
    from planself.workshop.dialogs import Attendance
    from planself.workshop.members import read_second, result
    from planself.workshop.municipality_facts import read
    from planself.workshop_files.workshop import SECOND

    group = result(folder, loaded, members)
    console.show_problems(members.problems)
    refuse_too_few(group, folder.path)
    facts = read(folder.workshop.facts, loaded)
    setup = DiscussionSetup(loaded, compile_plan(loaded.questionnaire), agenda(loaded, group, facts), facts)
    present = frozenset(members.answers)
    if not (folder.answers / SECOND).is_dir():
        return setup, Attendance(folder.workshop, present=present)
    again = read_second(folder, loaded)
    console.show_problems((*again.problems, *again.notes))
    numbers = result(folder, loaded, again).questions if again.answers else ()
    second = {question.id: tally(question) for question in numbers if question.n}
    return setup, Attendance(folder.workshop, second, present, frozenset(again.answers))


def _record(folder: Folder, loaded: Loaded, members: Members) -> Discussion:
    """Return the discussion so far, or a new one; says where answers have changed since it began."""
    from planself.files.shared_fields import NamedQuestionnaire
    from planself.workshop.consensus import source_of
    from planself.workshop.record_file import CheckContext
    from planself.workshop.record_store import read_discussion
    from planself.workshop_files.discussion import Discussion

    answers = source_of(folder, members)
    known = read_discussion(folder.discussion, CheckContext(folder.workshop, loaded))
    if known is None:
        named = NamedQuestionnaire(id=loaded.questionnaire.id, version=loaded.questionnaire.version)
        return Discussion(questionnaire=named, answers=answers, started_at=_now())
    if known.answers != answers:
        console.talk(
            _("Answers have changed since the discussion began; what was discussed keeps the counts of that time.")
        )
    return known


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)


def _held(
    setup: DiscussionSetup,
    attendance: Attendance,
    record: Discussion,
    store: RecordStore,
    consensus: Consensus,
    *,
    plain: bool,
) -> DiscussionEnd:
    from planself.terminal.screen import sieve_of
    from planself.workshop.conduct import Conductor
    from planself.workshop.display import display
    from planself.workshop.slides import Slides

    def save(now: Discussion) -> None:
        store.save(now)
        consensus.follow(now)

    own = {role.id: role.label for role in attendance.workshop.roles}
    slides = Slides(current(), sieve_of(sys.stdout), own)
    consensus.follow(record)
    return Conductor(display(plain=plain, clock=datetime.now), slides, attendance, datetime.now, save).run(
        setup, record
    )


def _end(folder: Folder, loaded: Loaded, outcome: DiscussionEnd, options: list[str]) -> ExitCode:
    """Say what was agreed, where it is, and how to go on; `options` are those of this call."""
    from planself.questionnaire.catalogue import naming

    items = outcome.record.items
    agreed = sum(item.outcome == "agreement" for item in items)
    apart = sum(item.outcome == "no_agreement" for item in items)
    console.talk(
        n_("{n} question agreed", "{n} questions agreed", agreed)
        + ", "
        + n_("{n} question without agreement", "{n} questions without agreement", apart)
        + "."
    )
    console.talk(_("The discussion is in {file}.").format(file=folder.discussion))
    if folder.consensus.exists():
        console.talk(
            _("The consensus is in {file}. Its profile: {command}").format(
                file=folder.consensus, command=own_command("score", file_word(folder.consensus), *naming(loaded))
            )
        )
    if not outcome.finished:
        again = own_command("workshop", "discuss", file_word(folder.path), *options)
        console.talk(_("Go on with: {command}").format(command=again))
    return ExitCode.DONE if outcome.finished else ExitCode.INTERRUPTED
