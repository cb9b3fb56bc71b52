"""The timetable of a workshop, computed from its length, the people, the questions and how answers are collected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from planself.i18n import Reader

LENGTH = 180
"""Three hours, in minutes."""
ITEM = 8
"""Minutes for one item of the discussion list."""
CHANGE = 1
"""Minutes for one person to get up from the one laptop, and the next to sit down."""
_LEAST_ITEMS = 3
_IN_HOURS = 120


class Collect(StrEnum):
    """How the answers are collected."""

    OWN = "own"
    """Everybody at the same time, at a device or sheet of their own."""
    LAPTOP = "laptop"
    """One after the other, at one laptop."""
    BEFORE = "before"
    """Everybody before the workshop."""


class Step(StrEnum):
    """What happens in a workshop, in this order."""

    ARRIVE = "arrive"
    WELCOME = "welcome"
    RATE = "rate"
    BREAK = "break"
    REVEAL = "reveal"
    DISCUSS = "discuss"
    VOTE = "vote"
    MEASURES = "measures"
    CLOSE = "close"


_MINUTES = {
    Step.ARRIVE: 5,
    Step.WELCOME: 10,
    Step.BREAK: 15,
    Step.REVEAL: 10,
    Step.VOTE: 10,
    Step.MEASURES: 20,
    Step.CLOSE: 10,
}


_ORDER = tuple(Step)
_RATED_BEFORE = (Step.ARRIVE, Step.WELCOME, Step.REVEAL, Step.DISCUSS, Step.BREAK, Step.VOTE, Step.MEASURES, Step.CLOSE)


@dataclass(frozen=True, slots=True)
class TimeSlot:
    """A step with the minutes from the beginning at which it starts and ends."""

    step: Step
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Timetable:
    """The slots in order, and how many items can be discussed."""

    slots: tuple[TimeSlot, ...]
    items: int

    @property
    def length(self) -> int:
        """How long all of it takes."""
        return self.slots[-1].end


def rating(each: Sequence[int], collect: Collect) -> int:
    """Return how long the silent rating takes in the workshop, in minutes, by how long each person needs."""
    match collect:
        case Collect.OWN:
            return max(each)
        case Collect.LAPTOP:
            return sum(each) + CHANGE * len(each)
        case Collect.BEFORE:
            return 0


def timetable(rating: int, length: int = LENGTH) -> Timetable:
    """Return the timetable for a silent rating of that many minutes; three items are discussed at least.

    Where nothing is left to rate the break stands where people need it, after the discussion.
    """
    left = length - rating - sum(_MINUTES.values())
    items = max(_LEAST_ITEMS, left // ITEM)
    minutes = {**_MINUTES, Step.RATE: rating, Step.DISCUSS: items * ITEM}
    slots: list[TimeSlot] = []
    for step in _ORDER if rating else _RATED_BEFORE:
        start = slots[-1].end if slots else 0
        slots.append(TimeSlot(step, start, start + minutes[step]))
    return Timetable(tuple(slots), items)


def how_long(minutes: int, reader: Reader) -> str:
    """Return a span in words: minutes, from two hours on hours and minutes."""
    if minutes < _IN_HOURS:
        return reader.n_("about {n} minute", "about {n} minutes", minutes)
    return reader._("about {hours}:{minutes} hours").format(hours=minutes // 60, minutes=f"{minutes % 60:02}")
