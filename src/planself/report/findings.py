"""The most important, in sentences made from the numbers and true for any data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planself.questionnaire import model
from planself.report.material import Material
from planself.report.parts import Finding
from planself.report.words import Sentence, compose, joined
from planself.scoring.plan import FULL, HALF
from planself.scoring.result import HurdleResult, Status

NAMED = 3
"""More names than this in one sentence are a list that nobody reads."""


def lead(material: Material) -> Sentence:
    """Return what stands most in the way, in one or two sentences."""
    _ = material.reader._
    if material.overall.status is Status.NOT_APPLICABLE:
        return material.say(_("None of the hurdles applies here, so there are no scores."))
    if not any(found.points is not None for found in material.scored):
        return material.say(
            _("No scored question has been answered yet. Nothing can be said about the hurdles so far.")
        )
    if not material.rated:
        return material.say(_("The answers are not yet enough to give any hurdle a score."))
    return joined((*_extremes(material), *_without_score(material)))


def _extremes(material: Material) -> Iterator[Sentence]:
    _, rated = material.reader._, material.rated
    lowest, highest = rated[0].score, rated[-1].score
    if len(rated) == 1:
        yield material.say(
            _("The one hurdle with a score is {hurdle}: {score} of 100 points ({band})."),
            hurdle=material.hurdle_name(rated[0].id),
            score=material.reader.tenths(rated[0].score or 0),
            band=band(material, rated[0]),
        )
    elif lowest == FULL:
        yield material.say(_("By these answers, every hurdle with a score has all 100 points."))
    elif lowest == highest:
        yield material.say(
            _("All hurdles with a score are level at {score} of 100 points."), score=material.reader.tenths(lowest or 0)
        )
    else:
        yield _extreme(material, _("Most in the way: {hurdles}."), [h for h in rated if h.score == lowest])
        yield from _furthest(material, lowest or 0)


def _furthest(material: Material, lowest: int) -> Iterator[Sentence]:
    """Yield the hurdles with the highest score; one that misses a gate is not called overcome."""
    met = [hurdle for hurdle in material.rated if not hurdle.failed_gates]
    best = max((hurdle.score or 0 for hurdle in met), default=lowest)
    if best > lowest:
        phrase = material.reader._("Furthest overcome: {hurdles}.")
        yield _extreme(material, phrase, [hurdle for hurdle in met if hurdle.score == best])


def _extreme(material: Material, phrase: str, level: Sequence[HurdleResult]) -> Sentence:
    _ = material.reader._
    each = _("{hurdles} ({score} points, {band})") if len(level) == 1 else _("{hurdles} ({score} points each)")
    return material.say(
        phrase,
        hurdles=compose(
            each,
            hurdles=names(material, [found.id for found in level]),
            score=material.reader.tenths(level[0].score or 0),
            band=band(material, level[0]),
        ),
    )


def _without_score(material: Material) -> Iterator[Sentence]:
    if material.insufficient:
        yield material.say(
            material.reader.n_(
                "For {n} hurdle the answers are not yet enough for a score.",
                "For {n} hurdles the answers are not yet enough for a score.",
                len(material.insufficient),
            )
        )


def findings(material: Material) -> tuple[Finding, ...]:
    """Return the statements below the lead, the whole first."""
    return (*_whole(material), *_bands(material), *_gates(material), *_few(material))


def _whole(material: Material) -> Iterator[Finding]:
    _, overall = material.reader._, material.overall
    if overall.status is Status.INSUFFICIENT:
        yield Finding(material.say(_("There is no overall score and no stage yet.")), _lacking(material))
    if overall.stage is None:
        return
    ids = [stage.id for stage in material.questionnaire.stages]
    reached = material.questionnaire.stages[ids.index(overall.stage)]
    title = material.say(_("Stage reached: {stage}."), stage=material.words(reached.label))
    following = material.questionnaire.stages[ids.index(overall.stage) + 1 :]
    yield Finding(title, _next_stage(material, following[0]) if following else _highest(material))


def _highest(material: Material) -> Sentence:
    """Say that there is no higher stage, and what the scores do not show."""
    failed = [found.id for found in material.rated if found.failed_gates]
    if not failed:
        return material.say(material.reader._("That is the highest stage."))
    return material.say(
        material.reader._("No stage asks for higher scores, but gates are not met at {hurdles}."),
        hurdles=names(material, failed),
    )


def _next_stage(material: Material, stage: model.Stage) -> Sentence:
    _, overall = material.reader._, material.overall
    held = [found for found in material.rated if found.id in overall.held_back_by]
    below = [found.id for found in held if (found.score or 0) < stage.min]
    failed = [found.id for found in held if stage.gates and found.failed_gates]
    needs = (
        _("The next stage, {stage}, needs at least {minimum} points and all gates met at every hurdle.")
        if stage.gates
        else _("The next stage, {stage}, needs at least {minimum} points at every hurdle.")
    )
    told = [
        material.say(
            needs,
            stage=material.quoted(material.words(stage.label)),
            minimum=material.reader.tenths(stage.min),
        )
    ]
    if below:
        told.append(material.say(_("Below that: {hurdles}."), hurdles=scored_names(material, below)))
    if failed:
        told.append(material.say(_("Not all gates met: {hurdles}."), hurdles=names(material, failed)))
    return joined(told)


def _lacking(material: Material) -> Sentence:
    reader = material.reader
    return material.say(
        reader._("Answers are lacking at {hurdles}."),
        hurdles=_some(
            material,
            [
                compose(
                    "{hurdle} ({count})",
                    hurdle=material.hurdle_name(lack.hurdle),
                    count=reader.n_("at least {n} answer", "at least {n} answers", lack.answers),
                )
                for lack in material.overall.lacking
            ],
        ),
    )


def _bands(material: Material) -> Iterator[Finding]:
    """Yield the lowest and the highest band that hurdles are in, where there are several to tell apart."""
    places = list(material.bands)
    taken = [place for place in places if any(found.band == place for found in material.rated)]
    if len(material.rated) < 2 or len(places) < 2:
        return
    for id_ in dict.fromkeys((taken[0], taken[-1])):
        members = [found.id for found in material.rated if found.band == id_]
        total = material.reader.n_("{n} hurdle with a score", "{n} hurdles with a score", len(material.rated))
        title = material.say(
            material.reader._("“{band}”: {count} of {total}."),
            band=material.bands[id_].label,
            count=str(len(members)),
            total=total,
        )
        yield Finding(title, compose("{hurdles}.", hurdles=scored_names(material, members)))


def _gates(material: Material) -> Iterator[Finding]:
    reader, found = material.reader, material.assessment.result.hurdles
    failed = [(hurdle.id, question) for hurdle in found for question in hurdle.failed_gates]
    still_open = [(hurdle.id, question) for hurdle in found for question in hurdle.open_gates]
    if failed:
        yield Finding(
            material.say(reader.n_("{n} gate is not met.", "{n} gates are not met.", len(failed))),
            joined(tuple(_cap(material)) or (_gate_places(material, failed),)),
        )
    if still_open:
        yield Finding(
            material.say(reader.n_("{n} gate is still open.", "{n} gates are still open.", len(still_open))),
            joined((_gate_places(material, still_open), *_provisional(material))),
        )


def _few(material: Material) -> Iterator[Finding]:
    """Yield the hurdles that rest on little, because most of what was asked does not apply."""
    few = [found.id for found in material.rated if (found.applicable or 0) < HALF]
    if few:
        n = len(few)
        title = material.reader.n_("{n} hurdle rests on little.", "{n} hurdles rest on little.", n)
        text = material.reader._(
            "Less than half of what was asked applies at {hurdles}; the band there is provisional."
        )
        yield Finding(Sentence((title,)), material.say(text, hurdles=names(material, few)))


def _provisional(material: Material) -> Iterator[Sentence]:
    if any(found.open_gates for found in material.rated):
        yield material.say(
            material.reader._("As long as that is so, the bands of hurdles with a score are provisional there.")
        )


def _gate_places(material: Material, gates: Sequence[tuple[str, str]]) -> Sentence:
    hurdles = list(dict.fromkeys(hurdle for hurdle, _question in gates))
    return material.say(material.reader._("Concerned: {hurdles}."), hurdles=names(material, hurdles))


def _cap(material: Material) -> Iterator[Sentence]:
    """Yield which band is the best that hurdles can have while their gates are not met, the lowest band first."""
    bands = material.questionnaire.bands
    capped: dict[int, list[str]] = {}
    for hurdle in material.questionnaire.hurdles:
        failed = material.results[hurdle.id].failed_gates
        caps = [bands.index(material.questionnaire.cap(gate)) for gate in hurdle.gates if gate.question in failed]
        capped.setdefault(min(caps, default=len(bands) - 1), []).append(hurdle.id)
    for place in sorted(set(capped) - {len(bands) - 1}):
        yield material.say(
            material.reader._("As long as that is so, {band} is the best band for {hurdles}, whatever the score."),
            band=material.quoted(material.words(bands[place].label)),
            hurdles=names(material, capped[place]),
        )


def names(material: Material, ids: Sequence[str]) -> Sentence:
    """Return hurdles' names, the first few in full and the others as a number."""
    return _some(material, [material.hurdle_name(id_) for id_ in ids])


def scored_names(material: Material, ids: Sequence[str]) -> Sentence:
    """Return hurdles' names, each with its score, the worst first; of many only the first few."""
    worst_first = [found for found in material.rated if found.id in ids]
    return _some(
        material,
        [
            compose(
                "{hurdle} ({score})",
                hurdle=material.hurdle_name(found.id),
                score=material.reader.tenths(found.score or 0),
            )
            for found in worst_first
        ],
    )


def _some(material: Material, shown: list[Sentence]) -> Sentence:
    rest = len(shown) - NAMED if len(shown) > NAMED + 1 else 0
    if not rest:
        return material.listed(shown)
    return material.listed([*shown[:NAMED], Sentence((material.reader.n_("{n} more", "{n} more", rest),))])


def band(material: Material, found: HurdleResult) -> Sentence:
    """Return a rated hurdle's band, marked where it is provisional."""
    label = material.bands[found.band or ""].label
    return compose(material.reader._("{band}, provisional"), band=label) if found.provisional else Sentence((label,))
