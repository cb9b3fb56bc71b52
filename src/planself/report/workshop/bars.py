"""Drawings of a group: answers to both sides of a line, and where a consensus lies; the table has every number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from planself.report.chart import percent
from planself.report.drawing import CLOSE, OPEN
from planself.scoring.plan import FULL, rdiv

HEIGHT = 26
_ROOM_A_SIGN = 28
"""Tenths of a percent of the bar's column that a digit needs, also on a phone."""
_FAINTEST = 35
"""The opacity, in hundredths, of the level beside the middle."""
ZERO = Markup('<line x1="{0}" x2="{0}" y1="0" y2="26" stroke="var(--ink)"/>')
DIAMOND = Markup(
    '<svg x="{}" y="15" overflow="visible"><path d="M0-8 8 0 0 8-8 0z" fill="var(--bg)" stroke="var(--accent)" '
    'stroke-width="3"/></svg>'
)


@dataclass(frozen=True, slots=True)
class Reach:
    """How far bars reach to the left and to the right of the line, in half persons: the same in a whole report."""

    left: int = 0
    right: int = 0

    @property
    def whole(self) -> int:
        """The whole width; never 0."""
        return max(self.left + self.right, 1)

    def place(self, halves: int) -> int:
        """Return where so many half persons right of the line lie, in tenths of a percent."""
        return rdiv(FULL * (self.left + halves), self.whole)


def reach(all_counts: Iterable[Sequence[int]]) -> Reach:
    """Return the range that all bars have room in."""
    sides = [_sides(counts) for counts in all_counts]
    return Reach(max((left for left, _right in sides), default=0), max((right for _left, right in sides), default=0))


def diverging(counts: Sequence[int], within: Reach, bands: int) -> Markup:
    """Return a bar of the counts per level: the lower half left of the line, the upper right, the middle over it."""
    start = -_sides(counts)[0]
    pieces = [OPEN.format("ch", HEIGHT), ZERO.format(percent(within.place(0)))]
    for level, count in enumerate(counts):
        if count:
            shade = _shade(2 * level - (len(counts) - 1), len(counts), bands)
            pieces.append(_piece(shade, count, within.place(start), within.place(start + 2 * count)))
        start += 2 * count
    return Markup("").join([*pieces, CLOSE])


def diamond(score: int) -> Markup:
    """Return the sign of a consensus."""
    return DIAMOND.format(percent(score))


def length(part: int, whole: int) -> Markup:
    """Return a plain bar as long as its part of a whole."""
    bar = Markup('<rect x="0" y="5" width="{}" height="16" fill="var(--accent)"/>')
    return Markup("").join([OPEN.format("ch", HEIGHT), bar.format(percent(rdiv(FULL * part, max(whole, 1)))), CLOSE])


def _sides(counts: Sequence[int]) -> tuple[int, int]:
    """Return how many half persons stand left and right of the line."""
    half = len(counts) // 2
    middle = counts[half] if len(counts) % 2 else 0
    return 2 * sum(counts[:half]) + middle, 2 * sum(counts[-half:]) + middle


def _shade(away: int, levels: int, bands: int) -> tuple[Markup, str]:
    """Return what fills a level's piece, the fuller the farther from the middle, and the ink upon it."""
    if not away:
        return Markup('fill="var(--rule)"'), "var(--ink)"
    nearest = 1 + levels % 2
    strength = _FAINTEST + rdiv((100 - _FAINTEST) * (abs(away) - nearest), max(levels - 1 - nearest, 1))
    if levels <= 3:
        strength = 100
    fill = Markup('class="m{}" fill="currentColor" fill-opacity="{}"')
    side = fill.format(0 if away < 0 else bands - 1, f"{strength // 100}.{strength % 100:02}")
    return side, "var(--bg)" if strength > 80 else "var(--ink)"


def _piece(shade: tuple[Markup, str], count: int, x: int, end: int) -> Markup:
    fill, ink = shade
    box = Markup('<rect x="{}" y="5" width="{}" height="17" stroke="var(--bg)" {}/>')
    drawn = box.format(percent(x), percent(max(end - x, 1)), fill)
    if end - x < _ROOM_A_SIGN * (len(str(count)) + 1):
        return drawn
    label = Markup('<text x="{}" y="17.5" font-size="12" text-anchor="middle" fill="{}">{}</text>')
    return drawn + label.format(percent((x + end) // 2), ink, count)
