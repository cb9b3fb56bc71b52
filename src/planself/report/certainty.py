"""How sure the result is: what was answered, what is open, what rests on answers without evidence."""

from __future__ import annotations

from collections.abc import Iterator

from planself.report.material import Material
from planself.report.parts import Finding
from planself.report.words import Sentence, joined
from planself.scoring.plan import FULL, State, rdiv
from planself.scoring.result import Status
from planself.text import is_blank


def certainty(material: Material) -> tuple[Finding, ...]:
    """Return the statements about how far the numbers carry; none where no question applies."""
    if not material.scored:
        return ()
    return (
        Finding(_coverage_title(material), joined(_coverage(material))),
        *_evidence(material),
    )


def _coverage_title(material: Material) -> Sentence:
    answered, all_ = len(material.scored_in(State.ANSWERED)), len(material.scored)
    phrase = material.reader.n_("of {n} scored question that applies", "of {n} scored questions that apply", all_)
    return material.say(material.reader._("Answered: {count} {of_all}."), count=str(answered), of_all=phrase)


def _coverage(material: Material) -> Iterator[Sentence]:
    reader, overall = material.reader, material.overall
    yield from _open(material)
    if overall.status is Status.NOT_APPLICABLE or overall.lower is None or overall.upper is None:
        return
    if not material.scored_in(State.UNKNOWN, State.MISSING, State.PENDING):
        yield material.say(reader._("No question is open, so the scores have no leeway."))
        return
    yield material.say(
        reader._(
            "The coverage is {coverage}. Depending on how the open questions turn out, the whole lies between "
            "{lower} and {upper}."
        ),
        coverage=material.percent(overall.coverage or 0),
        lower=reader.tenths(overall.lower),
        upper=reader.tenths(overall.upper),
    )


def _open(material: Material) -> Iterator[Sentence]:
    """Yield how many questions are open, by the way in which they are."""
    reader = material.reader
    counts = {state: len(material.scored_in(state)) for state in (State.UNKNOWN, State.MISSING, State.PENDING)}
    if n := counts[State.UNKNOWN]:
        yield Sentence(
            (
                reader.n_(
                    "{n} question was answered with “don't know”.", "{n} questions were answered with “don't know”.", n
                ),
            )
        )
    if n := counts[State.MISSING]:
        yield Sentence((reader.n_("{n} question has no answer.", "{n} questions have no answer.", n),))
    if n := counts[State.PENDING]:
        yield Sentence(
            (reader.n_("{n} question waits for an earlier answer.", "{n} questions wait for an earlier answer.", n),)
        )


def _evidence(material: Material) -> Iterator[Finding]:
    reader = material.reader
    share = share_without_evidence(material)
    if share is None:
        return
    title = material.say(reader._("Without evidence: {share} of the answered weight."), share=material.percent(share))
    yield Finding(title, joined(_unproven(material)))


def _unproven(material: Material) -> Iterator[Sentence]:
    reader, assessment = material.reader, material.assessment
    threshold = material.exact(material.questionnaire.scoring.evidence_from, 1)
    if assessment.unproven:
        yield material.say(
            reader.n_(
                "{n} answer of at least {{threshold}} points has no evidence.",
                "{n} answers of at least {{threshold}} points have no evidence.",
                len(assessment.unproven),
            ),
            threshold=threshold,
        )
    elif any((found.points or 0) >= material.questionnaire.scoring.evidence_from for found in material.scored):
        yield material.say(reader._("Every answer of at least {threshold} points has evidence."), threshold=threshold)
    else:
        yield material.say(
            reader._("No answer reaches the {threshold} points from which on evidence is expected."),
            threshold=threshold,
        )
    if assessment.unsure:
        n = len(assessment.unsure)
        yield Sentence((reader.n_("{n} answer is marked as unsure.", "{n} answers are marked as unsure.", n),))


def share_without_evidence(material: Material, hurdle: str | None = None) -> int | None:
    """Return the share (tenths of a percent) of the answered weight whose answers name no evidence.

    The whole is the mean of the hurdles' published shares by the hurdles' weights, as coverage is.
    """
    if hurdle is None:
        shares = [(h.weight, share_without_evidence(material, h.id)) for h in material.questionnaire.hurdles]
        known = [(weight, share) for weight, share in shares if share is not None]
        total = sum(weight for weight, _share in known)
        return rdiv(sum(weight * share for weight, share in known), total) if known else None
    answered = material.sums[hurdle].answered
    return rdiv(FULL * weight_without_evidence(material, hurdle), answered) if answered else None


def weight_without_evidence(material: Material, hurdle: str) -> int:
    """Return the weight (hundredths) of a hurdle's answers that name no evidence."""
    return sum(
        material.question(found.id).hurdles.get(hurdle, 0)
        for found in material.scored_in(State.ANSWERED)
        if is_blank(material.answer(found.id).evidence)
    )
