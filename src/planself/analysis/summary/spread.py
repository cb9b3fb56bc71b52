"""How scores spread, in whole points (contract, section 7, rule 7): quartiles, and how many lie in each fifth.

Everything follows from the scores rounded to whole points, so it tells no score nearer than that; and a fifth is wide
enough that a count of one names nobody's score.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from planself.analysis.spread import in_points
from planself.analysis.suppression import LEAST_SETS
from planself.files.json_form import Count, Limits
from planself.scoring.plan import FULL, rdiv

WholePoints = Annotated[int, Limits(minimum=0, maximum=100)]
Quartiles = tuple[WholePoints, WholePoints, WholePoints]
_QUARTILES = "The ⌈n/4⌉-th, ⌈n/2⌉-th and ⌈3n/4⌉-th smallest in whole points; null below ten of them."
_FIFTHS = "How many lie in 0–19, 20–39 … 80–100 once they are rounded; null below ten of them."
FIFTHS = 5
FIFTH = 100 // FIFTHS
NARROWEST = FULL // 10
"""A band or stage narrower than this (tenths) comes near to a single score."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How many have a score, and how it spreads; None for whatever would tell of too few."""

    n: Annotated[Count | None, "Answer sets with a value; null below ten answer sets."] = None
    quartiles: Annotated[Quartiles | None, _QUARTILES] = None
    fifths: Annotated[tuple[Count, ...] | None, Limits(minItems=FIFTHS, maxItems=FIFTHS), _FIFTHS] = None


def spread(scores: Mapping[int, int]) -> Spread:
    """Return what may be said of counted scores {tenths: how many}."""
    n = sum(scores.values())
    if n < LEAST_SETS:
        return Spread(n)
    fifths = [0] * FIFTHS
    for score, count in scores.items():
        fifths[fifth(score)] += count
    return Spread(n, in_points(scores), tuple(fifths))


def fifth(score: int) -> int:
    """Return the place of the fifth that a score (tenths) lies in once it is rounded to whole points."""
    return min(rdiv(score, 10) // FIFTH, FIFTHS - 1)


def coarse(thresholds: Iterable[int]) -> bool:
    """Whether bands or stages that begin there reach so far that a count in one of them names no score."""
    return all(end - start >= NARROWEST for start, end in pairwise([*sorted(set(thresholds)), FULL]))
