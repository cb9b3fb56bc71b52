"""The interview on a full terminal: the only file that knows questionary.

Keys are added to questionary's own bindings and end its application with a reply; that seam is public but not
documented, so questionary stays below 3 and tests press every key through a pipe.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import ScrollOffsets
from questionary.prompts.common import InquirerControl

from planself.i18n import _
from planself.interview import keys, page
from planself.interview.asker import Blank, Menu, Opening, Picked, Reply, Typed
from planself.interview.card import Card
from planself.interview.page import Tokens
from planself.interview.rows import Row
from planself.interview.screen import Sieve
from planself.interview.terminal import (
    STYLE,
    Draw,
    Press,
    SecondScreen,
    ending,
    filling,
    frame,
    interrupting,
    press,
    typing,
)
from planself.interview.values import toggle

WRITE = "write"
_LEAP = 10
"""Items that a page key leaps over in a menu."""
_PROMPT = "›"
_ROOMY = 30
"""Lines a window must have before labels and descriptions get lines of their own."""


class Prompts:
    """Asks with arrow keys, digits and letters, one page at a time, on the terminal's second screen."""

    def __init__(self, sieve: Sieve) -> None:
        self.sieve = sieve
        self.screen = SecondScreen()
        self.more = ""
        """Says that rows are out of sight; empty where the window shows them all."""
        self.draft: tuple[str, Any] = ("", None)
        """The question last put and what was pointed at, ticked or typed there, not yet confirmed."""

    def __enter__(self) -> Prompts:
        self.screen.open()
        return self

    def __exit__(self, *_: object) -> None:
        self.screen.close()

    def opening(self, opening: Opening) -> None:
        """Show the first page of a section until Enter."""
        asked = questionary.select(
            "", choices=[questionary.Choice(_("continue"), value=WRITE)], **self._manner(), **self._pointer(), **_LIST
        )
        press(_bindings(asked.application), keys.LETTERS[keys.Key.LEAVE], interrupting)

        def head(width: int) -> Tokens:
            top = page.heading(opening.title, opening.place, (opening.done, opening.whole), self.sieve, width)
            return top + page.paragraph(opening.text, width, "class:label-plain")

        self._run(asked, head, lambda width: page.foot("", _("Enter continues"), (), self.sieve, width))

    # --- questions ---

    def question(self, card: Card) -> Reply:
        """Put a question and return the answer or the command."""
        match card.kind:
            case "one":
                return self._one(card, card.rows, card.chosen)
            case "several":
                return self._several(card)
            case "number":
                return self._number(card)
            case "text":
                return self._text(card)

    def _one(self, card: Card, rows: Sequence[Row], chosen: tuple[str, ...]) -> Reply:
        choices = _choices(rows)
        default = self._drafted(card) or next((row.id for row in rows if row.id in chosen), None)
        asked = questionary.select("", choices=choices, default=default, **self._manner(), **self._pointer(), **_LIST)
        control = _control(asked.application)
        bindings = _bindings(asked.application)
        point = _unpointed(control, bindings) if default is None else None
        for row in rows:
            press(bindings, row.keys, _pointing(control, row.id, point))
        self._draw_rows(asked.application, card, rows, lambda: chosen, boxed=False)
        reply = self._put(asked, card, bindings, lambda: _pointed(control))
        return reply if isinstance(reply, keys.Key) else Picked((str(reply),))

    def _several(self, card: Card) -> Reply:
        asked = questionary.checkbox(
            "",
            choices=_choices(card.rows),
            validate=lambda ticked: _indented("" if ticked else _("Please tick something.")),
            instruction="",
            use_jk_keys=False,
            **self._manner(),
            **self._pointer(),
        )
        control = _control(asked.application)
        control.use_indicator = False
        control.selected_options = list(self._drafted(card) or card.chosen)
        bindings = _bindings(asked.application)

        def tick(option: str) -> None:
            control.selected_options = list(toggle(control.selected_options, option, card.alone))
            control.error_message = None

        press(bindings, (" ",), lambda _event: tick(str(control.get_pointed_at().value)))
        press(bindings, ("a", "i"), lambda _event: None)  # all and invert: they would tick what excludes each other
        for row in card.rows:
            press(bindings, row.keys, _pointing(control, row.id, tick))
        self._draw_rows(asked.application, card, card.rows, lambda: control.selected_options, boxed=True)
        reply = self._put(asked, card, bindings, lambda: tuple(control.selected_options))
        return reply if isinstance(reply, keys.Key) else Picked(tuple(str(id_) for id_ in reply))

    def _number(self, card: Card) -> Reply:
        words = {row.label: row.id for row in card.rows}
        bindings = KeyBindings()
        for row in card.rows:
            press(bindings, row.keys, filling(row.label))
        for sign in "0123456789,.-+":
            press(bindings, (sign,), typing(sign, words))
        default = card.row(card.chosen[0]).label if card.chosen else card.typed
        asked = questionary.text(
            self.sieve(_PROMPT),
            default=self._drafted(card) or default,
            validate=lambda text: True if text in words else _indented(card.complain(text)),
            key_bindings=bindings,
            **self._manner(),
            **_LINE,
        )
        legend = (*((row.key, row.label) for row in card.rows), *card.legend)
        buffer = asked.application.current_buffer
        reply = self._put(asked, card, bindings, lambda: buffer.text, legend)
        if isinstance(reply, keys.Key):
            return reply
        return Picked((words[reply],)) if reply in words else Typed(str(reply))

    def _text(self, card: Card) -> Reply:
        label = _("write a text") if not card.typed else _("change the text")
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
        legend: Sequence[tuple[str, str]] | None = None,
    ) -> Any:
        for key, letters in keys.LETTERS.items():
            press(bindings, letters, ending(key))
        if card.kind != "number":
            press(bindings, ("left",), ending(keys.Key.BACK))
        reply = self._run(
            asked,
            lambda width: page.head(card, self.sieve, width),
            lambda width: page.foot(card.notice, card.confirm, legend or card.legend, self.sieve, width, self.more),
        )
        self.more = ""
        self.draft = (card.id, draft() if isinstance(reply, keys.Key) else None)
        return reply

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
        control = _control(app)
        mark = self.sieve(" ✓")

        def draw(_app: Application[Any]) -> None:
            size = app.output.get_size()
            around = page.height(page.trimmed(page.head(card, self.sieve, size.columns))) + page.height(
                page.foot(card.notice, card.confirm, card.legend, self.sieve, size.columns)
            )
            boxes = page.boxes(rows, picked()) if boxed else {}

            def drawn(row: Row, *, tight: bool) -> Tokens:
                pointed = _pointed(control) == row.id
                marked = mark if not boxed and row.id in picked() and row.id != WRITE else ""
                box = boxes.get(row.id, "")
                return page.row(row, size.columns, tight=tight, pointed=pointed, box=box, mark=marked)

            needed = around + 1 + sum(page.height(drawn(row, tight=False)) for row in rows)
            roomy = max(needed, _ROOMY) <= size.rows
            least = around + sum(page.height(drawn(row, tight=True)) for row in rows) + any(row.apart for row in rows)
            self.more = _("↕ There are more answers: arrow keys show them.") if least > size.rows else ""
            by_id = {row.id: row for row in rows}
            for choice in control.choices:
                if isinstance(choice.title, list) and choice.value in by_id:
                    title = cast(Tokens, choice.title)
                    title[:] = drawn(by_id[choice.value], tight=not roomy)

        app.before_render += draw

    # --- texts and menus ---

    def write(self, blank: Blank) -> str | None:
        """Have a text written; Escape throws it away."""
        bindings = KeyBindings()
        press(bindings, ("enter",), lambda event: event.current_buffer.validate_and_handle())
        bindings.add("escape", "enter")(lambda event: event.current_buffer.insert_text("\n"))
        bindings.add("c-j")(lambda event: event.current_buffer.insert_text("\n"))
        bindings.add("escape")(lambda event: event.app.exit(result=None))
        asked = questionary.text(
            self.sieve(_PROMPT),
            default=blank.default,
            multiline=True,
            instruction="",
            validate=lambda text: _indented(blank.complain(text)),
            key_bindings=bindings,
            prompt_continuation="   ",
            **self._manner(),
            **_LINE,
        )

        def head(width: int) -> Tokens:
            top = page.heading(blank.title, "", None, self.sieve, width)
            return top + (page.paragraph(f"{blank.hint}\n", width, "class:asked") if blank.hint else [])

        lines = (("Enter", _("done")), ("Alt+Enter", _("new line")), ("Esc", _("discard")))
        shown = lines if blank.long else (lines[0], lines[2])
        text = self._run(asked, head, lambda width: page.foot("", "", shown, self.sieve, width))
        return None if text is None else str(text).strip()

    def choose(self, menu: Menu) -> str | None:
        """Have an item chosen; Escape closes the menu."""
        room = self.screen.output.get_size().columns - 7
        choices = [
            questionary.Choice([("class:label-plain", f"{item.mark:2} {self._cut(item.label, room)}")], value=item.id)
            if item.id
            else questionary.Separator(f"\n   {item.label}" if place and item.label.strip() else item.label)
            for place, item in enumerate(menu.items)
        ]
        default = menu.at or None
        asked = questionary.select("", choices=choices, default=default, **self._manner(), **self._pointer(), **_LIST)
        bindings = _bindings(asked.application)
        for name in ("escape", "left", *keys.LETTERS[keys.Key.BACK]):
            press(bindings, (name,), lambda event: event.app.exit(result=None))
        press(bindings, keys.LETTERS[keys.Key.LEAVE], interrupting)
        for name, by in (("home", -len(choices)), ("pageup", -_LEAP), ("pagedown", _LEAP), ("end", len(choices))):
            press(bindings, (name,), _leaping(_control(asked.application), by))

        def head(width: int) -> Tokens:
            top = page.heading(menu.title, "", None, self.sieve, width)
            top += page.table(menu.table, width)
            for line in menu.lines:
                top += page.paragraph(line, width, "class:label-plain")
            return top

        legend = (("", _("Arrows move, Enter chooses")), ("Esc", _("back")))
        chosen = self._run(asked, head, lambda width: page.foot(menu.notice, "", legend, self.sieve, width))
        return None if chosen is None else str(chosen)

    def _cut(self, text: str, room: int) -> str:
        return text if len(text) <= room else text[: room - 3].rstrip() + self.sieve("…")

    # --- the frame ---

    def _manner(self) -> dict[str, Any]:
        return {"qmark": "", "style": STYLE, "erase_when_done": True}

    def _pointer(self) -> dict[str, Any]:
        return {"pointer": self.sieve(_PROMPT)}

    def _run(self, asked: questionary.Question, head: Draw, foot: Draw) -> Any:
        frame(asked.application, head, foot)
        return asked.unsafe_ask()


