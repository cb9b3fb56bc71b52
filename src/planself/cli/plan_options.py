"""What the plan commands share: their options, where the plan of a file stands, and what it had planned."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from planself.cli.command import file_argument, file_option, option
from planself.clock import now
from planself.errors import UsageError
from planself.i18n import Reader, _

if TYPE_CHECKING:
    from planself.actions.status import PlanStatus
    from planself.analysis.comparison import PlannedMeasure
    from planself.answers.load import LoadedAnswers

PlanFile = Annotated[Path, file_argument(metavar=_("PLAN"), help=_("The plan file."))]
NewerAnswers = Annotated[
    Path | None,
    file_option("--answers", metavar=_("ANSWERS"), help=_("A new assessment, for progress towards the targets.")),
]
Today = Annotated[str | None, option("--today", metavar=_("DATE"), help=_("Another day than today."))]


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
