"""What stands beside the score: the stage, the minimum conditions, and hurdles that rest on little."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planself.questionnaire import model
from planself.report.context import Material
from planself.report.hurdle_names import some, topics
from planself.report.inline_text import Sentence, compose, joined
from planself.report.minimum_conditions import conditions
from planself.report.profile import reason
from planself.report.view_parts import Note
from planself.scoring.result import Status

MOST = 6
"""More conditions than this are told as a number."""


def standing(material: Material) -> tuple[Note, ...]:
    """Return the notes of a council's page that belong beside the score."""
    return (*_stage(material), *_failed(material), *_open(material), *_little(material))


def _stage(material: Material) -> Iterator[Note]:
    _, overall = material.reader._, material.overall
    if overall.status is Status.INSUFFICIENT:
        lacking = some(material, [material.hurdle_topic(lack.hurdle) for lack in overall.lacking])
        yield Note(
            material.say(_("There is no overall score and no stage yet.")),
            material.say(_("Answers are missing for {hurdles}."), hurdles=lacking),
        )
    if overall.stage is None:
        return
    stages = material.questionnaire.stages
    place = [stage.id for stage in stages].index(overall.stage)
    title = material.say(
        _("Stage: {stage} ({place} of {all})."),
        stage=material.quoted(material.words(stages[place].label)),
        place=str(place + 1),
        all=str(len(stages)),
    )
    following = stages[place + 1 : place + 2]
    yield Note(title, joined(_held_back(material, following[0]) if following else _highest(material)))


def _held_back(material: Material, stage: model.Stage) -> Iterator[Sentence]:
    """Yield what the next stage lacks: hurdles below its points, and hurdles with an unmet condition."""
    _, held = material.reader._, [h for h in material.rated if h.id in material.overall.held_back_by]
    below = [found.id for found in held if (found.score or 0) < stage.min]
    failed = [found.id for found in held if stage.gates and found.failed_gates]
    label = material.quoted(material.words(stage.label))
    if below:
        phrase = _("For the next one, {stage}, more points are needed for {hurdles}.")
        yield material.say(phrase, stage=label, hurdles=topics(material, below))
    if failed:
        phrase = _("For {stage}, a minimum condition is not met at {hurdles}.")
        yield material.say(phrase, stage=label, hurdles=topics(material, failed))


def _highest(material: Material) -> Iterator[Sentence]:
    if not any(found.failed_gates for found in material.rated):
        yield material.say(material.reader._("That is the highest stage."))


def _failed(material: Material) -> Iterator[Note]:
    reader = material.reader
    items = conditions(material, {h.id: h.failed_gates for h in material.assessment.result.hurdles})
    if items:
        n = len(items)
        title = reader.n_("Minimum condition not met:", "{n} minimum conditions not met:", n)
        yield Note(Sentence((title,)), None, _cut(material, items))


def _open(material: Material) -> Iterator[Note]:
    reader = material.reader
    items = conditions(material, {h.id: h.open_gates for h in material.assessment.result.hurdles})
    if items:
        n = len(items)
        title = reader.n_("Minimum condition still open:", "{n} minimum conditions still open:", n)
        rated = any(found.open_gates for found in material.rated)
        phrase = reader._("Until then the band there is provisional.")
        yield Note(Sentence((title,)), material.say(phrase) if rated else None, _cut(material, items))


def _cut(material: Material, items: Sequence[Sentence]) -> tuple[Sentence, ...]:
    rest = len(items) - MOST if len(items) > MOST + 1 else 0
    if not rest:
        return tuple(items)
    return (*items[:MOST], Sentence((material.reader.n_("{n} more", "{n} more", rest),)))


def _little(material: Material) -> Iterator[Note]:
    """Yield the hurdles of whose questions most do not apply, each with the number that its score rests on."""
    few = [(found.id, told) for found in material.rated if (told := reason(material, found, few_only=True))]
    if few:
        title = material.reader.n_("{n} hurdle rests on little:", "{n} hurdles rest on little:", len(few))
        items = [compose("{hurdle}: {few}", hurdle=material.hurdle_topic(id_), few=told) for id_, told in few]
        yield Note(Sentence((title,)), None, _cut(material, items))
