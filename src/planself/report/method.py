"""How the numbers came about and where everything comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from planself.questionnaire import model
from planself.questionnaire.catalogue import origin as origin_of
from planself.questionnaire.catalogue import origin_in_words
from planself.report.answer_text import answer_view
from planself.report.context import AssessmentContext
from planself.report.inline_text import Sentence, Words, clean, compose, joined
from planself.report.texts import Texts
from planself.report.view_parts import AnswerView, ContextView, Fact


@dataclass(frozen=True, slots=True)
class Provenance:
    """What the assessment itself does not know: who wrote the report, when, from which file."""

    planself_version: str
    created: datetime
    answer_file: str
    notes: tuple[str, ...] = ()
    """What was found when the file was read: codes, said in the report's language, or sentences as they stand."""


def method(context: AssessmentContext) -> tuple[Sentence, ...]:
    """Return the rules of scoring, as far as this questionnaire uses them."""
    return tuple(_method(context))


def _method(context: AssessmentContext) -> Iterator[Sentence]:
    _, terms = context.reader._, context.questionnaire.scoring
    yield context.say(
        _(
            "Each answer earns 0 to 100 points. A hurdle's score is the mean of its answered questions by their "
            "weights: 0 means that the hurdle stands fully in the way, 100 that it is overcome. The overall score "
            "is the mean of the hurdles' scores by the hurdles' weights; range, coverage and the share without "
            "evidence of the whole are the same mean of the hurdles' figures. All are rounded half up to one decimal."
        )
    )
    yield context.say(
        _(
            "“Not applicable” and questions that were not asked do not count. “Don't know” and missing answers "
            "count neither as good nor as bad: they lower the coverage and widen the range, which runs from the "
            "score with no points for every open question to the score with all points."
        )
    )
    yield context.say(
        _(
            "A hurdle has a score where at least {share} of its weight is answered; the whole has one where every "
            "hurdle that applies has."
        ),
        share=context.reader.quantity(context.exact(terms.min_coverage, 1), "%"),
    )
    yield from _bands(context)
    yield context.say(_("A stage is reached where every hurdle that applies has at least the stage's points."))
    if any(stage.gates for stage in context.questionnaire.stages):
        yield context.say(
            _(
                "Where a stage asks for met minimum conditions, it and those above it are reached only when all of "
                "them are met."
            )
        )
    yield context.say(
        _(
            "Next steps are the measures whose range of scores and condition fit the answers and, where they aim at "
            "answers, that can improve one of them. They begin with one step for each hurdle that is named as in the "
            "way, the biggest obstacle first; a hurdle is passed over where nothing fits or where all that fits builds "
            "on a step not listed yet. For the choice at each hurdle and for all further steps the order is: measures "
            "that aim at an unmet minimum condition, then measures at hurdles that hold back the next stage, then by "
            "weight × gap ÷ effort (gap: 100 − score; effort: 1 low, 2 medium, 3 high). What a step builds on moves "
            "up before it. There are at most three steps per hurdle and seven in all."
        )
    )
    yield context.say(_("The result is a self-assessment. It is meant for discussion, not for ranking."))


def _bands(context: AssessmentContext) -> Iterator[Sentence]:
    """Yield what limits a band, and what makes it provisional."""
    _ = context.reader._
    if len(context.bands) > 1 and any(hurdle.gates for hurdle in context.questionnaire.hurdles):
        yield context.say(
            _(
                "A minimum condition that is not met limits a hurdle's band; it never changes the score and "
                "never lifts a band."
            )
        )
    yield context.say(
        _(
            "A band is provisional as long as the question of a minimum condition is open, or where less than half "
            "of what was asked (by weight) applies."
        )
    )


