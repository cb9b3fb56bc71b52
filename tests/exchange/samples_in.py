"""Table files that tests make, and what reading them gives."""

from __future__ import annotations

import struct
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from planself.errors import InputError, Problem
from planself.exchange.source_table import RawTable, open_table

Rows = list[tuple[object, ...]]


def written(folder: Path, name: str, data: bytes | str) -> str:
    """Return the path of a file with that content."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(path)


def rows(table: RawTable) -> Rows:
    """Return all rows, each with the number that a person sees beside it first."""
    found = table.numbered("number").collect().rows()
    assert table.rows in (None, len(found)), "counted beforehand as well"
    return found


def refused(spec: str, sheet: str | None = None) -> tuple[Problem, ...]:
    """Return the problems with which a table is refused."""
    with pytest.raises(InputError) as caught:
        open_table(spec, sheet=sheet)
    return caught.value.problems


def codes(table: RawTable) -> list[str]:
    """Return the codes of a table's notes."""
    return [note.code for note in table.notes]


ODS = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">
<office:body><office:spreadsheet><table:table table:name="Tabelle1">{rows}</table:table></office:spreadsheet>
</office:body></office:document-content>"""


def ods(path: Path, *lines: tuple[str | float, ...]) -> str:
    """Write a LibreOffice table with text and numbers, and return its path."""
    body = "".join(f"<table:table-row>{''.join(map(_ods_cell, line))}</table:table-row>" for line in lines)
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.format(rows=body))
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return str(path)


def _ods_cell(value: str | float) -> str:
    if isinstance(value, str):
        text = f"<text:p>{value}</text:p>"
        return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{value}"/>'


def encrypted() -> bytes:
    """Return a file as Excel leaves it with a password: an OLE container with an EncryptedPackage."""
    free, end, fat_sector = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0,
    )  # fmt: skip
    header += struct.pack("<109I", 0, *[free] * 108)
    fat = struct.pack("<128I", fat_sector, end, *[free] * 126)
    root = _entry("Root Entry", kind=5, child=1, start=end)
    return header + fat + root + _entry("EncryptedPackage", kind=2, child=free, start=end) + bytes(256)


def _entry(name: str, *, kind: int, child: int, start: int) -> bytes:
    text = name.encode("utf-16-le")
    none = 0xFFFFFFFF
    entry = struct.pack("<64sHBBIII", text, len(text) + 2, kind, 1, none, none, child)
    return entry + bytes(36) + struct.pack("<IQ", start, 0)
