"""Geometry of the profile: places on a percent scale as SVG wants them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FULL = 1000
_GAP = 3
"""Tenths of a percent between two bands, so that their border shows without a line."""
_LABEL_ROOM = 200
"""Axis labels nearer than this (tenths of a percent) would touch on a narrow chart of a printed page."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A band's stretch of the scale."""

    band: int
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place on the axis."""

    x: str
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A hurdle on the scale: interval from x1 to x2, the score at x (empty where there is none)."""

    x1: str
    x2: str
    x: str
    wide: bool


def percent(tenths: int) -> str:
    """Return tenths as a percent for SVG, whatever the reader's decimal sign."""
    return f"{tenths // 10}.{tenths % 10}%" if tenths % 10 else f"{tenths // 10}%"


def segments(thresholds: Sequence[int]) -> tuple[Segment, ...]:
    """Return the bands' stretches; a band without room (same threshold as the next) has none."""
    ends = (*thresholds[1:], FULL)
    return tuple(
        Segment(place, percent(start), percent(end - start - (_GAP if end < FULL else 0)))
        for place, (start, end) in enumerate(zip(thresholds, ends, strict=True))
        if end - start > _GAP
    )


def ticks(thresholds: Sequence[int], label: Sequence[str]) -> tuple[Tick, ...]:
    """Return the axis labels: the ends always, thresholds where there is room."""
    chosen = [0, FULL]
    for place in thresholds:
        if all(abs(place - other) >= _LABEL_ROOM for other in chosen):
            chosen.append(place)
    names = dict(zip(thresholds, label, strict=True)) | {0: "0", FULL: "100"}
    return tuple(Tick(percent(x), names[x], _anchor(x)) for x in sorted(chosen))


def mark(lower: int, upper: int, score: int | None) -> Mark:
    """Return a hurdle's place on the scale."""
    return Mark(percent(lower), percent(upper), "" if score is None else percent(score), upper > lower)


def _anchor(x: int) -> str:
    return {0: "start", FULL: "end"}.get(x, "middle")
