"""The timetable of a workshop, computed from its length, the people, the questions and how answers are collected.

How long something takes is our own rule of thumb, not measured, like the seconds of a question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import heappop, heappush

from planself.i18n import Reader

LENGTH = 180
"""Three hours, in minutes."""
ITEM = 8
"""Minutes for one item of the discussion list."""
CHANGE = 1
"""Minutes for one person to get up from a laptop, and the next to sit down."""
SHEET, KEY = 10, 1
"""Seconds to take up a sheet of paper and compare its counts, and to type in the answer to one question."""
LEAST_ITEMS = 3
_IN_HOURS = 120


class Collect(StrEnum):
    """How the answers are collected."""

    OWN = "own"
    """Everybody at the same time, at a device of their own."""
    PAPER = "paper"
    """Everybody at the same time, on paper that is typed in during the break."""
    LAPTOP = "laptop"
    """One after the other, at a laptop that goes round; there can be several."""
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


def busiest(times: Sequence[int], laptops: int) -> tuple[int, ...]:
    """Return the times of what is done at the laptop that is ready last, where each next one takes the first free."""
    free = [(0, place) for place in range(min(laptops, len(times)))]
    taken: list[list[int]] = [[] for _place in free]
    for time in times:
        until, place = heappop(free)
        taken[place].append(time)
        heappush(free, (until + time, place))
    return tuple(max(taken, key=sum))


def rating(each: Sequence[int], collect: Collect, laptops: int = 1) -> int:
    """Return how long the silent rating takes in the workshop, in minutes, by how long each person needs."""
    match collect:
        case Collect.OWN | Collect.PAPER:
            return max(each)
        case Collect.LAPTOP:
            return sum(busiest([minutes + CHANGE for minutes in each], laptops))
        case Collect.BEFORE:
            return 0


def typing(asked: Sequence[int], collect: Collect, laptops: int = 1) -> int:
    """Return how long it takes to type in everybody's sheet, in minutes, by how many questions each is asked."""
    if collect is not Collect.PAPER:
        return 0
    return -(-sum(busiest([sheet_seconds(questions) for questions in asked], laptops)) // 60)


def sheet_seconds(questions: int) -> int:
    """Return how many seconds a sheet with so many questions takes to type in."""
    return SHEET + KEY * questions


def around(typing: int = 0) -> dict[Step, int]:
    """Return the minutes of every step but the rating and the discussion; sheets are typed in during the break."""
    return {**_MINUTES, Step.BREAK: max(_MINUTES[Step.BREAK], typing)}


def timetable(rating: int, length: int = LENGTH, *, typing: int = 0) -> Timetable:
    """Return the timetable for a silent rating of that many minutes; three items are discussed at least.

    Where nothing is left to rate the break stands where people need it, after the discussion.
    """
    others = around(typing)
    items = max(LEAST_ITEMS, (length - rating - sum(others.values())) // ITEM)
    minutes = {**others, Step.RATE: rating, Step.DISCUSS: items * ITEM}
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
