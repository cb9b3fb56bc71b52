"""The text of a table: its encoding, its quotation marks and line ends, found alike wherever it is cut."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself import i18n
from planself.errors import InputError
from planself.exchange import text_source
from planself.exchange.text_source import Text, enumerated, read_text
from tests.reaching import reached, reaching

PIECES = st.text(st.sampled_from('aä€"\r\n;'), min_size=1, max_size=40)


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


def read(folder: Path, data: bytes) -> Text:
    path = folder / "a.csv"
    path.write_bytes(data)
    return read_text(path, "a.csv")


def content(text: Text) -> str:
    with text.open() as file:
        return file.read().decode()


@reaching("returns", "quotes")
@given(PIECES, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]), st.integers(2, 9))
def test_a_text_is_known_whatever_its_encoding_and_wherever_it_is_cut(
    tmp_path_factory: pytest.TempPathFactory, written: str, encoding: str, piece: int
) -> None:
    marked = "Maße" + written  # "ß" before "€" would be UTF-8 by chance
    data = marked.encode(encoding)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_source, "PIECE", piece)
        text = read(tmp_path_factory.mktemp("t"), data)
        assert content(text) == marked
    assert text.quotes == reached("quotes", '"' in marked)
    assert text.returns == reached("returns", marked.count("\r") != marked.count("\r\n"))
    assert [note.code for note in text.notes] == (["N450"] if encoding == "cp1252" else [])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "E003 The file is empty"),
        (b"PK\x03\x04abc", "E250 This is a workbook or an archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "E250 This is a workbook or an archive"),
        (b"a;b\nc\x00;d\n", "a.csv:2 E251 The file holds NUL bytes"),
        (b"a\xe4;b\nc\x00;d\n", "a.csv:2 E251 The file holds NUL bytes"),
        ("a;b\nc\x00;d\n".encode("utf-16"), "a.csv:2 E251 The file holds NUL bytes"),
        (codecs.BOM_UTF16_LE + "a;b\nc;d".encode("utf-16-le")[:-1], "E251 The file says that it is UTF-16"),
        ("ä;b\n".encode() + b"x\xe4;c\n", "a.csv:2 E251 The file mixes encodings"),
        (b"x\xe4;c\n" + "ä;b\n".encode(), "a.csv:1 E251 The file mixes encodings"),
        (b"ok;c\nx\xe4;\x81\n", "a.csv:2 E251 The file is neither UTF-8 nor Windows-1252"),
    ],
)
def test_what_is_wrong_with_the_signs_of_a_text_is_told_with_its_line(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, data)
    problem = caught.value.problems[0]
    assert said in f"{problem.where} {problem.code} {problem.message}"


def test_every_line_of_another_encoding_is_named_up_to_five(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, "ä\n".encode() + b"x\xe4\n" * 6)
    problem = caught.value.problems[0]
    assert "6 lines are not" in problem.message
    assert "lines 2, 3, 4, 5, 6 …." in problem.hint


@pytest.mark.parametrize(
    ("line", "word"), [("Anzahl;Größe;Maß", "Größe"), ("ä" * 60, "ä" * 40), ("a € b", ""), ("x-Straße 3", "Straße")]
)
def test_the_first_word_that_could_be_wrong_is_shown(tmp_path: Path, line: str, word: str) -> None:
    (note,) = read(tmp_path, f"plain\n{line}\nÄußeres\n".encode("cp1252")).notes
    assert note.message.endswith(f"Windows-1252: “{word or 'Äußeres'}” stands in line 2.")


@pytest.mark.parametrize(
    ("numbers", "written"), [([1], "1"), ([1, 2, 3, 4, 5], "1, 2, 3, 4, 5"), ([1, 2, 3, 4, 5, 6], "1, 2, 3, 4, 5 …")]
)
def test_five_numbers_are_written_out(numbers: list[int], written: str) -> None:
    assert enumerated(numbers) == written


@pytest.mark.parametrize(("length", "in_a_file"), [(16 << 20, False), ((16 << 20) + 1, True)])
def test_a_text_moves_to_a_file_where_it_is_much(length: int, in_a_file: bool) -> None:
    scratch = text_source.Scratch()
    scratch.write(b"x" * length)
    done = scratch.done()
    assert isinstance(done, Path) is in_a_file
    if isinstance(done, Path):
        assert done.stat().st_mode & 0o777 == 0o600
        assert done.stat().st_size == length
        text_source._forget(done)
        assert not done.exists()


def test_a_line_of_an_old_encoding_that_does_not_end_is_refused_by_its_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_source, "RECORD_LIMIT", 20)
    read(tmp_path, b"a\xe4\n" + b"x" * 18 + b"\n")
    with pytest.raises(InputError, match="does not end") as caught:
        read(tmp_path, b"a\xe4\nb\n" + b"x" * 20 + b"\n")
    assert (caught.value.problems[0].code, caught.value.problems[0].where.line) == ("E254", 3)
