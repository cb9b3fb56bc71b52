"""How many lines a text takes in a column: no spreadsheet makes a row of merged or locked cells as high as it needs."""

from __future__ import annotations

from collections.abc import Iterator

POINTS = 10
"""The size of the letters that everything is measured in."""
LINE = 13.0
"""The height of a line in points."""
_BOLD = 1.08
_SPARE = 0.96
"""Programs differ a little in how they draw the same letters."""
_PIXELS_PER_EM = POINTS * 96 / 72
_PIXELS_PER_CHARACTER = 7
"""What the width of a column is counted in: a digit of Arial in ten points."""
_WIDTHS = {
    222: "ijl'|",
    278: " !,./:;ftI[]",
    345: '()-r"„“”*•',
    500: "ckvsxyzJß",
    611: "FTZß",
    667: "ABEKPSVXY&Ä",
    722: "CDHNRUwÜ",
    778: "GOQÖ",
    860: "mMW%@",
    1000: "…—",
}
_EMS = {sign: width / 1000 for width, signs in _WIDTHS.items() for sign in signs}
_USUAL = 0.556
_WIDE = 1.0
"""Signs of other scripts and pictures, at the most."""


def line_count(text: str, width: float, *, bold: bool = False) -> int:
    """Return how many lines a text takes in a column that is so many characters wide."""
    room = width * _PIXELS_PER_CHARACTER / _PIXELS_PER_EM * _SPARE / (_BOLD if bold else 1)
    return sum(_lines(line, room) for line in text.split("\n"))


def _lines(line: str, room: float) -> int:
    lines, filled = 1, 0.0
    for word in _words(line):
        ems = sum(map(_ems, word))
        if filled + ems - _EMS[" "] > room and filled:
            lines, filled = lines + 1, 0.0
        broken, rest = divmod(ems, room)
        lines, filled = lines + int(broken), filled + rest if not broken else rest
    return lines


def _words(line: str) -> Iterator[str]:
    yield from (f"{word} " for word in line.split(" "))


def _ems(sign: str) -> float:
    return _EMS.get(sign, _USUAL if sign < "ɐ" else _WIDE)
