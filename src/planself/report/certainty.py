"""How certain the result is: what was answered, what is open, what has no evidence, and whose view it is."""

from __future__ import annotations

from collections.abc import Iterator

from planself.report.context import Material
from planself.report.inline_text import Sentence, clean, joined
from planself.report.view_parts import Note
from planself.scoring.plan import FULL, State, rdiv
from planself.scoring.result import Status
from planself.text import is_blank

PER_HURDLE = 15
OVERALL = 5
"""By how many points another group could easily differ: a model calculation, docs/scoring.md."""


def certainty(material: Material) -> tuple[Note, ...]:
    """Return the statements about how far the numbers carry; none where no question applies."""
    if not material.scored:
        return ()
    return (
        Note(_coverage_title(material), joined(_coverage(material))),
        *_evidence(material),
        *_view(material),
    )


def _coverage_title(material: Material) -> Sentence:
    answered, all_ = len(material.scored_in(State.ANSWERED)), len(material.scored)
    n_ = material.reader.n_
    phrase = n_("of {n} scored question that applies", "of {n} scored questions that apply", all_)
    if material.scored_in(State.PENDING):
        phrase = n_("of {n} scored question that may apply", "of {n} scored questions that apply or may apply", all_)
    return material.say(material.reader._("Answered: {count} {of_all}."), count=str(answered), of_all=phrase)


def _coverage(material: Material) -> Iterator[Sentence]:
    reader, overall = material.reader, material.overall
    yield from _open(material)
    if overall.status is Status.NOT_APPLICABLE or overall.lower is None or overall.upper is None:
        return
    n = len(material.scored_in(State.UNKNOWN, State.MISSING, State.PENDING))
    if not n:
        yield material.say(reader._("No scored question is open, so the scores have no leeway."))
        return
    if not material.brief:
        yield material.say(reader._("The coverage is {coverage}."), coverage=material.percent(overall.coverage or 0))
    lower, upper = material.ends(overall.lower, overall.upper)
    phrase = reader.n_(
        "However the open question is answered, the overall score will then lie between {{lower}} and {{upper}}.",
        "However the open questions are answered, the overall score will then lie between {{lower}} and {{upper}}.",
        n,
    )
    yield material.say(phrase, lower=lower, upper=upper)


def _open(material: Material) -> Iterator[Sentence]:
    """Yield how many questions are open, by the way in which they are."""
    n_, consensus = material.reader.n_, material.consensus
    if n := len(material.scored_in(State.UNKNOWN)):
        yield Sentence(
            (
                n_(
                    "{n} scored question was answered with “don't know”.",
                    "{n} scored questions were answered with “don't know”.",
                    n,
                ),
            )
        )
    if n := len(material.scored_in(State.MISSING)):
        unanswered = n_("{n} scored question has no answer.", "{n} scored questions have no answer.", n)
        agreed = n_(
            "{n} scored question is open in the consensus.", "{n} scored questions are open in the consensus.", n
        )
        yield Sentence((agreed if consensus else unanswered,))
    if n := len(material.scored_in(State.PENDING)):
        yield Sentence(
            (
                n_(
                    "{n} scored question waits for an earlier answer.",
                    "{n} scored questions wait for an earlier answer.",
                    n,
                ),
            )
        )


def _evidence(material: Material) -> Iterator[Note]:
    """Yield how many of the answers that should name evidence do; nothing where nothing is answered."""
    if not material.scored_in(State.ANSWERED):
        return
    enough = material.questionnaire.scoring.evidence_from
    high = sum(found.points is not None and found.points >= enough for found in material.scored)
    phrase = _proven(material, high, high - len(material.assessment.unproven))
    title = material.say(phrase, all=material.reader.integer(high), of_points=evidence_expected(material))
    yield Note(title, joined(_unproven(material)))


def evidence_expected(material: Material) -> str:
    """Return of how many points an answer is from which evidence is expected."""
    _, enough = material.reader._, material.questionnaire.scoring.evidence_from
    if enough == FULL:
        return _("of 100 points")
    points = material.exact(enough, 1)
    return _("of 1 point or more") if points == "1" else _("of {points} points or more").format(points=points)


def _proven(material: Material, high: int, proven: int) -> str:
    """Return the phrase for how many of the high answers name evidence, right for every pair of numbers."""
    reader = material.reader
    if high == 0:
        return reader._("There is no answer {of_points}, from which evidence is expected.")
    if high == 1:
        alone = reader._("The only answer {of_points} names evidence.")
        return alone if proven else reader._("The only answer {of_points} names no evidence.")
    if proven in (0, high):
        none = reader._("None of the {all} answers {of_points} names evidence.")
        return reader._("All {all} answers {of_points} name evidence.") if proven else none
    return reader.n_(
        "{n} of {{all}} answers {{of_points}} names evidence.",
        "{n} of {{all}} answers {{of_points}} name evidence.",
        proven,
    )


def _unproven(material: Material) -> Iterator[Sentence]:
    reader, share = material.reader, share_without_evidence(material)
    if share is not None and not material.brief:
        phrase = reader._("For {share} of the scored answers (by weight) no evidence is named.")
        yield material.say(phrase, share=material.percent(share))
    scored = {found.id for found in material.scored}
    if n := len(scored.intersection(material.assessment.unsure)):
        phrase = reader.n_("{n} scored answer is marked as unsure.", "{n} scored answers are marked as unsure.", n)
        yield Sentence((phrase,))


def _view(material: Material) -> Iterator[Note]:
    """Yield whose view it is, and how far another group's could lie from it by a model calculation."""
    if not material.rated:
        return
    _, title = material.reader._, material.say(material.reader._("It is one view, not a measurement."))
    caution = _(
        "Another group could easily arrive at {hurdle} points more or less per hurdle, and at {whole} overall "
        "(estimated by a simulation, not measured). Please do not interpret smaller differences or changes."
    )
    told = material.say(caution, hurdle=str(PER_HURDLE), whole=str(OVERALL))
    yield Note(title, joined((_who(material), *_range(material), told, *_on_one(material))))


def _range(material: Material) -> Iterator[Sentence]:
    if material.overall.lower != material.overall.upper:
        yield material.say(material.reader._("The range only shows the effect of open answers."))


def _on_one(material: Material) -> Iterator[Sentence]:
    """Yield how many scores rest on one answer, which another group's answer would move by more."""
    answered = [set(material.question(found.id).hurdles) for found in material.scored_in(State.ANSWERED)]
    if n := sum(sum(hurdle.id in measured for measured in answered) == 1 for hurdle in material.rated):
        phrase = material.reader.n_(
            "{n} hurdle rests on a single answer; even larger differences there may be chance.",
            "{n} hurdles rest on a single answer each; even larger differences there may be chance.",
            n,
        )
        yield Sentence((phrase,))


def _who(material: Material) -> Sentence:
    """Return who answered."""
    _, answers = material.reader._, material.assessment.answer_set
    roles = {role.id: material.words(role.label) for role in material.questionnaire.roles}
    respondent = answers.respondent
    named = [
        *filter(None, (roles.get(respondent.role) or clean(respondent.role), material.typed(respondent.department)))
    ]
    if answers.round == "consensus":
        return material.say(_("These are the answers that a group agreed on."))
    if named:
        return material.say(_("Answered by: {who}."), who=joined(named[:1] if material.brief else named, ", "))
    return material.say(_("Who answered is not said."))


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
