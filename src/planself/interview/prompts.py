"""The interview on a full terminal, by questionary's prompts.

Keys are added to questionary's own bindings and end its application with a reply; that seam is public but not
documented, so questionary stays below 3 and tests press every key through a pipe.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, cast

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from questionary.prompts.common import InquirerControl

from planself.i18n import _
from planself.interview import card_page
from planself.interview.answer_rows import toggle
from planself.interview.asker import Opening, Picked, Reply, Typed
from planself.interview.card import Card
from planself.questionnaire.model import AnswerKind
from planself.terminal import keys
from planself.terminal import styled_page as page
from planself.terminal.asker import Blank
from planself.terminal.frame import ending, filling, interrupting, press, typing
from planself.terminal.lists import Digits, choices, control_of, point_later, pointed, pointing
from planself.terminal.page_prompts import LINE, LIST, PROMPT, Pages, bindings_of, indented
from planself.terminal.rows import Row
from planself.terminal.screen import Sieve
from planself.terminal.styled_page import Foot, Tokens

WRITE = "write"
_GO_ON = "go_on"
_ROOMY = 30
"""Lines a window must have before labels and descriptions get lines of their own."""
_NUMBER = "0123456789,.-+"


class Prompts(Pages):
    """Asks with arrow keys, digits and letters, one page at a time, on the terminal's second screen."""

    def __init__(self, sieve: Sieve) -> None:
        super().__init__(sieve)
        self.more = ""
        """Says that rows are out of sight; empty where the window shows them all."""
        self.draft: tuple[str, Any] = ("", None)
        """The question last put and what was pointed at, ticked or typed there, not yet confirmed."""

    def opening(self, opening: Opening) -> None:
        """Show the first page of a section until Enter, in parts where the window is too small for it."""
        seen: int | None = 0
        while seen is not None:
            seen = self._part(opening, seen)

    def _part(self, opening: Opening, seen: int) -> int | None:
        """Show an opening from a line of its text on, and return from which line it goes on; None at its end."""
        asked = questionary.select(
            "",
            choices=[questionary.Choice(_("continue"), value=_GO_ON)],
            **self.prompt_options(),
            **self.pointer(),
            **LIST,
        )
        bindings = bindings_of(asked.application)
        press(bindings, (*keys.LETTERS[keys.Key.LEAVE], "c-d"), interrupting)

        following: int | None = None

        def head(width: int, room: int) -> Tokens:
            nonlocal following
            top = page.heading(opening.title, opening.place, (opening.done, opening.whole), self.sieve, width)
            text = page.paragraph(opening.text, width, "class:label-plain")[seen:]
            # The line that is broken off comes again.
            following = None if len(text) <= room else seen + max(room - 1, 1)
            return page.fitted(top, text, room, self.sieve)

        self.run(asked, head, lambda: Foot(confirm=_("Enter: continue"), state=self.said), bindings, least=1)
        return following

    def question(self, card: Card) -> Reply:
        """Put a question and return the answer or the command."""
        match card.kind:
            case AnswerKind.ONE_OF:
                return self._one(card, card.rows, card.chosen)
            case AnswerKind.SOME_OF:
                return self._several(card)
            case AnswerKind.NUMBER:
                return self._number(card)
            case AnswerKind.TEXT:
                return self._text(card)

    def _one(self, card: Card, rows: Sequence[Row], chosen: tuple[str, ...]) -> Reply:
        default = self._drafted(card) or next((row.id for row in rows if row.id in chosen), None)
        asked = questionary.select(
            "", choices=choices(rows), default=default, **self.prompt_options(), **self.pointer(), **LIST
        )
        control = control_of(asked.application)
        bindings = bindings_of(asked.application)
        point = point_later(control, bindings) if default is None else None
        for row in rows:
            press(bindings, row.keys, pointing(control, row.id, lambda: point(True) if point else None))
        if any(sign.isdecimal() for row in rows for sign in row.label):
            self._single_digits(control, rows, bindings, point)
        self._draw_rows(asked.application, card, rows, lambda: chosen, boxed=False)
        reply = self._put(asked, card, bindings, lambda: pointed(control), means=_answers(rows))
        return reply if isinstance(reply, keys.Key) else Picked((str(reply),))

    def _single_digits(
        self,
        control: InquirerControl,
        rows: Sequence[Row],
        bindings: KeyBindings,
        point: Callable[[bool], None] | None,
    ) -> None:
        """Let no digit of a number choose a row, where the rows are numbers: whoever types one means the number."""
        before = control.pointed_at

        def refuse(typed: str) -> None:
            control.pointed_at = before
            if point is not None:
                point(False)
            self.said = _("{number} is no line of this list. A line is chosen by the digit before it.").format(
                number=typed
            )

        digits, by_key = Digits(refuse), {row.key: row.id for row in rows}

        def typed(event: KeyPressEvent) -> None:
            digit = event.data
            if digits.single(digit) and digit in by_key:
                self.said = ""
                pointing(control, by_key[digit], lambda: point(True) if point else None)(event)

        press(bindings, tuple("0123456789"), typed)

    def _several(self, card: Card) -> Reply:
        asked = questionary.checkbox(
            "",
            choices=choices(card.rows),
            validate=lambda ticked: indented("" if ticked else _("Please tick something.")),
            instruction="",
            use_jk_keys=False,
            **self.prompt_options(),
            **self.pointer(),
        )
        control = control_of(asked.application)
        control.use_indicator = False
        control.selected_options = list(self._drafted(card) or card.chosen)
        bindings = bindings_of(asked.application)

        def tick(option: str) -> None:
            control.selected_options = list(toggle(control.selected_options, option, card.alone))
            control.error_message = None

        press(bindings, (" ",), lambda _event: tick(str(control.get_pointed_at().value)))
        press(bindings, ("a", "i"), lambda _event: None)  # all and invert: they would tick what excludes each other
        for row in card.rows:
            press(bindings, row.keys, pointing(control, row.id, partial(tick, row.id)))
        self._draw_rows(asked.application, card, card.rows, lambda: control.selected_options, boxed=True)
        means = _answers(card.rows, several=True)
        reply = self._put(asked, card, bindings, lambda: tuple(control.selected_options), means=means)
        return reply if isinstance(reply, keys.Key) else Picked(tuple(str(id_) for id_ in reply))

    def _number(self, card: Card) -> Reply:
        words = {row.label: row.id for row in card.rows}
        bindings = KeyBindings()
        for row in card.rows:
            press(bindings, row.keys, filling(row.label))
        for sign in _NUMBER:
            press(bindings, (sign,), typing(sign, words))
        default = card.row(card.chosen[0]).label if card.chosen else card.typed
        asked = questionary.text(
            self.sieve(PROMPT),
            default=self._drafted(card) or default,
            validate=lambda text: True if text in words else indented(card.complain(text)),
            key_bindings=bindings,
            **self.prompt_options(),
            **LINE,
        )
        legend = (*((row.key, row.label) for row in card.rows), *card.legend)
        buffer, answers = asked.application.current_buffer, _answers(card.rows)

        def means(line: str) -> bool:
            return answers(line) or all(sign in _NUMBER for sign in line)

        reply = self._put(asked, card, bindings, lambda: buffer.text, legend, means=means)
        if isinstance(reply, keys.Key):
            return reply
        return Picked((words[reply],)) if reply in words else Typed(str(reply))

    def _text(self, card: Card) -> Reply:
        label = _("write the answer") if not card.typed else _("change the answer")
        rows = (Row(WRITE, ("1",), label, card.typed), *card.rows)
        while True:
            reply = self._one(card, rows, card.chosen or (WRITE,))
            if reply != Picked((WRITE,)):
                return reply
            text = self.write(Blank(card.section, card.text, card.typed, card.long, card.complain))
            if text is not None:
                return Typed(text)

    def _put(
        self,
        asked: questionary.Question,
        card: Card,
        bindings: KeyBindings,
        draft: Callable[[], Any],
        legend: tuple[tuple[str, str], ...] | None = None,
        *,
        means: Callable[[str], bool],
    ) -> Any:
        for key in keys.INTERVIEW:
            press(bindings, keys.LETTERS[key], ending(key))
        press(bindings, ("c-l",), ending(keys.Key.LANGUAGE))
        press(bindings, ("c-z",), ending(keys.Key.UNDO))
        press(bindings, ("c-d",), interrupting)
        if card.kind is not AnswerKind.NUMBER:
            press(bindings, ("left",), ending(keys.Key.BACK))
        reply = self.run(
            asked,
            lambda width, room: card_page.head(card, self.sieve, width, room),
            lambda: self._below(card, legend or card.legend),
            bindings,
            means=means,
            least=2 if card.kind is AnswerKind.NUMBER else 3,
        )
        self.more = ""
        self.draft = (card.id, draft() if isinstance(reply, keys.Key) else None)
        return reply

    def _below(self, card: Card, legend: tuple[tuple[str, str], ...]) -> Foot:
        return Foot(legend, self.said or card.notice, card.confirm, self.more or card.saved)

    def _drafted(self, card: Card) -> Any:
        """Return what was not yet confirmed when a key led away from this question and straight back."""
        return self.draft[1] if self.draft[0] == card.id else None

    def _draw_rows(
        self,
        app: Application[Any],
        card: Card,
        rows: Sequence[Row],
        picked: Callable[[], Sequence[str]],
        *,
        boxed: bool,
    ) -> None:
        """Keep the rows' texts fit for the window: it may be resized, and the pointer moves."""
        control = control_of(app)
        mark = self.sieve(" ✓")

        def draw(_app: Application[Any]) -> None:
            size = app.output.get_size()
            around = page.height(card_page.head(card, self.sieve, size.columns)) + page.height(
                page.foot(self._below(card, card.legend), self.sieve, size.columns)
            )
            boxes = page.boxes(rows, picked()) if boxed else {}

            def drawn(row: Row, *, tight: bool) -> Tokens:
                here = pointed(control) == row.id
                marked = mark if not boxed and row.id in picked() and row.id != WRITE else ""
                box = boxes.get(row.id, "")
                return page.row(row, size.columns, tight=tight, pointed=here, box=box, mark=marked)

            needed = around + 1 + sum(page.height(drawn(row, tight=False)) for row in rows)
            roomy = max(needed, _ROOMY) <= size.rows
            least = (
                around + 1 + sum(page.height(drawn(row, tight=True)) for row in rows) + any(row.apart for row in rows)
            )
            self.more = _("↕ There are more answers: arrow keys show them.") if least > size.rows else ""
            by_id = {row.id: row for row in rows}
            for choice in control.choices:
                if isinstance(choice.title, list) and choice.value in by_id:
                    title = cast(Tokens, choice.title)
                    title[:] = drawn(by_id[choice.value], tight=not roomy)

        app.before_render += draw


def _answers(rows: Sequence[Row], *, several: bool = False) -> Callable[[str], bool]:
    """Return what tells whether a line is an answer by the keys of the rows: one of them, or several digits."""
    own = {key for row in rows for key in row.keys}
    return lambda line: line.lower() in own or (line.isdecimal() and (several or len(line) > 1))
