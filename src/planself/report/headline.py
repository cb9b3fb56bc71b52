"""The lead: what stands most in the way and what least, with ties told and nothing ranked that is level.

Scores are compared as they are printed: two that read alike are level.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from planself.analysis.obstacles import is_overcome
from planself.report.certainty import PER_HURDLE
from planself.report.context import AssessmentContext
from planself.report.hurdle_names import band, headings, in_points, points, topics
from planself.report.inline_text import Sentence, compose, joined
from planself.scoring.plan import FULL
from planself.scoring.result import HurdleResult, Status


def lead(context: AssessmentContext) -> Sentence:
    """Return what stands most in the way, in a few sentences."""
    _ = context.reader._
    if context.overall.status is Status.NOT_APPLICABLE:
        return context.say(_("None of the hurdles applies here, so there are no scores."))
    if not any(found.points is not None for found in context.scored):
        return context.say(_("No scored question has been answered yet. Nothing can be said about the hurdles so far."))
    if not context.rated:
        return context.say(_("The answers are not yet enough to give any hurdle a score."))
    if len(context.rated) == 1:
        return joined((_the_only(context), *_without_score(context)))
    return joined((*_without_score(context), *_of_the_rated(context)))


def _without_score(context: AssessmentContext) -> Iterator[Sentence]:
    """Yield how many hurdles the ranking leaves out, which stands before it."""
    if not context.insufficient:
        return
    reader = context.reader
    few = reader.n_(
        "For {n} hurdle the answers are not yet enough for a score",
        "For {n} hurdles the answers are not yet enough for a score",
        len(context.insufficient),
    )
    n = len(context.rated)
    rest = reader._("compared here are the {n} with one").format(n=reader.integer(n))
    yield context.say("{few}; {rest}." if n > 1 else "{few}.", few=few, rest=rest)


def _the_only(context: AssessmentContext) -> Sentence:
    (found,) = context.rated
    return context.say(
        context.reader._("The one hurdle with a score is {hurdle}: {score} of 100 points ({band})."),
        hurdle=context.hurdle_heading(found.id),
        score=points(context, found),
        band=band(context, found),
    )


def _of_the_rated(context: AssessmentContext) -> Iterator[Sentence]:
    reader, rated = context.reader, context.rated
    if all(found.score == FULL for found in rated):
        yield context.say(
            reader._("By these answers, all {n} hurdles with a score reach 100 points."), n=reader.integer(len(rated))
        )
    elif len({points(context, found) for found in rated}) == 1:
        yield context.say(
            reader._("All {n} hurdles with a score are tied at {score} of 100 points."),
            n=reader.integer(len(rated)),
            score=points(context, rated[0]),
        )
    else:
        yield from _in_the_way(context)
        yield from _near(context)
        yield from _least(context)


def _near(context: AssessmentContext) -> Iterator[Sentence]:
    """Yield how many hurdles lie so little above the lowest that another group could have put one of them first."""
    found = context.obstacles.in_the_way
    above = [hurdle for hurdle in found if points(context, hurdle) != points(context, found[0])]
    if n := sum((hurdle.score or 0) - (found[0].score or 0) < 10 * PER_HURDLE for hurdle in above):
        phrase = context.reader.n_(
            "{n} more hurdle lies less than {{margin}} points above; which comes first may be chance.",
            "{n} more hurdles lie less than {{margin}} points above; which comes first may be chance.",
            n,
        )
        yield context.say(phrase, margin=str(PER_HURDLE))


def _in_the_way(context: AssessmentContext) -> Iterator[Sentence]:
    _, found = context.reader._, context.obstacles.in_the_way
    if not found:
        label = context.quoted(context.words(context.questionnaire.bands[-1].label))
        phrase = _("None of the {n} hurdles with a score is in the way any more: all are {band}.")
        if len(context.bands) > 1:
            yield context.say(phrase, n=context.reader.integer(len(context.rated)), band=label)
        return
    level = [hurdle for hurdle in found if points(context, hurdle) == points(context, found[0])]
    if len(found) == 1:
        yield _extreme(context, _("In the way: {hurdles}."), level)
    elif len(level) == len(found):
        yield _extreme(context, _("In the way and tied: {hurdles}."), level)
    elif len(level) == 1:
        yield _extreme(context, _("Biggest obstacle: {hurdles}."), level)
    else:
        yield _extreme(context, _("Biggest obstacles, tied: {hurdles}."), level)


def _least(context: AssessmentContext) -> Iterator[Sentence]:
    """Yield the hurdles with the best score; never one that misses a gate, and none where such a one has more."""
    _, rated = context.reader._, context.rated
    best = max(found.score or 0 for found in rated)
    level = [found for found in rated if points(context, found) == context.score_text(best)]
    if any(found.failed_gates for found in level) or points(context, rated[0]) == context.score_text(best):
        return
    bands = list(context.bands)
    if all(is_overcome(found, bands) for found in level):
        yield _extreme(context, _("Furthest along: {hurdles}."), level, topics)
    else:
        yield _extreme(context, _("Least in the way: {hurdles}."), level, topics)


def _extreme(
    context: AssessmentContext,
    phrase: str,
    level: Sequence[HurdleResult],
    named: Callable[[AssessmentContext, Sequence[str]], Sentence] = headings,
) -> Sentence:
    _ = context.reader._
    each = _("{hurdles} ({points}, {band})") if len(level) == 1 else _("{hurdles} ({points} each)")
    return context.say(
        phrase,
        hurdles=compose(
            each,
            hurdles=named(context, [found.id for found in level]),
            points=in_points(context, level[0]),
            band=band(context, level[0]),
        ),
    )
