"""Each hurdle in full: its answers, gates, arithmetic and steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planself.questionnaire import model
from planself.report.answer_text import answer_view
from planself.report.certainty import share_without_evidence, weight_without_evidence
from planself.report.context import AssessmentContext
from planself.report.inline_text import Sentence, joined
from planself.report.minimum_conditions import needed
from planself.report.profile import row
from planself.report.view_parts import GateView, HurdleView, StepView
from planself.scoring.result import HurdleResult, Status


def hurdle_view(context: AssessmentContext, found: HurdleResult, steps: Sequence[StepView]) -> HurdleView:
    """Return a hurdle with everything that its score comes from."""
    hurdle, sums, general = context.hurdles[found.id], context.sums[found.id], _is_high(context, found)
    return HurdleView(
        row=row(context, found),
        caption=context.say(context.reader._("Answers on {topic}"), topic=context.quoted(context.topic(found.id))),
        weight=context.exact(hurdle.weight, 2),
        description=context.words(hurdle.description if general else None),
        symptoms=tuple(map(context.words, hurdle.symptoms if general else ())),
        note=context.words(hurdle.note),
        gates=gates(context, found),
        answers=tuple(answer_view(context, id_, found.id) for id_ in measured_by(context, found.id)),
        sum_weight=context.exact(sums.answered, 2),
        sum_product=context.exact(sums.weighted_points, 3),
        arithmetic=tuple(_arithmetic(context, found)),
        steps=tuple(step for step in steps if step.hurdle.id == found.id),
        sources=context.cited(hurdle.sources),
    )


def _is_high(context: AssessmentContext, found: HurdleResult) -> bool:
    """Return whether a hurdle applies and is without a band or in one of the lower half, the middle one left out."""
    last = len(context.bands) - 1
    if found.status is Status.NOT_APPLICABLE:
        return False
    return found.band is None or not last or 2 * context.bands[found.band].place < last


def gates(context: AssessmentContext, found: HurdleResult) -> tuple[GateView, ...]:
    """Return a hurdle's minimum conditions that are not met or still open."""
    return tuple(
        GateView(
            question=context.words(context.question(gate.question).text),
            failed=gate.question in found.failed_gates,
            text=_gate(context, found.id, gate, failed=gate.question in found.failed_gates),
        )
        for gate in context.hurdles[found.id].gates
        if gate.question in (*found.failed_gates, *found.open_gates)
    )


def _gate(context: AssessmentContext, hurdle: str, gate: model.Gate, *, failed: bool) -> Sentence:
    _, points = context.reader._, context.states[gate.question].points
    phrase = (
        _("Minimum condition not met: {question} has {points} points, but needs {minimum} ({needed}).")
        if failed
        else _("Minimum condition open: {question} has no points yet and needs {minimum} ({needed}).")
    )
    told = context.say(
        phrase,
        question=context.question_text(gate.question),
        points=context.reader.tenths(points or 0),
        minimum=context.exact(gate.at_least, 1),
        needed=needed(context, gate.question, [hurdle]),
    )
    return joined((told, *_cap(context, gate))) if failed else told


def _cap(context: AssessmentContext, gate: model.Gate) -> Iterator[Sentence]:
    """Say which band is the best while a gate is not met, where that is not the best of all."""
    best = context.questionnaire.cap(gate)
    if best != context.questionnaire.bands[-1]:
        label = context.quoted(context.words(best.label))
        yield context.say(context.reader._("Until then the band is {band} at best."), band=label)


def measured_by(context: AssessmentContext, hurdle: str) -> Iterator[str]:
    return (question.id for question in context.questionnaire.questions if hurdle in question.hurdles)


def _evidence(context: AssessmentContext, hurdle: str) -> Iterator[Sentence]:
    share, answered = share_without_evidence(context, hurdle), context.sums[hurdle].answered
    if share is not None:
        yield context.say(
            context.reader._("Without evidence: {bare} ÷ {answered} = {share}."),
            bare=context.exact(weight_without_evidence(context, hurdle), 2),
            answered=context.exact(answered, 2),
            share=context.percent(share),
        )


def _arithmetic(context: AssessmentContext, found: HurdleResult) -> Iterator[Sentence]:
    """Yield the steps from sums to published numbers, each recomputable with a pocket calculator."""
    if found.lower is None or found.upper is None or found.coverage is None:
        return
    _, tenths, sums = context.reader._, context.reader.tenths, context.sums[found.id]
    earned, applicable = context.exact(sums.weighted_points, 3), context.exact(sums.applicable, 2)
    answered, still_open = context.exact(sums.answered, 2), context.exact(sums.applicable - sums.answered, 2)
    if found.score is not None:
        yield context.say(
            _("Score: {sum} ÷ {weight} = {score}."), sum=earned, weight=answered, score=tenths(found.score)
        )
    yield context.say(
        _("Coverage: {answered} ÷ {applicable} = {coverage}."),
        answered=answered,
        applicable=applicable,
        coverage=context.percent(found.coverage),
    )
    if sums.applicable < sums.asked:
        yield context.say(
            _("Applies: {applicable} ÷ {asked} = {share}."),
            applicable=applicable,
            asked=context.exact(sums.asked, 2),
            share=context.percent(sums.applying),
        )
    yield from _evidence(context, found.id)
    if sums.applicable == sums.answered:
        return
    yield context.say(
        _("Range: {sum} ÷ {applicable} = {lower} up to ({sum} + 100 × {open}) ÷ {applicable} = {upper}."),
        sum=earned,
        applicable=applicable,
        lower=tenths(found.lower),
        upper=tenths(found.upper),
        open=still_open,
    )
