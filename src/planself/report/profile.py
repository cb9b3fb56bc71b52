"""The profile: hurdles on one scale, and the legend of bands and stages."""

from __future__ import annotations

from planself.report.chart import mark, segments, ticks
from planself.report.material import Material
from planself.report.parts import Profile, Row, StageView
from planself.report.words import Sentence
from planself.scoring.result import HurdleResult, Status


def profile(material: Material) -> Profile:
    """Return the hurdles with a score, worst first, and the others with what they lack."""
    thresholds = [band.from_ for band in material.questionnaire.bands]
    return Profile(
        segments=segments(thresholds),
        ticks=ticks(thresholds, [material.exact(place, 1) for place in thresholds]),
        rows=tuple(row(material, found) for found in material.rated),
        unrated=tuple(row(material, found) for found in (*material.insufficient, *material.inapplicable)),
    )


def row(material: Material, found: HurdleResult) -> Row:
    """Return a hurdle's numbers as they are printed."""
    bounds = None if found.lower is None or found.upper is None else (found.lower, found.upper)
    return Row(
        id=found.id,
        name=material.words(material.hurdles[found.id].name),
        score="" if found.score is None else material.reader.tenths(found.score),
        range=material.range(*bounds) if bounds else "",
        coverage="" if found.coverage is None else material.percent(found.coverage),
        band=material.bands[found.band] if found.band else None,
        provisional=found.band is not None and bool(found.open_gates),
        mark=mark(*bounds, found.score) if bounds else None,
        lacks=_lacks(material, found),
    )


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
            minimum=material.reader.tenths(stage.min),
            description=material.words(stage.description),
            reached=stage.id == material.overall.stage,
        )
        for stage in material.questionnaire.stages
    )
