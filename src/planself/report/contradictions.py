"""Answers that contradict each other, in words: each check that is true with the answers that it compares."""

from __future__ import annotations

from collections.abc import Iterator

from planself.analysis import contradictions as found
from planself.questionnaire.model import Check
from planself.report.context import AssessmentContext
from planself.report.inline_text import Sentence
from planself.report.review_points import item
from planself.report.view_parts import ContradictionView, Note
from planself.scoring.assessment import given_by


def contradictions(context: AssessmentContext) -> tuple[ContradictionView, ...]:
    """Return every contradiction with its answers."""
    return tuple(
        ContradictionView(
            text=context.words(check.text),
            answers=tuple(item(context, id_) for id_ in found.questions_of(context.questionnaire, check)),
        )
        for check in _true(context)
    )


def how_many(context: AssessmentContext) -> Iterator[Note]:
    """Yield how many contradictions there are, where there are any."""
    if n := len(_true(context)):
        title = context.reader.n_("{n} contradiction between answers.", "{n} contradictions between answers.", n)
        _ = context.reader._
        text = (
            _("The answers in question stand in the full report; no score is affected.")
            if context.brief
            else _("The answers in question stand under “Open and uncertain answers”; no score is affected.")
        )
        yield Note(Sentence((title,)), Sentence((text,)))


def _true(context: AssessmentContext) -> tuple[Check, ...]:
    states = {id_: question.state for id_, question in context.states.items()}
    return found.contradictions(context.questionnaire, states, given_by(context.assessment.answer_set))
