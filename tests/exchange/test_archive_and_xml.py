"""A workbook's archive and its XML, doubted: how much, how deep, how often, and where the bounds lie."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from planself import i18n
from planself.errors import InputError
from planself.files.workbook import workbook_zip, xml_stream
from planself.files.workbook.workbook_zip import Parts, _refuse_bomb, opened
from planself.files.workbook.xml_stream import Attributes, Elements, UnsoundXmlError, parse

MIB = 1 << 20


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


def code_of(caught: pytest.ExceptionInfo[InputError]) -> str:
    return caught.value.problems[0].code


# --- how much an archive may hold ---


def entries(*sizes: tuple[int, int]) -> list[ZipInfo]:
    """Return entries that say of themselves how large they are, unpacked and packed."""
    made = []
    for size, packed in sizes:
        entry = ZipInfo("a")
        entry.file_size, entry.compress_size = size, packed
        made.append(entry)
    return made


@pytest.mark.parametrize(
    ("sizes", "refused"),
    [
        ([(64 * MIB, 1)], False),
        ([(64 * MIB + 1, 1)], True),
        ([(100 * MIB, MIB)], False),
        ([(100 * MIB + 1, MIB)], True),
        ([(50 * MIB, MIB), (51 * MIB, 1)], True),
        ([(50 * MIB, MIB), (51 * MIB, MIB)], False),
        ([(2048 * MIB, 2000 * MIB)], False),
        ([(2048 * MIB + 1, 2000 * MIB)], True),
        ([(1, 1)] * 10_000, False),
        ([(1, 1)] * 10_001, True),
    ],
)
def test_an_archive_that_swells_is_refused_by_what_it_says(sizes: list[tuple[int, int]], refused: bool) -> None:
    if refused:
        with pytest.raises(InputError) as caught:
            _refuse_bomb(entries(*sizes), "a.xlsx")
        assert code_of(caught) == "E258"
    else:
        _refuse_bomb(entries(*sizes), "a.xlsx")


def test_the_size_is_said_in_mib() -> None:
    with pytest.raises(InputError, match="would have 300 MiB"):
        _refuse_bomb(entries((300 * MIB, 1)), "a.xlsx")


# --- what two readers could take differently ---


def archive(path: Path, *names: str, text: str = "<a/>") -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as made:
        for name in names:
            made.writestr(name, text)
    return path


def test_parts_are_found_whatever_their_case_and_slashes(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.xlsx", "XL/Workbook.xml", "content.xml", text="<a>äb</a>")
    with opened(path, "a.xlsx") as parts:
        for name in ("xl/workbook.xml", "/XL/WORKBOOK.XML", "xl\\workbook.xml"):
            assert name in parts
            assert parts.size(name) == len("<a>äb</a>".encode())
        assert "workbook.xml" not in parts
        assert parts.names() == "xl/workbook.xml\ncontent.xml"


@pytest.mark.parametrize("other", ["xl/a.xml", "XL/a.xml", "/xl/a.xml", "xl\\a.xml"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_there_twice_however_it_is_spelt_is_damage(tmp_path: Path, other: str) -> None:
    with (
        pytest.raises(InputError, match="no whole workbook"),
        opened(archive(tmp_path / "a.xlsx", "xl/a.xml", other), "a"),
    ):
        pass


def test_an_encrypted_part_is_a_password(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.xlsx", "a.xml", "b.xml")
    data = bytearray(path.read_bytes())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(InputError, match="protected by a password") as caught, opened(path, "a.xlsx"):
        pass
    assert code_of(caught) == "E257"


def test_two_parts_that_share_their_bytes_are_damage(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.xlsx", "a.xml", "b.xml")
    with opened(path, "a.xlsx") as parts:
        assert "b.xml" in parts, "parts that lie one behind the other are sound"
    data = bytearray(path.read_bytes())
    first, second = data.index(b"PK\x01\x02"), data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    path.write_bytes(data)
    with pytest.raises(InputError, match="no whole workbook"), opened(path, "a.xlsx"):
        pass


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK\x05\x06" + bytes(17)])
def test_what_is_no_archive_is_no_workbook(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    with pytest.raises(InputError, match="no whole workbook"), opened(path, "a.xlsx"):
        pass


def test_a_damaged_part_is_named_when_it_is_read() -> None:
    held = BytesIO()
    with ZipFile(held, "w") as made:
        made.writestr("xl/a.xml", "<a>")
    with pytest.raises(InputError, match=r"its part xl/a\.xml is damaged"):
        Parts(ZipFile(held), "a.xlsx").parse("xl/a.xml", Elements())


# --- XML ---


class Seen(Elements):
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []

    def start(self, name: str, attributes: Attributes) -> None:
        self.told.append(("start", f"{name} {attributes}"))

    def end(self, name: str) -> None:
        self.told.append(("end", name))

    def text(self, text: str) -> None:
        self.told.append(("text", text))


@pytest.mark.parametrize("cut", [1, 3, 1000])
def test_elements_are_told_without_their_prefix_wherever_the_pieces_are_cut(cut: int) -> None:
    text = '<x:a xmlns:x="x" y="1">Ä<b/>c</x:a>'.encode()
    seen = Seen()
    parse((text[place : place + cut] for place in range(0, len(text), cut)), seen)
    assert seen.told == [
        ("start", "a {'xmlns:x': 'x', 'y': '1'}"),
        ("text", "Ä"),
        ("start", "b {}"),
        ("end", "b"),
        ("text", "c"),
        ("end", "a"),
    ]


@pytest.mark.parametrize(("depth", "refused"), [(200, False), (201, True)])
def test_elements_are_nested_so_deep_and_no_deeper(depth: int, refused: bool) -> None:
    text = b"<a>" * depth + b"</a>" * depth
    if refused:
        with pytest.raises(UnsoundXmlError):
            parse([text], Elements())
    else:
        parse([text], Elements())


def test_elements_beside_each_other_are_not_nested() -> None:
    parse([b"<a>" + b"<b><c/></b>" * 1000 + b"</a>"], Elements())


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"<a>",
        b"<a></b>",
        b"<a/><b/>",
        b"<a>&x;</a>",
        b'<?xml version="1.0" encoding="no-such"?><a/>',
        b"<!DOCTYPE a><a/>",
        b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        b"\xff\xfe<\x00a",
    ],
)
def test_what_is_no_sound_xml_is_refused(text: bytes) -> None:
    with pytest.raises(UnsoundXmlError):
        parse([text], Elements())


def test_a_token_that_does_not_end_is_refused_before_it_fills_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_stream, "_TOKEN", 1000)
    read = 0

    def endless() -> list[bytes]:
        nonlocal read
        read += 1
        return [b"<!-- "] if read == 1 else [b"x" * 100]

    pieces = (piece for _turn in range(100) for piece in endless())
    with pytest.raises(UnsoundXmlError):
        parse(pieces, Elements())
    assert read < 20
    parse([b"<a>", *[b"<b>" + b"x" * 90 + b"</b>"] * 100, b"</a>"], Elements())


def test_a_part_is_read_piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_zip, "_PIECE", 7)
    held = BytesIO()
    with ZipFile(held, "w") as made:
        made.writestr("a.xml", "<a>" + "<b/>" * 50 + "</a>")
    seen = Seen()
    Parts(ZipFile(held), "a").parse("A.XML", seen)
    assert len(seen.told) == 102
