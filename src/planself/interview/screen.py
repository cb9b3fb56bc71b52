"""Texts made fit for a terminal: without control characters, in signs that its encoding has, wrapped at words."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from dataclasses import dataclass

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
_UNSEEN = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Sieve:
    """Lets through what a terminal of an encoding can show, and nothing that could steer it."""

    encoding: str = "utf-8"

    def __call__(self, text: str) -> str:
        """Return a text without control and direction characters, in signs of the encoding."""
        inert = "".join(_inert(sign) for sign in text.replace("\r\n", "\n"))
        return inert if self._has(inert) else "".join(self._fallback(sign) for sign in inert)

    def _has(self, text: str) -> bool:
        try:
            text.encode(self.encoding)
        except (UnicodeEncodeError, LookupError):
            return False
        return True

    def _fallback(self, sign: str) -> str:
        if self._has(sign):
            return sign
        return _PLAINER.get(sign) or unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode() or "?"


def _inert(sign: str) -> str:
    """Return a sign, or a visible stand-in for one that could move the cursor or turn the line around."""
    if sign == "\n":
        return sign
    if sign == "\t":
        return " "
    return "\N{REPLACEMENT CHARACTER}" if unicodedata.category(sign) in ("Cc", "Cf") and sign != "\u00ad" else sign


def wrap(text: str, width: int) -> list[str]:
    """Return a text's lines, broken at words; a line never comes out longer than the width, nor an empty list."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += textwrap.wrap(_UNSEEN.sub(" ", paragraph), max(width, 8)) or [""]
    return lines


def bar(done: int, whole: int, width: int, sieve: Sieve) -> tuple[str, str]:
    """Return the two parts of a progress bar: what is done, and the rest."""
    filled = width * done // whole if whole else width
    return sieve("━") * filled, sieve("─") * (width - filled)
