"""The summary of a whole lot of answer sets, in the look of the report."""

from __future__ import annotations

from planself.analysis.summary.result import Summary
from planself.i18n import Reader
from planself.report import render as pages
from planself.report.summary.context import Origin
from planself.report.summary.view import build_page
from planself.report_formats import Format

__all__ = ["Origin", "render"]


def render(summary: Summary, reader: Reader, origin: Origin, form: Format) -> str:
    """Return the summary as a text that carries its seal."""
    return pages.render(build_page(summary, reader, origin), form)
