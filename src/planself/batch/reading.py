"""One answer file after the other: its row by the fast lane, or whatever the slow one says about it."""

from __future__ import annotations

import errno
import os
import stat
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from planself.answers.load import check_answers, reference
from planself.batch import archive
from planself.batch.inputs import AnswerFile, Input, Member, Refused
from planself.batch.layout import Head, Layout, Row
from planself.batch.reasons import Reason, reasons
from planself.batch.rows import FastLane
from planself.batch.skipped import of_other_kind, of_other_questionnaire
from planself.errors import InputError, Location, PlanselfError, Problem, did_you_mean
from planself.files.disk import missing, read_bytes
from planself.files.os_errors import reason
from planself.files.source import Source, most_bytes, parse_bytes
from planself.formats import HEAD, called
from planself.i18n import _
from planself.questionnaire.catalogue import paths_of
from planself.questionnaire.load import Loaded

GOOD, REJECTED, LEFT_OUT = 0, 1, 2
# A pipe must not be waited for before it can be refused, and Windows must not touch line ends.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


@dataclass(slots=True)
class Chunk:
    """What became of some files: small, since it travels between processes; `fates` has one entry a file."""

    fates: bytearray = field(default_factory=bytearray)
    codes: array[int] = field(default_factory=lambda: array("h"))
    values: array[int] = field(default_factory=lambda: array("q"))
    heads: list[Head] = field(default_factory=list)
    rejected: list[list[Reason]] = field(default_factory=list)
    left_out: list[Problem] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)

    def accept(self, row: Row) -> None:
        """Add a good file."""
        self.fates.append(GOOD)
        self.codes.fromlist(row.codes)
        self.values.fromlist(row.values)
        self.heads.append(row.head)

    def reject(self, why: list[Reason]) -> None:
        """Add a file that has no row."""
        self.fates.append(REJECTED)
        self.rejected.append(why)

    def leave_out(self, note: Problem) -> None:
        """Add a file that never was meant."""
        self.fates.append(LEFT_OUT)
        self.left_out.append(note)


class AnswerReader:
    """Reads the answer files of one questionnaire; `asked`: it was named by the user and not by the files."""

    def __init__(self, loaded: Loaded, asked: bool) -> None:
        self._loaded = loaded
        self._asked = asked
        self._layout = Layout(loaded.questionnaire)
        self._fast = FastLane(loaded, self._layout)
        self._at_hand: dict[str, bool] = {}

    def __call__(self, inputs: Sequence[Input]) -> Chunk:
        """Return what became of some files, in their order."""
        chunk = Chunk()
        for given in inputs:
            self._add(given, chunk)
        return chunk

    def _add(self, given: Input, chunk: Chunk) -> None:
        if isinstance(given, Refused):
            chunk.reject(reasons((given.problem,)))
            return
        try:
            data = content(given)
        except PlanselfError as error:
            why = problems_of(error, given.source)
            too_large = any(problem.code == "E001" for problem in why)
            _refuse(given, _start(given) if too_large else b"", reasons(why), chunk)
            return
        try:
            self._read(data, given, chunk)
        except InputError as error:
            _refuse(given, data, reasons(error.problems), chunk)

    def _read(self, data: bytes, given: Input, chunk: Chunk) -> None:
        """Add the row of a file's bytes; raises InputError for what is no YAML, JSON or answer file at all."""
        row = self._fast.of_json(data, chunk.notes) if _is_json(given.source) else None
        if row is None:
            source = parse_bytes(data, given.source)
            if not source.exact:
                row = self._fast.of_yaml(source.data, chunk.notes)
        if row is not None:
            chunk.accept(row)
        else:
            self._ask_slow_lane(source, given, data, chunk)

    def _ask_slow_lane(self, source: Source, given: Input, data: bytes, chunk: Chunk) -> None:
        if (other := self._other_questionnaire(source)) is not None:
            if not _was_found(given) or not self._is_at_hand(other):
                raise InputError([_not_of(source, other, self._loaded.questionnaire.id)])
            chunk.leave_out(of_other_questionnaire(given.source, other, self._loaded.questionnaire.id))
            return
        answers, problems = check_answers(source, self._loaded)
        if answers is None:
            _refuse(given, data, reasons(problems, source), chunk)
        else:
            chunk.notes.update(problem.code for problem in problems)
            chunk.accept(self._layout.row(answers))

    def _other_questionnaire(self, source: Source) -> str | None:
        """Return the questionnaire that the file names where it is another one and the user named none."""
        found = "" if self._asked else reference(source).id
        return found if found and found != self._loaded.questionnaire.id else None

    def _is_at_hand(self, id_: str) -> bool:
        """Whether a file can be meant for another questionnaire than all others: neither mistyped nor unknown."""
        if id_ not in self._at_hand:
            mistyped = did_you_mean(id_, [self._loaded.questionnaire.id]) is not None
            self._at_hand[id_] = not mistyped and bool(paths_of(id_, Path.cwd(), os.environ))
        return self._at_hand[id_]


