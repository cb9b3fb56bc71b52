"""`planself score`: the profile in the terminal, or the result for machines."""

from __future__ import annotations

from typing import Annotated

from planself.cli import console
from planself.cli.command import Answers, Json, Questionnaire, command, option
from planself.errors import ExitCode, Problem, UsageError
from planself.i18n import _, current

FailBelow = Annotated[
    str | None,
    option(
        "--fail-below",
        metavar="N",
        help=_("End with exit code 4 if an overall score is below N (0 to 100), or not published."),
    ),
]


@command("score", _("planself score answers.yaml"))
def score(
    answers: Answers,
    questionnaire: Questionnaire = None,
    json: Json = False,
    fail_below: FailBelow = None,
) -> ExitCode:
    """Print one profile a file; with several files and --json one result a line."""
    from planself.cli.inputs import Questionnaires, assessments, must_exist
    from planself.cli.profile import show_profile

    limit = _limit(fail_below)
    must_exist(answers, stdin=True)
    problems: list[Problem] = []
    missed = False
    reader = None if json else current()
    found_all = assessments(answers, Questionnaires(questionnaire), problems, reader)
    for place, (_answers, assessment) in enumerate(found_all):
        found = assessment.result.overall.score
        missed = missed or (limit is not None and (found is None or found < limit))
        if json:
            console.write_json(assessment.to_json(), indent=2 if len(answers) == 1 else None)
        else:
            show_profile(assessment, first=place == 0)
    if problems:
        console.show_problems(problems)
        return ExitCode.PROBLEMS
    return ExitCode.LIMIT if missed else ExitCode.DONE


def _limit(written: str | None) -> int | None:
    """Return the limit in tenths."""
    if written is None:
        return None
    whole, _point, fraction = written.replace(",", ".").partition(".")
    digits = (whole + fraction).isascii() and whole.isdecimal() and (fraction or "0").isdecimal()
    limit = int(whole) * 10 + int(fraction or 0) if digits and len(whole) <= 3 and len(fraction) <= 1 else -1
    if not 0 <= limit <= 1000:
        raise UsageError(_("--fail-below: expected a number from 0 to 100 with at most one decimal."))
    return limit
