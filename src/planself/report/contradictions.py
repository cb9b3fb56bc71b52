"""Answers that contradict each other, in words: each check that is true with the answers that it compares."""

from __future__ import annotations

from collections.abc import Iterator

from planself.analysis import contradictions as found
from planself.questionnaire.model import Check
from planself.report.context import Material
from planself.report.inline_text import Sentence
from planself.report.review_points import item
from planself.report.view_parts import ContradictionView, Note
from planself.scoring.assessment import given_by


def contradictions(material: Material) -> tuple[ContradictionView, ...]:
    """Return every contradiction with its answers."""
    return tuple(
        ContradictionView(
            text=material.words(check.text),
            answers=tuple(item(material, id_) for id_ in found.questions_of(material.questionnaire, check)),
        )
        for check in _true(material)
    )


def how_many(material: Material) -> Iterator[Note]:
    """Yield how many contradictions there are, where there are any."""
    if n := len(_true(material)):
        title = material.reader.n_("{n} contradiction between answers.", "{n} contradictions between answers.", n)
        _ = material.reader._
        text = (
            _("The answers in question stand in the full report; no score is affected.")
            if material.brief
            else _("The answers in question stand under “Open and uncertain answers”; no score is affected.")
        )
        yield Note(Sentence((title,)), Sentence((text,)))


def _true(material: Material) -> tuple[Check, ...]:
    states = {id_: question.state for id_, question in material.states.items()}
    return found.contradictions(material.questionnaire, states, given_by(material.assessment.answer_set))
