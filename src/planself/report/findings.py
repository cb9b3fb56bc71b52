"""The most important, in sentences made from the numbers and true for any data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planself.questionnaire import model
from planself.report.context import AssessmentContext
from planself.report.hurdle_names import scored_names, some, topics
from planself.report.inline_text import Sentence, compose, joined
from planself.report.statutory import statutory
from planself.report.view_parts import Note
from planself.scoring.plan import HALF
from planself.scoring.result import Status


def findings(context: AssessmentContext) -> tuple[Note, ...]:
    """Return the statements below the lead, the whole first."""
    return (*_whole(context), *_bands(context), *_gates(context), *_few(context), *statutory(context))


def _whole(context: AssessmentContext) -> Iterator[Note]:
    _, overall = context.reader._, context.overall
    if overall.status is Status.INSUFFICIENT:
        yield Note(context.say(_("There is no overall score and no stage yet.")), _lacking(context))
    if overall.stage is None:
        return
    ids = [stage.id for stage in context.questionnaire.stages]
    reached = context.questionnaire.stages[ids.index(overall.stage)]
    title = context.say(_("Stage reached: {stage}."), stage=context.words(reached.label))
    following = context.questionnaire.stages[ids.index(overall.stage) + 1 :]
    yield Note(title, _next_stage(context, following[0]) if following else _highest(context))


def _highest(context: AssessmentContext) -> Sentence:
    """Say that there is no higher stage, and what the scores do not show."""
    failed = [found.id for found in context.rated if found.failed_gates]
    if not failed:
        return context.say(context.reader._("That is the highest stage."))
    return context.say(
        context.reader._("No stage asks for higher scores, but minimum conditions are not met at {hurdles}."),
        hurdles=topics(context, failed),
    )


def _next_stage(context: AssessmentContext, stage: model.Stage) -> Sentence:
    _, overall = context.reader._, context.overall
    held = [found for found in context.rated if found.id in overall.held_back_by]
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
        context.say(
            needs,
            stage=context.quoted(context.words(stage.label)),
            minimum=context.exact(stage.min, 1),
        )
    ]
    if below:
        told.append(context.say(_("Below that: {hurdles}."), hurdles=scored_names(context, below)))
    if failed:
        told.append(context.say(_("Not all minimum conditions met: {hurdles}."), hurdles=topics(context, failed)))
    return joined(told)


def _lacking(context: AssessmentContext) -> Sentence:
    reader = context.reader
    return context.say(
        reader._("Answers are missing for {hurdles}."),
        hurdles=some(
            context,
            [
                compose(
                    "{hurdle} ({count})",
                    hurdle=context.hurdle_topic(lack.hurdle),
                    count=reader.n_("at least {n} answer", "at least {n} answers", lack.answers),
                )
                for lack in context.overall.lacking
            ],
        ),
    )


def _bands(context: AssessmentContext) -> Iterator[Note]:
    """Yield the lowest and the highest band that hurdles are in, where there are several to tell apart."""
    places = list(context.bands)
    taken = [place for place in places if any(found.band == place for found in context.rated)]
    if len(context.rated) < 2 or len(places) < 2:
        return
    for id_ in dict.fromkeys((taken[0], taken[-1])):
        members = [found.id for found in context.rated if found.band == id_]
        total = context.reader.n_("{n} hurdle with a score", "{n} hurdles with a score", len(context.rated))
        title = context.say(
            context.reader._("“{band}”: {count} of {total}."),
            band=context.bands[id_].label,
            count=str(len(members)),
            total=total,
        )
        yield Note(title, compose("{hurdles}.", hurdles=scored_names(context, members)))


def _gates(context: AssessmentContext) -> Iterator[Note]:
    reader, found = context.reader, context.assessment.result.hurdles
    failed = [(hurdle.id, question) for hurdle in found for question in hurdle.failed_gates]
    still_open = [(hurdle.id, question) for hurdle in found for question in hurdle.open_gates]
    if failed:
        n = len({question for _hurdle, question in failed})
        yield Note(
            context.say(reader.n_("{n} minimum condition is not met.", "{n} minimum conditions are not met.", n)),
            joined(tuple(_cap(context)) or (_gate_places(context, failed),)),
        )
    if still_open:
        n = len({question for _hurdle, question in still_open})
        open_ = reader.n_("{n} minimum condition is still open.", "{n} minimum conditions are still open.", n)
        yield Note(
            context.say(open_),
            joined((_gate_places(context, still_open), *_provisional(context))),
        )


def _few(context: AssessmentContext) -> Iterator[Note]:
    """Yield the hurdles that rest on little, because most of what was asked does not apply."""
    few = [found.id for found in context.rated if (found.applicable or 0) < HALF]
    if few:
        n = len(few)
        title = context.reader.n_("{n} hurdle rests on little.", "{n} hurdles rest on little.", n)
        text = context.reader._("Less than half of what was asked applies at {hurdles}; the band there is provisional.")
        yield Note(Sentence((title,)), context.say(text, hurdles=topics(context, few)))


def _provisional(context: AssessmentContext) -> Iterator[Sentence]:
    if any(found.open_gates for found in context.rated):
        yield context.say(context.reader._("Until then the band there is provisional."))


def _gate_places(context: AssessmentContext, gates: Sequence[tuple[str, str]]) -> Sentence:
    hurdles = list(dict.fromkeys(hurdle for hurdle, _question in gates))
    return context.say(context.reader._("Concerned: {hurdles}."), hurdles=topics(context, hurdles))


def _cap(context: AssessmentContext) -> Iterator[Sentence]:
    """Yield which band is the best that hurdles can have while their gates are not met, the lowest band first."""
    bands = context.questionnaire.bands
    capped: dict[int, list[str]] = {}
    for hurdle in context.questionnaire.hurdles:
        failed = context.results[hurdle.id].failed_gates
        caps = [bands.index(context.questionnaire.cap(gate)) for gate in hurdle.gates if gate.question in failed]
        capped.setdefault(min(caps, default=len(bands) - 1), []).append(hurdle.id)
    for place in sorted(set(capped) - {len(bands) - 1}):
        yield context.say(
            context.reader._("As long as that is so, {band} is the best band for {hurdles}, whatever the score."),
            band=context.quoted(context.words(bands[place].label)),
            hurdles=topics(context, capped[place]),
        )
