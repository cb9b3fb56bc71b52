"""Texts made fit for a terminal: without control characters, in signs that its encoding has, wrapped at words."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TextIO

from planself.text import inert

_PLAINER = {
    "ß": "ss",
    "ä": "ae",
    "ö": "oe",
    "ü": "ue",
    "Ä": "Ae",
    "Ö": "Oe",
    "Ü": "Ue",
    "›": ">",
    "✓": "*",
    "●": "x",
    "○": " ",
    "━": "=",
    "█": "#",
    "▒": "-",
    "─": "-",
    "·": "-",
    "–": "-",
    "—": "-",
    "−": "-",
    "…": "...",
    "„": '"',
    "“": '"',
    "”": '"',
    "’": "'",
    "‚": "'",
    "‘": "'",
    "≥": ">=",
    "≤": "<=",
    "→": "->",
    "←": "<-",
    "↕": "^v",
}
_NOT_IN_CONSOLE_FONTS = "━✓"
"""Of ours, what Consolas and Lucida Console lack; the old console of Windows draws boxes in its place."""
_MODERN_WINDOWS = ("WT_SESSION", "TERM_PROGRAM")
"""What Windows Terminal and VS Code say of themselves; they take from another font what the chosen one lacks."""
_UNSEEN = re.compile(r"[^\S\n]+")
_CHUNK = re.compile(r"(?:\S(?!(?<=\w-)\w\w))*\S\s*")
"""What must not be torn: a word, or the part of one up to a hyphen within it, and the space behind."""
_AS_EMOJI = "\N{VARIATION SELECTOR-16}"
"""Makes two columns of the sign before it."""


@dataclass(frozen=True, slots=True)
class Sieve:
    """Lets through what a terminal of an encoding can show, and nothing that could steer it."""

    encoding: str = "utf-8"
    lacking: str = ""
    """Signs that the encoding has and the font has not."""

    def __call__(self, text: str) -> str:
        """Return a text without control and direction characters, in signs of the encoding."""
        shown = inert(text.replace("\r\n", "\n")).replace("\t", " ")
        return shown if self.has(shown) else "".join(self._fallback(sign) for sign in shown)

    def has(self, text: str) -> bool:
        """Return whether every sign of a text can be shown."""
        if any(sign in text for sign in self.lacking):
            return False
        try:
            text.encode(self.encoding)
        except (UnicodeEncodeError, LookupError):
            return False
        return True

    def _fallback(self, sign: str) -> str:
        if self.has(sign):
            return sign
        return _PLAINER.get(sign) or unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode() or "?"


def sieve_of(stream: TextIO, environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Sieve:
    """Return what lets through what a stream can show."""
    modern = platform != "win32" or any(environ.get(name) for name in _MODERN_WINDOWS)
    return Sieve(stream.encoding or "utf-8", "" if modern else _NOT_IN_CONSOLE_FONTS)


def cells(text: str) -> int:
    """Return how many columns a text takes: emoji and CJK take two, marks that combine take none."""
    from wcwidth import wcwidth  # its tables take a twentieth of a command's start, and a profile counts no columns

    return sum(max(wcwidth(sign), 0) for sign in text) + text.count(_AS_EMOJI)


def shortened(text: str, room: int, sieve: Sieve) -> str:
    """Return a text that takes no more columns than there is room for, with an ellipsis where something was cut."""
    if cells(text) <= room:
        return text
    end = sieve("…")
    return next(_pieces(text, max(room - cells(end), 1))).rstrip() + end


def wrap(text: str, width: int) -> list[str]:
    """Return a text's lines, broken at words; a line never takes more columns than the width, nor is the list empty."""
    return [line for paragraph in text.split("\n") for line in _lines(paragraph.strip(), max(width, 8))]


def _lines(paragraph: str, width: int) -> list[str]:
    lines, used = [""], 0
    for chunk in _CHUNK.findall(_UNSEEN.sub(" ", paragraph)):
        for piece in _pieces(chunk.rstrip(), width):
            size = cells(piece)
            if used + size > width and lines[-1]:
                lines.append("")
                used = 0
            lines[-1] += piece
            used += size
        if chunk.endswith(" "):
            lines[-1] += " "
            used += 1
    return [line.rstrip() for line in lines]


def _pieces(text: str, room: int) -> Iterator[str]:
    """Yield a text in pieces that take no more columns than there is room for; a mark stays with its letter."""
    begin, used = 0, 0
    for place, sign in enumerate(text):
        size = cells(sign)
        if used + size > room and place > begin:
            yield text[begin:place]
            begin, used = place, 0
        used += size
    yield text[begin:]


def bar(done: int, whole: int, width: int, sieve: Sieve) -> tuple[str, str]:
    """Return the two parts of a progress bar: what is done, and the rest."""
    filled = width * done // whole if whole else width
    return sieve("━") * filled, sieve("─") * (width - filled)
