"""The text of a table file in UTF-8: its encoding found, never guessed, and read in pieces whatever its size."""

from __future__ import annotations

import atexit
import codecs
import gc
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import gettempdir
from typing import BinaryIO

from planself.errors import InputError, Location, Problem, Severity
from planself.files import foreign
from planself.files.foreign import ARCHIVE, OLD_OFFICE, by_content
from planself.files.in_use import patiently
from planself.files.refusals import brief, refusal
from planself.files.temporary import beside
from planself.i18n import _, n_
from planself.text import one_line

PIECE = 1 << 20
RECORD_LIMIT = 16 << 20
_IN_MEMORY = 16 << 20
_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UTF8_SIGNS = re.compile(rb"[\xc2-\xc9][\x80-\xbf]|\xe2[\x80-\x86][\x80-\xbf]")  # letters and punctuation of Europe
_UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Text:
    """A text in UTF-8: a file, or bytes where it was read in another encoding and is small."""

    content: Path | bytes
    quotes: bool = False
    """There is a quotation mark in it."""
    returns: bool = False
    """There is a carriage return in it that is not followed by a line feed."""
    notes: tuple[Problem, ...] = ()

    def open(self) -> BinaryIO:
        """Return the text as a binary file, its mark passed over."""
        file = BytesIO(self.content) if isinstance(self.content, bytes) else self.content.open("rb")
        if file.read(3) != codecs.BOM_UTF8:
            file.seek(0)
        return file


class Scratch:
    """A place for text made from a file: memory first, a private temporary file where it is much."""

    def __init__(self) -> None:
        self._file: BinaryIO = BytesIO()
        self._path: Path | None = None

    def write(self, data: bytes) -> None:
        """Add bytes."""
        self._file.write(data)
        if self._path is None and self._file.tell() > _IN_MEMORY:
            self._move()

    def done(self) -> Path | bytes:
        """Return what was written."""
        if isinstance(self._file, BytesIO):
            return self._file.getvalue()
        self._file.close()
        assert self._path is not None  # noqa: S101 - a file has its path
        return self._path

    def _move(self) -> None:
        """Go on in a file that only its owner may read, since answers are personal data."""
        assert isinstance(self._file, BytesIO)  # noqa: S101 - it moves once
        self._path = beside(Path(gettempdir()))
        atexit.register(_forget, self._path)
        file = open(self._path, "xb", opener=partial(os.open, mode=0o600))  # noqa: SIM115 -- done() closes it
        file.write(self._file.getvalue())
        self._file = file


def _forget(path: Path) -> None:
    """Delete a copy of answers when the process ends; Windows lets nobody delete what is still mapped into memory."""
    gc.collect()
    with suppress(OSError):  # what is left all the same goes with the sweep of temporary files
        patiently(lambda: path.unlink(missing_ok=True), permitted=True)


def read_text(path: Path, name: str) -> Text:
    """Return a file's text, or raise what is wrong with its characters."""
    with path.open("rb") as file:
        head = file.read(4096)
    if not head:
        hint = _("Export the table again; it needs a line of headings and one line for each answer set.")
        raise refusal(Location(name), "E003", _("The file is empty."), hint)
    if head.startswith((ARCHIVE, OLD_OFFICE)):
        hint = _("Rename it so that its suffix says what it is, such as .xlsx or .ods.")
        raise refusal(Location(name), "E250", _("This is a workbook or an archive, and no text."), hint)
    if (kind := by_content(head)) is not None:
        raise foreign.refusal(kind, name)
    wide = next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)
    if wide:
        return _transcoded(path, wide, name, ())
    survey = _Survey(path, name)
    if survey.is_utf8:
        return Text(path, survey.quotes, survey.returns)
    note = survey.judge()
    return _transcoded(path, "cp1252", name, (note,))


