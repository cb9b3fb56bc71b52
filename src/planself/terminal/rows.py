"""Rows that can be picked: under which key, and how label and description stand beside each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Row:
    """Something that can be picked: its id, the keys that pick it (the shown one first), label and description."""

    id: str
    keys: tuple[str, ...]
    label: str
    detail: str = ""
    apart: bool = False
    """Whether it is no answer of the question's own: "don't know", "not applicable"."""

    @property
    def key(self) -> str:
        """The key that is shown; empty from the eleventh row on."""
        return self.keys[0] if self.keys else ""

    def through(self, sieve: Callable[[str], str]) -> Row:
        """Return the row with texts that the terminal can show."""
        return replace(self, label=sieve(self.label), detail=sieve(self.detail))


def beside(label: str, detail: str) -> str:
    """Return a label with its description; a stop parts them where a second colon would follow."""
    if not detail:
        return label
    return f"{label}. {detail}" if ":" in detail else f"{label}: {detail}"
