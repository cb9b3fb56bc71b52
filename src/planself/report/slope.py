"""The slope chart: every hurdle from round to round on one scale, its labels moved apart where they would touch."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from planself.i18n import held
from planself.scoring.plan import FULL, rdiv

WIDTH = 320
"""Units; nearly the pixels of a phone's page, so that the letters stay readable there."""
FONT, LINE = 12, 14
LEFT, RIGHT = 36, 146
"""Where the first and the last round stand."""
TOP = 26
_LABEL_X, _LETTERS, _LINES, _GAP = RIGHT + 22, 22, 4, 6
_BASELINE = 4
"""From the middle of a line of letters down to where they stand."""
_LEAST_HEIGHT = 360
_ABREAST, _YEAR, _DATE = 3, 5, 11
"""How many rounds' names have room beside one another, and how many letters: of these, and of those at the ends."""


@dataclass(frozen=True, slots=True)
class Slope:
    """A line: its name, its score (tenths) in every round, both ends as text.

    It is thick where it is set `apart` and dashed where it `falls`; its colour is that of the `band` in which it ends.
    """

    name: str
    scores: tuple[int | None, ...]
    first: str
    last: str
    apart: bool
    falls: bool
    band: int


@dataclass(frozen=True, slots=True)
class Ground:
    """A band's stretch of the scale."""

    place: int
    lower: int
    upper: int


def slope_chart(title: str, rounds: Sequence[str], slopes: Sequence[Slope], grounds: Sequence[Ground]) -> Markup:
    """Return the chart; every slope has a first and a last score, and the numbers stand beside it as a table."""
    names = [_wrapped(slope) for slope in slopes]
    sizes = [LINE * len(lines) + _GAP for lines in names]
    height = max(_LEAST_HEIGHT, sum(sizes))
    room = (TOP, TOP + height)
    starts = dodge([_y(slope.scores[0], height) for slope in slopes], [LINE] * len(slopes), room)
    ends = dodge([_y(slope.scores[-1], height) for slope in slopes], sizes, room)
    opening = Markup('<svg class="slope" viewBox="0 0 {} {}" font-size="{}" role="img" aria-label="{}">')
    parts = [opening.format(WIDTH, TOP + height + 8, FONT, title), *_grounds(grounds, height), *_heads(rounds)]
    for slope, start, end, lines in zip(slopes, starts, ends, names, strict=True):
        pieces = (_line(slope, height), _start(slope, start), _leader(slope, height, end), _name(end, lines))
        parts.append(Markup('<g class="{}">{}</g>').format(f"m{slope.band}", Markup("").join(pieces)))
    return Markup("").join((*parts, Markup("</svg>")))


def dodge(wanted: Sequence[int], sizes: Sequence[int], room: tuple[int, int]) -> list[int]:
    """Return the middles of labels, as near to where they are wanted as they can stand without touching.

    Neighbours that would touch are pooled and stand around the mean of their wishes.
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    pools: list[_Pool] = []
    for place in order:
        pools.append(_Pool([place], wanted[place] - sizes[place] // 2, sizes[place]))
        pools[-1].keep_within(room)
        while len(pools) > 1 and pools[-2].start + pools[-2].size > pools[-1].start:
            pools[-2].take(pools.pop(), wanted, sizes)
            pools[-1].keep_within(room)
    middles = [0] * len(wanted)
    for pool in pools:
        top = pool.start
        for place in pool.places:
            middles[place] = top + sizes[place] // 2
            top += sizes[place]
    return middles


@dataclass(slots=True)
class _Pool:
    """Labels that stand on one another, from `start` downwards."""

    places: list[int]
    start: int
    size: int

    def take(self, other: _Pool, wanted: Sequence[int], sizes: Sequence[int]) -> None:
        self.places += other.places
        above, wishes = 0, 0
        for place in self.places:
            wishes += wanted[place] - sizes[place] // 2 - above
            above += sizes[place]
        self.start, self.size = wishes // len(self.places), above

    def keep_within(self, room: tuple[int, int]) -> None:
        self.start = max(room[0], min(self.start, room[1] - self.size))


def _y(score: int | None, height: int) -> int:
    return TOP + rdiv((FULL - (score or 0)) * height, FULL)


def _x(place: int, rounds: int) -> int:
    return LEFT + rdiv((RIGHT - LEFT) * place, rounds - 1)


def _wrapped(slope: Slope) -> list[str]:
    return textwrap.wrap(held(f"{slope.last} {slope.name}"), _LETTERS, max_lines=_LINES, placeholder=" …")


def _grounds(grounds: Sequence[Ground], height: int) -> Iterator[Markup]:
    rectangle = Markup('<rect class="g{}" x="{}" y="{}" width="{}" height="{}"/>')
    for ground in grounds:
        top, bottom = _y(ground.upper, height), _y(ground.lower, height)
        yield rectangle.format(ground.place, LEFT, top, RIGHT - LEFT, bottom - top)


def _heads(rounds: Sequence[str]) -> Iterator[Markup]:
    text = Markup('<text x="{}" y="14" text-anchor="middle" fill="currentColor" font-weight="600">{}</text>')
    all_fit = len(rounds) <= _ABREAST and all(len(label) <= _YEAR for label in rounds)
    for place, label in enumerate(rounds):
        if all_fit or place in (0, len(rounds) - 1):
            short = label if len(label) <= _DATE else label[: _DATE - 1] + "…"
            yield text.format(_x(place, len(rounds)), short)


def _line(slope: Slope, height: int) -> Markup:
    rounds = len(slope.scores)
    points = [(_x(place, rounds), _y(score, height)) for place, score in enumerate(slope.scores) if score is not None]
    line = Markup('<polyline points="{}" fill="none" stroke="currentColor" stroke-width="{}"{}/>').format(
        " ".join(f"{x},{y}" for x, y in points),
        "3" if slope.apart else "1.25",
        Markup(' stroke-dasharray="6 4"') if slope.falls else "",
    )
    dots = (Markup('<circle cx="{}" cy="{}" r="3.5" fill="currentColor"/>').format(x, y) for x, y in points)
    return Markup("").join((line, *dots))


def _start(slope: Slope, middle: int) -> Markup:
    text = Markup('<text x="{}" y="{}" text-anchor="end" fill="currentColor">{}</text>')
    return text.format(LEFT - 7, middle + _BASELINE, slope.first)


def _leader(slope: Slope, height: int, middle: int) -> Markup:
    line = Markup(
        '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="currentColor" stroke-width="0.75" stroke-opacity="0.6"/>'
    )
    return line.format(RIGHT + 4, _y(slope.scores[-1], height), _LABEL_X - 3, middle)


def _name(middle: int, lines: Sequence[str]) -> Markup:
    first = middle - LINE * (len(lines) - 1) // 2 + _BASELINE
    spans = (
        Markup('<tspan x="{}" y="{}">{}</tspan>').format(_LABEL_X, first + LINE * place, line)
        for place, line in enumerate(lines)
    )
    return Markup('<text fill="currentColor">{}</text>').format(Markup("").join(spans))