class _Survey:
    """What one pass over a file's bytes shows: whether it is UTF-8, and what the reader must take care of."""

    def __init__(self, path: Path, name: str) -> None:
        self._path, self._name = path, name
        self.quotes = self.returns = False
        self.is_utf8 = self._pass()

    def _pass(self) -> bool:
        decoder = codecs.getincrementaldecoder("utf-8")()
        held = b""
        lines = 1
        try:
            for piece in pieces(self._path):
                _refuse_nul(piece, lines, self._name)
                decoder.decode(piece)
                self.quotes |= b'"' in piece
                together = held + piece
                held = b"\r" if piece.endswith(b"\r") else b""
                body = together[:-1] if held else together
                self.returns |= body.count(b"\r") != body.count(b"\r\n")
                lines += piece.count(b"\n")
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
        self.returns |= bool(held)
        return True

    def judge(self) -> Problem:
        """Return the note that a file is read as Windows-1252, or raise why it cannot be."""
        utf8, other, undefined = 0, [], []
        example = ""
        for number, line in enumerate(_lines(self._path, self._name), 1):
            if line.isascii():
                continue
            if _UNDEFINED.search(line) and not _is_utf8(line):
                undefined.append(number)
            if _is_utf8(line):
                utf8 += bool(_UTF8_SIGNS.search(line))
                continue
            other.append(number)
            utf8 += bool(_UTF8_SIGNS.search(line))
            example = example or _word(line.decode("cp1252", "replace"))
        if utf8:
            raise self._mixed(other)
        if undefined:
            raise self._undefined(undefined[0])
        return self._note(other[0], example)

    def _mixed(self, other: list[int]) -> InputError:
        message = n_(
            "The file mixes encodings: most of it is UTF-8, and {n} line is not.",
            "The file mixes encodings: most of it is UTF-8, and {n} lines are not.",
            len(other),
        )
        hint = _("It was put together from several files: lines {lines}. Save each of them as UTF-8, then join them.")
        return refusal(Location(self._name, other[0]), "E251", message, hint.format(lines=enumerated(other)))

    def _undefined(self, line: int) -> InputError:
        message = _("The file is neither UTF-8 nor Windows-1252: this line holds a byte that means nothing in either.")
        return refusal(Location(self._name, line), "E251", message, _save_as_utf8())

    def _note(self, line: int, example: str) -> Problem:
        message = _("The file is not UTF-8 and was read as Windows-1252: {example} stands in line {line}.")
        hint = _("If that word is wrong, save the file as UTF-8 and try again.")
        where = Location(self._name)
        text = message.format(example=brief(one_line(example[:40])), line=line)
        return Problem(where, "N450", text, hint, Severity.NOTE)


def _word(line: str) -> str:
    """Return the first word with a letter beyond ASCII."""
    return next((found[0] for found in _WORD.finditer(line) if not found[0].isascii()), "")


def _transcoded(path: Path, encoding: str, name: str, notes: tuple[Problem, ...]) -> Text:
    """Return the file's text in UTF-8, with the mark that it may begin with."""
    scratch = Scratch()
    quotes = returns = False
    decoder = codecs.getincrementaldecoder(encoding)()
    held = ""
    lines = 1
    try:
        for data in pieces(path):
            text = held + decoder.decode(data)
            held = "\r" if text.endswith("\r") else ""
            text = text[:-1] if held else text
            _refuse_nul(text.encode(), lines, name)
            quotes |= '"' in text
            returns |= text.count("\r") != text.count("\r\n")
            lines += text.count("\n")
            scratch.write(text.encode())
        decoder.decode(b"", final=True)
    except UnicodeError as error:
        message = _("The file says that it is UTF-16, and breaks off or is damaged here.")
        raise refusal(Location(name, lines), "E251", message, _save_as_utf8()) from error
    scratch.write(held.encode())
    return Text(scratch.done(), quotes, returns or bool(held), notes)


def pieces(path: Path) -> Iterator[bytes]:
    """Yield a file's bytes, a piece at a time."""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _lines(path: Path, name: str) -> Iterator[bytes]:
    with path.open("rb") as file:
        number = 0
        while line := file.readline(RECORD_LIMIT):
            number += 1
            if len(line) == RECORD_LIMIT:
                raise too_long(Location(name, number))
            yield line


def too_long(where: Location) -> InputError:
    """Return the error for a line or row that no table has."""
    limit = f"{RECORD_LIMIT >> 20} MiB"
    message = _("This row does not end within {limit}.").format(limit=limit)
    hint = _("Either a quotation mark is opened and never closed, or the file is no table with one row a line.")
    return refusal(where, "E254", message, hint)


def enumerated(numbers: Sequence[int | str]) -> str:
    """Write the first of some numbers, and that there are more."""
    return ", ".join(map(str, numbers[:5])) + (" …" if len(numbers) > 5 else "")


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _refuse_nul(piece: bytes, line: int, name: str) -> None:
    if b"\0" not in piece:
        return
    where = Location(name, line + piece.count(b"\n", 0, piece.index(b"\0")))
    message = _("The file holds NUL bytes: it is damaged, or no text file.")
    raise refusal(where, "E251", message, _("Export the table again as CSV in UTF-8."))


def _save_as_utf8() -> str:
    return _("Save the file as UTF-8; in Excel: File > Save as > CSV UTF-8.")
