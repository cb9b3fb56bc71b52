"""Menus and texts to write in numbered plain lines: nothing is redrawn, so that a screen reader can speak it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

from planself.i18n import _
from planself.terminal import keys
from planself.terminal.asker import Blank, Menu, MenuItem
from planself.terminal.screen import Sieve, wrap


@dataclass(frozen=True, slots=True)
class PlainLines:
    """Asks line by line; `read` returns what was typed and raises EOFError at the end, `show` shows a piece of text.

    Several lines that `read` returns at once were pasted: they are a text, and no command or answer is read from them.
    """

    read: Callable[[], str]
    show: Callable[[str], None]
    sieve: Sieve
    width: int = 78

    def __enter__(self) -> Self:
        self.say(_("Type ? for the keys. Each answer is saved at once."))
        return self

    def __exit__(self, *_: object) -> None:
        return

    def write(self, blank: Blank) -> str | None:
        """Have a text written; an empty line keeps what is there, a single hyphen discards."""
        self.say("", blank.title, *([blank.hint] if blank.hint else []))
        kept = _("Enter keeps “{kept}”, a hyphen clears: ").format(kept=self.sieve(blank.default))
        while True:
            line = self.ask(kept if blank.default else _("Text, or Enter to leave it empty: "))
            text = blank.default if not line else "" if line == "-" else line if blank.long else one_line(line)
            complaint = blank.complain(text)
            if not complaint:
                return text
            self.say(complaint)

    def choose(self, menu: Menu) -> str | None:
        """Have an item chosen by its number; an empty line takes the one pointed at, or closes the menu."""
        self.say(
            "",
            menu.title,
            *(f"{figure}: {text}" for figure, text in menu.table),
            *menu.lines,
            *([menu.notice] if menu.notice else []),
        )
        choices = [item for item in menu.items if item.id]
        self._items(menu.items)
        pointed = next((place for place, item in enumerate(choices, 1) if item.id == menu.at), None)
        while True:
            line = self.ask(
                _("Number, Enter for {place}, b to go back: ").format(place=pointed)
                if pointed
                else _("Number, or Enter to go back: ")
            )
            if not line:
                return menu.at or None
            if "\n" in line:
                self.refuse_paste()
                continue
            if keys.of(line) is keys.Key.BACK:
                return None
            if keys.of(line) is keys.Key.LEAVE:
                raise KeyboardInterrupt
            if line.isdecimal() and 1 <= int(line) <= len(choices):
                return choices[int(line) - 1].id
            if menu.search and self._found(menu.items, line):
                continue
            self.say(_("“{line}” is not among the numbers.").format(line=self.sieve(line)))

    def _items(self, items: Sequence[MenuItem]) -> None:
        number = 0
        for item in items:
            number += bool(item.id)
            self.say(_numbered(number, item) if item.id else item.label)

    def _found(self, items: Sequence[MenuItem], needle: str) -> bool:
        """Say the items that contain something, under the numbers that they have; False where none does."""
        choices = enumerate((item for item in items if item.id), 1)
        found = [
            (number, item) for number, item in choices if needle.casefold() in (item.words or item.label).casefold()
        ]
        for number, item in found:
            self.say(_numbered(number, item))
        return bool(found)

    def refuse_paste(self) -> None:
        """Say that several lines at once are no answer."""
        self.say(_("Several lines came at once and were not taken as answers. Please type one line."))

    def ask(self, prompt: str) -> str:
        """Return what is typed behind a prompt."""
        self.show(self.sieve(prompt))
        return self.read().strip()

    def say(self, *texts: str) -> None:
        """Say texts, each on as many lines as it takes."""
        for text in texts:
            self.show("\n".join(wrap(text, self.width)) + "\n")


def one_line(text: str) -> str:
    """Return a text without line breaks."""
    return " ".join(text.split("\n"))


def _numbered(number: int, item: MenuItem) -> str:
    return f"{number}. {item.label}" + (f" ({item.state})" if item.state else "")
