"""What can be told to a discussion, and why it may refuse."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from planself.answers.model import Unanswered, Value
from planself.workshop_files.discussion import AnswerCounts, Dissent

SAID: tuple[Unanswered, ...] = ("unknown", "not_applicable")
"""What a room can agree on besides a value."""


class Notice(Enum):
    """Why a command did not do what was asked."""

    UNFIT = auto()
    """The question has no such answer."""
    NOTHING_TO_UNDO = auto()
    AT_START = auto()
    TOO_MANY = auto()


class Move(Enum):
    """A command without anything to it."""

    TAKE = auto()
    """Take the median wherever the room was of one mind from the beginning."""
    NO_AGREEMENT = auto()
    NEXT = auto()
    BACK = auto()
    UNDO = auto()
    LEAVE = auto()


@dataclass(frozen=True, slots=True)
class Agree:
    """The room agrees on a value."""

    value: Value


@dataclass(frozen=True, slots=True)
class Say:
    """The room agrees that it does not know, or that the question does not apply."""

    said: Unanswered


@dataclass(frozen=True, slots=True)
class AddDissent:
    """Somebody holds something against it."""

    dissent: Dissent


@dataclass(frozen=True, slots=True)
class WithdrawDissent:
    """Take a dissent out again."""

    place: int


@dataclass(frozen=True, slots=True)
class SetNote:
    """Write down what was said, and what proves it."""

    text: str
    evidence: bool = False


@dataclass(frozen=True, slots=True)
class SetSecondRound:
    """Keep the outcome of a second silent round (None: there was none)."""

    after: AnswerCounts | None
    from_files: bool = False


@dataclass(frozen=True, slots=True)
class Jump:
    """Go to a question, or to one of the places around them."""

    spot: str


Command = Agree | Say | AddDissent | WithdrawDissent | SetNote | SetSecondRound | Jump | Move