_LIST: dict[str, Any] = {"instruction": " ", "use_jk_keys": False, "show_selected": False}
_LINE: dict[str, Any] = {"reserve_space_for_menu": 0, "validate_while_typing": False}


def _indented(complaint: str) -> str | bool:
    return f" {complaint}" if complaint else True


def _choices(rows: Sequence[Row]) -> list[questionary.Choice]:
    choices: list[questionary.Choice] = []
    for place, row in enumerate(rows):
        if place and row.apart and not rows[place - 1].apart:
            choices.append(questionary.Separator(" "))
        choices.append(questionary.Choice([("", row.label)], value=row.id))
    return choices


def _control(app: Application[Any]) -> InquirerControl:
    for window in app.layout.find_all_windows():
        if isinstance(window.content, InquirerControl):
            window.scroll_offsets = ScrollOffsets(top=2, bottom=3)
            return window.content
    raise LookupError("questionary's list is not where it was")


def _pointed(control: InquirerControl) -> Any:
    return control.get_pointed_at().value if (control.pointer or "").strip() else None


def _unpointed(control: InquirerControl, bindings: KeyBindings) -> Callable[[str], None]:
    """Let Enter do nothing until something was pointed at, and return what points: nobody answers by accident."""
    pointer = control.pointer
    control.pointer = " "
    untouched = Condition(lambda: control.pointer != pointer)

    def point(_what: object) -> None:
        control.pointer = pointer

    def from_below(_event: KeyPressEvent) -> None:
        control.pointed_at = len(control.choices) - 1
        control.pointer = pointer

    bindings.add("down", eager=True, filter=untouched)(point)
    bindings.add("up", eager=True, filter=untouched)(from_below)
    bindings.add("enter", eager=True, filter=untouched)(lambda _event: None)
    return point


def _bindings(app: Application[Any]) -> KeyBindings:
    return cast(KeyBindings, app.key_bindings)


def _leaping(control: InquirerControl, by: int) -> Press:
    """Return a key's act that moves the pointer by that many items, and stays within the list."""

    def leap(_event: KeyPressEvent) -> None:
        places = [place for place, choice in enumerate(control.choices) if not choice.disabled]
        aim = places.index(control.pointed_at) + by
        control.pointed_at = places[min(max(aim, 0), len(places) - 1)]

    return leap


def _pointing(control: InquirerControl, id_: str, then: Callable[[str], None] | None = None) -> Press:
    def point(_event: KeyPressEvent) -> None:
        control.pointed_at = next(place for place, choice in enumerate(control.choices) if choice.value == id_)
        if then is not None:
            then(id_)

    return point