def whole_arithmetic(context: AssessmentContext) -> Sentence | None:
    """Return how the overall score comes from the hurdles' scores."""
    overall, tenths = context.overall, context.reader.tenths
    if overall.score is None:
        return None
    counted = [(context.hurdles[found.id].weight, found.score or 0) for found in context.rated]
    return context.say(
        context.reader._("Overall score: ({products}) ÷ {weights} = {score}."),
        products=" + ".join(f"{context.exact(weight, 2)} × {tenths(score)}" for weight, score in counted),
        weights=context.exact(sum(weight for weight, _score in counted), 2),
        score=tenths(overall.score),
    )


def basis(texts: Texts) -> tuple[Words, ...]:
    """Return the questionnaire's own account of where it comes from, by paragraphs."""
    text = texts.words(texts.questionnaire.basis)
    return tuple(Words(part.strip(), text.lang) for part in text.split("\n\n") if part.strip())


def meta(context: AssessmentContext) -> tuple[Fact, ...]:
    """Return what stands under the title: whom it is about, when, who answered."""
    return tuple(Fact(label, value) for label, value in _meta(context) if str(value))


def _meta(context: AssessmentContext) -> Iterator[tuple[str, str | Sentence]]:
    _, answers = context.reader._, context.assessment.answer_set
    roles = {role.id: context.words(role.label) for role in context.questionnaire.roles}
    respondent = answers.respondent
    yield _("Self-assessment of"), clean(answers.subject.name)
    yield _("Official municipality key"), clean(answers.subject.ags or "")
    yield _("Date of the answers"), context.reader.date(answers.date) if answers.date else ""
    who = (roles.get(respondent.role) or clean(respondent.role), context.typed(respondent.department))
    yield _("Answered by"), joined(filter(None, who), ", ")


def provenance(context: AssessmentContext, origin: Provenance) -> tuple[Fact, ...]:
    """Return what is needed to make the same report again."""
    _, questionnaire = context.reader._, context.questionnaire
    return (
        Fact(
            _("Questionnaire"),
            compose("{title} ({id})", title=context.words(questionnaire.title), id=questionnaire.id),
        ),
        Fact(_("Version"), questionnaire.version),
        Fact(_("Origin of the questionnaire"), origin_in_words(origin_of(context.assessment.loaded), context.reader)),
        Fact(_("Digest of the questionnaire"), context.assessment.loaded.digest),
        Fact(_("Answer file"), clean(origin.answer_file)),
        Fact(_("Created"), context.reader.moment(origin.created)),
        Fact(_("Created with"), f"planself {origin.planself_version}"),
    )


def background(context: AssessmentContext) -> tuple[ContextView, ...]:
    """Return the answers without points, by section; a section without any points with its intro."""
    return tuple(
        _context(context, section, [answer_view(context, question.id) for question in plain])
        for section in context.questionnaire.sections
        if (plain := [question for question in section.questions if not question.scored])
    )


def _context(context: AssessmentContext, section: model.Section, answers: Sequence[AnswerView]) -> ContextView:
    """Return a section; where nothing at all was asked or answered for one reason, the reason stands once."""
    alike = {(answer.state, str(answer.why)) for answer in answers}
    noted = any(answer.value or answer.comment or answer.evidence for answer in answers)
    silent = len(answers) > 1 and len(alike) == 1 and answers[0].state in ("missing", "not_asked") and not noted
    return ContextView(
        title=context.words(section.title),
        intro=Words("") if any(q.scored for q in section.questions) else context.words(section.intro),
        silence=_silence(context, answers) if silent else None,
        answers=() if silent else tuple(answers),
    )


def _silence(context: AssessmentContext, answers: Sequence[AnswerView]) -> Sentence:
    _, n, first = context.reader._, context.reader.integer(len(answers)), answers[0]
    if first.why is None:
        phrase = _("None of the {n} questions is answered.")
        return context.say(
            _("None of the {n} questions has an answer in the consensus.") if context.consensus else phrase, n=n
        )
    return joined((context.say(_("None of the {n} questions was asked."), n=n), first.why))
