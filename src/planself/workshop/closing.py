"""Closing a workshop: first what stays is written, whole; then the single answers are deleted, file by file."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from planself.errors import Location, PlanselfError, Problem, UsageError
from planself.files.disk import read_bytes, write_atomic, writing
from planself.files.in_use import patiently
from planself.files.os_errors import close_it, is_used, reason
from planself.formats import HEAD, called
from planself.i18n import _
from planself.questionnaire.load import Loaded
from planself.workshop.folder import Folder, open_folder
from planself.workshop.published_group import PublishedGroup, kept_result, result_text
from planself.workshop.workshop_text import save
from planself.workshop_files.workshop import ANSWERS, FORMS, Closing


def keep_result(folder: Folder, loaded: Loaded, group: PublishedGroup, day: date) -> Folder:
    """Write all that stays of a workshop, and return it closed; nothing is deleted yet.

    The workshop's own file is written last: until then the workshop is open, and to close it again begins anew.
    """
    _refuse_something_else(folder.result)
    _keep_questionnaire(folder, loaded)
    write_atomic(folder.result, result_text(group.result).encode())
    answers = group.answers
    closing = Closing(date=day, invited=group.invited, answered=answers.people, digest=answers.digest)
    closed = folder.workshop.model_copy(update={"people": [], "return_to": None, "closed": closing})
    save(folder.path, closed, overwrite=True)
    again = open_folder(folder.path)
    if kept_result(again, loaded, closing).result.to_json() != group.result.to_json():
        raise PlanselfError(
            _("{file} does not hold what was written there.").format(file=folder.result),
            _("Nothing was deleted. Check the path and the disk, then try again."),
        )
    return again


def delete(paths: Iterable[Path]) -> tuple[Problem, ...]:
    """Delete files for good, as many as possible, and return a problem for each that is still there."""
    return tuple(problem for path in paths if (problem := _delete(path)) is not None)


def remove_empty_folders(folder: Folder) -> None:
    """Remove the folders of answers and forms as far as nothing is in them."""
    for name in (ANSWERS, FORMS):
        for place, _folders, _files in os.walk(folder.path / name, topdown=False):
            with suppress(OSError):
                Path(place).rmdir()


def by_folder(paths: Iterable[Path], home: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the names of files by the folder in which they lie, that of the workshop first."""
    names: dict[str, list[str]] = {}
    for path in paths:
        inside = path.relative_to(home)
        names.setdefault("" if inside.parent == Path() else f"{inside.parent.as_posix()}/", []).append(inside.name)
    yield from ((place, tuple(names[place])) for place in sorted(names))


def _refuse_something_else(target: Path) -> None:
    """Raise where a file of another kind has the name that the group's result is to have."""
    if target.exists() and called(read_bytes(target)[:HEAD]) != "group":
        message = _("{path} is to hold the group's result, and something else is there.").format(path=target)
        raise UsageError(message, _("Give it another name; nothing was changed."))


def _keep_questionnaire(folder: Folder, loaded: Loaded) -> None:
    """Put the questionnaire beside its result, so that a later planself with a later one can still read that."""
    target = folder.path / "questionnaires" / loaded.path.name
    if target.exists():
        return
    with writing(target):
        target.parent.mkdir(exist_ok=True)
    write_atomic(target, read_bytes(loaded.path))


def _delete(path: Path) -> Problem | None:
    try:
        patiently(lambda: _unlink(path))
    except FileNotFoundError:
        return None
    except OSError as error:
        message = _("This file is still there: {reason}.").format(reason=reason(error, path))
        hint = close_it(path) if is_used(error, path) else _("Ask whoever looks after the folder to delete it.")
        return Problem(Location(str(path)), "E320", message, hint)
    return None


def _unlink(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        with os.scandir(path):  # it is among the files since it could not be read, and says why again
            pass
    try:
        path.unlink()
    except PermissionError:
        if os.name != "nt" or os.access(path, os.W_OK):
            raise
        path.chmod(stat.S_IWRITE)  # Windows deletes no file that is marked as read-only
        path.unlink()
