"""How certain the result is: what was answered, what is open, what has no evidence, and whose view it is."""

from __future__ import annotations

from collections.abc import Iterator

from planself.report.context import AssessmentContext
from planself.report.inline_text import Sentence, clean, joined
from planself.report.view_parts import Note
from planself.scoring.plan import FULL, State, rdiv
from planself.scoring.result import Status
from planself.text import is_blank

PER_HURDLE = 15
OVERALL = 5
"""By how many points another group could easily differ: a model calculation, docs/scoring.md."""


def certainty(context: AssessmentContext) -> tuple[Note, ...]:
    """Return the statements about how far the numbers carry; none where no question applies."""
    if not context.scored:
        return ()
    return (
        Note(_coverage_title(context), joined(_coverage(context))),
        *_evidence(context),
        *_view(context),
    )


def _coverage_title(context: AssessmentContext) -> Sentence:
    answered, all_ = len(context.scored_in(State.ANSWERED)), len(context.scored)
    n_ = context.reader.n_
    phrase = n_("of {n} scored question that applies", "of {n} scored questions that apply", all_)
    if context.scored_in(State.PENDING):
        phrase = n_("of {n} scored question that may apply", "of {n} scored questions that apply or may apply", all_)
    return context.say(context.reader._("Answered: {count} {of_all}."), count=str(answered), of_all=phrase)


def _coverage(context: AssessmentContext) -> Iterator[Sentence]:
    reader, overall = context.reader, context.overall
    yield from _open(context)
    if overall.status is Status.NOT_APPLICABLE or overall.lower is None or overall.upper is None:
        return
    n = len(context.scored_in(State.UNKNOWN, State.MISSING, State.PENDING))
    if not n:
        yield context.say(reader._("No scored question is open, so the scores have no leeway."))
        return
    if not context.brief:
        yield context.say(reader._("The coverage is {coverage}."), coverage=context.percent(overall.coverage or 0))
    lower, upper = context.ends(overall.lower, overall.upper)
    phrase = reader.n_(
        "However the open question is answered, the overall score will then lie between {{lower}} and {{upper}}.",
        "However the open questions are answered, the overall score will then lie between {{lower}} and {{upper}}.",
        n,
    )
    yield context.say(phrase, lower=lower, upper=upper)


def _open(context: AssessmentContext) -> Iterator[Sentence]:
    """Yield how many questions are open, by the way in which they are."""
    n_, consensus = context.reader.n_, context.consensus
    if n := len(context.scored_in(State.UNKNOWN)):
        yield Sentence(
            (
                n_(
                    "{n} scored question was answered with “don't know”.",
                    "{n} scored questions were answered with “don't know”.",
                    n,
                ),
            )
        )
    if n := len(context.scored_in(State.MISSING)):
        unanswered = n_("{n} scored question has no answer.", "{n} scored questions have no answer.", n)
        agreed = n_(
            "{n} scored question is open in the consensus.", "{n} scored questions are open in the consensus.", n
        )
        yield Sentence((agreed if consensus else unanswered,))
    if n := len(context.scored_in(State.PENDING)):
        yield Sentence(
            (
                n_(
                    "{n} scored question waits for an earlier answer.",
                    "{n} scored questions wait for an earlier answer.",
                    n,
                ),
            )
        )


def _evidence(context: AssessmentContext) -> Iterator[Note]:
    """Yield how many of the answers that should name evidence do; nothing where nothing is answered."""
    if not context.scored_in(State.ANSWERED):
        return
    enough = context.questionnaire.scoring.evidence_from
    high = sum(found.points is not None and found.points >= enough for found in context.scored)
    phrase = _proven(context, high, high - len(context.assessment.unproven))
    title = context.say(phrase, all=context.reader.integer(high), of_points=evidence_expected(context))
    yield Note(title, joined(_unproven(context)))


def evidence_expected(context: AssessmentContext) -> str:
    """Return of how many points an answer is from which evidence is expected."""
    _, enough = context.reader._, context.questionnaire.scoring.evidence_from
    if enough == FULL:
        return _("of 100 points")
    points = context.exact(enough, 1)
    return _("of 1 point or more") if points == "1" else _("of {points} points or more").format(points=points)


