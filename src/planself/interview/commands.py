"""What can be told to an interview, where it can stand, and why it may refuse."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from planself.answers.model import Unanswered, Value


class Place(Enum):
    """Where an interview can stand besides at a question."""

    PAUSE = auto()
    """After the first questions: an interim result, and the offer to go deeper."""
    REVIEW = auto()
    FINISHED = auto()
    LEFT = auto()


class Notice(Enum):
    """What came of a command where the page alone does not show it, mostly why it did not do what was asked."""

    REQUIRED = auto()
    """The question must not be skipped."""
    REQUIRED_OPEN = auto()
    """The interview cannot end while a required question is open."""
    NOT_ALLOWED = auto()
    """The question does not take "don't know", or "not applicable"."""
    UNFIT = auto()
    """The question has no such value."""
    NOT_ASKED = auto()
    """The question is not part of this interview."""
    AT_START = auto()
    """There is nothing before this question."""
    NOTHING_TO_UNDO = auto()
    """Nothing was answered in this interview yet, or all of it is taken back."""
    UNDONE = auto()
    """What was last recorded is taken back."""


@dataclass(frozen=True, slots=True)
class Choose:
    """Answer with a value."""

    value: Value


@dataclass(frozen=True, slots=True)
class Say:
    """Answer "don't know", or "not applicable" with its reason."""

    said: Unanswered
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """Write the comment beside the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Write down what proves the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Jump:
    """Go to a question."""

    question: str


class Move(Enum):
    """A command without anything to it."""

    BACK = auto()
    SKIP = auto()
    UNSURE = auto()
    """Flag the answer for discussion, or take the flag away."""
    UNDO = auto()
    """Take back what was last recorded in this interview, and go to its question."""
    REVIEW = auto()
    DEEPEN = auto()
    """After the first questions: ask the others, where it is weakest first."""
    FINISH = auto()
    LEAVE = auto()


Command = Choose | Say | Comment | Evidence | Jump | Move
