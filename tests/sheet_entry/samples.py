"""Sheets of the sample questionnaire as somebody filled them in: what stands at each question, and what is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations

from hypothesis import strategies as st

from planself.answers.model import Answer
from planself.i18n import Reader
from planself.interview.numbers import as_typed
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import AnswerKind, AnyQuestion
from planself.sheet_entry.printed_sheet import PrintedSheet
from planself.sheet_entry.sheet import ENTER, Sheet, step
from planself.sheet_entry.sheet_view import SheetView
from planself.terminal.asker import Blank, Menu
from planself.terminal.key_page import Take, Taken
from planself.terminal.rows import Row

PAGES = (("kind", "office", "vision"), (), ("offers", "partners", "share"), ("short", "remarks"))
"""The pages of the sample on paper; on the second one, none of its questions begins."""
_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=12).filter(
    lambda text: text.strip() and text.strip() not in ("?", "/", "-", "+", "<")
)


@dataclass(frozen=True)
class Mark:
    """What stands at a question: the keys that are typed for it, and the answer that they are."""

    keys: tuple[str, ...]
    answer: Answer | None


def printed(loaded: Loaded, pages: tuple[tuple[str, ...], ...] = PAGES, lang: str = "en") -> PrintedSheet:
    """Return the sample as it is printed."""
    return PrintedSheet(loaded.questionnaire, pages, Reader(lang))


def typed(sheet: Sheet, keys: Iterable[str]) -> Sheet:
    """Return a sheet after keys."""
    for key in keys:
        sheet = step(sheet, key)
    return sheet


@st.composite
def marks(draw: st.DrawFn, paper: PrintedSheet, id_: str) -> Mark:
    """Return anything that can stand at a question, a comment before it or none."""
    question = paper.question(id_)
    comment = draw(st.none() | _WORDS)
    lead = () if comment is None else ("+", *((ENTER,) if _is_line(question) else ()), *comment, ENTER)
    keys, answer = draw(_own(paper, question) | st.just(((ENTER,), Answer())))
    said = (comment or "").strip()
    if answer.said == "not_applicable":
        reason = draw(st.none() | _WORDS) if not said else None
        keys = keys if said else (*keys, *(reason or ""), ENTER)
        said = said or (reason or paper.without_reason).strip()
    whole = Answer(answer.value, answer.said, "" if said == "-" else said)
    return Mark((*lead, *keys), None if whole == Answer() else whole)


def _is_line(question: AnyQuestion) -> bool:
    return question.kind in (AnswerKind.NUMBER, AnswerKind.TEXT)


def _own(paper: PrintedSheet, question: AnyQuestion) -> st.SearchStrategy[tuple[tuple[str, ...], Answer]]:
    """Return the answers to a question of any kind, each with its keys."""
    rows = paper.rows[question.id]
    apart = [(_ended(question, row.key), Answer(said=row.id)) for row in rows if row.apart]  # type: ignore[arg-type]
    own: st.SearchStrategy[tuple[tuple[str, ...], Answer]]
    match question.kind:
        case AnswerKind.NUMBER:
            own = st.integers(0, 100_000_000).map(lambda n: ((*as_typed(n, paper.reader), ENTER), Answer(n)))
        case AnswerKind.TEXT:
            own = _WORDS.map(lambda text: ((*text, ENTER), Answer(question.read(text.strip()))))
        case AnswerKind.SOME_OF:
            free = [row for row in rows if not row.apart and row.id in question.ids and row.id != "none"]
            orders = [order for n in (1, 2) for order in permutations(free, n)]
            own = st.sampled_from([_ticks(question, order) for order in orders])
        case AnswerKind.ONE_OF:
            picks = [row for row in rows if not row.apart]
            own = st.sampled_from([((*key,), Answer(_value(question, row))) for row in picks for key in row.keys])
    return own | st.sampled_from(apart) if apart else own


def _ended(question: AnyQuestion, key: str) -> tuple[str, ...]:
    return (key, ENTER) if _is_line(question) else (key,)


def _value(question: AnyQuestion, row: Row) -> int | str | bool:
    return next(choice.value for choice in question.choices if choice.id == row.id)


def _ticks(question: AnyQuestion, ticked: Sequence[Row]) -> tuple[tuple[str, ...], Answer]:
    ids = sorted((row.id for row in ticked), key=question.ids.index)
    return (*(row.key for row in ticked), ENTER), Answer(tuple(ids))


@dataclass
class Typist:
    """Somebody who types sheets from a list: at each prompt what comes next, until the list is at its end."""

    codes: Iterator[str]
    keys: Iterator[str]
    choices: Iterator[str | None] = field(default_factory=lambda: iter(()))
    menus: list[Menu] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    views: list[SheetView] = field(default_factory=list)
    taken: Callable[[], None] = lambda: None
    """Called before every key: a test may end the process there."""

    def __enter__(self) -> Typist:
        return self

    def __exit__(self, *_: object) -> None:
        return

    def write(self, blank: Blank) -> str | None:
        """Type the next code, and give in to what is said against it."""
        self.hints.append(blank.hint)
        for code in self.codes:
            said = blank.complain(code)
            if not said:
                return code
            self.hints.append(said)
        return ""

    def choose(self, menu: Menu) -> str | None:
        """Choose what comes next, the item that is pointed at where nothing does."""
        self.menus.append(menu)
        return next(self.choices, menu.at)

    def page(self, shown: Callable[[], SheetView], take: Take) -> None:
        """Type keys until the page is over; Ctrl-C where there are none left."""
        for key in self.keys:
            self.taken()
            self.views.append(shown())
            if take(key) is Taken.ENDS:
                return
        raise KeyboardInterrupt


def keys_of(paper: PrintedSheet, stand: Mapping[str, Mark]) -> Iterator[str]:
    """Yield all keys of a sheet, with the Enter that says that a page is right."""
    for page in filter(None, paper.pages):
        for id_ in page:
            yield from stand[id_].keys
        yield ENTER
