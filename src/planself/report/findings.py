"""The most important, in sentences made from the numbers and true for any data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planself.questionnaire import model
from planself.report.context import Material
from planself.report.hurdle_names import scored_names, some, topics
from planself.report.inline_text import Sentence, compose, joined
from planself.report.statutory import statutory
from planself.report.view_parts import Note
from planself.scoring.plan import HALF
from planself.scoring.result import Status


def findings(material: Material) -> tuple[Note, ...]:
    """Return the statements below the lead, the whole first."""
    return (*_whole(material), *_bands(material), *_gates(material), *_few(material), *statutory(material))


def _whole(material: Material) -> Iterator[Note]:
    _, overall = material.reader._, material.overall
    if overall.status is Status.INSUFFICIENT:
        yield Note(material.say(_("There is no overall score and no stage yet.")), _lacking(material))
    if overall.stage is None:
        return
    ids = [stage.id for stage in material.questionnaire.stages]
    reached = material.questionnaire.stages[ids.index(overall.stage)]
    title = material.say(_("Stage reached: {stage}."), stage=material.words(reached.label))
    following = material.questionnaire.stages[ids.index(overall.stage) + 1 :]
    yield Note(title, _next_stage(material, following[0]) if following else _highest(material))


def _highest(material: Material) -> Sentence:
    """Say that there is no higher stage, and what the scores do not show."""
    failed = [found.id for found in material.rated if found.failed_gates]
    if not failed:
        return material.say(material.reader._("That is the highest stage."))
    return material.say(
        material.reader._("No stage asks for higher scores, but minimum conditions are not met at {hurdles}."),
        hurdles=topics(material, failed),
    )


def _next_stage(material: Material, stage: model.Stage) -> Sentence:
    _, overall = material.reader._, material.overall
    held = [found for found in material.rated if found.id in overall.held_back_by]
    below = [found.id for found in held if (found.score or 0) < stage.min]
    failed = [found.id for found in held if stage.gates and found.failed_gates]
    needs = (
        _(
            "The next stage, {stage}, needs at least {minimum} of 100 points and all minimum conditions met at every "
            "hurdle."
        )
        if stage.gates
        else _("The next stage, {stage}, needs at least {minimum} of 100 points at every hurdle.")
    )
    told = [
        material.say(
            needs,
            stage=material.quoted(material.words(stage.label)),
            minimum=material.exact(stage.min, 1),
        )
    ]
    if below:
        told.append(material.say(_("Below that: {hurdles}."), hurdles=scored_names(material, below)))
    if failed:
        told.append(material.say(_("Not all minimum conditions met: {hurdles}."), hurdles=topics(material, failed)))
    return joined(told)


def _lacking(material: Material) -> Sentence:
    reader = material.reader
    return material.say(
        reader._("Answers are missing for {hurdles}."),
        hurdles=some(
            material,
            [
                compose(
                    "{hurdle} ({count})",
                    hurdle=material.hurdle_topic(lack.hurdle),
                    count=reader.n_("at least {n} answer", "at least {n} answers", lack.answers),
                )
                for lack in material.overall.lacking
            ],
        ),
    )


def _bands(material: Material) -> Iterator[Note]:
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
        yield Note(title, compose("{hurdles}.", hurdles=scored_names(material, members)))


def _gates(material: Material) -> Iterator[Note]:
    reader, found = material.reader, material.assessment.result.hurdles
    failed = [(hurdle.id, question) for hurdle in found for question in hurdle.failed_gates]
    still_open = [(hurdle.id, question) for hurdle in found for question in hurdle.open_gates]
    if failed:
        n = len({question for _hurdle, question in failed})
        yield Note(
            material.say(reader.n_("{n} minimum condition is not met.", "{n} minimum conditions are not met.", n)),
            joined(tuple(_cap(material)) or (_gate_places(material, failed),)),
        )
    if still_open:
        n = len({question for _hurdle, question in still_open})
        open_ = reader.n_("{n} minimum condition is still open.", "{n} minimum conditions are still open.", n)
        yield Note(
            material.say(open_),
            joined((_gate_places(material, still_open), *_provisional(material))),
        )


def _few(material: Material) -> Iterator[Note]:
    """Yield the hurdles that rest on little, because most of what was asked does not apply."""
    few = [found.id for found in material.rated if (found.applicable or 0) < HALF]
    if few:
        n = len(few)
        title = material.reader.n_("{n} hurdle rests on little.", "{n} hurdles rest on little.", n)
        text = material.reader._(
            "Less than half of what was asked applies at {hurdles}; the band there is provisional."
        )
        yield Note(Sentence((title,)), material.say(text, hurdles=topics(material, few)))


def _provisional(material: Material) -> Iterator[Sentence]:
    if any(found.open_gates for found in material.rated):
        yield material.say(material.reader._("Until then the band there is provisional."))


def _gate_places(material: Material, gates: Sequence[tuple[str, str]]) -> Sentence:
    hurdles = list(dict.fromkeys(hurdle for hurdle, _question in gates))
    return material.say(material.reader._("Concerned: {hurdles}."), hurdles=topics(material, hurdles))


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
            hurdles=topics(material, capped[place]),
        )
