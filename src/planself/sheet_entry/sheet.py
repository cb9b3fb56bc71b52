"""A sheet of paper being typed, as a pure state machine: what it holds, and what each key makes of it.

Every question on the paper gets its key, also one that is not asked: who types must not have to think about conditions,
and what stands on the paper is kept. A page ends with a check, where questions are corrected by their numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto

from planself.answers.model import Answer
from planself.answers.saving import clean
from planself.interview.answer_rows import NOTHING, command, toggle, typed
from planself.interview.answer_rows import alone as excluding
from planself.interview.card import complaint, text_complaint
from planself.interview.commands import Choose, Say
from planself.questionnaire.model import AnswerKind, AnyQuestion
from planself.sheet_entry.printed_sheet import PrintedSheet
from planself.terminal import keys
from planself.terminal.rows import Row

ENTER, BACKSPACE, ESCAPE, UP, DOWN = "enter", "backspace", "escape", "up", "down"
COMMENT_KEY, EVIDENCE_KEY = "+", "#"
_SAME_KEY = {"/": "?"}
"""Keys that mean another one: `/` stands on the number pad, and `?` does not."""
_BETWEEN = " ,"
"""Signs that say nothing between keys."""
_LINES = (AnswerKind.NUMBER, AnswerKind.TEXT)


class Field(Enum):
    """What of a question is being typed."""

    ANSWER = auto()
    COMMENT = auto()
    EVIDENCE = auto()
    REASON = auto()
    """Why a question does not apply."""


_REMARKS = {COMMENT_KEY: Field.COMMENT, EVIDENCE_KEY: Field.EVIDENCE}


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where the typing of one sheet stands; `here` is the question at hand, None at the check of the page."""

    printed: PrintedSheet
    answers: Mapping[str, Answer]
    page: int
    here: str | None
    field: Field = Field.ANSWER
    typed: str = ""
    """A line, or the beginning of a key of several signs; at the check, of a number."""
    ticked: tuple[str, ...] = ()
    correcting: bool = False
    """Whether the question at hand was chosen by its number, so that the check follows."""
    paused: bool = False
    notice: str = ""

    @property
    def finished(self) -> bool:
        """Whether every page is typed and checked."""
        return self.page == len(self.printed.pages)

    @property
    def answer(self) -> Answer:
        """What is recorded for the question at hand."""
        return self.answers.get(self.here or "", Answer())

    @property
    def pending(self) -> bool:
        """Whether something is typed that is not recorded yet."""
        return bool(self.typed or self.ticked)


def begin(printed: PrintedSheet, answers: Mapping[str, Answer] | None = None, page: int = 0) -> Sheet:
    """Return a sheet at the first question of a page, or of the next one on which a question begins."""
    return _turn_to(Sheet(printed, dict(answers or {}), 0, None), page)


def correct(printed: PrintedSheet, answers: Mapping[str, Answer]) -> Sheet:
    """Return a sheet that is typed already, at the check of its last page."""
    last = max((place for place, page in enumerate(printed.pages) if page), default=len(printed.pages))
    return Sheet(printed, dict(answers), last, None)


def step(sheet: Sheet, key: str) -> Sheet:
    """Return the sheet after a key: a sign, or one of the keys with a name; one that does not fit leaves a notice."""
    sheet = replace(sheet, notice="", paused=False)
    if sheet.finished:
        return sheet
    if sheet.here is None:
        return _at_check(sheet, key)
    if sheet.field is not Field.ANSWER:
        return _remark(sheet, key)
    match key:
        case "backspace" | "escape" | "up" | "down":
            return _move(sheet, sheet.here, key)
    question = sheet.printed.question(sheet.here)
    return (_line if question.kind in _LINES else _sign)(sheet, question, key)


