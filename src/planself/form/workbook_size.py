"""How many lines a text takes in a column: no spreadsheet makes a row of merged or locked cells as high as it needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planself.form.paper_measure import Type, chunks, lines

POINTS = 10
"""The size of the letters."""
LINE = 13.0
"""The height of a line in points."""
MOST_LINES = 30
"""A spreadsheet lets no row be higher than 409 points."""
_PLAIN, _BOLD = Type(POINTS, 0), Type(POINTS, 0, bold=True)
_CHARACTER = 7 * 25.4 / 96
"""The millimetres of what the width of a column is counted in: a digit has seven pixels in Excel, elsewhere more."""
_SPARE = 0.98


def line_count(text: str, width: float, *, bold: bool = False) -> int:
    """Return how many lines a text takes in a column that is so many characters wide."""
    return line_count_of([(text, bold)], width)


def line_count_of(runs: Sequence[tuple[str, bool]], width: float) -> int:
    """Return the same of texts one behind the other, each with whether it is bold."""
    return max(1, lines([(text, _BOLD if bold else _PLAIN) for text, bold in runs], _room(width)))


def row_parts(text: str, width: float, *, bold: bool = False) -> Iterator[str]:
    """Yield a text in parts that a row can hold."""
    return chunks(text, _BOLD if bold else _PLAIN, _room(width), MOST_LINES)


def _room(width: float) -> float:
    return width * _CHARACTER * _SPARE
