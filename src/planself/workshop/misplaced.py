"""Answers that came back and lie beside the folder in which they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from planself.errors import Location, Problem, Severity
from planself.formats import HEAD, called
from planself.i18n import _
from planself.questionnaire.peek import SUFFIXES
from planself.workshop.folder import Folder
from planself.workshop_files.workshop import FORMS

_CONSENSUS = re.compile(rb"""["']?round["']?\s*:\s*["']?consensus""").search


def misplaced(folder: Folder) -> tuple[Problem, ...]:
    """Return a warning for every answer file that lies in the workshop itself or among its forms, where none counts."""
    own = {path.resolve() for path in folder.inside}
    places = (folder.path, folder.path / FORMS)
    strays = [path for place in places for path in _answer_files(place) if path.resolve() not in own]
    hint = _("Is it somebody's? Then move it into the folder {folder}.").format(folder=folder.answers)
    message = _("Answers lie here and do not count.")
    return tuple(Problem(Location(str(path)), "W332", message, hint, Severity.WARNING) for path in strays)


def _answer_files(place: Path) -> Iterator[Path]:
    try:
        entries = sorted(place.iterdir())
    except OSError:  # there is no such folder, or none that can be read
        return
    for path in entries:
        if path.suffix.lower() in SUFFIXES and path.is_file() and not path.is_symlink() and _holds_answers(path):
            yield path


def _holds_answers(path: Path) -> bool:
    """Tell whether a file says that it holds somebody's answers; a consensus is nobody's."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return False
    return called(head) == "answers" and not _CONSENSUS(head)
