"""Laws of texts on a terminal: whatever passed once passes again, and no line is broken where it need not be."""

from __future__ import annotations

from io import BytesIO, TextIOWrapper
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planself.terminal.screen import _PLAINER, Sieve, bar, cells, shortened, sieve_of, wrap
from tests.reaching import reached, reaching

ENCODINGS = st.sampled_from(["utf-8", "cp1252", "cp850", "ascii", "latin-1"])
SIGNS = st.text(st.sampled_from("aä ßb-…„“漢🧒é\u0301✓━\t\n\r\x1b"), max_size=60)
WORDS = st.lists(st.text("abü漢", min_size=1, max_size=12), min_size=1, max_size=20)


@given(SIGNS, ENCODINGS, st.sampled_from(["", "━✓"]))
def test_what_passed_a_sieve_passes_it_again_unchanged(text: str, encoding: str, lacking: str) -> None:
    sieve = Sieve(encoding, lacking)
    passed = sieve(text)
    assert sieve(passed) == passed
    assert sieve.has(passed)


@given(st.text("abcdefgh 123.,\n", max_size=60), ENCODINGS)
def test_plain_signs_pass_every_sieve_as_they_are(text: str, encoding: str) -> None:
    assert Sieve(encoding)(text) == text


@pytest.mark.parametrize("sign", _PLAINER)
def test_every_sign_of_ours_has_a_plainer_one_that_every_encoding_knows(sign: str) -> None:
    assert Sieve("ascii")(sign) == _PLAINER[sign]
    assert _PLAINER[sign].isascii()
    assert Sieve("utf-8", lacking=sign)(f"a{sign}b") == f"a{_PLAINER[sign]}b"


@pytest.mark.parametrize(
    ("sign", "shown"), [("é", "e"), ("ﬁ", "fi"), ("①", "1"), ("Å", "A"), ("漢", "?"), ("🧒", "?"), ("\u0301", "?")]
)
def test_what_is_not_ours_stands_by_its_plain_letter_or_a_question_mark(sign: str, shown: str) -> None:
    assert Sieve("ascii")(sign) == shown


@pytest.mark.parametrize(
    ("platform", "environ", "lacking"),
    [
        ("linux", {}, ""),
        ("win32", {}, "━✓"),
        ("win32", {"WT_SESSION": "x"}, ""),
        ("win32", {"TERM_PROGRAM": "vscode"}, ""),
        ("win32", {"WT_SESSION": "", "HOME": "x"}, "━✓"),
        ("linux", {"WT_SESSION": ""}, ""),
    ],
)
def test_what_the_font_of_a_terminal_lacks_is_known_by_its_surroundings(
    platform: str, environ: dict[str, str], lacking: str
) -> None:
    stream = TextIOWrapper(BytesIO(), "cp850")
    assert sieve_of(stream, environ, platform) == Sieve("cp850", lacking)


@reaching("broken", "cut")
@given(WORDS, st.integers(8, 40))
def test_a_line_is_broken_only_where_the_next_piece_does_not_fit(words: list[str], width: int) -> None:
    lines = wrap(" ".join(words), width)
    whole = all(cells(word) <= width for word in words)
    if reached("cut", not whole):
        assert "".join(lines).replace(" ", "") == "".join(words)
    elif reached("broken", len(lines) > 1):
        assert " ".join(lines).split() == words
        for line, below in pairwise(lines):
            assert cells(line) + 1 + cells(below.split()[0]) > width


@given(SIGNS, st.integers(-3, 40))
def test_lines_that_were_wrapped_are_wrapped_no_further(text: str, width: int) -> None:
    lines = wrap(Sieve()(text), width)
    assert wrap("\n".join(lines), width) == lines
    assert all(cells(line) <= max(width, 8) for line in lines)
    assert all(line == line.strip() for line in lines)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 20, [""]),
        ("   ", 20, [""]),
        ("a\n\nb", 20, ["a", "", "b"]),
        ("a  \t b", 20, ["a b"]),
        ("Kita-Bedarfsplan", 10, ["Kita-", "Bedarfspla", "n"]),
        ("Kita-Bedarfsplan", 12, ["Kita-", "Bedarfsplan"]),
        ("Plan a-b-c des Amts", 12, ["Plan a-b-c", "des Amts"]),
        ("Ost-West-Achse", 10, ["Ost-West-", "Achse"]),
        ("abcdefgh ij", 8, ["abcdefgh", "ij"]),
        ("abcdefghij", 3, ["abcdefgh", "ij"]),
        ("12345678", 8, ["12345678"]),
        ("- Punkt eins", 9, ["- Punkt", "eins"]),
    ],
)
def test_words_are_broken_at_blanks_and_hyphens_within(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


@reaching("whole", "cut")
@example("漢字漢字", 3)
@given(st.text("ab ü漢e\u0301", max_size=20), st.integers(2, 24))
def test_a_shortened_text_fits_and_is_the_beginning(text: str, room: int) -> None:
    short = shortened(text, room, Sieve())
    if reached("whole", cells(text) <= room):
        assert short == text
    elif reached("cut"):
        assert short.endswith("…")
        assert text.startswith(short[:-1])
        assert cells(short) <= max(room, 3), "one sign of two columns stays where nothing smaller is there"


@pytest.mark.parametrize(
    ("text", "room", "encoding", "shown"),
    [
        ("Haushalt", 8, "ascii", "Haushalt"),
        ("Haushalt", 7, "ascii", "Haus..."),
        ("Haushalt", 7, "utf-8", "Hausha…"),
        ("Der Plan", 5, "utf-8", "Der…"),
        ("Haushalt", 1, "utf-8", "H…"),
    ],
)
def test_the_ellipsis_takes_its_own_room(text: str, room: int, encoding: str, shown: str) -> None:
    assert shortened(text, room, Sieve(encoding)) == shown


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("漢字", 4), ("e\u0301", 1), ("❤\ufe0f", 2), ("❤", 1), ("🧒", 2), ("\x00", 0), ("", 0), ("\u200b", 0)],
)
def test_columns_are_counted_as_a_terminal_does(text: str, columns: int) -> None:
    assert cells(text) == columns


@reaching("wide")
@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 80), st.sampled_from(["utf-8", "ascii"]))
def test_a_bar_is_as_wide_as_it_was_asked_for_and_full_only_at_the_end(
    done: int, more: int, width: int, encoding: str
) -> None:
    whole = done + more
    filled, rest = bar(done, whole, width, Sieve(encoding))
    assert len(filled) + len(rest) == width
    assert set(filled + rest) <= set("━─" if encoding == "utf-8" else "=-")
    if reached("wide", width > 0):
        assert (rest == "") == (done == whole)
