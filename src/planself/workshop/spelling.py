"""A member's code as people write it: `w08`, `W 8` and `W08` are one; between two codes nothing is guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator

_CODE = re.compile(r"([A-Z])[\s_-]*([0-9]{1,6})").fullmatch
_MAYBE = re.compile(r"(?<!\w)[A-Za-z][ \u00a0_-]?[0-9]{1,5}(?!\w)")


def meant(written: str, codes: Collection[str]) -> str | None:
    """Return the code that somebody means, whatever its case, spaces and zeros; None where there is none, or two."""
    if written in codes:
        return written
    found = alike(written, codes)
    return found[0] if len(found) == 1 else None


def alike(written: str, codes: Collection[str]) -> list[str]:
    """Return the codes that differ from what somebody wrote in nothing but case, spaces and zeros."""
    found = _plain(written)
    return [code for code in codes if _plain(code) == found] if found else []


def named_in(text: str, codes: Collection[str]) -> Iterator[str]:
    """Yield what stands in a text and is somebody's code."""
    for found in _MAYBE.finditer(text):
        if meant(found[0], codes) is not None:
            yield found[0]


def _plain(written: str) -> tuple[str, int] | None:
    """Return a code's letter and number; a bare number is none, since other systems number people as well."""
    found = _CODE(unicodedata.normalize("NFKC", written).strip().upper())
    return (found[1], int(found[2])) if found else None
