"""What stands beside the score: the stage, the minimum conditions, and hurdles that rest on little."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planself.questionnaire import model
from planself.report.context import AssessmentContext
from planself.report.hurdle_names import some, topics
from planself.report.inline_text import Sentence, compose, joined
from planself.report.minimum_conditions import conditions
from planself.report.profile import reason
from planself.report.view_parts import Note
from planself.scoring.result import Status

MOST = 6
"""More conditions than this are told as a number."""


def standing(context: AssessmentContext) -> tuple[Note, ...]:
    """Return the notes of a council's page that belong beside the score."""
    return (*_stage(context), *_failed(context), *_open(context), *_little(context))


def _stage(context: AssessmentContext) -> Iterator[Note]:
    _, overall = context.reader._, context.overall
    if overall.status is Status.INSUFFICIENT:
        lacking = some(context, [context.hurdle_topic(lack.hurdle) for lack in overall.lacking])
        yield Note(
            context.say(_("There is no overall score and no stage yet.")),
            context.say(_("Answers are missing for {hurdles}."), hurdles=lacking),
        )
    if overall.stage is None:
        return
    stages = context.questionnaire.stages
    place = [stage.id for stage in stages].index(overall.stage)
    title = context.say(
        _("Stage: {stage} ({place} of {all})."),
        stage=context.quoted(context.words(stages[place].label)),
        place=str(place + 1),
        all=str(len(stages)),
    )
    following = stages[place + 1 : place + 2]
    yield Note(title, joined(_held_back(context, following[0]) if following else _highest(context)))


def _held_back(context: AssessmentContext, stage: model.Stage) -> Iterator[Sentence]:
    """Yield what the next stage lacks: hurdles below its points, and hurdles with an unmet condition."""
    _, held = context.reader._, [h for h in context.rated if h.id in context.overall.held_back_by]
    below = [found.id for found in held if (found.score or 0) < stage.min]
    failed = [found.id for found in held if stage.gates and found.failed_gates]
    label = context.quoted(context.words(stage.label))
    if below:
        phrase = _("For the next one, {stage}, more points are needed for {hurdles}.")
        yield context.say(phrase, stage=label, hurdles=topics(context, below))
    if failed:
        phrase = _("For {stage}, a minimum condition is not met at {hurdles}.")
        yield context.say(phrase, stage=label, hurdles=topics(context, failed))


def _highest(context: AssessmentContext) -> Iterator[Sentence]:
    if not any(found.failed_gates for found in context.rated):
        yield context.say(context.reader._("That is the highest stage."))


def _failed(context: AssessmentContext) -> Iterator[Note]:
    reader = context.reader
    items = conditions(context, {h.id: h.failed_gates for h in context.assessment.result.hurdles})
    if items:
        n = len(items)
        title = reader.n_("Minimum condition not met:", "{n} minimum conditions not met:", n)
        yield Note(Sentence((title,)), None, _cut(context, items))


def _open(context: AssessmentContext) -> Iterator[Note]:
    reader = context.reader
    items = conditions(context, {h.id: h.open_gates for h in context.assessment.result.hurdles})
    if items:
        n = len(items)
        title = reader.n_("Minimum condition still open:", "{n} minimum conditions still open:", n)
        rated = any(found.open_gates for found in context.rated)
        phrase = reader._("Until then the band there is provisional.")
        yield Note(Sentence((title,)), context.say(phrase) if rated else None, _cut(context, items))


def _cut(context: AssessmentContext, items: Sequence[Sentence]) -> tuple[Sentence, ...]:
    rest = len(items) - MOST if len(items) > MOST + 1 else 0
    if not rest:
        return tuple(items)
    return (*items[:MOST], Sentence((context.reader.n_("{n} more", "{n} more", rest),)))


def _little(context: AssessmentContext) -> Iterator[Note]:
    """Yield the hurdles of whose questions most do not apply, each with the number that its score rests on."""
    few = [(found.id, told) for found in context.rated if (told := reason(context, found, few_only=True))]
    if few:
        title = context.reader.n_("{n} hurdle rests on little:", "{n} hurdles rest on little:", len(few))
        items = [compose("{hurdle}: {few}", hurdle=context.hurdle_topic(id_), few=told) for id_, told in few]
        yield Note(Sentence((title,)), None, _cut(context, items))
