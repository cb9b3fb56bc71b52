"""The seal of a workbook: it holds until any part is changed, and no damaged file is an accident."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from planself.files.workbook_seal import PROPERTY, UNSEALED, is_unchanged_workbook, seal_workbook

CUSTOM = f'<Properties><property name="{PROPERTY}"><vt:lpwstr>{UNSEALED}</vt:lpwstr></property></Properties>'


def archive(**others: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as parts:
        parts.writestr("docProps/custom.xml", CUSTOM)
        for name, content in {"a.xml": b"<a/>", **others}.items():
            parts.writestr(name, content)
    return out.getvalue()


def changed(data: bytes, name: str, content: bytes | None) -> bytes:
    """Return an archive with one part written anew, or left out."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(out, "w") as parts:
        for each in before.namelist():
            if each != name:
                parts.writestr(each, before.read(each))
        if content is not None:
            parts.writestr(name, content)
    return out.getvalue()


def test_a_sealed_workbook_is_known_as_unchanged() -> None:
    assert is_unchanged_workbook(seal_workbook(archive()))
    assert not is_unchanged_workbook(archive())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xml", b"<b/>"),
        ("a.xml", None),
        ("b.xml", b""),
        ("docProps/custom.xml", None),
        ("docProps/custom.xml", CUSTOM.encode()),
        ("docProps/custom.xml", b"sha256:" + b"f" * 64),
    ],
)
def test_whatever_is_changed_breaks_the_seal(name: str, content: bytes | None) -> None:
    assert not is_unchanged_workbook(changed(seal_workbook(archive()), name, content))


def test_another_seal_of_ours_does_not_fit() -> None:
    with ZipFile(BytesIO(seal_workbook(archive(other=b"x")))) as other:
        foreign = other.read("docProps/custom.xml")
    assert not is_unchanged_workbook(changed(seal_workbook(archive()), "docProps/custom.xml", foreign))


def test_a_damaged_archive_is_none_of_ours() -> None:
    data = seal_workbook(archive(long=b"0123456789" * 400))
    for place in range(0, len(data), 3):
        is_unchanged_workbook(data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :])
        assert not is_unchanged_workbook(data[:place])
