"""Lines of an explanation, and formulas in the reader's numbers that a pocket calculator can check.

Inside, weights are hundredths, points thousandths, scores tenths; on paper a weight is 0.5, points run
to 1,000 and a score to 100.0. A formula reads `expression = exact value[, rounded …][, at most …][, that is …]`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from planself.i18n import Reader
from planself.scoring.plan import FULL, rdiv

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
        expression = f"{self.weight(weight)} × {self.reader.integer(points)}"
        return self.equation(expression, Fraction(weight * points, 100))

    def sum(self, parts: Iterable[str], total: int) -> str:
        """Write a sum of weights, or of products, that makes `total` hundredths."""
        return self.equation(" + ".join(parts) or "0", Fraction(total, 100))

    def difference(self, whole: int, part: int) -> str:
        """Write whole − part."""
        return self.equation(f"{self.reader.integer(whole)} − {self.reader.integer(part)}", Fraction(whole - part))

    def divided(self, expression: str, by: str) -> str:
        """Write a division with the reader's sign."""
        return self.reader._("{number} ÷ {by}").format(number=expression, by=by)

    def equation(self, expression: str, value: Fraction) -> str:
        """Write `expression = value`."""
        return f"{expression} = {self.exact(value)}"

    def points(self, expression: str, value: Fraction) -> str:
        """Write how points come about: the exact value, rounded to whole thousandths, at most all of them."""
        rounded = rdiv(value.numerator, value.denominator)
        steps = self.equation(expression, value) + self._rounded(value, Fraction(rounded), self.reader.integer(rounded))
        if rounded > FULL:
            steps += ", " + self.reader._("at most {number}").format(number=self.reader.integer(FULL))
        return steps

    def score(self, expression: str, value: Fraction) -> str:
        """Write how a hurdle's number comes about from points: rounded to thousandths, which are tenths of 100."""
        published = rdiv(value.numerator, value.denominator)
        shown = self.reader._("that is {number}").format(number=self.reader.tenths(published))
        return f"{self.points(expression, value)}, {shown}"

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
