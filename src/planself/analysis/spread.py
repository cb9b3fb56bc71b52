"""Medians and quartiles that are real answers: picked from the sorted values, never between two of them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate

from planself.scoring.plan import rdiv


def quartiles(counts: Mapping[int, int]) -> tuple[int, int]:
    """Return the ⌈n/4⌉-th and the ⌈3n/4⌉-th smallest of the counted values, of which there is one at least."""
    n = sum(counts.values())
    return nth(counts, -(-n // 4)), nth(counts, -(-3 * n // 4))


def in_points(scores: Mapping[int, int]) -> tuple[int, int, int]:
    """Return the ⌈n/4⌉-th, ⌈n/2⌉-th and ⌈3n/4⌉-th smallest of the counted scores (tenths), in whole points."""
    n = sum(scores.values())
    lower, middle, upper = (rdiv(nth(scores, -(-share * n // 4)), 10) for share in (1, 2, 3))
    return lower, middle, upper


def median(counts: Mapping[int, int]) -> tuple[int, ...]:
    """Return the middle value, or both middle values where there are two that differ."""
    n = sum(counts.values())
    lower, upper = nth(counts, (n + 1) // 2), nth(counts, n // 2 + 1)
    return (lower,) if lower == upper else (lower, upper)


def nth(counts: Mapping[int, int], place: int) -> int:
    """Return the value in this place, counted from 1, of all counted values in ascending order."""
    values = sorted(value for value, count in counts.items() if count)
    reached = accumulate(counts[value] for value in values)
    return next(value for value, so_far in zip(values, reached, strict=True) if so_far >= place)
