"""Pages by questionary's prompts: texts to write, menus; and the frame of every page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Self, cast

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.keys import Keys

from planself.i18n import _, current
from planself.terminal import keys
from planself.terminal import styled_page as page
from planself.terminal.asker import Blank, Menu
from planself.terminal.frame import (
    STYLE,
    Page,
    SecondScreen,
    ending,
    frame,
    interrupting,
    press,
    taking,
    writing,
)
from planself.terminal.lists import Search, control_of, leaping
from planself.terminal.screen import Sieve, shortened
from planself.terminal.styled_page import Foot, Tokens
from planself.terminal.word_wrap import WordWrap

PROMPT = "›"
_LEAP = 10
"""Items that a page key leaps over in a menu."""
_LEAD = 3
"""Columns before a line that is being written."""
LIST: dict[str, Any] = {"instruction": " ", "use_jk_keys": False, "show_selected": False}
LINE: dict[str, Any] = {"reserve_space_for_menu": 0, "validate_while_typing": False}


class Pages:
    """Shows one page at a time on the terminal's second screen."""

    def __init__(self, sieve: Sieve) -> None:
        self.sieve = sieve
        self.screen = SecondScreen()
        self.said = ""
        """Why what was typed or pasted did nothing; empty where it did."""

    def __enter__(self) -> Self:
        self.screen.open()
        return self

    def __exit__(self, *_: object) -> None:
        self.screen.close()

    def write(self, blank: Blank) -> str | None:
        """Have a text written; Escape throws it away."""
        bindings = KeyBindings()
        press(bindings, ("enter",), lambda event: event.current_buffer.validate_and_handle())
        if blank.long:
            bindings.add("escape", "enter")(lambda event: event.current_buffer.insert_text("\n"))
            bindings.add("c-j")(lambda event: event.current_buffer.insert_text("\n"))
        bindings.add("escape")(lambda event: event.app.exit(result=None))
        bindings.add(Keys.BracketedPaste, eager=True)(partial(writing, long=blank.long))
        asked = questionary.text(
            self.sieve(PROMPT),
            default=blank.default,
            multiline=True,
            instruction="",
            validate=lambda text: indented(blank.complain(text)),
            key_bindings=bindings,
            prompt_continuation=" " * _LEAD,
            input_processors=[WordWrap(_LEAD)],
            **self.prompt_options(),
            **LINE,
        )

        def head(width: int, room: int) -> Tokens:
            top = page.heading(blank.title, "", None, self.sieve, width)
            return page.fitted(top, page.paragraph(blank.hint or blank.title, width, "class:asked"), room, self.sieve)

        lines = (("Enter", _("done")), ("Alt+Enter", _("new line")), ("Esc", _("discard")))
        below = Foot(lines if blank.long else (lines[0], lines[2]))
        text = self.run(asked, head, lambda: below)
        return None if text is None else str(text).strip()

    def choose(self, menu: Menu) -> str | None:
        """Have an item chosen; Escape closes the menu."""
        room = self.screen.output.get_size().columns - 7
        items = [
            questionary.Choice(
                [("class:label-plain", f"{item.mark:2} {shortened(item.label, room, self.sieve)}")], value=item.id
            )
            if item.id
            else questionary.Separator(_heading(item.label) if place and item.label.strip() else item.label)
            for place, item in enumerate(menu.items)
        ]
        default = menu.at or None
        asked = questionary.select(
            "", choices=items, default=default, **self.prompt_options(), **self.pointer(), **LIST
        )
        bindings, control = bindings_of(asked.application), control_of(asked.application)
        press(bindings, ("escape", "left"), ending(None))
        press(bindings, ("c-d",), interrupting)
        for name, by in (("home", -len(items)), ("pageup", -_LEAP), ("pagedown", _LEAP), ("end", len(items))):
            press(bindings, (name,), leaping(control, by))
        search = Search(control, {item.id: item.words or item.label for item in menu.items}) if menu.search else None
        if search is not None:
            _searching(bindings, search)
        else:
            press(bindings, keys.LETTERS[keys.Key.BACK], ending(None))
            press(bindings, keys.LETTERS[keys.Key.LEAVE], interrupting)
        chosen = self.run(
            asked,
            lambda width, room: self._menu_head(menu, search, width, room),
            lambda: self._menu_foot(menu, search),
            bindings if search is None else None,
        )
        return None if chosen is None else str(chosen)

    def _menu_head(self, menu: Menu, search: Search | None, width: int, room: int) -> Tokens:
        top = page.heading(menu.title, "", None, self.sieve, width)
        tokens = page.table(menu.table, width)
        for line in menu.lines:
            tokens += page.paragraph(line, width, "class:label-plain")
        if search is not None and search.needle:
            found = _("Search: {text}").format(text=search.needle)
            tokens += page.paragraph(self.sieve(found), width, "class:asked")
        return page.fitted(top, tokens or page.paragraph(menu.title, width, "class:asked"), room, self.sieve)

    def _menu_foot(self, menu: Menu, search: Search | None) -> Foot:
        legend = (("", _("Arrows: move · Enter: choose")), ("Esc", _("back")))
        if search is None:
            return Foot(legend, self.said or menu.notice)
        missed = _("Nothing contains “{text}”.").format(text=search.missed) if search.missed else ""
        return Foot((legend[0], ("", _("typing searches")), legend[1]), self.sieve(missed) or menu.notice)

    # --- the frame ---

    def prompt_options(self) -> dict[str, Any]:
        """Return what all prompts look like."""
        return {"qmark": "", "style": STYLE, "erase_when_done": True}

    def pointer(self) -> dict[str, Any]:
        """Return the sign that points at a line of a list."""
        return {"pointer": self.sieve(PROMPT)}

    def run(
        self,
        asked: questionary.Question,
        head: Callable[[int, int], Tokens],
        below: Callable[[], Foot],
        bindings: KeyBindings | None = None,
        *,
        means: Callable[[str], bool] = lambda _line: False,
        least: int = 3,
    ) -> Any:
        """Run a prompt in its frame; where `bindings` are given, a text that comes at once is no keys of theirs."""
        self.said = ""
        if bindings is not None:
            bindings.add(Keys.BracketedPaste, eager=True)(taking(means, self._refuse))
        frame(asked.application, Page(head, below, self.sieve, least))
        return asked.unsafe_ask()

    def _refuse(self) -> None:
        letter = keys.shown(keys.LETTERS[keys.Key.COMMENT], current().lang)
        said = _("Text that was pasted or typed ahead is no command here. {key} writes a comment.")
        self.said = said.format(key=letter)


def indented(complaint: str) -> str | bool:
    """Return a complaint as questionary wants it: indented, or True where there is none."""
    return f" {complaint}" if complaint else True


def bindings_of(app: Application[Any]) -> KeyBindings:
    """Return the keys of a prompt, to add to them."""
    return cast(KeyBindings, app.key_bindings)


def _heading(label: str) -> str:
    return "".join(f"\n   {line}" for line in label.split("\n"))


def _searching(bindings: KeyBindings, search: Search) -> None:
    """Let every sign that is typed, and every text that comes at once, go on with a search."""
    bindings.add(Keys.Any, eager=True)(lambda event: search.add(event.data) if event.data.isprintable() else None)
    bindings.add(Keys.BracketedPaste, eager=True)(lambda event: search.add(" ".join(event.data.split())))
    press(bindings, ("backspace",), lambda _event: search.drop())
