"""Cronbach's alpha from integer sums, exactly.

L. J. Cronbach, "Coefficient alpha and the internal structure of tests", Psychometrika 16 (1951) 297–334.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from planself.files.json_form import Count, JsonKey, Limits, Scaled

LEAST = 30
"""Below this many complete answer sets no alpha is given."""


@dataclass(frozen=True, slots=True)
class Alpha:
    """Alpha of a hurdle in hundredths; None where there are too few questions, answer sets or differences."""

    items: Annotated[Count, JsonKey("questions")]
    n: Annotated[Count | None, "null where it would tell of too few."]
    value: Annotated[int | None, Scaled(100), Limits(maximum=1), "Cronbach's alpha, two decimals."]


@dataclass(slots=True)
class AlphaSums:
    """What alpha needs of the answer sets in which every question of a hurdle is answered."""

    n: int = 0
    sums: list[int] = field(default_factory=list)
    squares: list[int] = field(default_factory=list)
    total: int = 0
    total_squares: int = 0

    def add(self, n: int, sums: list[int], squares: list[int], total_squares: int) -> None:
        """Count a block of answer sets by its sums of each question and of the squared totals."""
        self.n += n
        self.sums = [a + b for a, b in zip(self.sums or [0] * len(sums), sums, strict=True)]
        self.squares = [a + b for a, b in zip(self.squares or [0] * len(squares), squares, strict=True)]
        self.total += sum(sums)
        self.total_squares += total_squares


def alpha(items: int, sums: AlphaSums) -> Alpha:
    """Return k ÷ (k − 1) · (1 − Σ variances of the questions ÷ variance of their sum)."""
    whole = sums.n * sums.total_squares - sums.total**2
    if items < 2 or sums.n < LEAST or whole == 0:
        return Alpha(items, sums.n, None)
    parts = sum(sums.n * square - total**2 for square, total in zip(sums.squares, sums.sums, strict=True))
    return Alpha(items, sums.n, _hundredths(items * (whole - parts), (items - 1) * whole))


def _hundredths(numerator: int, denominator: int) -> int:
    """Return a fraction in hundredths, half away from zero."""
    size = (200 * abs(numerator) + denominator) // (2 * denominator)
    return size if numerator >= 0 else -size
