"""The inside of the sheets of an old Excel workbook: records of a stream in a container that is a small file system."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from planself.files.refusals import damaged
from planself.files.workbook.inside import Inside, Look, refuse_vast_together
from planself.i18n import _

_STREAMS = ("Workbook", "Book")
_BEGIN, _SHEET, _ROW, _SEVERAL = {0x0009, 0x0209, 0x0409, 0x0809}, 0x0085, 0x0208, 0x00BD
_CELLS = {0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E}
"""Records of one cell, which all begin with its row and column: formulas, texts, numbers, truth values."""
_HIDDEN = 0x20
_END_OF_CHAIN = 0xFFFFFFFA


def look(path: Path, name: str) -> Look:
    """Return what looks into the sheets, all of which the library lays out; raises InputError where one is vast."""
    import olefile

    try:
        _refuse_loop(path)
        with olefile.OleFileIO(str(path), raise_defects=olefile.DEFECT_INCORRECT) as container:
            _refuse_lies(container, path)
            stream = next((each for each in _STREAMS if container.exists(each)), None)
            found = {} if stream is None else _sheets(container.openstream(stream).read())
    except (OSError, ValueError, LookupError, struct.error) as error:
        raise damaged(name, _("it is no whole workbook")) from error
    refuse_vast_together(found, name)
    return lambda sheet: found.get(sheet, Inside())


def _refuse_loop(path: Path) -> None:
    """Raise OSError where the list of sectors comes back to itself, which the library would follow for ever."""
    size = path.stat().st_size
    with path.open("rb") as file:
        header = file.read(76)
        shift, fats = struct.unpack_from("<H12xI", header, 30)
        small, sector = struct.unpack_from("<II", header, 64)
        if shift not in (9, 12) or max(fats, small) > size >> shift:
            raise OSError
        seen = set[int]()
        while sector < _END_OF_CHAIN:
            if sector in seen:
                raise OSError
            seen.add(sector)
            file.seek((sector + 2 << shift) - 4)
            (sector,) = struct.unpack("<I", file.read(4))


def _refuse_lies(container: object, path: Path) -> None:
    """Raise OSError where the files in a container have together more bytes than the container."""
    entries = getattr(container, "direntries", [])
    if sum(entry.size for entry in entries if entry is not None) > 2 * path.stat().st_size:
        raise OSError


def _sheets(stream: bytes) -> dict[str, Inside]:
    """Return the inside of every sheet of a stream of records."""
    starts: dict[int, str] = {}
    found: dict[str, Inside] = {}
    inside = Inside()
    for kind, start, data in _records(stream):
        if kind in _BEGIN:
            if start in starts:
                inside = found.setdefault(starts[start], Inside())
        elif kind == _SHEET:
            (start,) = struct.unpack_from("<I", data)
            if start in starts:  # the library would lay it out again for every name
                raise OSError
            starts[start] = _name(data)
        else:
            _take(kind, data, inside)
    return found


def _take(kind: int, data: bytes, inside: Inside) -> None:
    if kind in _CELLS:
        inside.grid.add(*struct.unpack_from("<HH", data))
    elif kind == _SEVERAL:
        row, first = struct.unpack_from("<HH", data)
        for column in range(first, first + (len(data) - 6) // 6):
            inside.grid.add(row, column)
    elif kind == _ROW and struct.unpack_from("<H", data, 12)[0] & _HIDDEN:
        inside.hidden.add(struct.unpack_from("<H", data)[0] + 1)


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield kind, place and content of every record; what follows the last whole one is filling."""
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        data = stream[at + 4 : at + 4 + length]
        if len(data) < length:
            return
        yield kind, at, data
        at += 4 + length


def _name(data: bytes) -> str:
    """Return the name of a sheet; before Excel 97 it was written in one byte a letter, without a flag."""
    length, flag = data[6], data[7] if len(data) > 7 else 0
    if flag == 1 and len(data) >= 8 + 2 * length:
        return data[8 : 8 + 2 * length].decode("utf-16-le", "replace")
    if flag == 0:
        return data[8 : 8 + length].decode("latin-1")
    return data[7 : 7 + length].decode("cp1252", "replace")
