"""How many lines a text needs on a slide, reckoned from the width of its letters and never too few.

A slide is divided before any browser has seen it, so that the printed page, the page without a script and the
projected one are the same. The widths are those of the widest of the fonts that the style sheet names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from planself.report.inline_text import Link, Sentence, Words

Said = str | Words | Sentence
_BLANK = 30
"""Hundredths of the font's size that a blank is wide."""
_SIGNS = {
    **dict.fromkeys("ijlI.,:;'’‚|!· \u00a0\u202f", _BLANK),
    **dict.fromkeys("ftr()[]/\\-„“”", 42),
    **dict.fromkeys("mwMW@%—…", 95),
}
_BREAK = re.compile(r"[^\s\u00a0]+(?:\u00a0[^\s\u00a0]+)*")


@dataclass(slots=True)
class _Column:
    """Lines of a width in hundredths, filled word by word as a browser does; a word too long for one is broken."""

    width: int
    used: int = 0
    lines: int = 1

    def add(self, word: str) -> None:
        need = width(word)
        if self.used and self.used + _BLANK + need <= self.width:
            self.used += _BLANK + need
            return
        if self.used:
            self.lines += 1
        self.used = 0
        for sign in word if need > self.width else ():
            if self.used + _sign(sign) > self.width:
                self.lines += 1
                self.used = 0
            self.used += _sign(sign)
        if need <= self.width:
            self.used = need


def width(text: str) -> int:
    """Return how wide a text is at most on one line, in hundredths of its font's size."""
    return sum(map(_sign, text))


def lines(said: Said, room: int) -> int:
    """Return how many lines of that width a text needs at most."""
    column = _Column(room)
    for word in _BREAK.findall(str(said)):
        column.add(word)
    return column.lines


def pieces(said: Said, room: int, most: int) -> list[Said]:
    """Return a text in pieces of at most so many lines, parted between words, or inside one that fills a piece."""
    if lines(said, room) <= most:
        return [said]
    text = str(said)
    starts = [0, *_cuts(text, room, most), len(text)]
    return [_slice(said, start, end) for start, end in pairwise(starts)]


def _cuts(text: str, room: int, most: int) -> Iterator[int]:
    column = _Column(room)
    for start, word in _words(text, max(room * most // 2, 1)):
        column.add(word)
        if column.lines > most:
            yield start
            column = _Column(room)
            column.add(word)


def _words(text: str, longest: int) -> Iterator[tuple[int, str]]:
    """Yield every word with its place; one that is wider than `longest` in parts."""
    for found in _BREAK.finditer(text):
        start, part, used = found.start(), "", 0
        for place, sign in enumerate(found[0], found.start()):
            if part and used + _sign(sign) > longest:
                yield start, part
                start, part, used = place, "", 0
            part, used = part + sign, used + _sign(sign)
        yield start, part


def _slice(said: Said, start: int, end: int) -> Said:
    """Return what stands between two places of a text, each part in its language."""
    parts: Sequence[str | Link] = said.parts if isinstance(said, Sentence) else (said,)
    found: list[str | Link] = []
    place = 0
    for part in parts:
        text = part.text if isinstance(part, Link) else part
        piece = str(text)[max(start - place, 0) : max(end - place, 0)]
        if piece:
            found.append(Words(piece, text.lang) if isinstance(text, Words) else piece)
        place += len(text)
    return Sentence(tuple(found))


@cache
def _sign(sign: str) -> int:
    if sign in _SIGNS:
        return _SIGNS[sign]
    category = unicodedata.category(sign)
    if category in ("Mn", "Me", "Cf"):
        return 0
    if unicodedata.east_asian_width(sign) in "WF" or category == "So" or ord(sign) > 0x2FFF:
        return 140
    if ord(sign) > 0x24F:
        return 95
    return 74 if category == "Lu" else 58
