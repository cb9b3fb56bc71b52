"""Lines of an explanation, and formulas in the reader's numbers that a pocket calculator can check.

Inside, weights are hundredths, points thousandths, scores tenths; on paper, as in every report, a weight is 0.5, and
points and scores run to 100.0. A formula reads `expression = exact value[, rounded …][, at most …]`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from planself.i18n import Reader
from planself.scoring.plan import FULL, rdiv

PERCENT = FULL // 10
"""The most points and the highest score, as they stand on paper."""
_SHOWN = 3
"""Decimals of a value that does not come out even; what follows is cut off and marked by an ellipsis."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: words, a formula, or both; `depth` indents it."""

    text: str = ""
    formula: str = ""
    heading: bool = False
    depth: int = 0

    def __str__(self) -> str:
        return "  " * self.depth + ": ".join(part for part in (self.text, self.formula) if part)


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes numbers and formulas for one reader."""

    reader: Reader

    def exact(self, value: Fraction) -> str:
        """Write a value with up to three decimals, and an ellipsis where more would follow."""
        shifted = value * 10**_SHOWN
        cut = Decimal(shifted.numerator // shifted.denominator).scaleb(-_SHOWN)
        return self.reader.decimal(_trimmed(cut)) + ("" if shifted.denominator == 1 else "…")

    def weight(self, hundredths: int) -> str:
        """Write a weight: 50 is "0.5"."""
        return self.exact(Fraction(hundredths, 100))

    def product(self, weight: int, points: int) -> str:
        """Write weight × points and what it makes."""
        expression = f"{self.weight(weight)} × {self.reader.tenths(points)}"
        return self.equation(expression, Fraction(weight * points, 1000))

    def sum(self, parts: Iterable[str], total: Fraction) -> str:
        """Write a sum of weights, or of products, and what it makes."""
        return self.equation(" + ".join(parts) or "0", total)

    def difference(self, whole: int, part: int) -> str:
        """Write whole − part, both points."""
        return self.equation(f"{self.reader.tenths(whole)} − {self.reader.tenths(part)}", Fraction(whole - part, 10))

    def divided(self, expression: str, by: str) -> str:
        """Write a division with the reader's sign."""
        return self.reader._("{number} ÷ {by}").format(number=expression, by=by)

    def equation(self, expression: str, value: Fraction) -> str:
        """Write `expression = value`."""
        return f"{expression} = {self.exact(value)}"

    def published(self, expression: str, thousandths: Fraction) -> str:
        """Write how points or a hurdle's number come about: exact, out of 100, rounded to tenths, 100 at most."""
        value, rounded = thousandths / 10, rdiv(thousandths.numerator, thousandths.denominator)
        steps = self.equation(expression, value)
        steps += self._rounded(value, Fraction(rounded, 10), self.reader.tenths(rounded))
        if rounded > FULL:
            steps += ", " + self.reader._("at most {number}").format(number=self.reader.integer(PERCENT))
        return steps

    def mean(self, pairs: list[tuple[int, int]]) -> str:
        """Write the mean of tenths under weights, rounded to tenths."""
        products = " + ".join(f"{self.weight(weight)} × {self.reader.tenths(tenths)}" for weight, tenths in pairs)
        weights = sum(weight for weight, _ in pairs)
        total = sum(weight * tenths for weight, tenths in pairs)
        value = Fraction(total, 10 * weights)
        rounded = rdiv(total, weights)
        steps = self.equation(self.divided(f"({products})", self.weight(weights)), value)
        return steps + self._rounded(value, Fraction(rounded, 10), self.reader.tenths(rounded))

    def _rounded(self, value: Fraction, published: Fraction, shown: str) -> str:
        if value == published:
            return ""
        return ", " + self.reader._("rounded {number}").format(number=shown)


def _trimmed(number: Decimal) -> Decimal:
    """Return a number without trailing zeros after the point."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()
