"""What is found out about the sheets of an old Excel workbook, from records written by hand."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from planself.exchange.inside_xls import _name, _refuse_lies, _sheets, _take
from planself.files.workbook.inside import Inside
from tests.exchange.sheet_parts import bounds


def record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


CELL_KINDS = [0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E]


@pytest.mark.parametrize("kind", CELL_KINDS)
def test_every_record_of_a_cell_counts_at_its_place(kind: int) -> None:
    inside = Inside()
    _take(kind, struct.pack("<HHH", 7, 3, 0), inside)
    assert (inside.grid.cells, bounds(inside.grid)) == (1, (7, 3, 7, 3))


@pytest.mark.parametrize("kind", [0x0000, 0x0007, 0x0201, 0x00BE, 0x0202, 0x0206, 0x027F])
def test_other_records_are_no_cells(kind: int) -> None:
    inside = Inside()
    _take(kind, bytes(20), inside)
    assert inside == Inside()


@pytest.mark.parametrize("count", [1, 2, 5])
def test_several_numbers_of_a_row_are_as_many_cells(count: int) -> None:
    inside = Inside()
    _take(0x00BD, struct.pack("<HH", 2, 4) + bytes(6 * count) + struct.pack("<H", 4 + count - 1), inside)
    assert (inside.grid.cells, bounds(inside.grid)) == (count, (2, 4, 2, 3 + count))


@pytest.mark.parametrize(("flags", "hidden"), [(0x20, {6}), (0x10, set()), (0x1DF, set()), (0x1FF, {6})])
def test_a_row_of_an_old_workbook_is_hidden_by_one_of_its_flags(flags: int, hidden: set[int]) -> None:
    inside = Inside()
    _take(0x0208, struct.pack("<HHHHHHHH", 5, 0, 9, 255, 0, 0, flags, 0), inside)
    assert inside.hidden == hidden


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (bytes([3, 1]) + "Äbc".encode("utf-16-le"), "Äbc"),
        (bytes([3, 1]) + "Äbcd".encode("utf-16-le"), "Äbc"),
        (bytes([3, 0]) + b"abc", "abc"),
        (bytes([3, 0]) + "Äbcd".encode("latin-1"), "Äbc"),
        (bytes([3]) + "Äbc".encode("cp1252"), "Äbc"),
        (bytes([3]) + "€bcd".encode("cp1252"), "€bc"),
        (bytes([0]), ""),
        (bytes([3, 1]) + b"ab", "\x01ab"),
    ],
)
def test_the_name_of_a_sheet_is_read_in_each_of_its_spellings(data: bytes, name: str) -> None:
    assert _name(struct.pack("<IH", 0, 0) + data) == name


def stream(*sheets: tuple[str, list[bytes]], begin: int = 0x0809) -> bytes:
    """Return a stream of globals that name the sheets, and the sheets themselves."""
    names = [name.encode("latin-1") for name, _records in sheets]
    head = record(begin, b"")
    at = len(head) + sum(12 + len(name) for name in names)
    bound, bodies = b"", b""
    for name, (_sheet, records) in zip(names, sheets, strict=True):
        bound += record(0x0085, struct.pack("<IHBB", at + len(bodies), 0, len(name), 0) + name)
        bodies += record(begin, b"") + b"".join(records)
    return head + bound + bodies


def cells_at(*places: tuple[int, int]) -> Iterator[bytes]:
    return (record(0x0203, struct.pack("<HH", *each) + bytes(10)) for each in places)


@pytest.mark.parametrize("begin", [0x0009, 0x0209, 0x0409, 0x0809])
def test_cells_belong_to_the_sheet_that_begins_before_them_in_each_version_of_excel(begin: int) -> None:
    sheets = ("A", [*cells_at((0, 0))]), ("Büro", [*cells_at((3, 2), (4, 5))]), ("C", list[bytes]())
    found = _sheets(stream(*sheets, begin=begin))
    assert {name: inside.grid.cells for name, inside in found.items()} == {"A": 1, "Büro": 2, "C": 0}
    assert bounds(found["Büro"].grid) == (3, 2, 4, 5)


def test_a_sheet_with_two_names_is_a_trap() -> None:
    twice = stream(("A", []))
    bound = twice[4 : 4 + 13]
    with pytest.raises(OSError, match=r"^$"):
        _sheets(twice[:4] + bound + bound + twice[17:])


@pytest.mark.parametrize(("size", "lies"), [(200, False), (201, True)])
def test_files_in_a_container_have_no_more_than_twice_its_bytes(tmp_path: Path, size: int, lies: bool) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(bytes(100))
    container = SimpleNamespace(direntries=[SimpleNamespace(size=150), None, SimpleNamespace(size=size - 150)])
    if lies:
        with pytest.raises(OSError, match=r"^$"):
            _refuse_lies(container, path)
    else:
        _refuse_lies(container, path)
