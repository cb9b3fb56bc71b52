"""What a person at the terminal is asked for besides a question: to choose from a menu, to write a text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, Self


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A line of a menu, with its state as a sign and in words; one without an id is a heading."""

    id: str
    label: str
    mark: str = ""
    state: str = ""
    words: str = ""
    """What a search looks in; the label where nothing else is said."""


@dataclass(frozen=True, slots=True)
class Menu:
    """A page with something to choose: a table and lines above, the items, and the one that is pointed at first."""

    title: str
    items: tuple[MenuItem, ...]
    lines: tuple[str, ...] = ()
    table: tuple[tuple[str, str], ...] = ()
    """A figure and what it stands for, a row each."""
    at: str = ""
    notice: str = ""
    search: bool = False
    """Whether typing looks for items; letters are no commands then."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A line or a text to fill in."""

    title: str
    hint: str = ""
    default: str = ""
    long: bool = False
    complain: Callable[[str], str] = field(default=lambda _text: "")
    """Says what is wrong with a text; empty where nothing is."""


class Asker(Protocol):
    """Puts things to a person; Ctrl-C arrives as KeyboardInterrupt, a closed terminal as EOFError."""

    def __enter__(self) -> Self:
        """Take the terminal."""

    def __exit__(self, *_: object) -> None:
        """Give the terminal back."""

    def write(self, blank: Blank) -> str | None:
        """Have a text written; None where it was thrown away."""

    def choose(self, menu: Menu) -> str | None:
        """Have an item chosen; None where the menu was closed."""
