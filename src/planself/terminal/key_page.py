"""A page on which every key acts at once: the page is drawn anew around one line, and no key needs Enter."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Layout, Window

from planself.terminal.burst import plain_text
from planself.terminal.frame import STYLE, Page, frame, interrupting, press
from planself.terminal.styled_page import Tokens


class Taken(Enum):
    """What came of a key."""

    GOES_ON = auto()
    REFUSED = auto()
    ENDS = auto()
    """The page is over."""


Take = Callable[[str], Taken]
_NAMES = {"enter": "enter", "c-j": "enter", "backspace": "backspace", "escape": "escape", "up": "up", "down": "down"}


class KeyQueue:
    """Keys that came faster than pages: what is left when one ends is for the next, and nothing follows a refusal."""

    def __init__(self) -> None:
        self._keys: list[str] = []

    def add(self, text: str) -> None:
        """Put the keys of a text behind the others."""
        signs = (sign for sign in plain_text(text) if sign == "\n" or sign.isprintable())
        self._keys += ["enter" if sign == "\n" else sign for sign in signs]

    def drain(self, take: Take) -> bool:
        """Give on all keys, and return whether the page is over."""
        while self._keys:
            match take(self._keys.pop(0)):
                case Taken.ENDS:
                    return True
                case Taken.REFUSED:
                    self._keys.clear()
        return False


def run_key_page(around: Page, line: Callable[[], Tokens], queue: KeyQueue, take: Take) -> None:
    """Show a page and give on each key by its sign or name, until one ends the page."""
    if queue.drain(take):
        return
    bindings = KeyBindings()

    def typed(event: KeyPressEvent) -> None:
        if event.data.isprintable():
            queue.add(event.data)
        _drain(event)

    def pasted(event: KeyPressEvent) -> None:
        queue.add(event.data)
        _drain(event)

    def _drain(event: KeyPressEvent) -> None:
        if queue.drain(take):
            event.app.exit()

    def named(name: str) -> Callable[[KeyPressEvent], None]:
        def act(event: KeyPressEvent) -> None:
            if take(name) is Taken.ENDS:
                event.app.exit()

        return act

    bindings.add(Keys.Any)(typed)
    bindings.add(Keys.BracketedPaste)(pasted)
    for key, name in _NAMES.items():
        bindings.add(key)(named(name))
    press(bindings, ("c-c", "c-d"), interrupting)
    window = Window(FormattedTextControl(lambda: FormattedText(line()), focusable=True), wrap_lines=True)
    app: Application[Any] = Application(Layout(window), key_bindings=bindings, style=STYLE, erase_when_done=True)
    frame(app, around)
    app.run()
