"""What a file of any kind holds, as far as one can look into it: texts, spreadsheets, archives, forms."""

from __future__ import annotations

import binascii
import codecs
import gzip
import io
import json
import re
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from planself.files.disk import MAX_BYTES
from planself.files.form_workbook import MARK

_OF_PEOPLE = re.compile(r"""format\\?["']?\s*:\s*\\?["']?planself/(?:answers|workshop|workshop-status)/""").search
"""Answers, and what lists the members by code: a copy of the workshop's own file, its printed state."""
_SCORES = re.compile(r"""format["']?\s*:\s*["']?planself/result/""").search
_CONSENSUS = re.compile(r"""round\\?["']?\s*:\s*\\?["']?consensus""").search
_FORM = re.compile(rf"{MARK.rpartition('/')[0]}/[0-9]").search
_PACKED = re.compile(r"H4sI[A-Za-z0-9+/]{40,}={0,2}")
"""What a form holds of its questionnaire: gzip, in base64."""
_OF_FORM = ":content"
"""Added to the name of a form for what is packed in it."""
_PAGES = (".html", ".htm", ".md")
"""What shows an answer file is none; a form is a page, too, and what it comes filled with is packed."""
_BINARY = ("\0", "%PDF-")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Contents:
    """The texts in a file, those in an archive and what is packed in a form included."""

    texts: tuple[str, ...]
    readable: bool
    single_answers: bool
    scores: bool = False
    """Whether it is the result of one answer set, which does not say whose: somebody's, or the consensus'."""


def contents_of(path: Path) -> Contents:
    """Return what a file holds; one that cannot be opened, is too large or is of a kind of its own is not readable."""
    try:
        if path.is_symlink() or path.stat().st_size > MAX_BYTES:
            return Contents((), False, False)
        data = path.read_bytes()
    except OSError:
        return Contents((), False, False)
    try:
        parts = list(_parts(path.name, data))
    except (ValueError, RuntimeError, OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError):
        return Contents((), False, False)
    texts = tuple(text for _name, text in parts)
    readable = not any(text.startswith(_BINARY[1]) or _BINARY[0] in text[:4096] for text in texts)
    single = any(_holds_single(name, text) for name, text in parts)
    return Contents(texts, readable, single, any(map(_SCORES, texts)))


def _parts(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Yield the texts in a file by the names of the files that they stand in; raises what damaged archives raise."""
    if not data.startswith(b"PK\x03\x04"):
        text = data.decode("utf-16" if data.startswith(_UTF16) else "utf-8", "replace")
        packed = list(_packed(text)) if name.lower().endswith(_PAGES) else []
        yield name, _PACKED.sub("", text) if packed else text
        yield from ((f"{name}{_OF_FORM}", part) for part in packed)
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_BYTES:
            raise ValueError(name)
        for entry in archive.infolist():
            yield from _parts(entry.filename, archive.read(entry))


def _packed(text: str) -> Iterator[str]:
    for found in _PACKED.finditer(text):
        try:
            yield gzip.decompress(b64decode(found[0])).decode("utf-8", "replace")
        except (binascii.Error, OSError, EOFError, zlib.error):
            continue


def _holds_single(name: str, text: str) -> bool:
    """Tell whether a text is somebody's answers, or a form that is to hold them."""
    if name.lower().endswith(_PAGES):
        return False
    if name.endswith(_OF_FORM):
        return _is_somebodys_form(text)
    if _FORM(text):
        return True
    return bool(_OF_PEOPLE(text)) and not _CONSENSUS(text)


def _is_somebodys_form(text: str) -> bool:
    """Tell whether a form has a code, or comes with answers that are no consensus."""
    try:
        content = json.loads(text)
    except ValueError:
        return False
    if not isinstance(content, dict):
        return False
    return bool(content.get("code") or (content.get("filled") and not _CONSENSUS(str(content["filled"]))))
