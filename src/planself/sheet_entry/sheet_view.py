"""What is shown while a sheet is typed: its page, the question at hand with its keys, and the count to check."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planself.answers.model import Answer
from planself.interview.answer_rows import chosen
from planself.interview.card import unit_and_limits
from planself.interview.numbers import as_typed
from planself.questionnaire.model import AnswerKind
from planself.scoring.assessment import given
from planself.scoring.compile import compile_plan
from planself.scoring.plan import Plan, State
from planself.scoring.record import settle
from planself.sheet_entry.count import count_of_page
from planself.sheet_entry.printed_sheet import PrintedSheet
from planself.sheet_entry.sheet import COMMENT_KEY, EVIDENCE_KEY, Field, Sheet
from planself.terminal import keys
from planself.terminal.screen import Sieve

_UNASKED = (State.NOT_ASKED, State.PENDING)


@dataclass(frozen=True, slots=True)
class Line:
    """A question of the page: its number, its text, what is typed for it, and whether it is at hand."""

    number: str
    text: str
    answer: str
    at_hand: bool


@dataclass(frozen=True, slots=True)
class SheetView:
    """A sheet as it is shown, all texts final; `count` is empty before the page's last question."""

    title: str
    place: str
    done: int
    whole: int
    lines: tuple[Line, ...]
    question: str
    choices: tuple[tuple[str, str], ...]
    """Keys with what each says."""
    prompt: str
    typed: str
    count: str
    notice: str
    legend: tuple[tuple[str, str], ...]
    pending: bool


@dataclass(frozen=True, slots=True)
class ViewOptions:
    """Whose sheet is shown, on what, and whether in plain lines."""

    code: str
    sieve: Sieve
    plan: Plan
    plain: bool = False


def view(sheet: Sheet, options: ViewOptions) -> SheetView:
    """Return what is shown of a sheet that is not finished."""
    printed, sieve = sheet.printed, options.sieve
    reader, pages = printed.reader, printed.pages
    place = reader._("Page {number} of {total}").format(number=sheet.page + 1, total=len(pages))
    answered = sum(len(page) for page in pages[: sheet.page])
    page = pages[sheet.page]
    on_page = page.index(sheet.here) if sheet.here in page else len(page)
    return SheetView(
        title=sieve(options.code),
        place=place,
        done=answered + on_page,
        whole=sum(map(len, pages)),
        lines=tuple(_lines(sheet, options)),
        question="" if sheet.here is None else sieve(_one_line(reader.text(printed.question(sheet.here).text))),
        choices=tuple((key, sieve(label)) for key, label in _choices(sheet)),
        prompt=_prompt(sheet),
        typed=sieve(_typed(sheet)),
        count=count_of_page(sheet) if sheet.here is None else "",
        notice=sieve(sheet.notice),
        legend=_legend(sheet, options),
        pending=sheet.pending,
    )


def _lines(sheet: Sheet, options: ViewOptions) -> Iterable[Line]:
    printed, sieve = sheet.printed, options.sieve
    states = settle(options.plan, given(sheet.answers), printed.part)
    page = list(printed.pages[sheet.page])
    if sheet.here is not None and sheet.here not in page:
        page.insert(0, sheet.here)  # corrected by its number, on a page before
    typed_before = set(page if sheet.here not in page or sheet.correcting else page[: page.index(sheet.here)])
    for id_ in page:
        answer = sheet.answers.get(id_, Answer())
        words = answer_words(printed, id_, answer)
        if not words and id_ in typed_before:
            words = printed.reader._("nothing")
        if states[id_].state in _UNASKED and answer.given:
            words = printed.reader._("{answer} (is not asked, does not count)").format(answer=words)
        if printed.written(answer) or answer.evidence:
            words = f"{words} {COMMENT_KEY}".strip()
        text = sieve(_one_line(printed.reader.text(printed.question(id_).text)))
        yield Line(str(printed.numbers[id_]), text, sieve(words), id_ == sheet.here)


def answer_words(printed: PrintedSheet, id_: str, answer: Answer) -> str:
    """Return an answer as it stands on the paper: keys with their labels, a number, a text; empty where nothing is."""
    question, reader = printed.question(id_), printed.reader
    if question.kind is AnswerKind.NUMBER and isinstance(answer.value, int):
        return as_typed(answer.value, reader)
    if question.kind is AnswerKind.TEXT and isinstance(answer.value, str):
        return _one_line(answer.value)
    if not answer.given:
        return ""
    picked = chosen(question, answer)
    return ", ".join(f"{row.key} {row.label}" for row in printed.rows[id_] if row.id in picked)


def _choices(sheet: Sheet) -> Iterable[tuple[str, str]]:
    """Yield what can be typed for the question at hand."""
    if sheet.here is None:
        return
    printed, question = sheet.printed, sheet.printed.question(sheet.here)
    reader = printed.reader
    for row in printed.rows[sheet.here]:
        yield row.key, row.label
    enter = reader._("Enter")
    if question.kind is AnswerKind.NUMBER:
        unit = unit_and_limits(question.quantity, reader, lambda text: "" if text is None else reader.text(text))
        yield reader._("number"), f"+ {enter}" + (f" ({unit})" if unit else "")
    if question.kind is AnswerKind.TEXT:
        yield reader._("text"), f"+ {enter}"
    if question.kind is AnswerKind.SOME_OF:
        yield reader._("several letters"), f"+ {enter}"
    yield enter, reader._("nothing")


def _prompt(sheet: Sheet) -> str:
    reader = sheet.printed.reader
    if sheet.here is None:
        return reader._("Right? Enter, or the number of a question to correct")
    number = sheet.printed.numbers[sheet.here]
    match sheet.field:
        case Field.ANSWER:
            return str(number)
        case Field.COMMENT:
            return reader._("{number}, comment (Enter alone keeps it, a hyphen deletes it)").format(number=number)
        case Field.EVIDENCE:
            return reader._("{number}, evidence (Enter alone keeps it, a hyphen deletes it)").format(number=number)
        case Field.REASON:
            return reader._("{number}, why it does not apply (Enter alone: no reason there)").format(number=number)


def _typed(sheet: Sheet) -> str:
    if sheet.here is None or not sheet.ticked:
        return sheet.typed
    by_id = {row.id: row.key for row in sheet.printed.rows[sheet.here]}
    return " ".join([by_id[id_] for id_ in sheet.ticked] + ([sheet.typed] if sheet.typed else []))


def _legend(sheet: Sheet, options: ViewOptions) -> tuple[tuple[str, str], ...]:
    reader = sheet.printed.reader
    aside = ("<<" if options.plain else "Esc", reader._("put the sheet aside"))
    if sheet.here is None:
        again = keys.shown(keys.LETTERS[keys.Key.BACK], reader.lang)
        return (("Enter", reader._("next page")), (again, reader._("this page once more")), aside)
    if sheet.field is not Field.ANSWER:
        return (("Enter", reader._("done")), aside if options.plain else ("Esc", reader._("discard")))
    back = "<" if options.plain else reader._("Backspace")
    return ((COMMENT_KEY, reader._("comment")), (EVIDENCE_KEY, reader._("evidence")), (back, reader._("back")), aside)


def view_options(printed: PrintedSheet, code: str, sieve: Sieve, *, plain: bool) -> ViewOptions:
    """Return how the sheet of a code is shown."""
    return ViewOptions(code, sieve, compile_plan(printed.questionnaire), plain)


def _one_line(text: str) -> str:
    return " ".join(text.split())
