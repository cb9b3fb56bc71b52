"""Bytes become text where they are UTF-8; else it is said in which encoding they are, where, and what helps."""

from __future__ import annotations

import codecs

import pytest

from planself import i18n
from planself.errors import InputError
from planself.files.encoding import decode

GERMAN = "title: Jugendhilfeplanung für Größe und Übergänge\n"


def refused(data: bytes) -> tuple[str, int | None, int | None, str]:
    i18n.use("en")
    with pytest.raises(InputError) as caught:
        decode(data, "a.yaml")
    (problem,) = caught.value.problems
    assert problem.hint
    return problem.code, problem.where.line, problem.where.column, problem.message


@pytest.mark.parametrize("text", ["", "a", GERMAN, "日本語", "a\r\nb"])
def test_utf_8_is_read_with_and_without_its_mark(text: str) -> None:
    assert decode(text.encode(), "a") == text
    assert decode(codecs.BOM_UTF8 + text.encode(), "a") == text


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("cp1252", "Windows-1252"),
        ("latin-1", "Windows-1252"),
        ("cp850", "CP850 (DOS)"),
        ("mac-roman", "Mac Roman"),
    ],
)
def test_the_old_encoding_of_a_german_text_is_guessed(encoding: str, name: str) -> None:
    code, line, column, message = refused(GERMAN.encode(encoding))
    assert (code, line, column) == ("E005", 1, GERMAN.index("ü") + 1)
    assert message == f"The file is not UTF-8; it looks like {name}."


def test_a_text_without_umlauts_is_guessed_as_far_as_it_goes() -> None:
    assert refused("deux, voilà".encode("cp1252"))[3].endswith("it looks like Windows-1252.")
    assert refused(b"a: \x90\x8f")[3] == "The file is not UTF-8: byte 0x90 stands here."


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"), ("utf-32", "UTF-32")],
)
def test_wide_text_is_named(encoding: str, name: str) -> None:
    assert refused(GERMAN.encode(encoding)) == (
        "E005",
        1,
        1,
        f"The file is encoded in {name}, and UTF-8 is needed.",
    )


def test_nul_bytes_are_placed_after_the_mark_and_counted_in_signs() -> None:
    assert refused(codecs.BOM_UTF8 + "äö\r\nb\0".encode())[:3] == ("E004", 2, 2)
    assert refused(b"abc\0de")[:3] == ("E004", 1, 4)


@pytest.mark.parametrize("data", [b"\0\0a", b"a\0b"])
def test_a_few_nul_bytes_are_no_wide_text(data: bytes) -> None:
    assert refused(data)[0] == "E004"


def test_a_file_that_breaks_off_within_a_character_was_not_copied_to_the_end() -> None:
    assert refused("Größe".encode()[:-2])[3] == "The file breaks off in the middle of a character."
    assert refused("a ü".encode()[:-1])[3] == "The file breaks off in the middle of a character."
    assert refused("Plan: 日".encode()[:-1])[3] == "The file breaks off in the middle of a character."
    assert refused(b"caf\xe9")[3] == "The file is not UTF-8; it looks like Windows-1252."


def test_one_damaged_sign_in_utf_8_is_named_alone() -> None:
    code, line, column, message = refused("a: ä\nb: ".encode() + b"\xfc\n")
    assert (code, line, column) == ("E005", 2, 4)
    assert message == "The file is UTF-8 up to here; byte 0xFC is in another encoding."
