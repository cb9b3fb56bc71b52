"""Names of files made from what people wrote: readable, short, safe on every system, each given once."""

from __future__ import annotations

from pathlib import PurePath

from planself.text import plain_words

_RESERVED = {"con", "prn", "aux", "nul"} | {f"{device}{n}" for device in ("com", "lpt") for n in range(10)}
_LONGEST = 80


class Names:
    """Gives every answer set a name; the same ones in the same order get the same names again."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def name(self, subject: str | None, ags: str | None, source: str, row: int) -> str:
        """Return a name, which the row number tells from others of the same subject."""
        whom = slug(subject or "") or slug(PurePath(source.split("!")[-1]).stem) or "row"
        found = f"{whom}-{slug(ags)}" if ags and slug(ags) else whom
        while found in self._given:
            found = f"{found}-{row}"
        self._given.add(found)
        return found


def slug(text: str) -> str:
    """Return a text in small letters, digits and hyphens, "" where nothing of it remains."""
    found = plain_words(text, "-")[:_LONGEST].rstrip("-")
    return f"{found}-" if found in _RESERVED else found
