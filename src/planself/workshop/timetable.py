"""The time table of a workshop, computed from its length and from how long the questionnaire takes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LENGTH = 180
"""Three hours, in minutes."""
ITEM = 8
"""Minutes for one item of the discussion list."""
_LEAST_ITEMS = 3


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


@dataclass(frozen=True, slots=True)
class Slot:
    """A step with the minutes from the beginning at which it starts and ends."""

    step: Step
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Timetable:
    """The slots in order, and how many items can be discussed."""

    slots: tuple[Slot, ...]
    items: int

    @property
    def length(self) -> int:
        """How long all of it takes."""
        return self.slots[-1].end


def timetable(rating: int, length: int = LENGTH) -> Timetable:
    """Return the time table for a silent rating of that many minutes; three items are discussed at least."""
    left = length - rating - sum(_MINUTES.values())
    items = max(_LEAST_ITEMS, left // ITEM)
    minutes = {**_MINUTES, Step.RATE: rating, Step.DISCUSS: items * ITEM}
    slots: list[Slot] = []
    for step in Step:
        start = slots[-1].end if slots else 0
        slots.append(Slot(step, start, start + minutes[step]))
    return Timetable(tuple(slots), items)
