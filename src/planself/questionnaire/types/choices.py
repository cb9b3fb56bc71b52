"""What other rooms are told of a question: what an answer is, what can be chosen, what a number counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Literal

from planself.files.finding import Path
from planself.i18n import Reader
from planself.text import Text


class AnswerKind(Enum):
    """What an answer is: one choice, some choices, a number, or words."""

    ONE_OF = auto()
    SOME_OF = auto()
    NUMBER = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen."""

    id: str
    """As files and tables write it."""
    value: int | str | bool
    """As an answer set records it; of several choices, a tuple of these."""
    label: Text
    detail: Text | None = None
    """What the choice means in full, such as the anchor of a level."""
    points: int | None = None
    """What the questionnaire says it is worth; None where it says nothing."""
    weight: int | None = None
    """Of several choices: its share, in hundredths."""
    counts: bool = True
    """Whether choosing it leaves the question in the arithmetic."""
    exclusive: bool = False
    """Whether it cannot be chosen together with others."""
    word: Literal["yes", "no"] | None = None
    """One of the tool's own words: picked by its letter, spelt in many ways in tables, and never quoted."""
    at: Path = ()
    """Where its label stands below the question, empty where it stands elsewhere."""
    id_at: Path = ()
    """Where its id stands, empty where its place is its id."""
    detail_at: Path = ()

    def said(self, reader: Reader) -> str:
        """Return the label for a reader."""
        match self.word:
            case "yes":
                return reader._("yes")
            case "no":
                return reader._("no")
            case None:
                return reader.text(self.label)


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a number counts, its limits, and its steps (a threshold, the points from there on), all in millionths."""

    unit: Text | None
    minimum: int | None
    maximum: int | None
    steps: tuple[tuple[int, int], ...]
    unit_one: Text | None = None
    """The unit of one, where the unit is a plural."""

    @property
    def thresholds(self) -> tuple[int, ...]:
        """Where the steps begin."""
        return tuple(threshold for threshold, _points in self.steps)

    def holds(self, value: int) -> bool:
        """Return whether a number lies within the limits."""
        return (self.minimum is None or self.minimum <= value) and (self.maximum is None or value <= self.maximum)
