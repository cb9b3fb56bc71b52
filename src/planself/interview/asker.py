"""What an asker is asked to do, and what it can reply: the seam between the interview and the terminal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from planself.interview.card import Card
from planself.interview.keys import Key


@dataclass(frozen=True, slots=True)
class Picked:
    """An answer by rows."""

    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """An answer as it was typed: a number or a text."""

    text: str


Reply = Picked | Typed | Key


@dataclass(frozen=True, slots=True)
class Item:
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
    items: tuple[Item, ...]
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


@dataclass(frozen=True, slots=True)
class Opening:
    """The first page of a section."""

    title: str
    text: str
    place: str
    done: int
    whole: int


class Asker(Protocol):
    """Puts things to a person; Ctrl-C arrives as KeyboardInterrupt, a closed terminal as EOFError."""

    def __enter__(self) -> Asker:
        """Take the terminal."""

    def __exit__(self, *_: object) -> None:
        """Give the terminal back."""

    def opening(self, opening: Opening) -> None:
        """Show the first page of a section."""

    def question(self, card: Card) -> Reply:
        """Put a question; the reply is an answer that the card's rows and limits allow, or a command."""

    def write(self, blank: Blank) -> str | None:
        """Have a text written; None where it was thrown away."""

    def choose(self, menu: Menu) -> str | None:
        """Have an item chosen; None where the menu was closed."""
