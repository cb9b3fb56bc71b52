"""What an interview asks for, and what can be replied: the seam between the interview and the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from planself.interview.card import Card
from planself.terminal.asker import Asker
from planself.terminal.keys import Key


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
class Opening:
    """The first page of a section."""

    title: str
    text: str
    place: str
    done: int
    whole: int


class Interviewer(Asker, Protocol):
    """An asker that puts questions as well."""

    def opening(self, opening: Opening) -> None:
        """Show the first page of a section."""

    def question(self, card: Card) -> Reply:
        """Put a question; the reply is an answer that the card's rows and limits allow, or a command."""