def _move(sheet: Sheet, id_: str, key: str) -> Sheet:
    if sheet.pending:
        if key == BACKSPACE:
            return replace(sheet, typed=sheet.typed[:-1], ticked=sheet.ticked if sheet.typed else sheet.ticked[:-1])
        return replace(sheet, typed="", ticked=())
    if sheet.correcting:
        return _go(sheet, None)
    if key == ESCAPE:
        return replace(sheet, paused=True)
    if key == DOWN:
        return _forward(sheet)
    page = sheet.printed.pages[sheet.page]
    return _go(sheet, page[max(page.index(id_) - 1, 0)])


def _line(sheet: Sheet, question: AnyQuestion, key: str) -> Sheet:
    if key != ENTER:
        return replace(sheet, typed=sheet.typed + key)
    text = sheet.typed.strip()
    if text in _REMARKS:
        return replace(sheet, typed="", field=_REMARKS[text])
    row = _row(sheet, _SAME_KEY.get(text, text))
    if row is not None:
        return _pick(sheet, question, row)
    if not text:
        return _record_nothing(sheet)
    wrong = complaint(question, text, sheet.printed.reader)
    return replace(sheet, notice=wrong) if wrong else _choose(sheet, typed(question, text))


def _sign(sheet: Sheet, question: AnyQuestion, key: str) -> Sheet:
    if key == ENTER:
        return _confirm(sheet, question)
    if key in _REMARKS and not sheet.pending:
        return replace(sheet, field=_REMARKS[key])
    if key in _BETWEEN and not sheet.typed:
        return sheet
    typed_ = sheet.typed + _SAME_KEY.get(key, key.lower())
    exact = _row(sheet, typed_)
    longer = any(
        each != typed_ and each.startswith(typed_) for row in sheet.printed.rows[question.id] for each in row.keys
    )
    if longer:
        return replace(sheet, typed=typed_)
    return _refused(sheet, key) if exact is None else _pick(sheet, question, exact)


def _confirm(sheet: Sheet, question: AnyQuestion) -> Sheet:
    """Take what is typed so far, as Enter does; where nothing is, nothing stands on the paper."""
    if sheet.typed:
        row = _row(sheet, sheet.typed)
        return _refused(sheet, sheet.typed) if row is None else _pick(sheet, question, row)
    if sheet.ticked:
        return _choose(sheet, command(question, sheet.ticked))
    return _record_nothing(sheet)


def _pick(sheet: Sheet, question: AnyQuestion, row: Row) -> Sheet:
    sheet = replace(sheet, typed="")
    if question.kind is AnswerKind.SOME_OF and not row.apart and row.id != NOTHING:
        return replace(sheet, ticked=toggle(sheet.ticked, row.id, excluding(question)))
    if sheet.ticked:
        return _refused(sheet, row.key)
    return _choose(sheet, command(question, (row.id,)))


def _row(sheet: Sheet, typed_: str) -> Row | None:
    rows = sheet.printed.rows[sheet.here or ""]
    return next((row for row in rows if typed_ in row.keys), None)


def _choose(sheet: Sheet, chosen: Choose | Say) -> Sheet:
    """Record an answer and go on; a question that does not apply is asked for the reason first."""
    comment = sheet.printed.written(sheet.answer)
    if isinstance(chosen, Choose):
        return _record(sheet, replace(sheet.answer, value=chosen.value, said=None, comment=comment))
    if chosen.said == "not_applicable" and not comment:
        return replace(sheet, field=Field.REASON)
    return _record(sheet, replace(sheet.answer, value=None, said=chosen.said, comment=comment))


def _record_nothing(sheet: Sheet) -> Sheet:
    """Record that nothing is marked; what is written beside it stays."""
    comment = sheet.printed.written(sheet.answer)
    return _record(sheet, replace(sheet.answer, value=None, said=None, comment=comment))


def _record(sheet: Sheet, answer: Answer) -> Sheet:
    return _forward(_put(sheet, answer))


