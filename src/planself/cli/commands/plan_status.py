"""`planself plan status`: what is due, what waits, how far the targets are, and what the plan could lead to."""

from __future__ import annotations

from planself.cli import console
from planself.cli.command import Json, Questionnaire, command
from planself.cli.plan_options import NewerAnswers, PlanFile, Today, day_of, status_of
from planself.errors import ExitCode
from planself.i18n import _, current


@command("plan status", _("planself plan status answers/plan-beispielstadt.yaml"))
def status(
    plan: PlanFile,
    today: Today = None,
    answers: NewerAnswers = None,
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
