"""`planself batch --engine duckdb|spark`."""

from __future__ import annotations

from planself.cli.batch_job import Asked
from planself.errors import ExitCode, UsageError
from planself.i18n import _


def score_on(engine: str, asked: Asked) -> ExitCode:
    """Score tables on another engine."""
    raise UsageError(_("The engine {engine} is not there yet.").format(engine=engine))
