"""Drawings of how values spread; what they show always stands beside them as numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from planself.analysis.summary.spread import Spread
from planself.report.chart import Segment, percent
from planself.report.drawing import CLOSE, OPEN, box, line, scale
from planself.scoring.plan import FULL, rdiv


def strip(spread: Spread, segments: Sequence[Segment]) -> Markup:
    """Return a box on the scale: lowest to highest, the middle half, the median."""
    return scale(segments, Markup("").join(_box(spread)))


def bar(count: int, most: int) -> Markup:
    """Return a bar as long as its share of the longest."""
    width = percent(rdiv(FULL * count, most)) if most else "0%"
    rectangle = Markup('<rect x="0" y="4" width="{}" height="12" fill="currentColor"/>').format(width)
    return Markup("").join([OPEN.format("none", 20), rectangle, CLOSE])


def _box(spread: Spread) -> Iterator[Markup]:
    if spread.quartiles is None or spread.lowest is None or spread.highest is None or spread.median is None:
        return
    first, third = spread.quartiles
    yield Markup('<g class="none">')
    for start, end in ((spread.lowest, first), (third, spread.highest)):
        yield Markup('<line class="iv" x1="{}" x2="{}" y1="15" y2="15"/>').format(percent(start), percent(end))
    yield Markup("</g>")
    yield box(first, spread.median[0], third)
    yield from (line(middle) for middle in spread.median[1:])
