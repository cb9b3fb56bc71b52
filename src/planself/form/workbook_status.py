"""What a sheet says became of a question, in a few words: as a formula, and by the answers that it comes with."""

from __future__ import annotations

from planself.form.workbook_content import WorkbookContent
from planself.form.workbook_states import StateCells
from planself.questionnaire.model import AnyQuestion
from planself.scoring.plan import State
from planself.text import is_blank


def status_formula(content: WorkbookContent, states: StateCells, question: AnyQuestion, comment: str) -> str:
    """Return the formula; `comment` is the cell in which the reason for "not applicable" belongs."""
    said = {state: _quoted(words) for state, words in _words(content, question).items()}
    place = next(
        (p for p, offer in enumerate(content.offers[question.id], 1) if offer.value == State.NOT_APPLICABLE.value), None
    )
    inapplicable = said[State.NOT_APPLICABLE]
    if place:
        without = f'AND({states.choice_cell(question)}={place},TRIM({comment})="")'
        inapplicable = f"IF({without},{_quoted(_reason_missing(content))},{inapplicable})"
    asked = ",".join(
        (said[State.PENDING], said[State.MISSING], said[State.UNKNOWN], inapplicable, said[State.ANSWERED])
    )
    kept = _quoted(_kept(content))
    state = states.state_cell(question.id)
    not_asked = f"IF({states.answered_cell(question.id)}=1,{kept},{said[State.NOT_ASKED]})"
    check = _quoted(content.reader._("please check"))
    return f"=IF({states.fault_cell(question.id)}=1,{check},IF({state}=0,{not_asked},CHOOSE({state},{asked})))"


def status_words(content: WorkbookContent, question: AnyQuestion) -> str:
    """Return what the formula comes to by the answers that the workbook comes with."""
    state, answer = content.states[question.id], content.answer(question)
    if state is State.NOT_ASKED and answer.given:
        return _kept(content)
    if state is State.NOT_APPLICABLE and answer.said and is_blank(answer.comment):
        return _reason_missing(content)
    return _words(content, question)[state]


def _words(content: WorkbookContent, question: AnyQuestion) -> dict[State, str]:
    _ = content.reader._
    return {
        State.NOT_ASKED: _("not asked"),
        State.PENDING: _("waits for another answer"),
        State.MISSING: _("open, needed") if question.required else _("open"),
        State.UNKNOWN: _("don't know"),
        State.NOT_APPLICABLE: _("not applicable"),
        State.ANSWERED: _("answered"),
    }


def _kept(content: WorkbookContent) -> str:
    return content.reader._("not asked; this answer does not count")


def _reason_missing(content: WorkbookContent) -> str:
    return content.reader._("not applicable; please name the reason")


def _quoted(text: str) -> str:
    """Return words as a formula has them."""
    return '"' + text.replace('"', '""') + '"'
