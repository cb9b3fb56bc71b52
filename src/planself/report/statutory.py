"""What the law asks for and the answers say is not so, or only in part: sections that are marked as statutory."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from planself.questionnaire import model
from planself.report.answer_text import short_answer
from planself.report.context import Material
from planself.report.inline_text import Sentence, compose
from planself.report.view_parts import Note
from planself.scoring.plan import FULL, State

MOST = 10
"""More points than this are told as a number."""


def statutory(material: Material) -> tuple[Note, ...]:
    """Return one note with the statutory points that are not met, and those met in part; none where all are met."""
    no, partly = _with(material, lambda met: met == 0), _with(material, lambda met: 0 < met < FULL)
    listed = [_item(material, id_) for id_ in (*no, *partly)]
    if not listed:
        return ()
    _ = material.reader._
    title = material.say(
        _("Statutory points: {n} “no”, {m} “partly”."),
        n=material.reader.integer(len(no)),
        m=material.reader.integer(len(partly)),
    )
    if rest := len(listed) - MOST if len(listed) > MOST + 1 else 0:
        listed = [*listed[:MOST], Sentence((material.reader.n_("{n} more", "{n} more", rest),))]
    return (Note(title, material.say(_("For information only; not legal advice.")), tuple(listed)),)


def _with(material: Material, wanted: Callable[[int], bool]) -> list[str]:
    return [id_ for id_, met in fulfilment(material) if wanted(met)]


def fulfilment(material: Material) -> Iterator[tuple[str, int]]:
    """Yield the answered statutory questions, and how far each is met in thousandths."""
    for section in material.questionnaire.sections:
        for question in section.questions if section.statutory else ():
            if material.states[question.id].state is State.ANSWERED:
                met = _met(question, material.answer(question.id).value)
                if met is not None:
                    yield question.id, met


def _met(question: model.AnyQuestion, value: object) -> int | None:
    """Return how far a point is met: by the options' points or, without points, by their order, the first being met."""
    choices = [choice for choice in question.choices if choice.counts]
    chosen = next((place for place, choice in enumerate(choices) if choice.value == value), None)
    if question.kind is not model.AnswerKind.ONE_OF or question.ladder or chosen is None:
        return None
    if all(choice.points is not None for choice in choices):
        return choices[chosen].points
    return FULL if chosen == 0 else 0 if chosen == len(choices) - 1 else FULL // 2


def _item(material: Material, id_: str) -> Sentence:
    return compose("{question} – {answer}", question=material.question_text(id_), answer=short_answer(material, id_))
