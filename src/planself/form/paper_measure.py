"""How many lines a text takes on paper, by the widths of Arial's letters; Liberation Sans and Helvetica have the same.

The pages are planned without a browser, so a text is rather taken for too long: what has no known width counts as the
widest there is, and a line breaks at spaces only.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from planself.i18n import held

POINT = 25.4 / 72
"""Millimetres."""
_SLACK = 0.99
"""How much of a line is counted on: browsers round the places of letters each in their own way."""
_WIDEST = 1250
_NARROWEST = 278
"""Of accented letters: í is wider than i."""


def _widths(ascii_: str, others: dict[str, int]) -> dict[str, int]:
    """Return thousandths of the size by letter: those from the space on, then what is common beyond them."""
    return {chr(place): int(width) for place, width in enumerate(ascii_.split(), ord(" "))} | others


_OTHERS = {"\u00a0": 278, "·": 334, "„": 500, "“": 500, "”": 500, "‚": 278, "‘": 278, "’": 278, "–": 557, "—": 1000}
_OTHERS |= {"…": 1000, "§": 557, "ß": 611, "×": 584, "÷": 584, "≥": 550, "≤": 550, "≠": 550, "•": 351, "€": 557}
_PLAIN = _widths(
    "278 278 355 557 557 890 667 191 334 334 390 584 278 334 278 278 557 557 557 557 557 557 557 557 557 557 278 278"
    " 584 584 584 557 1016 667 667 723 723 667 611 778 723 278 500 667 557 834 723 778 667 778 723 667 611 723 667 944"
    " 667 667 611 278 278 278 470 557 334 557 557 500 557 557 278 557 557 223 223 500 223 834 557 557 557 557 334 500"
    " 278 557 500 723 500 500 500 334 260 334 584",
    _OTHERS,
)
_BOLD = _widths(
    "278 334 475 557 557 890 723 238 334 334 390 584 278 334 278 278 557 557 557 557 557 557 557 557 557 557 334 334"
    " 584 584 584 611 976 723 723 723 723 667 611 778 723 278 557 723 611 834 723 778 667 778 723 667 611 723 667 944"
    " 667 667 611 334 278 334 584 557 334 557 611 557 611 557 334 611 611 278 278 557 278 890 611 611 611 611 390 557"
    " 334 611 557 778 557 557 500 390 280 390 584",
    _OTHERS,
)


@dataclass(frozen=True, slots=True)
class Type:
    """How a text is set: the size in points, from line to line in millimetres, the weight."""

    size: float
    leading: float
    bold: bool = False

    def width(self, text: str) -> float:
        """Return the millimetres of a text on one line."""
        return sum(_width(sign, self.bold) for sign in text) * self.size * POINT / 1000


Run = tuple[str, Type]
"""A piece of a text and how it is set."""


def lines(runs: Sequence[Run], width: float) -> int:
    """Return how many lines pieces take one behind the other, each paragraph on lines of its own."""
    return len(list(_broken(runs, width)))


def chunks(text: str, type_: Type, width: float, most: int) -> Iterator[str]:
    """Yield a text in pieces of at most so many lines."""
    broken = list(_broken([(text, type_)], width))
    for start in range(0, len(broken), most):
        yield "".join(broken[start : start + most]).strip()


@cache
def _width(sign: str, bold: bool) -> int:
    known = _BOLD if bold else _PLAIN
    if sign in known:
        return known[sign]
    if unicodedata.combining(sign):
        return 0
    plain = unicodedata.normalize("NFD", sign)[0]
    return max(known[plain], _NARROWEST) if plain in known else _WIDEST


def _broken(runs: Sequence[Run], width: float) -> Iterator[str]:
    """Yield lines, with the sign that they end with."""
    room, line, used = width * _SLACK, "", 0.0
    for word, size in _words(runs):
        if word == "\n":
            yield line + "\n"
            line, used = "", 0.0
            continue
        for piece, length in _fitting(word, size, room):
            if line and used + length > room:
                yield line
                line, used = "", 0.0
            line += piece
            used += length
        line, used = line + " ", used + size.width(" ")
    if line.strip():
        yield line


def _words(runs: Sequence[Run]) -> Iterator[tuple[str, Type]]:
    for text, type_ in runs:
        for place, paragraph in enumerate(held(text).split("\n")):
            if place:
                yield "\n", type_
            yield from ((word, type_) for word in paragraph.split(" ") if word)


def _fitting(word: str, type_: Type, room: float) -> Iterator[tuple[str, float]]:
    """Yield a word with its length, or in pieces where it is longer than a line."""
    length = type_.width(word)
    if length <= room:
        yield word, length
        return
    piece, used = "", 0.0
    for sign in word:
        wide = type_.width(sign)
        if piece and used + wide > room:
            yield piece, used
            piece, used = "", 0.0
        piece += sign
        used += wide
    yield piece, used
