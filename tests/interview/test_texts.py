"""Texts for the terminal: nothing in them can steer it, nothing is longer than a line, numbers read as typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself.i18n import Reader
from planself.interview.answer_rows import toggle
from planself.interview.numbers import as_typed, number
from planself.terminal import keys
from planself.terminal import styled_page as page
from planself.terminal.keys import LETTERS, Key
from planself.terminal.rows import Row, beside
from planself.terminal.screen import Sieve, bar, cells, shortened, wrap
from tests.reaching import reached, reaching

ANY_TEXT = st.text(max_size=200)


@reaching("encoded")
@given(ANY_TEXT, st.sampled_from(["utf-8", "cp1252", "cp850", "ascii", "no-such-encoding"]))
def test_what_passes_the_sieve_is_inert_and_can_be_shown(text: str, encoding: str) -> None:
    passed = Sieve(encoding)(text)
    assert not any(ord(sign) < 32 and sign != "\n" for sign in passed)
    assert not {"\x1b", "\x9b", "\x7f", "\u202e", "\u2066"} & set(passed)
    if reached("encoded", encoding != "no-such-encoding"):
        passed.encode(encoding)


@pytest.mark.parametrize(
    ("encoding", "text", "passed"),
    [
        ("utf-8", "\x1b[2Jweg\x07", "\ufffd[2Jweg\ufffd"),
        ("utf-8", "Kita – „gut“ ✓", "Kita – „gut“ ✓"),
        ("cp1252", "Größe – „gut“ ✓ ━", "Größe – „gut“ * ="),
        ("ascii", "Größe … „gut“ ≥", 'Groesse ... "gut" >='),
        ("ascii", "漢", "?"),
        ("utf-8", "eins\r\nzwei\tdrei", "eins\nzwei drei"),
    ],
)
def test_signs_that_a_terminal_lacks_have_a_plainer_one(encoding: str, text: str, passed: str) -> None:
    assert Sieve(encoding)(text) == passed


@given(ANY_TEXT, st.integers(8, 100))
def test_no_line_is_longer_than_the_width(text: str, width: int) -> None:
    lines = wrap(Sieve()(text), width)
    assert lines
    assert all(len(line) <= width for line in lines)


@given(st.text("ab c-", max_size=120), st.integers(40, 120), st.booleans())
def test_a_row_keeps_its_words_within_the_window(detail: str, width: int, tight: bool) -> None:
    tokens = page.row(Row("1", ("1",), "label", detail.strip()), width, tight=tight, pointed=False)
    lines = "".join(text for _style, text in tokens).split("\n")
    assert all(len(line) + 3 * (place == 0) <= width for place, line in enumerate(lines)), "questionary adds a pointer"
    assert "".join(detail.split()) in "".join("".join(lines).split())


@pytest.mark.parametrize(("done", "whole", "filled"), [(0, 10, 0), (5, 10, 20), (10, 10, 40), (0, 0, 40)])
def test_the_bar_shows_how_far_it_is(done: int, whole: int, filled: int) -> None:
    full, rest = bar(done, whole, 40, Sieve())
    assert (len(full), len(rest)) == (filled, 40 - filled)


def test_every_key_is_one_sign_and_none_a_digit_or_taken_twice() -> None:
    letters = [letter for names in LETTERS.values() for letter in names]
    letters += [*keys.UNKNOWN, *keys.NOT_APPLICABLE, *keys.YES, *keys.NO]
    assert len(set(letters)) == len(letters)
    assert all(len(letter) == 1 and not letter.isdigit() for letter in letters)
    assert set(LETTERS) == set(Key)


@pytest.mark.parametrize(("lang", "back", "unknown"), [("de", "z", "w"), ("en", "b", "d")])
def test_each_language_shows_its_own_letters(lang: str, back: str, unknown: str) -> None:
    assert keys.legend([Key.BACK], Reader(lang))[0][0] == back
    assert keys.shown(keys.UNKNOWN, lang) == unknown
    assert {keys.of("b"), keys.of("Z")} == {Key.BACK}, "both letters work in either language"


@given(st.integers(-(10**15), 10**15), st.sampled_from(["de", "en"]))
def test_a_number_is_read_as_it_was_shown(value: int, lang: str) -> None:
    assert number(as_typed(value, Reader(lang))) == value


@pytest.mark.parametrize(
    ("typed", "value"), [("12,5", 12_500_000), ("12.5", 12_500_000), ("0", 0), (" 1.234,5 ", 1_234_500_000)]
)
def test_a_decimal_comma_is_read(typed: str, value: int) -> None:
    assert number(typed) == value


@pytest.mark.parametrize("typed", ["", "zwölf", "12.345", "1e3", "0,0000001", "9" * 12, "9" * 400, "--3", "NaN"])
def test_what_is_no_number_is_refused_with_a_reason(typed: str) -> None:
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        number(typed)


@given(st.lists(st.sampled_from("abcxy")))
def test_ticks_never_hold_an_exclusive_option_beside_another(presses: list[str]) -> None:
    ticked: tuple[str, ...] = ()
    for press in presses:
        was_on = press in ticked
        ticked = toggle(ticked, press, {"x", "y"})
        assert (press in ticked) is not was_on
        assert len(ticked) == 1 or not {"x", "y"} & set(ticked)
        assert len(set(ticked)) == len(ticked)


def test_a_small_window_says_that_there_are_more_answers() -> None:
    shown = page.foot(page.Foot(state="↕ There are more answers"), Sieve("ascii"), 60)
    assert "".join(text for _style, text in shown).startswith(" ^v There are more answers\n")


@pytest.mark.parametrize(
    "text", ["🧒🧒🧒 Frage 0: 👍👍👍 Wird der Plan geprüft?", "漢字" * 20, "e\u0301" * 30, "❤️" * 12, "a-b " * 9]
)
@pytest.mark.parametrize("width", [8, 20, 33])
def test_no_line_takes_more_columns_than_there_are_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_heading_leaves_room_for_the_place_beside_wide_signs() -> None:
    shown = page.heading("🧒 Kinder 👪", "Question 1 of 50", (0, 50), Sieve(), 60)
    first = "".join(text for _style, text in shown).split("\n")[0]
    assert first.endswith("Question 1 of 50")
    assert cells(first) == 59


def test_a_shortened_text_fits() -> None:
    assert shortened("漢字漢字漢字", 7, Sieve()) == "漢字漢…"
    assert shortened("abc", 3, Sieve()) == "abc"


@pytest.mark.parametrize(
    ("detail", "shown"),
    [
        ("Es gibt keine.", "nie: Es gibt keine."),
        ("Nichts: kein Austausch.", "nie. Nichts: kein Austausch."),
        ("", "nie"),
    ],
)
def test_a_description_with_a_colon_does_not_follow_another_one(detail: str, shown: str) -> None:
    assert beside("nie", detail) == shown
