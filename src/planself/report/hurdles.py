"""Each hurdle in full: its answers, gates, arithmetic and steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planself.questionnaire import model
from planself.report.answer_text import answer_view
from planself.report.certainty import share_without_evidence, weight_without_evidence
from planself.report.context import Material
from planself.report.inline_text import Sentence, joined
from planself.report.minimum_conditions import needed
from planself.report.profile import row
from planself.report.view_parts import GateView, HurdleView, StepView
from planself.scoring.result import HurdleResult, Status


def hurdle_view(material: Material, found: HurdleResult, steps: Sequence[StepView]) -> HurdleView:
    """Return a hurdle with everything that its score comes from."""
    hurdle, sums, general = material.hurdles[found.id], material.sums[found.id], _is_high(material, found)
    return HurdleView(
        row=row(material, found),
        caption=material.say(material.reader._("Answers on {topic}"), topic=material.quoted(material.topic(found.id))),
        weight=material.exact(hurdle.weight, 2),
        description=material.words(hurdle.description if general else None),
        symptoms=tuple(map(material.words, hurdle.symptoms if general else ())),
        note=material.words(hurdle.note),
        gates=gates(material, found),
        answers=tuple(answer_view(material, id_, found.id) for id_ in measured_by(material, found.id)),
        sum_weight=material.exact(sums.answered, 2),
        sum_product=material.exact(sums.weighted_points, 3),
        arithmetic=tuple(_arithmetic(material, found)),
        steps=tuple(step for step in steps if step.hurdle.id == found.id),
        sources=material.cited(hurdle.sources),
    )


def _is_high(material: Material, found: HurdleResult) -> bool:
    """Return whether a hurdle applies and is without a band or in one of the lower half, the middle one left out."""
    last = len(material.bands) - 1
    if found.status is Status.NOT_APPLICABLE:
        return False
    return found.band is None or not last or 2 * material.bands[found.band].place < last


def gates(material: Material, found: HurdleResult) -> tuple[GateView, ...]:
    """Return a hurdle's minimum conditions that are not met or still open."""
    return tuple(
        GateView(
            question=material.words(material.question(gate.question).text),
            failed=gate.question in found.failed_gates,
            text=_gate(material, found.id, gate, failed=gate.question in found.failed_gates),
        )
        for gate in material.hurdles[found.id].gates
        if gate.question in (*found.failed_gates, *found.open_gates)
    )


def _gate(material: Material, hurdle: str, gate: model.Gate, *, failed: bool) -> Sentence:
    _, points = material.reader._, material.states[gate.question].points
    phrase = (
        _("Minimum condition not met: {question} has {points} points, but needs {minimum} ({needed}).")
        if failed
        else _("Minimum condition open: {question} has no points yet and needs {minimum} ({needed}).")
    )
    told = material.say(
        phrase,
        question=material.question_text(gate.question),
        points=material.reader.tenths(points or 0),
        minimum=material.exact(gate.at_least, 1),
        needed=needed(material, gate.question, [hurdle]),
    )
    return joined((told, *_cap(material, gate))) if failed else told


def _cap(material: Material, gate: model.Gate) -> Iterator[Sentence]:
    """Say which band is the best while a gate is not met, where that is not the best of all."""
    best = material.questionnaire.cap(gate)
    if best != material.questionnaire.bands[-1]:
        label = material.quoted(material.words(best.label))
        yield material.say(material.reader._("Until then the band is {band} at best."), band=label)


def measured_by(material: Material, hurdle: str) -> Iterator[str]:
    return (question.id for question in material.questionnaire.questions if hurdle in question.hurdles)


def _evidence(material: Material, hurdle: str) -> Iterator[Sentence]:
    share, answered = share_without_evidence(material, hurdle), material.sums[hurdle].answered
    if share is not None:
        yield material.say(
            material.reader._("Without evidence: {bare} ÷ {answered} = {share}."),
            bare=material.exact(weight_without_evidence(material, hurdle), 2),
            answered=material.exact(answered, 2),
            share=material.percent(share),
        )


def _arithmetic(material: Material, found: HurdleResult) -> Iterator[Sentence]:
    """Yield the steps from sums to published numbers, each recomputable with a pocket calculator."""
    if found.lower is None or found.upper is None or found.coverage is None:
        return
    _, tenths, sums = material.reader._, material.reader.tenths, material.sums[found.id]
    earned, applicable = material.exact(sums.weighted_points, 3), material.exact(sums.applicable, 2)
    answered, still_open = material.exact(sums.answered, 2), material.exact(sums.applicable - sums.answered, 2)
    if found.score is not None:
        yield material.say(
            _("Score: {sum} ÷ {weight} = {score}."), sum=earned, weight=answered, score=tenths(found.score)
        )
    yield material.say(
        _("Coverage: {answered} ÷ {applicable} = {coverage}."),
        answered=answered,
        applicable=applicable,
        coverage=material.percent(found.coverage),
    )
    if sums.applicable < sums.asked:
        yield material.say(
            _("Applies: {applicable} ÷ {asked} = {share}."),
            applicable=applicable,
            asked=material.exact(sums.asked, 2),
            share=material.percent(sums.applying),
        )
    yield from _evidence(material, found.id)
    if sums.applicable == sums.answered:
        return
    yield material.say(
        _("Range: {sum} ÷ {applicable} = {lower} up to ({sum} + 100 × {open}) ÷ {applicable} = {upper}."),
        sum=earned,
        applicable=applicable,
        lower=tenths(found.lower),
        upper=tenths(found.upper),
        open=still_open,
    )
