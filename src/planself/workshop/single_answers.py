"""Where single answers lie in a workshop's folder, wherever people and programs have put them, and what is beside."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from planself.errors import Location, Problem, Severity
from planself.files.lock import SessionLock
from planself.files.overwriting import is_sealed
from planself.i18n import LANGUAGES, Reader, _
from planself.shell import file_word, own_command
from planself.workshop.contents import Contents, contents_of
from planself.workshop.folder import Folder
from planself.workshop.sheet_names import CODES, sheet_names
from planself.workshop_files.workshop import ANSWERS, FORMS, NAME

_CODE_IN_NAME = re.compile(r"(?<![A-Za-z0-9])[A-Z][0-9]{2,5}(?![A-Za-z0-9])").search


@dataclass(frozen=True, slots=True)
class FolderContents:
    """The files of a workshop's folder, in order of names."""

    personal: tuple[Path, ...]
    """Single answers and what is made for single people: they are deleted."""
    doubtful: tuple[Path, ...]
    """What holds or is named after a code, or cannot be looked into: somebody has to look at it."""
    kept: tuple[Path, ...]


def sorted_out(folder: Folder) -> FolderContents:
    """Return which files of a workshop's folder are single people's."""
    found: dict[str, list[Path]] = {"personal": [], "doubtful": [], "kept": []}
    own = {folder.file, folder.discussion, folder.consensus, folder.votes, folder.result, folder.mapping_file}
    codes = [person.code for person in folder.workshop.people]
    names = [person.name for person in folder.workshop.people if person.name]
    for path in _everything(folder.path):
        found["kept" if path in own else _kind(path, folder.path, (*codes, *names))].append(path)
    return FolderContents(*(tuple(found[kind]) for kind in ("personal", "doubtful", "kept")))


def left_behind(folder: Folder) -> tuple[Problem, ...]:
    """Return a warning for every file of single people in the folder of a closed workshop."""
    message = _("The workshop is closed, and single answers lie here.")
    hint = _("Delete them with: {command}").format(command=own_command("workshop", "close", file_word(folder.path)))
    found = sorted_out(folder).personal
    return tuple(Problem(Location(str(path)), "W333", message, hint, Severity.WARNING) for path in found)


def refuse_open_sessions(folder: Folder) -> None:
    """Raise where somebody is answering or leading a discussion: that session would write its file anew."""
    for path in _everything(folder.path):
        if path.name.startswith(".") and path.name.endswith(".lock"):
            SessionLock(path.with_name(path.name[1:].removesuffix(".lock"))).release()


def _everything(folder: Path) -> Iterator[Path]:
    """Yield every file below a folder, every link as what it is, and every folder that is not entered.

    Hidden folders are those of other programs, another workshop is closed by itself, and some folders cannot be read.
    """
    unread: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=unread.append):
        entered = [name for name in sorted(folders) if _is_entered(Path(place) / name, folder)]
        yield from (Path(place) / name for name in sorted([*files, *(set(folders) - set(entered))]))
        folders[:] = entered
    yield from (Path(error.filename) for error in unread)


def _is_entered(folder: Path, home: Path) -> bool:
    if folder.is_symlink():
        return False
    return _is_of_members(folder, home) or not (folder.name.startswith(".") or (folder / NAME).exists())


def _is_of_members(path: Path, home: Path) -> bool:
    """Tell whether a path lies among the answers or the forms."""
    return path.relative_to(home).parts[0] in (ANSWERS, FORMS)


def _kind(path: Path, home: Path, signs: Collection[str]) -> str:
    """Return whether a file is personal, doubtful or kept; `signs` are the codes and names of the members."""
    if _is_of_members(path, home) or path == home / CODES:
        return "personal"
    if path.parent == home and path.name in _for_everybody() and is_sealed(path):
        return "kept"
    contents = contents_of(path)
    if contents.single_answers:
        return "personal"
    if not contents.readable or contents.scores or _CODE_IN_NAME(path.name) or _tells(contents, signs):
        return "doubtful"
    return "kept"


def _for_everybody() -> set[str]:
    return {name for lang in LANGUAGES for name in sheet_names(Reader(lang))}


def _tells(contents: Contents, signs: Collection[str]) -> bool:
    """Tell whether somebody's code or name stands in a file."""
    if not signs:
        return False
    words = "|".join(map(re.escape, signs))
    return any(re.search(rf"(?<!\w)(?:{words})(?!\w)", text) for text in contents.texts)
