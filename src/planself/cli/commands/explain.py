"""`planself explain`: how a number came about, step by step."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from planself.cli import console
from planself.cli.command import Questionnaire, argument, command, file_argument
from planself.errors import ExitCode
from planself.i18n import _, current
from planself.text import inert


@command("explain", _("planself explain answers.yaml data_basis"))
def explain(
    answers: Annotated[Path, file_argument(metavar=_("ANSWERS"))],
    target: Annotated[
        str | None, argument(metavar=_("HURDLE or QUESTION"), help=_("Its id; without it, the overall score."))
    ] = None,
    questionnaire: Questionnaire = None,
) -> ExitCode:
    """Print the arithmetic in words and numbers."""
    from planself.analysis.explanation import explain as explanation
    from planself.cli.inputs import one

    _answers, assessment = one(answers, questionnaire, current())
    out = console.product()
    for line in explanation(assessment, current(), target):
        out.line((inert(str(line)), "bold" if line.heading else ""))
    return ExitCode.DONE
