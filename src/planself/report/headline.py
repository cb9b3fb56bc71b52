"""The lead: what stands most in the way and what least, with ties told and nothing ranked that is level.

Scores are compared as they are printed: two that read alike are level.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from planself.analysis.obstacles import is_overcome
from planself.report.certainty import PER_HURDLE
from planself.report.context import Material
from planself.report.hurdle_names import band, headings, in_points, points, topics
from planself.report.inline_text import Sentence, compose, joined
from planself.scoring.plan import FULL
from planself.scoring.result import HurdleResult, Status


def lead(material: Material) -> Sentence:
    """Return what stands most in the way, in a few sentences."""
    _ = material.reader._
    if material.overall.status is Status.NOT_APPLICABLE:
        return material.say(_("None of the hurdles applies here, so there are no scores."))
    if not any(found.points is not None for found in material.scored):
        return material.say(
            _("No scored question has been answered yet. Nothing can be said about the hurdles so far.")
        )
    if not material.rated:
        return material.say(_("The answers are not yet enough to give any hurdle a score."))
    if len(material.rated) == 1:
        return joined((_the_only(material), *_without_score(material)))
    return joined((*_without_score(material), *_of_the_rated(material)))


def _without_score(material: Material) -> Iterator[Sentence]:
    """Yield how many hurdles the ranking leaves out, which stands before it."""
    if not material.insufficient:
        return
    reader = material.reader
    few = reader.n_(
        "For {n} hurdle the answers are not yet enough for a score",
        "For {n} hurdles the answers are not yet enough for a score",
        len(material.insufficient),
    )
    n = len(material.rated)
    rest = reader._("compared here are the {n} with one").format(n=reader.integer(n))
    yield material.say("{few}; {rest}." if n > 1 else "{few}.", few=few, rest=rest)


def _the_only(material: Material) -> Sentence:
    (found,) = material.rated
    return material.say(
        material.reader._("The one hurdle with a score is {hurdle}: {score} of 100 points ({band})."),
        hurdle=material.hurdle_heading(found.id),
        score=points(material, found),
        band=band(material, found),
    )


def _of_the_rated(material: Material) -> Iterator[Sentence]:
    reader, rated = material.reader, material.rated
    if all(found.score == FULL for found in rated):
        yield material.say(
            reader._("By these answers, all {n} hurdles with a score reach 100 points."), n=reader.integer(len(rated))
        )
    elif len({points(material, found) for found in rated}) == 1:
        yield material.say(
            reader._("All {n} hurdles with a score are tied at {score} of 100 points."),
            n=reader.integer(len(rated)),
            score=points(material, rated[0]),
        )
    else:
        yield from _in_the_way(material)
        yield from _near(material)
        yield from _least(material)


def _near(material: Material) -> Iterator[Sentence]:
    """Yield how many hurdles lie so little above the lowest that another group could have put one of them first."""
    found = material.obstacles.in_the_way
    above = [hurdle for hurdle in found if points(material, hurdle) != points(material, found[0])]
    if n := sum((hurdle.score or 0) - (found[0].score or 0) < 10 * PER_HURDLE for hurdle in above):
        phrase = material.reader.n_(
            "{n} more hurdle lies less than {{margin}} points above; which comes first may be chance.",
            "{n} more hurdles lie less than {{margin}} points above; which comes first may be chance.",
            n,
        )
        yield material.say(phrase, margin=str(PER_HURDLE))


def _in_the_way(material: Material) -> Iterator[Sentence]:
    _, found = material.reader._, material.obstacles.in_the_way
    if not found:
        label = material.quoted(material.words(material.questionnaire.bands[-1].label))
        phrase = _("None of the {n} hurdles with a score is in the way any more: all are {band}.")
        if len(material.bands) > 1:
            yield material.say(phrase, n=material.reader.integer(len(material.rated)), band=label)
        return
    level = [hurdle for hurdle in found if points(material, hurdle) == points(material, found[0])]
    if len(found) == 1:
        yield _extreme(material, _("In the way: {hurdles}."), level)
    elif len(level) == len(found):
        yield _extreme(material, _("In the way and tied: {hurdles}."), level)
    elif len(level) == 1:
        yield _extreme(material, _("Biggest obstacle: {hurdles}."), level)
    else:
        yield _extreme(material, _("Biggest obstacles, tied: {hurdles}."), level)


def _least(material: Material) -> Iterator[Sentence]:
    """Yield the hurdles with the best score; never one that misses a gate, and none where such a one has more."""
    _, rated = material.reader._, material.rated
    best = max(found.score or 0 for found in rated)
    level = [found for found in rated if points(material, found) == material.score_text(best)]
    if any(found.failed_gates for found in level) or points(material, rated[0]) == material.score_text(best):
        return
    bands = list(material.bands)
    if all(is_overcome(found, bands) for found in level):
        yield _extreme(material, _("Furthest along: {hurdles}."), level, topics)
    else:
        yield _extreme(material, _("Least in the way: {hurdles}."), level, topics)


def _extreme(
    material: Material,
    phrase: str,
    level: Sequence[HurdleResult],
    named: Callable[[Material, Sequence[str]], Sentence] = headings,
) -> Sentence:
    _ = material.reader._
    each = _("{hurdles} ({points}, {band})") if len(level) == 1 else _("{hurdles} ({points} each)")
    return material.say(
        phrase,
        hurdles=compose(
            each,
            hurdles=named(material, [found.id for found in level]),
            points=in_points(material, level[0]),
            band=band(material, level[0]),
        ),
    )
