"""The profile: hurdles on one scale, and the legend of bands and stages."""

from __future__ import annotations

from planself.analysis.caveat import caveat
from planself.analysis.ties import are_ranked
from planself.report.chart import mark, segments, ticks
from planself.report.context import AssessmentContext
from planself.report.inline_text import Sentence, joined
from planself.report.view_parts import Profile, Row, StageView
from planself.scoring.result import HurdleResult, Status


def profile(context: AssessmentContext) -> Profile:
    """Return the hurdles with a score, worst first, and the others with what they lack."""
    thresholds, rows = [band.from_ for band in context.questionnaire.bands], [row(context, h) for h in context.rated]
    complete = all(row.complete for row in rows)
    return Profile(
        order=_order(context),
        segments=segments(thresholds),
        ticks=ticks(thresholds, [context.exact(place, 1) for place in thresholds]),
        rows=tuple(rows),
        complete=complete,
        coverage=_coverage(context, complete=complete),
        unrated=tuple(row(context, found) for found in (*context.insufficient, *context.inapplicable)),
    )


def _order(context: AssessmentContext) -> str:
    _, ranked = context.reader._, are_ranked(found.score for found in context.rated)
    meaning = _("The higher the score, the further the hurdle is overcome.")
    first = _("The list begins with the lowest score.")
    return f"{meaning} {first}" if ranked else meaning


def row(context: AssessmentContext, found: HurdleResult) -> Row:
    """Return a hurdle's numbers as they are printed."""
    bounds = None if found.lower is None or found.upper is None else (found.lower, found.upper)
    sums = context.sums[found.id]
    return Row(
        id=found.id,
        name=context.words(context.hurdles[found.id].name),
        topic=context.topic(found.id),
        heading=context.headed(found.id),
        score="" if found.score is None else context.score_text(found.score),
        range=context.range(*bounds) if bounds else "",
        coverage="" if found.coverage is None else context.percent(found.coverage),
        complete=sums.applicable == sums.answered,
        band=context.bands[found.band] if found.band else None,
        provisional=found.provisional,
        unmet=_unmet(context, found),
        reason=reason(context, found),
        mark=mark(*bounds, found.score) if bounds else None,
        lacks=_lacks(context, found),
    )


def _coverage(context: AssessmentContext, *, complete: bool) -> str:
    """Say once what hurdles have in common of which every question is answered, instead of in each of their rows."""
    _ = context.reader._
    if complete:
        return _("Every scored question that applies is answered: the coverage is 100% throughout.")
    return _("Range and coverage stand where scored questions are open; elsewhere the coverage is 100%.")


def _unmet(context: AssessmentContext, found: HurdleResult) -> str:
    n = len(found.failed_gates)
    return context.reader.n_("minimum condition not met", "{n} minimum conditions not met", n) if n else ""


def reason(context: AssessmentContext, found: HurdleResult, *, few_only: bool = False) -> Sentence | None:
    """Return why a hurdle's band is provisional, or only that it rests on few questions; None where it is not so."""
    known = caveat(context.assessment.plan, context.assessment.result, found)
    if known is None or (few_only and not known.few):
        return None
    if few_only:
        return Sentence((known.few_words(context.reader),))
    lacking = [
        context.say(
            context.reader._("still lacking: {questions}"),
            questions=context.listed(map(context.question_text, known.open_gates)),
        )
    ]
    few = [Sentence((known.few_words(context.reader),))] if known.few else []
    return joined([*(lacking if known.open_gates else []), *few], "; ")


def _lacks(context: AssessmentContext, found: HurdleResult) -> Sentence | None:
    _ = context.reader._
    if found.status is Status.RATED:
        return None
    if found.status is Status.NOT_APPLICABLE:
        return context.say(_("No question of this hurdle applies."))
    answers = next(lack.answers for lack in context.overall.lacking if lack.hurdle == found.id)
    return context.say(
        context.reader.n_(
            "For a score, at least {n} more answer is needed.",
            "For a score, at least {n} more answers are needed.",
            answers,
        )
    )


def stages(context: AssessmentContext) -> tuple[StageView, ...]:
    """Return the stages from the lowest up."""
    return tuple(
        StageView(
            label=context.words(stage.label),
            minimum=context.exact(stage.min, 1),
            gates=stage.gates == "met",
            description=context.words(stage.description),
            reached=stage.id == context.overall.stage,
        )
        for stage in context.questionnaire.stages
    )
