"""Lists to choose from: where the pointer stands, what digits mean, and which lines a search leaves."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import ScrollOffsets
from questionary.prompts.common import InquirerControl

from planself.terminal.frame import Press
from planself.terminal.rows import Row

_PAUSE = 1.0
"""Seconds after which a digit begins a new number."""
_Item = questionary.Choice | questionary.Separator


def choices(rows: Sequence[Row]) -> list[questionary.Choice]:
    """Return the rows as questionary wants them, a gap before those that are no answers of the question's own."""
    found: list[questionary.Choice] = []
    for place, row in enumerate(rows):
        if place and row.apart and not rows[place - 1].apart:
            found.append(questionary.Separator(" "))
        found.append(questionary.Choice([("", row.label)], value=row.id))
    return found


def control_of(app: Application[Any]) -> InquirerControl:
    """Return the list of a prompt."""
    for window in app.layout.find_all_windows():
        if isinstance(window.content, InquirerControl):
            window.scroll_offsets = ScrollOffsets(top=2, bottom=3)
            return window.content
    raise LookupError("questionary's list is not where it was")


def pointed(control: InquirerControl) -> Any:
    """Return what is pointed at, None where nothing is yet."""
    return control.get_pointed_at().value if (control.pointer or "").strip() else None


def point_later(control: InquirerControl, bindings: KeyBindings) -> Callable[[bool], None]:
    """Let Enter do nothing until something was pointed at, and return what shows or hides the pointer.

    So nobody answers by accident.
    """
    pointer = control.pointer
    control.pointer = " "
    untouched = Condition(lambda: control.pointer != pointer)

    def point(there: bool) -> None:
        control.pointer = pointer if there else " "

    def from_below(_event: KeyPressEvent) -> None:
        control.pointed_at = len(control.choices) - 1
        control.pointer = pointer

    bindings.add("down", eager=True, filter=untouched)(lambda _event: point(True))
    bindings.add("up", eager=True, filter=untouched)(from_below)
    bindings.add("enter", eager=True, filter=untouched)(lambda _event: None)
    return point


def leaping(control: InquirerControl, by: int) -> Press:
    """Return a key's act that moves the pointer by that many items, and stays within the list."""

    def leap(_event: KeyPressEvent) -> None:
        places = [place for place, choice in enumerate(control.choices) if not choice.disabled]
        aim = places.index(control.pointed_at) + by
        control.pointed_at = places[min(max(aim, 0), len(places) - 1)]

    return leap


def pointing(control: InquirerControl, id_: str, then: Callable[[], None]) -> Press:
    """Return a key's act that points at a row, and does what follows from it."""

    def point(_event: KeyPressEvent) -> None:
        control.pointed_at = next(place for place, choice in enumerate(control.choices) if choice.value == id_)
        then()

    return point


@dataclass(slots=True)
class Digits:
    """Digits typed one after the other, where the rows are numbers themselves: "250000" is no choice of row 2."""

    refuse: Callable[[str], None]
    """Says that no row has such a number."""
    clock: Callable[[], float] = time.monotonic
    typed: str = ""
    at: float = field(default=float("-inf"))

    def single(self, digit: str) -> bool:
        """Return whether a digit stands alone so far; one that goes on with a number is refused."""
        now = self.clock()
        self.typed = digit if now - self.at > _PAUSE else self.typed + digit
        self.at = now
        if len(self.typed) == 1:
            return True
        self.refuse(self.typed)
        return False


@dataclass(slots=True)
class Search:
    """Which items of a list contain what was typed; headings are left out while something is searched for."""

    control: InquirerControl
    words: dict[str, str]
    """The text of each item by its id."""
    needle: str = ""
    missed: str = ""
    """What nothing contains."""
    _all: list[_Item] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._all = list(self.control.choices)

    def add(self, text: str) -> None:
        """Search for more, where anything contains it."""
        wanted = f"{self.needle}{text}"
        self.missed = "" if self._show(wanted) else wanted

    def drop(self) -> None:
        """Take the last sign back."""
        self.missed = ""
        self._show(self.needle[:-1])

    def _show(self, needle: str) -> bool:
        kept = [item for item in self._all if not needle or self._has(item, needle)]
        if not kept:
            return False
        here = self.control.get_pointed_at()
        self.needle, self.control.choices = needle, kept
        places = [place for place, item in enumerate(kept) if not item.disabled]
        self.control.pointed_at = kept.index(here) if here in kept else places[0]
        return True

    def _has(self, item: _Item, needle: str) -> bool:
        return item.value is not None and needle.casefold() in self.words.get(str(item.value), "").casefold()
