"""Minimum conditions in words: the question, the answer that it has, and the least answer that would do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from planself.questionnaire.model import AnswerKind, Quantity
from planself.report.answer_text import short_answer
from planself.report.context import AssessmentContext
from planself.report.hurdle_names import topics
from planself.report.inline_text import Sentence
from planself.report.texts import Texts


def conditions(context: AssessmentContext, by_hurdle: Mapping[str, Sequence[str]]) -> list[Sentence]:
    """Return each condition once, with the hurdles that it is one of; `by_hurdle` holds their questions."""
    found: dict[str, list[str]] = {}
    for hurdle, questions in by_hurdle.items():
        for id_ in questions:
            found.setdefault(id_, []).append(hurdle)
    phrase = context.reader._("{question} Needed: {needed} ({hurdles})")
    return [
        context.say(
            phrase,
            question=context.question_text(id_),
            needed=needed(context, id_, hurdles),
            hurdles=topics(context, hurdles),
        )
        for id_, hurdles in found.items()
    ]


def with_answers(context: AssessmentContext, hurdle: str, questions: Sequence[str]) -> tuple[Sentence, ...]:
    """Return a hurdle's conditions that are not met, each with its answer; anchors need no question beside them."""
    _ = context.reader._
    alone = _("Minimum condition not met. Needed: {needed}. Answer: {answer}")
    asked = _("Minimum condition not met: {question} Needed: {needed}. Answer: {answer}")
    return tuple(
        context.say(
            alone if any(choice.detail for choice in context.question(id_).choices) else asked,
            question=context.question_text(id_),
            needed=needed(context, id_, [hurdle]),
            answer=short_answer(context, id_),
        )
        for id_ in questions
    )


def needed(context: Texts, id_: str, hurdles: Iterable[str]) -> Sentence:
    """Return the least answer that meets the condition, or its points where no single answer stands for them."""
    gates = (gate for hurdle in hurdles for gate in context.hurdles[hurdle].gates)
    at_least = max(gate.at_least for gate in gates if gate.question == id_)
    question, reader = context.question(id_), context.reader
    if question.kind is AnswerKind.ONE_OF:
        good = [choice for choice in question.choices if (choice.points or 0) >= at_least]
        if good:
            least = min(good, key=lambda choice: choice.points or 0)
            answer = context.quoted(context.words(least.detail) if least.detail else context.choice(least))
            return context.say(reader._("{answer} or better") if len(good) > 1 else "{answer}", answer=answer)
    if question.quantity is not None and (threshold := _threshold(question.quantity, at_least)) is not None:
        return context.say(reader._("{number} or more"), number=context.quantity_text(question.quantity, threshold))
    return context.say(reader._("at least {points} of 100 points"), points=context.exact(at_least, 1))


def _threshold(quantity: Quantity, at_least: int) -> int | None:
    """Return from where on every number has so many points; None where more is not always better."""
    enough = [points >= at_least for _threshold, points in quantity.steps]
    if enough != sorted(enough) or True not in enough:
        return None
    return quantity.thresholds[enough.index(True)]
