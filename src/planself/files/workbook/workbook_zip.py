"""A workbook's archive, doubted: what it holds is counted before it is unpacked, and looked at before it is used.

Two programs read the archive, this one and the library, and must not be shown different things: so no name may stand
there twice, however it is spelt, and no two parts may share their bytes.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from planself.errors import InputError, Location
from planself.files.foreign import OLD_OFFICE
from planself.files.refusals import damaged, refusal
from planself.files.workbook.xml_stream import Elements, UnsoundXmlError, parse
from planself.i18n import _

_PIECE = 1 << 20
_LIMIT = 2 << 30
_RATIO = 100
"""Sheets shrink to a tenth or a thirtieth; only what was made to swell grows a hundredfold."""
_SMALL = 64 << 20
_PARTS = 10_000
_ENCRYPTED = 1
_HEADER = 30
_DAMAGED = (BadZipFile, EOFError, NotImplementedError, RuntimeError, zlib.error, OSError, ValueError)


class Parts:
    """The parts of a workbook by their names, whose case and slashes do not count."""

    def __init__(self, archive: ZipFile, name: str) -> None:
        self._archive = archive
        self._name = name
        self._entries = {_folded(entry.filename): entry for entry in archive.infolist()}

    def __contains__(self, part: str) -> bool:
        return _folded(part) in self._entries

    def names(self) -> str:
        """Return the names of all parts, one in a line."""
        return "\n".join(self._entries)

    def size(self, part: str) -> int:
        """Return how many bytes a part has, unpacked."""
        return self._entries[_folded(part)].file_size

    def parse(self, part: str, elements: Elements) -> None:
        """Tell of every element of a part that there is; raises InputError where it is damaged."""
        try:
            parse(self._pieces(self._entries[_folded(part)]), elements)
        except UnsoundXmlError as error:
            raise damaged(self._name, _("its part {part} is damaged").format(part=part)) from error

    def hold(self, words: Collection[bytes]) -> bool:
        """Return whether the texts of the workbook hold one of some words, without reading them as XML."""
        shared = [part for part in self._entries if part.endswith("/sharedstrings.xml")]
        sheets = [part for part in self._entries if "/worksheets/" in part or part == "content.xml"]
        return any(self._holds(part, words) for part in shared or sheets)

    def _holds(self, part: str, words: Collection[bytes]) -> bool:
        rest = b""
        for piece in self._pieces(self._entries[part]):
            text = rest + piece
            if any(word in text for word in words):
                return True
            rest = text[-max(map(len, words)) :]
        return False

    def _pieces(self, entry: ZipInfo) -> Iterator[bytes]:
        with self._archive.open(entry) as file:
            while piece := file.read(_PIECE):
                yield piece


@contextmanager
def opened(file: Path | BinaryIO, name: str) -> Iterator[Parts]:
    """Return the parts of a workbook that is a ZIP archive; raises InputError where it swells or is damaged."""
    try:
        with ZipFile(file) as archive:
            _refuse_bomb(archive.infolist(), name)
            _refuse_unsound(archive, name)
            yield Parts(archive, name)
    except _DAMAGED as error:
        raise damaged(name, _("it is no whole workbook")) from error


def _refuse_bomb(entries: list[ZipInfo], name: str) -> None:
    """Trust the sizes that the archive gives: what is longer than it says fails its checksum later."""
    if len(entries) > _PARTS:
        message = _("The file has {n} parts, far more than a workbook.").format(n=len(entries))
        raise _bomb(message, name)
    size, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    if size > _LIMIT or (size > _SMALL and size > _RATIO * packed):
        message = _("Unpacked, this file would have {size} MiB, far more than a table of its size.")
        raise _bomb(message.format(size=size >> 20), name)


def _bomb(message: str, name: str) -> InputError:
    hint = _("Do not open it unless you know where it comes from. A table this large is better exported as CSV.")
    return refusal(Location(name), "E258", message, hint)


def _refuse_unsound(archive: ZipFile, name: str) -> None:
    entries = archive.infolist()
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise protected(name)
    in_order = sorted(entries, key=lambda entry: entry.header_offset)
    overlap = any(
        one.header_offset + _HEADER + one.compress_size > two.header_offset for one, two in pairwise(in_order)
    )
    twice = len({_folded(entry.filename) for entry in entries}) < len(entries)
    if overlap or twice or archive.testzip() is not None:
        raise damaged(name, _("it is no whole workbook"))


def protected(name: str) -> InputError:
    """Return the error for a workbook that opens with a password only."""
    message = _("The workbook is protected by a password.")
    hint = _("Open it, save a copy without the password, and name that copy.")
    return refusal(Location(name), "E257", message, hint)


def is_protected(data: bytes) -> bool:
    """Return whether the bytes of a file are those of an encrypted workbook, which is no archive."""
    return data.startswith(OLD_OFFICE) and "EncryptedPackage".encode("utf-16-le") in data


def _folded(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()
