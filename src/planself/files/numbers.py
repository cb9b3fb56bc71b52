"""Numbers as people type them: decimal comma or dot, groups of three, and no guessing where both readings fit."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from planself.i18n import _

Style = Literal[",", "."]
"""The decimal sign that a column or a file keeps to."""

_MAX_LENGTH = 60
_SPACES = re.compile("(?<=[0-9])[ \u00a0\u2009\u202f'’](?=[0-9]{3}(?![0-9]))")
_SHAPE = re.compile(r"([+-]?)([0-9]*)((?:[.,][0-9]+)*)").fullmatch
_GROUPS = {
    ",": re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+").fullmatch,
    ".": re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+").fullmatch,
}
"""Digits in groups of three, by the decimal sign that leaves the other one for grouping."""


def parse_number(text: str, style: Style | None = None) -> Decimal:
    """Return the number that somebody typed; raises ValueError with the reason where it is none or could be two."""
    typed = text.strip()
    plain = _SPACES.sub("", typed.replace("−", "-"))
    match = _SHAPE(plain) if len(plain) <= _MAX_LENGTH else None
    if match is None or not plain.strip("+-"):
        raise ValueError(_("{text} is no number; write digits only, such as 12 or 12,5.").format(text=_quoted(typed)))
    sign, body = match[1], match[2] + match[3]
    number = _unsigned(body, style or _style(body, typed), typed)
    return -number if sign == "-" else number


def _style(body: str, typed: str) -> Style:
    """Return the decimal sign that a number shows by itself."""
    signs = [character for character in body if character in ".,"]
    if not signs:
        return "."
    other: Style = "," if signs[-1] == "." else "."
    if len(set(signs)) == 2:
        return "," if other == "." else "."
    if len(signs) > 1:
        return other
    whole, fraction = body.split(signs[0])
    if len(fraction) == 3:
        if not int(whole or 0):
            zero = _("{text} could be meant otherwise: write {decimal}.")
            raise ValueError(zero.format(text=_quoted(typed), decimal=f"0,{fraction}0"))
        raise ValueError(
            _("{text} could be two numbers: write {thousands} or {decimal}.").format(
                text=_quoted(typed), thousands=f"{whole or 0}{fraction}", decimal=f"{whole or 0},{fraction}0"
            )
        )
    return "," if other == "." else "."


def _unsigned(body: str, style: Style, typed: str) -> Decimal:
    whole, _sign, fraction = body.partition(style)
    if not whole.isdigit() and whole:
        if not _GROUPS[style](whole):
            raise ValueError(_malformed(typed, style))
        whole = whole.replace(".", "").replace(",", "")
    if fraction and not fraction.isdigit():
        raise ValueError(_malformed(typed, style))
    return Decimal(f"{whole or 0}.{fraction or 0}" if fraction else whole)


def _malformed(typed: str, style: Style) -> str:
    if style == ",":
        return _("{text} is no number with a decimal comma; write it like 1234,5 or 1.234,5.").format(
            text=_quoted(typed)
        )
    return _("{text} is no number with a decimal point; write it like 1234.5 or 1,234.5.").format(text=_quoted(typed))


def _quoted(text: str) -> str:
    return _("“{text}”").format(text=text if len(text) <= 40 else text[:39] + "…")
