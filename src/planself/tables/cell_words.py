"""The words of cells: what surrounds and parts them, ticks, and what yes and no may look like."""

from __future__ import annotations

from itertools import product

SPACES = " \t\n\r\x0b\x0c\x85\u00a0\u1680\u2002\u2003\u2007\u2009\u200b\u2028\u2029\u202f\u3000\ufeff"
"""What may surround a cell's content; spelt out, since engines disagree on what they call a space.

Every line end is among them, so that `$` in a regular expression means the end in all dialects.
"""
NOTHING_TICKED = "[]"
SEPARATORS = ";" + SPACES
"""What parts the ids in a cell with several."""


def cases(*words: str) -> tuple[str, ...]:
    """Return every spelling of words in capital and small letters, without repetition."""
    spelt = ("".join(letters) for word in words for letters in product(*((c.lower(), c.upper()) for c in word)))
    return tuple(dict.fromkeys(spelt))


YES_PLAIN, NO_PLAIN = ("yes", "1", "true", "ja"), ("no", "0", "false", "nein")
YES = (*cases("yes", "ja", "true", "wahr", "y", "j", "t"), "1", "1.0")
NO = (*cases("no", "nein", "false", "falsch", "n", "f"), "0", "0.0")
TICKED_PLAIN, UNTICKED_PLAIN = ("1", "Y", "x", "true", "yes", "ja"), ("0", "N", "false", "no", "nein")
TICKED, UNTICKED = (*YES, *cases("x")), NO