def _proven(context: AssessmentContext, high: int, proven: int) -> str:
    """Return the phrase for how many of the high answers name evidence, right for every pair of numbers."""
    reader = context.reader
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


def _unproven(context: AssessmentContext) -> Iterator[Sentence]:
    reader, share = context.reader, share_without_evidence(context)
    if share is not None and not context.brief:
        phrase = reader._("For {share} of the scored answers (by weight) no evidence is named.")
        yield context.say(phrase, share=context.percent(share))
    scored = {found.id for found in context.scored}
    if n := len(scored.intersection(context.assessment.unsure)):
        phrase = reader.n_("{n} scored answer is marked as unsure.", "{n} scored answers are marked as unsure.", n)
        yield Sentence((phrase,))


def _view(context: AssessmentContext) -> Iterator[Note]:
    """Yield whose view it is, and how far another group's could lie from it by a model calculation."""
    if not context.rated:
        return
    _, title = context.reader._, context.say(context.reader._("It is one view, not a measurement."))
    caution = _(
        "Another group could easily arrive at {hurdle} points more or less per hurdle, and at {whole} overall "
        "(estimated by a simulation, not measured). Please do not interpret smaller differences or changes."
    )
    told = context.say(caution, hurdle=str(PER_HURDLE), whole=str(OVERALL))
    yield Note(title, joined((_who(context), *_range(context), told, *_on_one(context))))


def _range(context: AssessmentContext) -> Iterator[Sentence]:
    if context.overall.lower != context.overall.upper:
        yield context.say(context.reader._("The range only shows the effect of open answers."))


def _on_one(context: AssessmentContext) -> Iterator[Sentence]:
    """Yield how many scores rest on one answer, which another group's answer would move by more."""
    answered = [set(context.question(found.id).hurdles) for found in context.scored_in(State.ANSWERED)]
    if n := sum(sum(hurdle.id in measured for measured in answered) == 1 for hurdle in context.rated):
        phrase = context.reader.n_(
            "{n} hurdle rests on a single answer; even larger differences there may be chance.",
            "{n} hurdles rest on a single answer each; even larger differences there may be chance.",
            n,
        )
        yield Sentence((phrase,))


def _who(context: AssessmentContext) -> Sentence:
    """Return who answered."""
    _, answers = context.reader._, context.assessment.answer_set
    roles = {role.id: context.words(role.label) for role in context.questionnaire.roles}
    respondent = answers.respondent
    named = [
        *filter(None, (roles.get(respondent.role) or clean(respondent.role), context.typed(respondent.department)))
    ]
    if answers.round == "consensus":
        return context.say(_("These are the answers that a group agreed on."))
    if named:
        return context.say(_("Answered by: {who}."), who=joined(named[:1] if context.brief else named, ", "))
    return context.say(_("Who answered is not said."))


def share_without_evidence(context: AssessmentContext, hurdle: str | None = None) -> int | None:
    """Return the share (tenths of a percent) of the answered weight whose answers name no evidence.

    The whole is the mean of the hurdles' published shares by the hurdles' weights, as coverage is.
    """
    if hurdle is None:
        shares = [(h.weight, share_without_evidence(context, h.id)) for h in context.questionnaire.hurdles]
        known = [(weight, share) for weight, share in shares if share is not None]
        total = sum(weight for weight, _share in known)
        return rdiv(sum(weight * share for weight, share in known), total) if known else None
    answered = context.sums[hurdle].answered
    return rdiv(FULL * weight_without_evidence(context, hurdle), answered) if answered else None


def weight_without_evidence(context: AssessmentContext, hurdle: str) -> int:
    """Return the weight (hundredths) of a hurdle's answers that name no evidence."""
    return sum(
        context.question(found.id).hurdles.get(hurdle, 0)
        for found in context.scored_in(State.ANSWERED)
        if is_blank(context.answer(found.id).evidence)
    )
