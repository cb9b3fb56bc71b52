"""`planself plan edit`: a plan at the terminal."""

from __future__ import annotations

import os
import sys
from datetime import date
from typing import TYPE_CHECKING

from planself.cli import console
from planself.cli.command import Language, Plain, Questionnaire, command
from planself.cli.plan_options import NewerAnswers, PlanFile
from planself.errors import ExitCode, UsageError
from planself.i18n import Reader, _, current
from planself.shell import file_word, own_command

if TYPE_CHECKING:
    from pathlib import Path

    from planself.actions.load import LoadedPlan
    from planself.actions.propose import Proposal


@command("plan edit", _("planself plan edit answers/plan-beispielstadt.yaml"))
def edit(
    plan: PlanFile,
    answers: NewerAnswers = None,
    plain: Plain = False,
    lang: Language = None,
    questionnaire: Questionnaire = None,
) -> ExitCode:
    """Edit a plan; measures to add are offered from the answers named, or from those that the plan starts from."""
    from planself.actions.editor import Planner, plan_in_terminal
    from planself.actions.store import PlanStore
    from planself.cli.inputs import Questionnaires, must_exist
    from planself.interview.session import asker
    from planself.questionnaire.catalogue import naming
    from planself.terminal.screen import sieve_of

    must_exist([plan])
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            _("`planself plan edit` needs a terminal, and there is none here."),
            _("Edit the plan file by hand, or a table of it: `planself plan export`, then `planself plan import`."),
        )
    reader, sieve = Reader(lang) if lang else current(), sieve_of(sys.stdout)
    put = asker(plain=plain or os.environ.get("TERM") == "dumb", sieve=sieve)
    with PlanStore(plan, Questionnaires(questionnaire)) as store:
        offered = _offered(store.now, answers, questionnaire)
        call = own_command("plan", "status", file_word(plan), *naming(store.now.loaded))
        try:
            with put:
                plan_in_terminal(store, Planner(put, reader, sieve, date.today()), offered)
        except (KeyboardInterrupt, EOFError):
            console.talk(_("Saved in {file}.").format(file=plan))
            return ExitCode.INTERRUPTED
    console.talk(_("Saved in {file}. Where it stands: {call}").format(file=plan, call=call))
    return ExitCode.DONE


def _offered(plan: LoadedPlan, answers: Path | None, questionnaire: str | None) -> tuple[Proposal, ...]:
    """Return the measures that the newest answers at hand offer, none where there are no answers."""
    from planself.actions.load import refuse_foreign
    from planself.actions.propose import proposals
    from planself.cli.inputs import one

    file = answers or plan.baseline
    if file is None:
        return ()
    assessment = one(file, questionnaire or str(plan.loaded.path))[1]
    refuse_foreign(plan, assessment.loaded.questionnaire.id, file)
    return proposals(assessment, everything=True)
