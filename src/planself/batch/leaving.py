"""What lies among the inputs and is not read: named in notes, never left out silently."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from planself.errors import Location, Problem, Severity
from planself.i18n import _

Tell = Callable[[Problem], None]
_NAMED_AT_MOST = 5


@dataclass(slots=True)
class LeftOut:
    """The names of what lies in a folder or archive and is not read."""

    place: str
    names: list[str] = field(default_factory=list)
    count: int = 0

    def add(self, name: str) -> None:
        """Count something, and remember the first few names."""
        self.count += 1
        if self.count <= _NAMED_AT_MOST:
            self.names.append(name)

    def tell(self, tell: Tell) -> None:
        """Say it in one note, where there is something to say."""
        if self.count:
            names = ", ".join(sorted(self.names)) + (" …" if self.count > _NAMED_AT_MOST else "")
            message = _("left out: {names}. Tables and archives are read only where they are named themselves.")
            tell(note(self.place, "N491", message.format(names=names)))


def note(place: str, code: str, message: str) -> Problem:
    """Return a note about a file or folder as a whole."""
    return Problem(Location(place), code, message, severity=Severity.NOTE)
