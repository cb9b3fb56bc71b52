"""Answers that came back and lie beside the folder in which they count."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Collection, Iterator
from pathlib import Path

from planself.errors import Location, PlanselfError, Problem, Severity
from planself.files import source as files
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
    strays = [path for place in places for path in _filled(place, folder.workshop.facts) if path.resolve() not in own]
    hint = _("Is it somebody's? Then move it into the folder {folder}.").format(folder=folder.answers)
    message = _("Answers lie here and do not count.")
    return tuple(Problem(Location(str(path)), "W332", message, hint, Severity.WARNING) for path in strays)


def _filled(place: Path, facts: Collection[str]) -> Iterator[Path]:
    try:
        entries = sorted(place.iterdir())
    except OSError:  # there is no such folder, or none that can be read
        return
    for path in entries:
        if not path.is_file() or path.is_symlink():
            continue
        suffix = path.suffix.lower()
        if (suffix in SUFFIXES and _holds_answers(path)) or (suffix in files.WORKBOOKS and _is_filled(path, facts)):
            yield path


def _is_filled(path: Path, facts: Collection[str]) -> bool:
    """Tell whether an Excel form holds more than what everybody's came with; one that is damaged was filled in, too."""
    if not _was_saved(path) or not files.is_form(path):
        return False
    try:
        data = files.load(path).data
    except PlanselfError:
        return True
    answers = data.get("answers") if isinstance(data, dict) else None
    return not set(answers or ()) <= set(facts)


def _was_saved(path: Path) -> bool:
    """Tell whether somebody has saved a workbook since planself wrote it; its many sheets are not read for that."""
    try:
        with zipfile.ZipFile(path) as archive:
            core = archive.read("docProps/core.xml").decode("utf-8", "replace")
            if b"<AppVersion>12.0000<" not in archive.read("docProps/app.xml"):
                return True  # what Excel and LibreOffice write there is newer
    except (OSError, ValueError, KeyError, RuntimeError, zipfile.BadZipFile, zlib.error, NotImplementedError):
        return True
    created, changed = (re.search(rf"<dcterms:{word}[^<>]*>([^<]*)<", core) for word in ("created", "modified"))
    return created is None or changed is None or created[1] != changed[1]


def _holds_answers(path: Path) -> bool:
    """Tell whether a file says that it holds somebody's answers; a consensus is nobody's."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return False
    return called(head) == "answers" and not _CONSENSUS(head)
