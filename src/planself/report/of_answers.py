"""The report of one answer file, as a text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from planself import __version__
from planself.answers.load import LoadedAnswers
from planself.clock import now
from planself.i18n import Reader
from planself.report.blocks import Annex
from planself.report.method import Provenance
from planself.report.render import render
from planself.report.view import build_view
from planself.report_formats import Audience, Format
from planself.scoring.assessment import Assessment


def report_of(
    assessment: Assessment,
    answers: LoadedAnswers,
    form: Format,
    reader: Reader,
    audience: Audience = "full",
    templates: Path | None = None,
    annexes: Sequence[Annex] = (),
) -> str:
    """Return the report as text that carries its seal; raises PlanselfError where an own template fails."""
    notes = tuple(dict.fromkeys(note.code for note in answers.notes))
    provenance = Provenance(__version__, now(), answers.path.name, notes)
    return render(build_view(assessment, reader, provenance, audience, annexes), form, templates)
