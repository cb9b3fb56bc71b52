"""A workshop's folder: its own file, everybody's answers as the workshop reads them, and what the room agreed on."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from planself.errors import InputError, Location, Problem, Severity
from planself.files.source import is_form
from planself.i18n import _
from planself.questionnaire.peek import SUFFIXES
from planself.workshop.folder import Folder, open_folder, questionnaire_for, with_mapping
from planself.workshop.members import Members, files_in, read_folder, read_second
from planself.workshop.misplaced import misplaced
from planself.workshop.published_group import kept_result
from planself.workshop.single_answers import left_behind
from planself.workshop_files.workshop import ANSWERS, NAME, SECOND

if TYPE_CHECKING:
    from planself.questionnaire.load import Loaded

CheckFile = Callable[[Path], Iterator[Problem]]


def is_workshop(path: Path) -> bool:
    """Return whether a path is the folder of a workshop."""
    return path.is_dir() and (path / NAME).is_file()


def files_of(path: Path) -> list[Path]:
    """Return the files of a workshop's folder that are checked; its own file alone where that has errors."""
    try:
        folder = open_folder(path)
    except InputError:
        return [path / NAME]
    answers = [file for place in _answer_folders(folder) for file in files_in(place) if file.is_file()]
    return [folder.file, *answers, *_of_the_room(folder)]


def check_workshop(path: Path, requested: str | None, check_file: CheckFile) -> Iterator[Problem]:
    """Yield every problem of a workshop's folder; `check_file` yields those of a single file."""
    folder = open_folder(path)
    yield from check_file(folder.file)
    loaded = questionnaire_for(folder, Path.cwd(), os.environ, requested)
    if (closed := folder.workshop.closed) is not None:
        kept_result(folder, loaded, closed)
        yield from left_behind(folder)
        for file in _of_the_room(folder):
            yield from check_file(file)
        return
    mapped = with_mapping(folder, loaded, None)
    for members in _read(mapped, loaded):
        yield from (*members.notes, *members.problems)
    yield from misplaced(folder)
    yield from _contradictions(folder, loaded, check_file)
    for file in _of_the_room(folder):
        yield from check_file(file)


def protecting(answers: Path) -> Path | None:
    """Return the file of the workshop that protects whom an answer file is of, None where there is none."""
    folder = answers.resolve().parent
    folder = folder.parent if folder.name == SECOND else folder
    if folder.name != ANSWERS or not is_workshop(folder.parent):
        return None
    file = Path(os.path.relpath(folder.parent / NAME)) if folder.is_relative_to(Path.cwd()) else folder.parent / NAME
    try:
        return None if open_folder(folder.parent).workshop.open else file
    except InputError:  # whether it is open cannot be known
        return file


def withheld(workshop: Path) -> Problem:
    """Return the note that nobody is told of a single person's contradictions; it is the same whatever was answered."""
    message = _("Whether the answers of a member of this workshop contradict each other is not told here.")
    hint = _("Everybody is told alone, before the end of the interview; what the room agreed on is checked as usual.")
    return Problem(Location(str(workshop)), "N407", message, hint, Severity.NOTE)


def _answer_folders(folder: Folder) -> list[Path]:
    return [place for place in (folder.answers, folder.answers / SECOND) if place.is_dir()]


def _of_the_room(folder: Folder) -> list[Path]:
    files = [folder.discussion, folder.consensus, folder.votes, folder.result, folder.mapping_file]
    return [file for file in files if file is not None and file.is_file()]


def _read(folder: Folder, loaded: Loaded) -> Iterator[Members]:
    yield read_folder(folder, loaded)
    if (folder.answers / SECOND).is_dir():
        yield read_second(folder, loaded)


def _contradictions(folder: Folder, loaded: Loaded, check_file: CheckFile) -> Iterator[Problem]:
    if not loaded.questionnaire.checks:
        return
    if not folder.workshop.open:
        yield withheld(folder.file)
        return
    for place in _answer_folders(folder):
        for file in files_in(place):
            if not file.is_symlink() and (file.suffix.lower() in SUFFIXES or is_form(file)):
                yield from (problem for problem in check_file(file) if problem.code == "N406")
