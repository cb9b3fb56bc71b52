"""Answer files inside a zip archive, read in place: nothing is unpacked to the disk, and nothing is unbounded.

Whatever an archive says of itself is doubted: its list of contents is read up to a bound, sizes and ratios are
limited, names that lead elsewhere are refused, and no more of an entry is unpacked than it may hold.
"""

from __future__ import annotations

import os
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from io import FileIO
from typing import cast

from planself.batch.copies import counted_once, is_debris, original_of
from planself.batch.inputs import ANSWER_FILES, Input, Member, Refused
from planself.batch.skipped import LeftOut, Tell
from planself.errors import InputError, Location, Problem
from planself.exchange.source_table import SUFFIXES as TABLES
from planself.files.os_errors import reason
from planself.files.source import WORKBOOKS, most_bytes
from planself.i18n import _

MAX_ENTRIES = 100_000
MAX_LISTING = 24 * 1024 * 1024
"""Bytes of the list of contents: some two hundred and fifty for each of the most entries."""
MAX_TOTAL = 1024 * 1024 * 1024
MAX_RATIO = 200
"""Answer files shrink to a tenth; only what was made to swell grows two-hundredfold."""
RESOURCES = "__MACOSX"
_SMALL = 64 * 1024
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The others unpack at once as much as they like, and no ordinary program writes them."""
_ENCRYPTED = 1
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


class _Bounded(FileIO):
    """A file of which not more is read at once than a list of contents may take."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > MAX_LISTING:
            raise _too_large()
        return super().read(-1 if size is None else size) or b""


class _Archive(zipfile.ZipFile):
    """An archive that closes its file with itself."""

    _file: _Bounded | None = None

    def __init__(self, path: str) -> None:
        self._file = _Bounded(path)
        try:
            super().__init__(self._file)
        except BaseException:
            self._file.close()
            raise

    def close(self) -> None:
        """Close the archive and its file."""
        super().close()
        if self._file is not None:
            self._file.close()


def members(path: str, tell: Tell) -> Iterator[Input]:
    """Yield the answer files of an archive in the order of their names; what is wrong with it is a Refused."""
    try:
        with _open(path) as archive:
            listing = archive.infolist()
        _check(listing)
    except InputError as error:
        yield Refused(path, _at(path, error.problems[0]))
        return
    left_out = LeftOut(path)
    seen: set[str] = set()
    beside = _by_folder(listing)
    for index, entry in sorted(enumerate(listing), key=lambda pair: pair[1].filename.split("/")):
        member = Member(path, index, entry.filename)
        if _is_answer_file(entry, member, left_out):
            problem = _refusal(entry, seen)
            seen.add(entry.filename)
            if problem is not None:
                yield Refused(member.source, _at(member.source, problem))
            elif not _is_copy(member, beside, tell):
                yield member
    left_out.tell(tell)


