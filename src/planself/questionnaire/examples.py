"""The answer files that a questionnaire ships with."""

from __future__ import annotations

from pathlib import Path

from planself.errors import Problem
from planself.files.finding import Finding, located
from planself.files.links import leads_out
from planself.files.refusals import brief
from planself.files.source import Source
from planself.i18n import _
from planself.questionnaire.model import Questionnaire


def missing_examples(questionnaire: Questionnaire, source: Source, path: Path) -> tuple[Problem, ...]:
    """Return a problem for every example that does not lie where the questionnaire says, in its own folder."""
    hint = _("Examples are named by their path from the questionnaire's folder, {folder}.").format(folder=path.parent)
    return located(
        (
            Finding("E128", ("examples", place), message.format(name=brief(name)), hint)
            for place, name in enumerate(questionnaire.examples)
            if (message := _wrong(path.parent, name)) is not None
        ),
        source,
    )


def _wrong(folder: Path, name: str) -> str | None:
    """Return what is wrong with an example, or with the result beside it."""
    path = folder / name
    if leads_out(path, folder) or leads_out(path.with_suffix(".expected.json"), folder):
        return _("The example {name} leads out of the questionnaire's folder, and is not read.")
    return None if path.is_file() else _("The example {name} is not there.")
