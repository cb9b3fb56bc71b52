"""The profile: hurdles on one scale, and the legend of bands and stages."""

from __future__ import annotations

from planself.analysis.caveat import caveat
from planself.analysis.ties import are_ranked
from planself.report.chart import mark, segments, ticks
from planself.report.context import Material
from planself.report.inline_text import Sentence, joined
from planself.report.view_parts import Profile, Row, StageView
from planself.scoring.result import HurdleResult, Status


def profile(material: Material) -> Profile:
    """Return the hurdles with a score, worst first, and the others with what they lack."""
    thresholds, rows = [band.from_ for band in material.questionnaire.bands], [row(material, h) for h in material.rated]
    complete = all(row.complete for row in rows)
    return Profile(
        order=_order(material),
        segments=segments(thresholds),
        ticks=ticks(thresholds, [material.exact(place, 1) for place in thresholds]),
        rows=tuple(rows),
        complete=complete,
        coverage=_coverage(material, complete=complete),
        unrated=tuple(row(material, found) for found in (*material.insufficient, *material.inapplicable)),
    )


def _order(material: Material) -> str:
    _, ranked = material.reader._, are_ranked(found.score for found in material.rated)
    meaning = _("The higher the score, the further the hurdle is overcome.")
    first = _("The list begins with the lowest score.")
    return f"{meaning} {first}" if ranked else meaning


def row(material: Material, found: HurdleResult) -> Row:
    """Return a hurdle's numbers as they are printed."""
    bounds = None if found.lower is None or found.upper is None else (found.lower, found.upper)
    sums = material.sums[found.id]
    return Row(
        id=found.id,
        name=material.words(material.hurdles[found.id].name),
        topic=material.topic(found.id),
        heading=material.headed(found.id),
        score="" if found.score is None else material.score_text(found.score),
        range=material.range(*bounds) if bounds else "",
        coverage="" if found.coverage is None else material.percent(found.coverage),
        complete=sums.applicable == sums.answered,
        band=material.bands[found.band] if found.band else None,
        provisional=found.provisional,
        unmet=_unmet(material, found),
        reason=reason(material, found),
        mark=mark(*bounds, found.score) if bounds else None,
        lacks=_lacks(material, found),
    )


def _coverage(material: Material, *, complete: bool) -> str:
    """Say once what hurdles have in common of which every question is answered, instead of in each of their rows."""
    _ = material.reader._
    if complete:
        return _("Every scored question that applies is answered: the coverage is 100% throughout.")
    return _("Range and coverage stand where scored questions are open; elsewhere the coverage is 100%.")


def _unmet(material: Material, found: HurdleResult) -> str:
    n = len(found.failed_gates)
    return material.reader.n_("minimum condition not met", "{n} minimum conditions not met", n) if n else ""


def reason(material: Material, found: HurdleResult, *, few_only: bool = False) -> Sentence | None:
    """Return why a hurdle's band is provisional, or only that it rests on few questions; None where it is not so."""
    known = caveat(material.assessment.plan, material.assessment.result, found)
    if known is None or (few_only and not known.few):
        return None
    if few_only:
        return Sentence((known.few_words(material.reader),))
    lacking = [
        material.say(
            material.reader._("still lacking: {questions}"),
            questions=material.listed(map(material.question_text, known.open_gates)),
        )
    ]
    few = [Sentence((known.few_words(material.reader),))] if known.few else []
    return joined([*(lacking if known.open_gates else []), *few], "; ")


def _lacks(material: Material, found: HurdleResult) -> Sentence | None:
    _ = material.reader._
    if found.status is Status.RATED:
        return None
    if found.status is Status.NOT_APPLICABLE:
        return material.say(_("No question of this hurdle applies."))
    answers = next(lack.answers for lack in material.overall.lacking if lack.hurdle == found.id)
    return material.say(
        material.reader.n_(
            "For a score, at least {n} more answer is needed.",
            "For a score, at least {n} more answers are needed.",
            answers,
        )
    )


def stages(material: Material) -> tuple[StageView, ...]:
    """Return the stages from the lowest up."""
    return tuple(
        StageView(
            label=material.words(stage.label),
            minimum=material.exact(stage.min, 1),
            gates=stage.gates == "met",
            description=material.words(stage.description),
            reached=stage.id == material.overall.stage,
        )
        for stage in material.questionnaire.stages
    )
