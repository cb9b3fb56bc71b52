"""An answer in words: the chosen level in full, and why a question did not count."""

from __future__ import annotations

from collections.abc import Iterator

from planself.questionnaire import model
from planself.report.context import AssessmentContext
from planself.report.inline_text import Sentence, Words, compose, joined
from planself.report.view_parts import AnswerView
from planself.scoring.plan import All, AnyOf, Comparison, Condition, Not, State


def answer_view(context: AssessmentContext, id_: str, hurdle: str | None = None) -> AnswerView:
    """Return a question with its answer, with weight and product for a hurdle where one is named."""
    question, found, answer = context.question(id_), context.states[id_], context.answer(id_)
    level, value = given(context, id_)
    weight = question.hurdles[hurdle] if hurdle else 0
    points = found.points if found.points is not None else None
    return AnswerView(
        id=id_,
        question=context.words(question.text),
        help=context.words(question.help),
        state=found.state.value,
        status=status(context, found.state),
        level=level,
        value=value,
        counts=points is not None,
        points="" if points is None else context.reader.tenths(points),
        weight=context.exact(weight, 2) if weight and found.state.applicable else "",
        product=context.exact(weight * points, 3) if weight and points is not None else "",
        why=why(context, id_),
        comment=context.typed(answer.comment),
        evidence=context.typed(answer.evidence),
        expected=context.words(question.evidence),
        unsure=answer.unsure and found.state is State.ANSWERED,
        unproven=id_ in context.assessment.unproven,
        sources=context.cited(question.sources),
    )


def status(context: AssessmentContext, state: State) -> str:
    """Return the word for a state; nothing where the question is answered."""
    _ = context.reader._
    match state:
        case State.ANSWERED:
            return ""
        case State.UNKNOWN:
            return _("don't know")
        case State.NOT_APPLICABLE:
            return _("not applicable")
        case State.MISSING:
            return _("open in the consensus") if context.consensus else _("no answer")
        case State.PENDING:
            return _("still open")
        case State.NOT_ASKED:
            return _("not asked")


def given(context: AssessmentContext, id_: str) -> tuple[Sentence | None, Words]:
    """Return a scale's level ("level 3 (0 to 4), established") and an answer's text in full, empty without a value."""
    question, value = context.question(id_), context.answer(id_).value
    _ = context.reader._
    if value is None:
        return None, Words("")
    if question.quantity is not None and isinstance(value, int):
        return None, context.quantity_text(question.quantity, value)
    if isinstance(value, tuple):
        labels = [context.words(choice.label) for choice in question.choices if choice.value in value]
        lang = next((label.lang for label in labels), None)
        ticked = " · ".join([*(label.removesuffix(".") for label in labels[:-1]), *labels[-1:]])
        return None, Words(ticked, lang) if labels else Words(_("nothing ticked"))
    choice = question.choice(value)
    if choice is None:
        return None, context.typed(str(value)) or Words("–")
    return _level(context, question, choice) if question.ladder else (None, context.choice(choice))


def _level(context: AssessmentContext, question: model.AnyQuestion, choice: model.Choice) -> tuple[Sentence, Words]:
    place = context.say(context.reader._("level {level} (0 to {top})"), level=choice.id, top=str(question.top))
    label = context.choice(choice)
    if choice.detail is None:
        return place, label
    return joined((place, label), ", "), context.words(choice.detail)


def short_answer(context: AssessmentContext, id_: str) -> Sentence:
    """Return an answer for use inside a sentence: its text in quotation marks, or the word for its state."""
    state = context.states[id_].state
    if state is not State.ANSWERED:
        return Sentence((status(context, state),))
    return context.quoted(given(context, id_)[1])


def why(context: AssessmentContext, id_: str) -> Sentence | None:
    """Return why a question was not asked or hangs in the air; None for all others."""
    state, _ = context.states[id_].state, context.reader._
    if state not in (State.NOT_ASKED, State.PENDING):
        return None
    part, roles = context.assessment.answer_set.part, context.terms[id_].roles
    if part and roles and not set(part) & set(roles):
        return context.say(_("This answer file covers the part of other roles only."))
    condition = context.terms[id_].when
    asked = dict.fromkeys(_questions(condition)) if condition is not None else {}
    if state is State.PENDING:
        asked = {other: None for other in asked if context.states[other].state.open}
    else:
        asked = {other: None for other in asked if context.states[other].state is State.ANSWERED} or asked
    return context.say(
        _("It depends on: {answers}.") if state is State.PENDING else _("Reason: {answers}."),
        answers=joined((_pair(context, other) for other in asked), "; "),
    )


def _pair(context: AssessmentContext, id_: str) -> Sentence:
    return compose("{question} – {answer}", question=context.question_text(id_), answer=short_answer(context, id_))


def _questions(condition: Condition) -> Iterator[str]:
    """Yield the questions that a condition looks at."""
    match condition:
        case Comparison():
            yield condition.question
        case All():
            for part in condition.all:
                yield from _questions(part)
        case AnyOf():
            for part in condition.any:
                yield from _questions(part)
        case Not():
            yield from _questions(condition.negated)
