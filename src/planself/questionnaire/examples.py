"""The answer files that a questionnaire ships with."""

from __future__ import annotations

from pathlib import Path

from planself.errors import Problem
from planself.i18n import _
from planself.questionnaire.finding import Finding, located
from planself.questionnaire.model import Questionnaire
from planself.questionnaire.source import Source


def missing_examples(questionnaire: Questionnaire, source: Source, path: Path) -> tuple[Problem, ...]:
    """Return a problem for every example that does not lie where the questionnaire says."""
    return located(
        (
            Finding(
                "E128",
                ("examples", place),
                _("The example {name} is not there.").format(name=name),
                _("Examples are named by their path from the questionnaire's folder, {folder}.").format(
                    folder=path.parent
                ),
            )
            for place, name in enumerate(questionnaire.examples)
            if not (path.parent / name).is_file()
        ),
        source,
    )
