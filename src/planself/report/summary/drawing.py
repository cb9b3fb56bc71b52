"""Drawings of how values spread; what they show always stands beside them as numbers."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from planself.analysis.summary.spread import Spread
from planself.report.chart import Segment, percent
from planself.report.drawing import CLOSE, OPEN, box, scale
from planself.scoring.plan import FULL, rdiv


def strip(spread: Spread, segments: Sequence[Segment]) -> Markup:
    """Return a box on the scale: the middle half and the median."""
    if spread.quartiles is None:
        return scale(segments, Markup(""))
    lower, middle, upper = (10 * points for points in spread.quartiles)
    return scale(segments, box(lower, middle, upper))


def bar(count: int, most: int) -> Markup:
    """Return a bar as long as its share of the longest."""
    width = percent(rdiv(FULL * count, most)) if most else "0%"
    rectangle = Markup('<rect x="0" y="4" width="{}" height="12" fill="currentColor"/>').format(width)
    return Markup("").join([OPEN.format("none", 20), rectangle, CLOSE])