def _not_of(source: Source, found: str, first: str) -> Problem:
    message = _("This answer file is for the questionnaire {found}, the results are for {first}.")
    hint = _("Score each questionnaire into a table of its own, or name one with -q.")
    if did_you_mean(found, [first]):
        hint = _("Did you mean {word}?").format(word=first)
    where = source.locate(("questionnaire", "id"))
    return Problem(where, "E290", message.format(found=found, first=first), hint)


def _is_json(name: str) -> bool:
    return name.lower().endswith(".json")


def problems_of(error: PlanselfError, source: str) -> tuple[Problem, ...]:
    """Return the problems that an error carries, or the error as the one problem of a file."""
    if isinstance(error, InputError):
        return error.problems
    return (Problem(Location(source), "E002", error.message, error.hint),)


def content(given: Input) -> bytes:
    """Return the bytes of an answer file; raises InputError with what is in the way."""
    most = most_bytes(given.source)
    data = archive.read(given) if isinstance(given, Member) else _of_file(given.source, most)
    if len(data) > most:
        message = _("The file has more than {limit}, the most that planself reads.").format(limit=f"{most >> 20} MiB")
        raise InputError([Problem(Location(given.source), "E001", message, _("Take out what does not belong there."))])
    return data


def _of_file(path: str, most: int) -> bytes:
    """Return up to one byte more than a file may have, in the quick way, as there may be a hundred thousand."""
    try:
        handle = os.open(path, _FLAGS)
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENOTDIR):
            raise _gone(path) from error
        return read_bytes(Path(path), most)  # says what is in the way
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode) or found.st_size > most:
            return read_bytes(Path(path), most)  # the same
        data = os.read(handle, found.st_size + 1)  # one more, so that a file that grows shows
        while len(data) != found.st_size and len(data) <= most and (more := os.read(handle, most)):
            data += more  # some network shares give less at a time
    except OSError as error:
        message = _("The file cannot be read: {reason}.").format(reason=reason(error))
        hint = _("Check the path and the disk, then try again.")
        raise InputError([Problem(Location(path), "E002", message, hint)]) from error
    finally:
        os.close(handle)
    return data


def _gone(path: str) -> InputError:
    if Path(path).is_symlink():
        told = missing(Path(path))
        return InputError([Problem(Location(path), "E272", told.message, told.hint)])
    hint = _("Somebody moved or deleted it while it was read; start again.")
    return InputError([Problem(Location(path), "E272", _("The file is no longer there."), hint)])


def _refuse(given: Input, data: bytes, why: list[Reason], chunk: Chunk) -> None:
    """Add a file that has no row; another planself file that was only found is left out with a note."""
    other = called(data)
    if not _was_found(given) or other in (None, "answers"):
        chunk.reject(why)
    else:
        chunk.leave_out(of_other_kind(given.source, str(other)))


def _was_found(given: Input) -> bool:
    """Whether nobody named the file itself: it lies in a folder or an archive."""
    return isinstance(given, Member) or (isinstance(given, AnswerFile) and given.found)


def _start(given: Input) -> bytes:
    """Return the first bytes of a file that cannot be read whole, none where there are none to read."""
    try:
        with Path(given.source).open("rb") as file:
            return file.read(HEAD) if Path(given.source).is_file() else b""
    except (OSError, ValueError):
        return b""
