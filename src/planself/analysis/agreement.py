"""How far a group agrees on a level: van der Eijk's A (2001), exact, and a word for it.

The counts per level are peeled into layers. A layer is the pattern of levels that still have counts, as heavy as its
smallest count times its number of levels; its own value lies between -1 and 1. A is the weighted mean of the layers:
-1 two poles, 0 even, 1 all alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import combinations

LEAST = 5
"""Below so many answers chance alone says what it likes: no A and no word."""
WORD_LEVELS = 5
"""The words were calibrated on five levels; other scales show A and the counts."""
AGREED = ((10, Fraction(1, 2)), (7, Fraction(4, 7)), (LEAST, Fraction(7, 10)))
"""From how many answers on how much A counts as agreed: the 95th percentile of A under pure chance, 1/2 at least."""
CAMP = Fraction(1, 3)
"""The share at either end from which answers are scattered."""


class AgreementWord(StrEnum):
    """What a group's agreement is called."""

    AGREED = "agreed"
    MIXED = "mixed"
    SCATTERED = "scattered"
    SPLIT = "split"


def agreement(counts: Sequence[int]) -> Fraction | None:
    """Return A over the counts per level, None for fewer than five answers."""
    n = sum(counts)
    if n < LEAST:
        return None
    return sum((Fraction(weight, n) * _of_pattern(pattern) for pattern, weight in _layers(counts)), Fraction(0))


def word(counts: Sequence[int]) -> AgreementWord | None:
    """Return the word for the agreement on a scale of five levels, None for other scales and few answers."""
    exact = agreement(counts)
    if exact is None or len(counts) != WORD_LEVELS:
        return None
    n = sum(counts)
    if exact < 0:
        return AgreementWord.SPLIT
    if min(sum(counts[:2]), sum(counts[-2:])) >= CAMP * n:
        return AgreementWord.SCATTERED
    return (
        AgreementWord.AGREED if exact >= next(enough for least, enough in AGREED if n >= least) else AgreementWord.MIXED
    )


def hundredths(exact: Fraction) -> int:
    """Return A as published: in hundredths, halves away from zero."""
    size = int(abs(exact) * 100 + Fraction(1, 2))
    return size if exact >= 0 else -size


def _layers(counts: Sequence[int]) -> Iterator[tuple[tuple[bool, ...], int]]:
    left = list(counts)
    while any(left):
        pattern = tuple(count > 0 for count in left)
        smallest = min(count for count in left if count)
        yield pattern, smallest * sum(pattern)
        left = [count - smallest if count else 0 for count in left]


def _of_pattern(pattern: Sequence[bool]) -> Fraction:
    levels, ones = len(pattern), sum(pattern)
    if ones == levels:
        return Fraction(0)
    return _unimodality(pattern) * (1 - Fraction(ones - 1, levels - 1))


def _unimodality(pattern: Sequence[bool]) -> Fraction:
    """Return how far a pattern has one peak: 1 for neighbours only, negative for two poles."""
    triples = list(combinations(pattern, 3))
    together = triples.count((True, True, False)) + triples.count((False, True, True))
    apart = triples.count((True, False, True))
    if not together + apart:
        return Fraction(1)
    levels = len(pattern)
    return Fraction((levels - 2) * together - (levels - 1) * apart, (levels - 2) * (together + apart))
