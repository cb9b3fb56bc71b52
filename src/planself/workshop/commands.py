"""What can be told to a discussion, beside what an interview can be told, too, and why it may refuse."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Literal

from planself.answers.model import Unanswered
from planself.interview.commands import Choose, Jump, Say
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
    """Take the median wherever the room was unanimous from the beginning."""
    NO_AGREEMENT = auto()
    NEXT = auto()
    BACK = auto()
    UNDO = auto()
    LEAVE = auto()


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


AtQuestion = Choose | Say | AddDissent | WithdrawDissent | SetNote | SetSecondRound | Literal[Move.NO_AGREEMENT]
"""What is told to the question at which a discussion stands."""
Command = AtQuestion | Jump | Move
