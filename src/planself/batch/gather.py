"""From paths to the answer files and tables that they stand for, in order; nothing is opened but archives."""

from __future__ import annotations

import glob
import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from planself.batch import archive
from planself.batch.copies import alike, counted_once, is_debris, original_of
from planself.batch.inputs import ANSWER_FILES, AnswerFile, Input, Refused, TableInput
from planself.batch.skipped import LeftOut, Tell, note
from planself.errors import Location, Problem, UsageError
from planself.exchange.metadata import is_metadata
from planself.exchange.source_table import DUCKDB, is_parts, is_table
from planself.exchange.source_table import SUFFIXES as TABLES
from planself.files.disk import STDIN, missing
from planself.files.os_errors import reason
from planself.files.source import is_form
from planself.i18n import _


def gather(paths: Iterable[str | Path], tell: Tell, stdin: Path | None = None) -> Iterator[Input]:
    """Return a stream of everything that the paths stand for: files, folders, patterns, zip archives, tables.

    Raises UsageError at once for a path that does not exist. Whatever turns out unreadable is a Refused in the
    stream; what was left out is told in notes. Folders are read with theirs, each in the order of its names, and
    only answer files in them: a table or an archive has to be named itself, since it may be an older result.
    `stdin` is a file that holds what came from there; `-` names it.
    """
    named = [given for path in paths for given in _named(str(path), stdin)]
    return _stream(named, tell, stdin)


def tables_apart(inputs: Iterable[Input]) -> Iterator[tuple[bool, Iterator[Input]]]:
    """Yield runs of the stream, and whether a run consists of tables; each has to be used up before the next."""
    return groupby(inputs, lambda found: isinstance(found, TableInput))


def is_among(output: Path, paths: Iterable[str | Path]) -> bool:
    """Return whether a path that is to be written would also be read."""
    target = os.path.realpath(output)
    for path, _found in (given for asked in paths for given in _named(str(asked))):
        real = _real(path)
        in_folder = Path(path).is_dir() and target.endswith(ANSWER_FILES) and target.startswith(real + os.sep)
        if real == target or (in_folder and Path(target).exists()):
            return True
    return False


def _named(path: str, stdin: Path | None = None) -> list[tuple[str, bool]]:
    """Return a path as it is, or what a pattern stands for, each with whether it was found by one."""
    if (stdin and path == str(STDIN)) or path.startswith(DUCKDB) or os.path.lexists(path):
        return [(path, False)]
    if glob.has_magic(path):
        matches = sorted(glob.iglob(path, recursive=True))  # noqa: PTH207 -- Path.glob refuses patterns with a root
        if not matches:
            raise UsageError(_("No file matches the pattern {pattern}.").format(pattern=path), _("Check the folder."))
        return [(match, True) for match in matches]
    raise missing(Path(path))


def _real(path: str) -> str:
    return os.path.realpath(path.removeprefix(DUCKDB).partition("#")[0])


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()  # noqa: PTH122 -- a Path for every one of many files takes its time


def _stream(named: list[tuple[str, bool]], tell: Tell, stdin: Path | None) -> Iterator[Input]:
    """Yield what the arguments stand for; what an earlier one held already is not read twice."""
    walk = _Walk(tell)
    beside = _by_folder(path for path, _found in named)
    for path, found in named:
        folder, name = os.path.split(path)
        if found and is_debris(name):
            continue
        real = path if path.startswith(DUCKDB) else _real(path)
        if walk.holds(real):
            tell(note(path, "N493", _("named twice, read once")))
            continue
        if walk.is_copy(folder, name, beside[folder]):
            continue
        if stdin and path == str(STDIN):
            yield TableInput(str(stdin), path)
        elif is_form(Path(path)):
            yield AnswerFile(path, found)
        elif is_table(path) or is_parts(path):
            yield TableInput(path)
        elif os.path.isdir(path):  # noqa: PTH112 -- see _suffix
            yield from walk.folder(path, real)
        elif _suffix(path) == ".zip":
            yield from archive.members(path, tell)
        else:
            yield AnswerFile(path, found)
        walk.done.add(real)


def _by_folder(paths: Iterable[str]) -> dict[str, set[str]]:
    """Return the names that were given, by the folder in which they lie."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for path in paths:
        folder, name = os.path.split(path)
        found[folder].add(name)
    return found


@dataclass(slots=True)
class _Walk:
    """A walk through folders that remembers what was named, and what it left out."""

    tell: Tell
    done: set[str] = field(default_factory=set)

    def holds(self, real: str) -> bool:
        """Return whether a path, or a folder that it lies in, was read already."""
        return real in self.done or any(str(above) in self.done for above in Path(real).parents)

    def folder(self, path: str, real: str) -> Iterator[Input]:
        """Yield the answer files of a folder and the folders in it, and tell of the tables among them."""
        left_out = LeftOut(path)
        yield from self._folder(path, real, left_out)
        left_out.tell(self.tell)

    def _folder(self, path: str, real: str, left_out: LeftOut) -> Iterator[Input]:
        try:
            with os.scandir(path) as entries:
                here = {entry.name: self._kind(entry, real, left_out) for entry in entries}
        except OSError as error:
            yield _unreadable(path, error)
            return
        for name in sorted(name for name, kind in here.items() if kind):
            if f"{real}{os.sep}{name}" in self.done:
                continue
            below = os.path.join(path, name)  # noqa: PTH118 -- see _suffix
            if here[name] == "folder":
                yield from self._folder(below, f"{real}{os.sep}{name}", left_out)
            elif not self.is_copy(path, name, here):
                yield AnswerFile(below, found=True)

    def is_copy(self, folder: str, name: str, here: Collection[str]) -> bool:
        """Return whether a file holds the same as the one that it is a copy of, and tell of copies that do not."""
        original = original_of(name, here)
        if original is None:
            return False
        path = Path(folder, name)
        return counted_once(str(path), original, alike(path, Path(folder, original)), self.tell)

    def _kind(self, entry: os.DirEntry[str], real: str, left_out: LeftOut) -> str:
        """Return "folder", "file" or "" for what is not read; a file is known by its name, and not looked at."""
        if entry.is_dir(follow_symlinks=False):
            return "folder" if entry.name != archive.RESOURCES else ""
        if is_debris(entry.name):
            return ""  # macOS keeps its own remarks there, Windows its previews, and Office whoever has a file open
        suffix = _suffix(entry.name)
        if is_metadata(entry.path):
            left_out.add(entry.name)
        elif suffix in ANSWER_FILES or is_form(Path(entry.path)):
            if entry.is_symlink() and not _real(entry.path).startswith(real + os.sep):
                self.tell(note(entry.path, "N492", _("left out: a link that leads out of the folder is not followed")))
                return ""
            return "file"
        if suffix in TABLES or suffix == ".zip":
            left_out.add(entry.name)
        elif entry.is_symlink() and entry.is_dir():
            self.tell(note(entry.path, "N492", _("left out: a link to a folder is not followed")))
        return ""


def _unreadable(path: str, error: OSError) -> Refused:
    message = _("The folder cannot be read: {reason}.").format(reason=reason(error))
    hint = _("Ask its owner for read permission, or copy it to a folder of your own.")
    return Refused(path, Problem(Location(path), "E270", message, hint))
