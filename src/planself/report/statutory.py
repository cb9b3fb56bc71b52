"""What the law asks for: how many points of statutory sections are met, met in part, not met and open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from planself.questionnaire import model
from planself.report.answer_text import short_answer, status, why
from planself.report.context import AssessmentContext
from planself.report.inline_text import Sentence, compose, joined
from planself.report.view_parts import Note
from planself.scoring.plan import FULL, State

MOST = 10
"""More points than this are told as a number."""


def statutory(context: AssessmentContext) -> tuple[Note, ...]:
    """Return one note that counts all statutory points, and lists those not met and those met in part."""
    points = [
        question.id
        for section in context.questionnaire.sections
        for question in section.questions
        if is_statutory(section, question)
    ]
    if not points:
        return ()
    words = {id_: _word(context, id_) for id_ in points}
    hint = context.say(context.reader._("For information only; not legal advice."))
    text = joined((_counts(context, words), *_reason(context, points), hint))
    return (Note(_title(context, points), text, tuple(_unmet(context, words))),)


def _title(context: AssessmentContext, points: Sequence[str]) -> Sentence:
    _, states = context.reader._, [context.states[id_].state for id_ in points]
    applicable, open_ = sum(state.applicable for state in states), sum(state.open for state in states)
    if not applicable:
        return context.say(_("Statutory points: none to answer."))
    phrase = _("Statutory points: {answered} of {all} answered.")
    if open_:
        phrase = _("Statutory points: {answered} of {all} answered, {open} open.")
    return context.say(phrase, answered=str(applicable - open_), all=str(applicable), open=str(open_))


def _counts(context: AssessmentContext, words: Mapping[str, str]) -> Sentence:
    """Return how many points have which answer, and how many have none and why; together they are all."""
    _, counts = context.reader._, Counter(words.values())
    states = (_unanswered(context, state) for state in sorted(State, key=lambda state: not state.open))
    order = (_("“yes”"), _("“partly”"), _("“no”"), *states)
    listed = ", ".join(f"{counts[word]} {word}" for word in order if word in counts)
    return context.say(_("In detail: {counts}."), counts=listed)


def _word(context: AssessmentContext, id_: str) -> str:
    """Return a point's answer in a word, or what stands instead of one."""
    _, state, value = context.reader._, context.states[id_].state, context.answer(id_).value
    if state is not State.ANSWERED:
        return _unanswered(context, state)
    if isinstance(value, bool):
        return _("“yes”") if value else _("“no”")
    fulfilled = met(context.question(id_), value)
    return _("“yes”") if fulfilled == FULL else _("“partly”") if fulfilled else _("“no”")


def _unanswered(context: AssessmentContext, state: State) -> str:
    """Return what stands instead of yes or no; what was chosen stands in quotation marks as they do."""
    if state is State.PENDING:
        return context.reader._("waiting for an earlier answer")
    word = status(context, state)
    return str(context.quoted(word)) if state is State.UNKNOWN else word


def is_statutory(section: model.Section, question: model.AnyQuestion) -> bool:
    """Return whether a question is a statutory point: one that is met, met in part or not met."""
    return section.statutory and question.kind is model.AnswerKind.ONE_OF and not question.ladder


def met(question: model.AnyQuestion, value: object) -> int:
    """Return how far an answer meets a point: by the options' points or, without, by their order, the first met."""
    choices = [choice for choice in question.choices if choice.counts]
    chosen = next((place for place, choice in enumerate(choices) if choice.value == value), len(choices) - 1)
    earned = [choice.points for choice in choices if choice.points is not None]
    if len(earned) == len(choices):
        return earned[chosen]
    return FULL if chosen == 0 else 0 if chosen == len(choices) - 1 else FULL // 2


def _reason(context: AssessmentContext, points: Sequence[str]) -> Iterator[Sentence]:
    """Yield why no point was asked, or it hangs in the air whether, where it is the same for all."""
    first, *others = [why(context, id_) for id_ in points]
    if first is not None and all(str(reason) == str(first) for reason in others):
        yield first


def _unmet(context: AssessmentContext, words: Mapping[str, str]) -> Iterator[Sentence]:
    """Yield the points not met, and those met in part, with their answers; of many the last as numbers."""
    answered = (id_ for id_ in words if context.states[id_].state is State.ANSWERED)
    fulfilled = {id_: met(context.question(id_), context.answer(id_).value) for id_ in answered}
    unmet = sorted((id_ for id_ in fulfilled if fulfilled[id_] < FULL), key=lambda id_: fulfilled[id_] > 0)
    shown = unmet[:MOST] if len(unmet) > MOST + 1 else unmet
    for id_ in shown:
        yield compose("{point} – {answer}", point=context.question_text(id_), answer=short_answer(context, id_))
    if rest := Counter(words[id_] for id_ in unmet[len(shown) :]):
        phrase = context.reader._("{n} more with {answer}")
        yield context.listed(context.say(phrase, n=str(n), answer=word) for word, n in rest.items())
