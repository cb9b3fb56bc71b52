"""`planself plan new`: a plan from the next steps."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planself.cli import console
from planself.cli.command import Language, Plain, Questionnaire, command, file_argument, option
from planself.errors import ExitCode, UsageError, did_you_mean
from planself.i18n import Reader, _, current, n_
from planself.shell import file_word, own_command, unused

if TYPE_CHECKING:
    from planself.actions.propose import Proposal
    from planself.actions.store import PlanStore
    from planself.cli.inputs import Questionnaires
    from planself.scoring.assessment import Assessment


@command("plan new", _("planself plan new answers.yaml -o plan.yaml --target participation=50"))
def new(
    answers: Annotated[Path, file_argument(metavar=_("ANSWERS"))],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar=_("FILE"), help=_("The plan file, new or begun; YAML."))
    ],
    take: Annotated[
        list[str] | None, option("--take", metavar="ID", help=_("Take this measure, without asking; repeatable."))
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help=_("Take every measure that is offered, without asking."))
    ] = False,
    target: Annotated[
        list[str] | None,
        option("--target", metavar=_("HURDLE=N"), help=_("The score that a hurdle is to reach; repeatable.")),
    ] = None,
    plain: Plain = False,
    lang: Language = None,
    questionnaire: Questionnaire = None,
) -> ExitCode:
    """Propose measures in the order of the report; at a terminal they are picked and filled in, saved at once."""
    from planself.actions.propose import proposals, taken
    from planself.cli.inputs import Questionnaires, one
    from planself.cli.short_form import answered_instead

    asks = sys.stdin.isatty() and sys.stdout.isatty() and not take and not everything
    if output.suffix.lower() not in (".yaml", ".yml"):
        raise UsageError(_("A plan is a YAML file; let its name end in .yaml."))
    if output.exists() and not asks:
        call = own_command("plan", "edit", file_word(output), *(["-q", questionnaire] if questionnaire else []))
        raise UsageError(
            _("{file} exists.").format(file=output), _("Go on with it at a terminal: {call}").format(call=call)
        )
    reader, at_hand = Reader(lang) if lang else current(), Questionnaires(questionnaire)
    _loaded, assessment = one(answers, questionnaire, reader)
    targets = _targets(target or [], assessment)
    if asks:
        return _ask(output, answers, assessment, targets, at_hand, reader, plain=plain)
    chosen = taken(assessment, take) if take else proposals(assessment, everything=everything)
    _write(output, answers, assessment, chosen, targets, reader)
    written = n_("{n} action", "{n} actions", len(chosen))
    console.talk(_("{actions} written to {file}.").format(actions=written, file=output))
    status = _status(output, assessment)
    console.talk(_("Fill in office, function and dates, then: {command}").format(command=status))
    if not chosen and (named := answered_instead(assessment)):
        call = own_command("plan", "new", file_word(answers), "-o", unused("plan.yaml"), *named)
        console.talk(_("All questions of the short form have an answer. For its plan: {command}").format(command=call))
    return ExitCode.DONE


def _targets(written: Sequence[str], assessment: Assessment) -> dict[str, int]:
    """Return the targets in tenths by hurdle."""
    from planself.actions.target_questions import parse_target

    known = [hurdle.id for hurdle in assessment.loaded.questionnaire.hurdles]
    found: dict[str, int] = {}
    for entry in written:
        hurdle, sign, number = entry.partition("=")
        if hurdle not in known:
            near = did_you_mean(hurdle, known)
            hint = _("Did you mean {word}?").format(word=near) if near else ", ".join(known)
            raise UsageError(_("--target: the questionnaire has no hurdle {id}.").format(id=hurdle), hint)
        try:
            found[hurdle] = int(parse_target(number if sign else "") * 10)
        except ValueError as error:
            example = _("Write it like this: {example}").format(example=f"--target {hurdle}=60")
            raise UsageError(f"--target: {error}", example) from error
    return found


def _write(
    output: Path,
    answers: Path,
    assessment: Assessment,
    chosen: Sequence[Proposal],
    targets: dict[str, int],
    reader: Reader,
) -> None:
    from planself.actions.propose import draft
    from planself.actions.write import fresh
    from planself.files.disk import write_atomic

    beside = answers.resolve().parent == output.resolve().parent
    top, actions = draft(assessment, answers.name if beside else None, chosen, targets)
    text = fresh(top, actions, chosen, assessment.loaded.questionnaire, reader)
    write_atomic(output, text.encode(), overwrite=False)


def _ask(
    output: Path,
    answers: Path,
    assessment: Assessment,
    targets: dict[str, int],
    at_hand: Questionnaires,
    reader: Reader,
    *,
    plain: bool,
) -> ExitCode:
    """Have a plan made or continued at the terminal."""
    from planself.actions.editor import Planner, plan_in_terminal
    from planself.actions.propose import proposals
    from planself.actions.store import PlanStore
    from planself.interview.session import asker
    from planself.terminal.screen import sieve_of

    sieve = sieve_of(sys.stdout)
    offered = proposals(assessment, everything=True)
    put = asker(plain=plain or os.environ.get("TERM") == "dumb", sieve=sieve)
    try:
        with put:
            planner = Planner(put, reader, sieve, date.today())
            if not output.exists():
                chosen = planner.pick(offered, [one.measure.id for one in proposals(assessment)])
                _write(output, answers, assessment, chosen, targets, reader)
                targets = {}
            with PlanStore(output, at_hand) as store:
                _refuse_other(store, assessment, output)
                _set(store, targets)
                plan_in_terminal(store, planner, offered)
    except (KeyboardInterrupt, EOFError):
        if not output.exists():
            raise
        console.talk(_("Saved in {file}.").format(file=output))
        return ExitCode.INTERRUPTED
    status = _status(output, assessment)
    console.talk(_("Saved in {file}. Where it stands: {command}").format(file=output, command=status))
    return ExitCode.DONE


def _status(plan: Path, assessment: Assessment) -> str:
    from planself.questionnaire.catalogue import naming

    return own_command("plan", "status", file_word(plan), *naming(assessment.loaded))


def _set(store: PlanStore, targets: dict[str, int]) -> None:
    from planself.actions.target_questions import parse_target

    for hurdle, tenths in targets.items():
        store.target(hurdle, parse_target(f"{tenths // 10}.{tenths % 10}"))


def _refuse_other(store: PlanStore, assessment: Assessment, output: Path) -> None:
    """Raise UsageError where a plan is another municipality's."""
    from planself.actions.load import refuse_foreign

    refuse_foreign(store.now, assessment.loaded.questionnaire.id, output)
    named, found = store.plan.about, assessment.answer_set.subject
    same = named.ags == found.ags if named.ags and found.ags else named.name == found.name
    if not same and named.name and found.name:
        raise UsageError(
            _("The plan {file} is {named}'s, and the answers are {found}'s.").format(
                file=output, named=named.name, found=found.name
            ),
            _("Choose another name for the plan."),
        )
