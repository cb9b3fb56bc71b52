"""`planself plan status`: what is due, what waits, how far the targets are, and what the plan could lead to."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planself.cli import console
from planself.cli.command import Json, Questionnaire, command
from planself.cli.commands.plan_new import PlanFile
from planself.clock import now
from planself.errors import ExitCode, UsageError
from planself.i18n import Reader, _, current

if TYPE_CHECKING:
    from planself.actions.status import PlanStatus
    from planself.analysis.comparison import PlannedMeasure
    from planself.answers.load import LoadedAnswers
    from planself.report.blocks import Annex
    from planself.scoring.assessment import Assessment

Newer = Annotated[
    Path | None,
    typer.Option(
        "--answers",
        metavar=_("ANSWERS"),
        help=_("A new assessment, for progress towards the targets."),
        show_default=False,
        readable=False,
    ),
]
Today = Annotated[
    str | None, typer.Option("--today", metavar=_("DATE"), help=_("Another day than today."), show_default=False)
]


@command("plan status", _("planself plan status answers/plan-beispielstadt.yaml"))
def status(
    plan: PlanFile,
    today: Today = None,
    answers: Newer = None,
    json: Json = False,
    questionnaire: Questionnaire = None,
) -> ExitCode:
    """Print where a plan stands."""
    from planself.cli.plan_lines import show_status

    found = status_of(plan, answers, day_of(today), questionnaire)
    if found.plan.notes:
        console.show_problems(found.plan.notes)
    if json:
        console.write_json(found.to_json(), indent=2)
    else:
        show_status(found, current())
    return ExitCode.DONE


def day_of(written: str | None) -> date:
    """Return the day that counts as today."""
    from planself.files.dates import parse_date

    if written is None:
        return now().date()
    try:
        return parse_date(written)
    except ValueError as error:
        raise UsageError(f"--today: {error}") from error


def status_of(plan: Path, answers: Path | None, today: date, questionnaire: str | None) -> PlanStatus:
    """Return where the plan of a file stands; raises InputError with the problems of all files."""
    from planself.actions.load import load_plan, refuse_foreign
    from planself.actions.status import plan_status
    from planself.cli.inputs import Questionnaires, one

    loaded = load_plan(plan, Questionnaires(questionnaire))
    of_plan = questionnaire or str(loaded.loaded.path)
    base = one(loaded.baseline, of_plan)[1] if loaded.baseline else None
    newer = one(answers, questionnaire)[1] if answers else None
    if newer and answers:
        refuse_foreign(loaded, newer.loaded.questionnaire.id, answers)
    return plan_status(loaded, today, base, newer)


def annex_of(plan: Path, assessment: Assessment, answers: Path, reader: Reader, questionnaire: str | None) -> Annex:
    """Return the annex of a plan for the report on answers: those it starts from, or a later assessment."""
    from planself.actions.load import load_plan, refuse_foreign
    from planself.actions.status import plan_status, starts_from
    from planself.cli.inputs import Questionnaires
    from planself.report.actions import plan_annex

    loaded = load_plan(plan, Questionnaires(questionnaire))
    refuse_foreign(loaded, assessment.loaded.questionnaire.id, answers)
    current_ = None if starts_from(loaded.plan, assessment) else assessment
    return plan_annex(plan_status(loaded, now().date(), assessment, current_), reader)


def measures_in(
    plan: Path, answers: LoadedAnswers, reader: Reader, questionnaire: str | None, *, in_words: bool
) -> tuple[PlannedMeasure, ...]:
    """Return what a plan had for each hurdle, for a comparison up to these answers."""
    from planself.actions.load import load_plan, refuse_foreign
    from planself.actions.planned import planned
    from planself.cli.inputs import Questionnaires

    loaded = load_plan(plan, Questionnaires(questionnaire))
    refuse_foreign(loaded, answers.loaded.questionnaire.id, answers.path)
    return planned(loaded, reader, in_words=in_words)
