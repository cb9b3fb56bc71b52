"""Small drawings on the scale from 0 to 100; what they show always stands beside them as numbers."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from planself.report.chart import Segment, Tick, percent

OPEN = Markup('<svg class="{}" width="100%" height="{}" aria-hidden="true" focusable="false">')
CLOSE = Markup("</svg>")


def scale(segments: Sequence[Segment], marks: Markup) -> Markup:
    """Return marks on the grounds of the bands."""
    ground = Markup('<rect class="g{}" x="{}" width="{}" height="30"/>')
    grounds = [ground.format(segment.band, segment.x, segment.width) for segment in segments]
    return Markup("").join([OPEN.format("ch", 30), *grounds, marks, CLOSE])


def axis(ticks: Sequence[Tick]) -> Markup:
    """Return the scale's axis."""
    end = Markup('<text x="{}" y="13" text-anchor="{}">{}</text>')
    within = Markup('<text class="mid" x="{}" y="13" text-anchor="{}">{}</text>')
    labels = ((within if t.anchor == "middle" else end).format(t.x, t.anchor, t.label) for t in ticks)
    return Markup("").join([OPEN.format("axis", 18), *labels, CLOSE])


def box(first: int, median: int, third: int) -> Markup:
    """Return the middle range between two quartiles (tenths), with the median as a line."""
    rectangle = Markup('<rect x="{}" y="7" width="{}" height="16" fill="none" stroke="currentColor" stroke-width="2"/>')
    return Markup('<g class="none">{}{}</g>').format(
        rectangle.format(percent(first), percent(third - first)), line(median)
    )


def line(place: int) -> Markup:
    """Return a median's line."""
    return Markup('<line x1="{0}" x2="{0}" y1="4" y2="26" stroke="currentColor" stroke-width="4"/>').format(
        percent(place)
    )


def dot(score: int) -> Markup:
    """Return a score's dot."""
    return Markup('<circle class="pt" cx="{}" cy="15" r="7"/>').format(percent(score))
