"""How values spread: quartiles that are real values, mean and bins, from a histogram of tenths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from planself.analysis.anonymity import Protection
from planself.scoring.plan import FULL, rdiv

BINS = 10
BIN = FULL // BINS


@dataclass(frozen=True, slots=True)
class Spread:
    """Values in tenths: n always; what protects too few people is None."""

    n: int
    total: int | None = None
    mean: int | None = None
    lowest: int | None = None
    quartiles: tuple[int, int] | None = None
    median: tuple[int, ...] | None = None
    highest: int | None = None
    bins: tuple[int, ...] | None = None


def spread(histogram: Mapping[int, int], protection: Protection) -> Spread:
    """Return what may be said of the values of a histogram {value: how many}."""
    counts = {value: count for value, count in sorted(histogram.items()) if count}
    n, total = sum(counts.values()), sum(value * count for value, count in counts.items())
    if not n or not protection.mean_shown(n):
        return Spread(n)
    if not protection.spread_shown(n):
        return Spread(n, total, rdiv(total, n))
    return Spread(
        n=n,
        total=total,
        mean=rdiv(total, n),
        lowest=min(counts),
        quartiles=(nth(counts, -(-n // 4)), nth(counts, -(-3 * n // 4))),
        median=tuple(dict.fromkeys((nth(counts, (n + 1) // 2), nth(counts, n // 2 + 1)))),
        highest=max(counts),
        bins=tuple(_bins(counts)),
    )


def nth(counts: Mapping[int, int], place: int) -> int:
    """Return the value at a place (from 1 on) of all values in ascending order; the counts ascend by value."""
    reached = zip(counts, accumulate(counts.values()), strict=True)
    return next(value for value, so_far in reached if so_far >= place)


def bin_of(value: int) -> int:
    """Return the bin of a value: ten points wide each, the last one with its upper end."""
    return min(value // BIN, BINS - 1)


def _bins(counts: Mapping[int, int]) -> Iterator[int]:
    for place in range(BINS):
        yield sum(count for value, count in counts.items() if bin_of(value) == place)
