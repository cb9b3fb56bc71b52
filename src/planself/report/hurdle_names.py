"""Hurdles inside sentences: the first few by topic and the others as a number."""

from __future__ import annotations

from collections.abc import Sequence

from planself.report.context import AssessmentContext
from planself.report.inline_text import Sentence, compose
from planself.scoring.result import HurdleResult

NAMED = 3
"""More names than this in one sentence are a list that nobody reads."""


def headings(context: AssessmentContext, ids: Sequence[str]) -> Sentence:
    """Return hurdles' topics with their names, the first few and the others as a number."""
    return some(context, [context.hurdle_heading(id_) for id_ in ids])


def topics(context: AssessmentContext, ids: Sequence[str]) -> Sentence:
    """Return hurdles' topics alone, which turn no high score round as a name of what is lacking would."""
    return some(context, [context.hurdle_topic(id_) for id_ in ids])


def scored_names(context: AssessmentContext, ids: Sequence[str]) -> Sentence:
    """Return hurdles' topics, each with its score, the worst first; of many only the first few."""
    worst_first = [found for found in context.rated if found.id in ids]
    return some(
        context,
        [
            compose("{hurdle} ({score})", hurdle=context.hurdle_topic(found.id), score=points(context, found))
            for found in worst_first
        ],
    )


def some(context: AssessmentContext, shown: list[Sentence]) -> Sentence:
    """Return "a, b and c", or the first few and how many more there are."""
    rest = len(shown) - NAMED if len(shown) > NAMED + 1 else 0
    if not rest:
        return context.listed(shown)
    return context.listed([*shown[:NAMED], Sentence((context.reader.n_("{n} more", "{n} more", rest),))])


def points(context: AssessmentContext, found: HurdleResult) -> str:
    """Return a rated hurdle's score as this text prints scores."""
    return context.score_text(found.score or 0)


def in_points(context: AssessmentContext, found: HurdleResult) -> str:
    """Return a rated hurdle's score with its unit: "1 point", "34 points", "34.0 points"."""
    score = points(context, found)
    if context.brief and score == "1":
        return context.reader._("1 point")
    return context.reader._("{score} points").format(score=score)


def band(context: AssessmentContext, found: HurdleResult) -> Sentence:
    """Return a rated hurdle's band, marked where it is provisional or a minimum condition is not met."""
    _, label = context.reader._, context.bands[found.band or ""].label
    told = compose(_("{band}, provisional"), band=label) if found.provisional else Sentence((label,))
    return compose(_("{band}, minimum condition not met"), band=told) if found.failed_gates else told