def _by_folder(listing: list[zipfile.ZipInfo]) -> dict[str, dict[str, int]]:
    """Return the names in each folder with the numbers of their entries."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for index, entry in enumerate(listing):
        folder, _slash, name = entry.filename.rpartition("/")
        found[folder].setdefault(name, index)
    return found


def _is_copy(member: Member, beside: dict[str, dict[str, int]], tell: Tell) -> bool:
    """Return whether an entry holds the same as the one that it is named as a copy of, and tell of it."""
    folder, slash, name = member.name.rpartition("/")
    original = original_of(name, beside[folder])
    if original is None:
        return False
    try:
        first = read(Member(member.archive, beside[folder][original], f"{folder}{slash}{original}"))
        same = first == read(member)
    except InputError:
        return False  # what is wrong with it is said when it is its turn
    return counted_once(member.source, original, same, tell)


def read(member: Member) -> bytes:
    """Return what an entry holds; raises InputError where it is damaged or not there any more."""
    archive = _opened(member.archive, _stamp(member.archive))
    listing = archive.infolist()
    if member.index >= len(listing) or listing[member.index].filename != member.name:
        message = _("The archive has been changed while it was read.")
        raise InputError([Problem(Location(member.source), "E272", message, _("Start again once it is complete."))])
    try:
        with archive.open(listing[member.index]) as entry:
            return entry.read(most_bytes(member.name) + 1)
    except _DAMAGED as error:
        raise _damaged(member.source, error) from error


def _stamp(path: str) -> tuple[int, int]:
    """Return what tells that an archive is still the one that was opened."""
    try:
        found = os.stat(path)  # noqa: PTH116 -- asked for every entry
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=1)
def _opened(path: str, _stamp: tuple[int, int]) -> zipfile.ZipFile:
    return _open(path)


def _open(path: str) -> zipfile.ZipFile:
    try:
        if not os.path.isfile(path):  # noqa: PTH113 -- as above
            raise FileNotFoundError(2, os.strerror(2))
        return _Archive(path)
    except _DAMAGED as error:
        raise _damaged(path, error) from error


def _check(listing: list[zipfile.ZipInfo]) -> None:
    """Raise InputError where an archive holds more than could come from people."""
    wanted = [entry.file_size for entry in listing if entry.filename.lower().endswith(ANSWER_FILES)]
    if len(listing) > MAX_ENTRIES or sum(wanted) > MAX_TOTAL:
        raise _too_large()


def _is_answer_file(entry: zipfile.ZipInfo, member: Member, left_out: LeftOut) -> bool:
    folder, _slash, name = entry.filename.rpartition("/")
    if entry.is_dir() or is_debris(name) or folder.split("/")[0] == RESOURCES:
        return False
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122 -- a name in an archive is no path here
    if suffix in ANSWER_FILES or (suffix in WORKBOOKS and _is_form(entry, member)):
        return True
    if suffix in TABLES or suffix == ".zip":
        left_out.add(name)
    return False


def _is_form(entry: zipfile.ZipInfo, member: Member) -> bool:
    """Return whether a workbook in an archive is an Excel form; one that is not read for any reason is none."""
    if entry.file_size > most_bytes(member.name) or _refusal(entry, set()) is not None:
        return False
    from planself.files.form_source import holds_form

    try:
        return holds_form(read(member), member.source)
    except InputError:
        return False


def _refusal(entry: zipfile.ZipInfo, seen: set[str]) -> Problem | None:
    """Return why an entry is not read."""
    if _leads_elsewhere(entry.orig_filename):
        hint = _("Ask where the archive comes from; proper programs do not write such names.")
        return _problem("E275", _("This name in the archive leads out of it; the entry was not read."), hint)
    if entry.filename in seen:
        return _problem("E275", _("The archive has this name twice."), _("Pack the files anew."))
    if entry.flag_bits & _ENCRYPTED:
        return _problem("E276", _("The entry is encrypted."), _("Pack the files without a password, or unpack them."))
    if entry.compress_type not in _METHODS:
        return _problem(
            "E271", _("The entry is packed in a way that planself does not read."), _("Pack it as a usual ZIP.")
        )
    if entry.file_size > _SMALL and entry.file_size > MAX_RATIO * entry.compress_size:
        return _problem("E274", _("The entry swells too much when unpacked."), _("No answer file does; leave it out."))
    return None


def _leads_elsewhere(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or not parts[0] or ":" in parts[0] or "\0" in name


def _too_large() -> InputError:
    message = _("The archive holds more than planself unpacks.")
    return InputError([_problem("E274", message, _("Unpack it if you trust it, and name the folder."))])


def _damaged(source: str, error: Exception) -> InputError:
    if isinstance(error, FileNotFoundError):
        hint = _("Somebody moved or deleted it while it was read; start again.")
        return InputError([_at(source, _problem("E272", _("The file is no longer there."), hint))])
    known = isinstance(error, OSError) and error.errno is not None
    why = reason(cast(OSError, error)) if known else _("it is damaged, or no archive of the usual kind")
    message = _("The archive cannot be read: {reason}.").format(reason=why)
    hint = _("It may have been cut while copying: fetch it again.")
    return InputError([_at(source, _problem("E271", message, hint))])


def _problem(code: str, message: str, hint: str) -> Problem:
    return Problem(Location(""), code, message, hint)


def _at(source: str, problem: Problem) -> Problem:
    return Problem(Location(source), problem.code, problem.message, problem.hint)
