"""Summaries for the report's tests: lots of the small questionnaire, with groups of every awkward size."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from planself.analysis.summary.builder import SummaryBuilder
from planself.analysis.summary.result import Summary
from planself.i18n import Reader
from planself.report.summary import Origin, render
from planself.report_formats import Format
from planself.scoring.compile import compile_plan
from tests.lots import results, small, table

ORIGIN = Origin("9.9.9", datetime(2026, 11, 22, 9, 5), ("rows.csv",))  # a reader's clock, no zone
SIZES = {"Kreis 9": 30, "Kreis 10": 28, "Kreis Klein": 2, "Kreis Einzel": 1, "Kreis Mitte": 24, "": 8}
"""Two groups too small, two that are not, one hardly, and answer sets of no group."""


@cache
def lot(n: int = 96, by: str | None = "kreis") -> Summary:
    """Return the summary of n answer sets, grouped into a few districts."""
    plan = compile_plan(small().questionnaire)
    districts = [name for name, size in SIZES.items() for _place in range(size)]
    builder = SummaryBuilder(plan, small(), by=by)
    kreise = [districts[number % len(districts)] for number in range(n)]
    builder.add(table(plan, results(n), kreis=kreise))
    return builder.result(rejected=3)


def page(summary: Summary, lang: str = "en", form: Format = "html") -> str:
    """Return a summary's text with a fixed origin."""
    return render(summary, Reader(lang), ORIGIN, form)
