"""Sheets typed page by page on the terminal's second screen, one key for each answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from planself.sheet_entry.sheet_view import Line, SheetView
from planself.terminal import styled_page as page
from planself.terminal.frame import Page
from planself.terminal.key_page import KeyQueue, Take, run_key_page
from planself.terminal.page_prompts import PROMPT, Pages
from planself.terminal.screen import Sieve, cells, shortened, wrap
from planself.terminal.styled_page import Foot, Tokens

_HELD = "\ue000"
"""Stands between a key and its words while lines are broken."""
_KEY = re.compile(f"(?<![^{_HELD} ·])([^{_HELD} ·]+){_HELD}")
_FEWEST = 3
"""Questions of the page that are shown at least."""


class KeyPages(Pages):
    """Draws a page anew after every key."""

    def __init__(self, sieve: Sieve) -> None:
        super().__init__(sieve)
        self.queue = KeyQueue()

    def page(self, shown: Callable[[], SheetView], take: Take) -> None:
        """Show a page of a sheet until it is over."""

        def head(width: int, room: int) -> Tokens:
            return sheet_head(shown(), self.sieve, width, room)

        def below() -> Foot:
            now = shown()
            return Foot(now.legend, now.notice)

        def line() -> Tokens:
            now = shown()
            lead = f"{' ' * page.MARGIN}{now.prompt} {self.sieve(PROMPT)} "
            return [("class:asked", lead), ("class:pointed", now.typed), ("[SetCursorPosition]", ""), ("", " ")]

        run_key_page(Page(head, below, self.sieve, least=2), line, self.queue, take)


def sheet_head(view: SheetView, sieve: Sieve, width: int, room: int) -> Tokens:
    """Return what stands above the line that is typed: the page's questions around the one at hand, and its keys.

    Where there is no room for all of it, what is asked comes first.
    """
    top = page.heading(view.title, view.place, (view.done, view.whole), sieve, width)
    asked = _asked(view, sieve, width)
    left = room - page.height(page.trimmed(top)) - page.height(page.trimmed(asked)) - 1
    tokens: Tokens = []
    for line in _around(view.lines, max(left, _FEWEST)):
        tokens += _line(line, sieve, width)
    whole = page.trimmed([*top, *tokens, ("", "\n"), *asked])
    return whole if page.height(whole) <= room else page.fitted([], asked, room, sieve)


def _asked(view: SheetView, sieve: Sieve, width: int) -> Tokens:
    """Return the question at hand with its keys, or the count of a page that is typed."""
    if view.count:
        return page.paragraph(view.count, width, "class:remark")
    return [*page.paragraph(view.question, width, "class:asked"), *_keys(view, sieve, width)]


def _keys(view: SheetView, sieve: Sieve, width: int) -> Tokens:
    """Return the keys of a question with what each says; no line ends between a key and its words."""
    text = sieve(" · ").join(f"{key}{_HELD}{label}" for key, label in view.choices)
    tokens: Tokens = []
    for line in wrap(text, width - 2 * page.MARGIN):
        tokens.append(("", " " * page.MARGIN))
        for place, piece in enumerate(_KEY.split(line)):
            tokens.append(("class:letter", f"{piece} ") if place % 2 else ("class:label-plain", piece))
        tokens.append(("", "\n"))
    return tokens


def _around(lines: Sequence[Line], room: int) -> Sequence[Line]:
    """Return as many lines as there is room for, the one at hand among them; at the end, the last ones."""
    at_hand = next((place for place, line in enumerate(lines) if line.at_hand), len(lines) - 1)
    first = max(min(at_hand - room // 2, len(lines) - room), 0)
    return lines[first : first + room]


def _line(line: Line, sieve: Sieve, width: int) -> Tokens:
    """Return a question on one line: its number, what is typed for it, and its text as far as there is room."""
    mark = sieve(PROMPT) if line.at_hand else " "
    answer = shortened(line.answer, width // 2, sieve)
    lead = f"{' ' * page.MARGIN}{mark} {line.number:>3}  "
    room = width - cells(lead) - cells(answer) - 2 - page.MARGIN
    text = shortened(line.text, room, sieve)
    gap = " " * (room - cells(text) + 2)
    style = "class:pointed" if line.at_hand else "class:label-plain"
    return [(style, f"{lead}{text}"), ("class:figure", f"{gap}{answer}"), ("", "\n")]