def _put(sheet: Sheet, answer: Answer) -> Sheet:
    others = {id_: each for id_, each in sheet.answers.items() if id_ != sheet.here}
    return replace(sheet, answers=others if answer == Answer() else {**others, str(sheet.here): answer})


def _forward(sheet: Sheet) -> Sheet:
    page = sheet.printed.pages[sheet.page]
    place = len(page) if sheet.correcting else page.index(str(sheet.here)) + 1
    return _go(sheet, page[place] if place < len(page) else None)


def _go(sheet: Sheet, here: str | None) -> Sheet:
    return replace(sheet, here=here, field=Field.ANSWER, typed="", ticked=(), correcting=False)


def _refused(sheet: Sheet, key: str) -> Sheet:
    said = sheet.printed.reader._("“{key}” is no answer to question {number}.")
    number = sheet.printed.numbers[sheet.here or ""]
    return replace(sheet, notice=said.format(key=key, number=number))


# --- what is written beside the answer ---


def _remark(sheet: Sheet, key: str) -> Sheet:
    match key:
        case "escape":
            return replace(sheet, field=Field.ANSWER, typed="")
        case "backspace":
            return replace(sheet, typed=sheet.typed[:-1]) if sheet.typed else replace(sheet, field=Field.ANSWER)
        case "enter":
            return _remarked(sheet, clean(sheet.typed).strip())
    return replace(sheet, typed=sheet.typed + key) if len(key) == 1 else sheet


def _remarked(sheet: Sheet, text: str) -> Sheet:
    wrong = text_complaint(text)
    if wrong:
        return replace(sheet, notice=wrong)
    if sheet.field is Field.REASON:
        reason = text or sheet.printed.without_reason
        return _record(sheet, replace(sheet.answer, value=None, said="not_applicable", comment=reason))
    if sheet.field is Field.EVIDENCE:
        proof = "" if text == "-" else text or sheet.answer.evidence
        return replace(_put(sheet, replace(sheet.answer, evidence=proof)), field=Field.ANSWER, typed="")
    nothing = sheet.printed.without_reason if sheet.answer.said == "not_applicable" else ""
    comment = nothing if text == "-" else text or sheet.answer.comment
    return replace(_put(sheet, replace(sheet.answer, comment=comment)), field=Field.ANSWER, typed="")


# --- at the check of a page ---


def _at_check(sheet: Sheet, key: str) -> Sheet:
    if key.isdecimal() and key.isascii():
        return replace(sheet, typed=sheet.typed + key)
    match key:
        case "enter":
            return _to_number(sheet) if sheet.typed else _turn_to(sheet, sheet.page + 1)
        case "backspace":
            return replace(sheet, typed=sheet.typed[:-1])
        case "escape":
            return replace(sheet, typed="") if sheet.typed else replace(sheet, paused=True)
    if keys.of(key, (keys.Key.BACK,)) is not None:
        return _go(sheet, sheet.printed.pages[sheet.page][0])
    said = sheet.printed.reader._("“{key}” is no number of a question.")
    return sheet if key in (*_BETWEEN, UP, DOWN) else replace(sheet, notice=said.format(key=key))


def _to_number(sheet: Sheet) -> Sheet:
    typed_pages = sheet.printed.pages[: sheet.page + 1]
    at = {str(sheet.printed.numbers[id_]): id_ for page in typed_pages for id_ in page}
    id_ = at.get(sheet.typed.lstrip("0"))
    if id_ is None:
        said = sheet.printed.reader._("There is no question {number} on the pages so far.")
        return replace(sheet, typed="", notice=said.format(number=sheet.typed))
    return replace(_go(sheet, id_), correcting=True)


def _turn_to(sheet: Sheet, page: int) -> Sheet:
    pages = sheet.printed.pages
    while page < len(pages) and not pages[page]:
        page += 1
    return replace(_go(sheet, pages[page][0] if page < len(pages) else None), page=page)
