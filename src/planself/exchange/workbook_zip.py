"""What a workbook's archive shows before it is opened: how large it becomes, and cells that hold no value."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from posixpath import join, normpath
from zipfile import BadZipFile, ZipFile, ZipInfo, is_zipfile

from planself.errors import InputError, Location
from planself.exchange.raw_table import damaged, refusal
from planself.i18n import _

LIMIT = 4 << 30
_PIECE = 1 << 20
_RATIO = 250
_SMALL = 64 << 20
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*"([^"]*)"')
_ERROR = re.compile(rb'<c\s([^>]*\bt="e"[^>]*)>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]{1,40})</v>')
_UNCALCULATED = re.compile(rb"<c\s([^>]*)>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d+)")


@dataclass(slots=True)
class Inside:
    """What stands in one sheet and the library for reading workbooks does not tell."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    """Error values such as #NAME? by row and column, both from 0."""
    uncalculated: list[str] = field(default_factory=list)
    """References of cells with a formula and no stored result."""


def inspect(path: Path, name: str) -> dict[str, Inside]:
    """Return what each sheet of an XLSX file holds beside values; raise where unpacking would fill the memory."""
    if not is_zipfile(path):
        return {}
    try:
        with ZipFile(path) as archive:
            _refuse_bomb(archive, name)
            parts = _parts(archive)
            found: dict[str, Inside] = {}
            for entry in archive.infolist():
                inside = Inside()
                _look(archive, entry, inside, sheet=entry.filename in parts)
                if entry.filename in parts:
                    found[parts[entry.filename]] = inside
            return found
    except (BadZipFile, EOFError, NotImplementedError, RuntimeError, zlib.error, OSError) as error:
        raise damaged(name, str(error)) from error


def _refuse_bomb(archive: ZipFile, name: str) -> None:
    """Trust the sizes that the archive gives: what is longer than it says fails its checksum later."""
    size = sum(entry.file_size for entry in archive.infolist())
    packed = sum(entry.compress_size for entry in archive.infolist())
    if size > LIMIT or (size > _SMALL and size > _RATIO * packed):
        raise _bomb(size, name)


def _bomb(size: int, name: str) -> InputError:
    message = _("Unpacked, this file would have {size} MiB, far more than a table of its size.").format(size=size >> 20)
    hint = _("Do not open it unless you know where it comes from. A table this large is better exported as CSV.")
    return refusal(Location(name), "E258", message, hint)


def _parts(archive: ZipFile) -> dict[str, str]:
    """Return which part of the archive holds which sheet; empty where it is no XLSX file."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return {}
    relations = [_attributes(tag) for tag in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels"))]
    targets = {found.get("Id"): found.get("Target", "") for found in relations}
    sheets = [_attributes(tag) for tag in _SHEET.findall(archive.read("xl/workbook.xml"))]
    return {
        _absolute(target): found.get("name", "")
        for found in sheets
        if (target := targets.get(next((value for key, value in found.items() if key.endswith(":id")), None)))
    }


def _absolute(target: str) -> str:
    return target[1:] if target.startswith("/") else normpath(join("xl", target))


def _attributes(tag: bytes) -> dict[str, str]:
    return {key.decode(): unescape(value.decode("utf-8", "replace")) for key, value in _ATTRIBUTE.findall(tag)}


def _look(archive: ZipFile, entry: ZipInfo, inside: Inside, *, sheet: bool) -> None:
    """Unpack one part, piece by piece: a lie about its size or a damaged byte shows in its checksum."""
    for text in _whole_rows(archive, entry) if sheet else _pieces(archive, entry):
        if sheet and b't="e"' in text:
            for cell, value in _ERROR.findall(text):
                inside.errors[_place(_attributes(cell).get("r", ""))] = value.decode("utf-8", "replace")
        if sheet and b"<f" in text:
            inside.uncalculated += [_attributes(cell).get("r", "") for cell in _UNCALCULATED.findall(text)]


def _pieces(archive: ZipFile, entry: ZipInfo) -> Iterator[bytes]:
    with archive.open(entry) as file:
        while piece := file.read(_PIECE):
            yield piece


def _whole_rows(archive: ZipFile, entry: ZipInfo) -> Iterator[bytes]:
    """Yield the text of a sheet in pieces that end with a row, as far as rows end."""
    rest = b""
    for piece in _pieces(archive, entry):
        rest += piece
        cut = rest.rfind(b"</row>")
        if cut > 0 or len(rest) > 16 * _PIECE:
            yield rest[:cut] if cut > 0 else rest
            rest = rest[cut:] if cut > 0 else b""
    yield rest


def _place(reference: str) -> tuple[int, int]:
    """Return row and column of a cell such as C7, both from 0."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return -1, -1
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def reference(row: int, column: int) -> str:
    """Return the name of a cell whose row and column count from 0, such as C7."""
    letters = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(65 + digit) + letters
    return f"{letters}{row + 1}"
