"""What lies among the inputs and is not read: named in notes, never left out silently."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from planself.errors import Location, Problem, Severity
from planself.formats import what
from planself.i18n import _, n_
from planself.text import first_few

Tell = Callable[[Problem], None]
_NAMED_AT_MOST = 5
OTHER_KIND, OTHER_QUESTIONNAIRE = "N490", "N496"


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


def of_other_kind(source: str, kind: str) -> Problem:
    """Return the note about another file of planself."""
    return note(source, OTHER_KIND, _("left out: {kind}, not an answer file").format(kind=what(kind)))


def of_other_questionnaire(source: str, found: str, first: str) -> Problem:
    """Return the warning about an answer file that belongs to another questionnaire at hand."""
    message = _("left out: an answer file for the questionnaire {found}; the results are for {first}")
    hint = _("Score it into a table of its own: name its files, and the questionnaire with -q {found}.")
    message, hint = message.format(found=found, first=first), hint.format(found=found)
    return Problem(Location(source), OTHER_QUESTIONNAIRE, message, hint, Severity.WARNING)


def together(notes: Sequence[Problem]) -> Iterator[Problem]:
    """Yield notes on what was left out: other files of planself as one, and those of a questionnaire as one."""
    alike: dict[str, list[Problem]] = {}
    for found in notes:
        alike.setdefault(found.code if found.code == OTHER_KIND else found.message, []).append(found)
    yield from (found[0] if len(found) == 1 else _as_one(found) for found in alike.values())


def _as_one(notes: Sequence[Problem]) -> Problem:
    files = [found.where.file for found in notes]
    names = first_few([re.split(r"[/\\]", file)[-1] for file in files], _NAMED_AT_MOST)
    message = notes[0].message
    if notes[0].code == OTHER_KIND:
        message = n_(
            "left out: {n} file of planself that is no answer file",
            "left out: {n} files of planself that are no answer files",
            len(files),
        )
    return replace(notes[0], where=Location(_around(files)), message=f"{message} ({names})")


def _around(files: Sequence[str]) -> str:
    """Return the folder that files lie in, or the first of them where they share none."""
    try:
        return os.path.commonpath([str(Path(file).parent) for file in files])
    except ValueError:
        return files[0]
