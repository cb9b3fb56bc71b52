"""The seal of a workbook: whether planself wrote it and no program has saved it since.

It is a property of the document, and holds a checksum over all parts of the workbook with the seal still open.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 -- an exception, as others are called

PROPERTY = "planself:seal"
UNSEALED = "sha256:" + "0" * 64
"""What stands in the property before a workbook is sealed."""
_PART = "docProps/custom.xml"
_MOST = 100_000_000
"""More than any workbook of ours unpacks to."""
_DAY = (1980, 1, 1, 0, 0, 0)


def seal_workbook(data: bytes) -> bytes:
    """Return a workbook whose property has UNSEALED with the seal in its place."""
    parts = _parts(data)
    parts[_PART] = parts[_PART].replace(UNSEALED.encode(), _checksum(parts).encode())
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            part = ZipInfo(name, _DAY)
            part.compress_type, part.external_attr = ZIP_DEFLATED, 0o600 << 16
            archive.writestr(part, content)
    return out.getvalue()


def is_unchanged_workbook(data: bytes) -> bool:
    """Return whether a workbook has a seal that still fits it."""
    try:
        parts = _parts(data)
    except (BadZipFile, ZlibError, EOFError, ValueError, NotImplementedError, RuntimeError, OSError):  # it is damaged
        return False
    custom = parts.get(_PART, b"")
    head, mark, rest = custom.partition(b"sha256:")
    sealed, rest = rest[:64], rest[64:]
    parts[_PART] = head + UNSEALED.encode() + rest
    return bool(mark) and sealed.decode("ascii", "replace") == _checksum(parts).removeprefix("sha256:")


def _parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > _MOST:
            raise ValueError("no workbook of ours is that large")
        return {part.filename: archive.read(part) for part in archive.infolist()}


def _checksum(parts: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, content in sorted(parts.items()):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return f"sha256:{digest.hexdigest()}"
