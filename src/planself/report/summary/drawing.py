"""Drawings of how values spread; what they show always stands beside them as numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from planself.analysis.summary.spread import Spread
from planself.report.chart import Segment, Tick, percent
from planself.scoring.plan import FULL, rdiv

_OPEN = Markup('<svg class="{}" width="100%" height="{}" aria-hidden="true" focusable="false">')
_CLOSE = Markup("</svg>")


def strip(spread: Spread, segments: Sequence[Segment]) -> Markup:
    """Return a box on the scale: lowest to highest, the middle half, the median."""
    return Markup("").join([_OPEN.format("ch", 30), *_grounds(segments), *_box(spread), _CLOSE])


def axis(ticks: Sequence[Tick]) -> Markup:
    """Return the scale's axis."""
    labels = (
        Markup('<text x="{}" y="13" text-anchor="{}">{}</text>').format(tick.x, tick.anchor, tick.label)
        for tick in ticks
    )
    return Markup("").join([_OPEN.format("axis", 18), *labels, _CLOSE])


def bar(count: int, most: int) -> Markup:
    """Return a bar as long as its share of the longest."""
    width = percent(rdiv(FULL * count, most)) if most else "0%"
    rectangle = Markup('<rect x="0" y="4" width="{}" height="12" fill="currentColor"/>').format(width)
    return Markup("").join([_OPEN.format("none", 20), rectangle, _CLOSE])


def _grounds(segments: Sequence[Segment]) -> Iterator[Markup]:
    for segment in segments:
        yield Markup('<rect class="g{}" x="{}" width="{}" height="30"/>').format(segment.band, segment.x, segment.width)


def _box(spread: Spread) -> Iterator[Markup]:
    if spread.quartiles is None or spread.lowest is None or spread.highest is None or spread.median is None:
        return
    first, third = spread.quartiles
    yield Markup('<g class="none">')
    for start, end in ((spread.lowest, first), (third, spread.highest)):
        yield Markup('<line class="iv" x1="{}" x2="{}" y1="15" y2="15"/>').format(percent(start), percent(end))
    yield Markup(
        '<rect x="{}" y="7" width="{}" height="16" fill="none" stroke="currentColor" stroke-width="2"/>'
    ).format(percent(first), percent(third - first))
    for middle in spread.median:
        yield Markup('<line x1="{0}" x2="{0}" y1="4" y2="26" stroke="currentColor" stroke-width="4"/>').format(
            percent(middle)
        )
    yield Markup("</g>")
