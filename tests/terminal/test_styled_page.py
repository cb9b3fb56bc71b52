"""Pages as styled text: no window is too small for what is shown in it, and what is urgent goes last."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself.terminal import styled_page as page
from planself.terminal.frame import Page
from planself.terminal.rows import Row
from planself.terminal.screen import Sieve, cells
from planself.terminal.styled_page import Foot, Tokens
from tests.reaching import reached, reaching

SIEVE = Sieve()
WORDS = st.lists(st.text("abü漢", min_size=1, max_size=9), max_size=30).map(" ".join)
LEGENDS = st.lists(
    st.tuples(st.sampled_from(["b", "Esc", ""]), st.sampled_from(["back", "save and leave"])), max_size=9
)
FEET = st.builds(
    Foot,
    legend=LEGENDS.map(tuple),
    notice=WORDS,
    confirm=st.sampled_from(["", "Enter confirms"]),
    state=st.sampled_from(["", "↕ There are more answers"]),
)


def text_of(tokens: Tokens) -> str:
    return "".join(text for _style, text in tokens)


def lines_of(tokens: Tokens) -> list[str]:
    return text_of(tokens).split("\n")


@given(WORDS, st.sampled_from(["", "Question 1 of 50"]), st.integers(0, 9), st.integers(0, 9), st.integers(42, 99))
def test_a_heading_keeps_within_the_window(title: str, place: str, done: int, more: int, width: int) -> None:
    lines = lines_of(page.heading(title, place, (done, done + more), SIEVE, width))
    assert all(cells(line) < width for line in lines)
    assert lines[0].endswith(place)
    assert "".join("".join(lines).replace(place, "").split()).startswith("".join(title.split()))
    assert lines[-2:] == ["", ""], "a gap parts the head from what is asked"
    assert set(lines[-3].strip()) <= set("━─")
    assert len(lines[-3]) == width - 1


def test_a_heading_without_a_count_has_an_empty_bar_and_further_lines_stand_below_the_first() -> None:
    tokens = page.heading("Eine lange Überschrift über zwei Zeilen", "1/2", None, SIEVE, 30)
    assert lines_of(tokens) == [
        " Eine lange Überschrift   1/2",
        " über zwei Zeilen",
        " " + "─" * 28,
        "",
        "",
    ]


@reaching("whole", "without the top", "broken off")
@given(WORDS, WORDS, st.integers(30, 60), st.integers(1, 12))
def test_a_page_has_as_many_lines_as_there_is_room_for(title: str, text: str, width: int, room: int) -> None:
    top = page.heading(title, "", None, SIEVE, width)
    asked = page.paragraph(text or "?", width, "")
    shown = page.fitted(top, asked, room, SIEVE)
    assert page.height(shown) <= room
    if reached("whole", page.height([*top, *asked]) - 1 <= room):
        assert text_of(shown) == text_of([*top, *asked])[:-1]
    elif reached("without the top", page.height(asked) - 1 <= room):
        assert text_of(shown) == text_of(asked)[:-1]
    else:
        reached("broken off", True)
        assert text_of(shown).endswith("…")
        assert text_of(asked).startswith(text_of(shown).removesuffix(" …"))


@reaching("fits")
@given(st.lists(st.tuples(st.sampled_from("xy"), st.sampled_from(["a", "\n", "b\n", "\n\nc", ""])), max_size=12))
def test_what_is_cut_is_the_beginning_and_ends_in_no_empty_line(tokens: Tokens) -> None:
    whole = text_of(tokens)
    for lines in range(1, 8):
        kept = page.cut(tokens, lines)
        assert whole.startswith(text_of(kept))
        assert page.height(kept) <= lines
        assert not kept or not kept[-1][1].endswith("\n")
        if reached("fits", page.height(tokens) <= lines):
            assert whole.strip("\n") == text_of(kept).strip("\n")


def test_the_styles_of_what_is_cut_stay() -> None:
    tokens = [("a", "one\n"), ("b", "two\nthree\nfour"), ("c", "five")]
    assert page.cut(tokens, 3) == [("a", "one\n"), ("b", "two\nthree")]
    assert page.cut(tokens, 4) == tokens
    assert page.trimmed([("a", "one\n"), ("b", "two\n")]) == [("a", "one\n"), ("b", "two")]
    assert page.trimmed([]) == []


@given(st.lists(st.tuples(st.sampled_from(["7", "12 %", "漢"]), WORDS), min_size=1), st.integers(20, 60))
def test_figures_stand_in_a_column_of_their_own(rows: list[tuple[str, str]], width: int) -> None:
    column = 1 + max(cells(figure) for figure, _text in rows)
    lines = lines_of(page.table(rows, width))
    assert all(cells(line) <= width for line in lines)
    beginnings = [line for line in lines if line[:column].strip()]
    for line, (figure, _text) in zip(beginnings, rows, strict=True):
        before, found, after = line.partition(figure)
        assert (found, cells(before + found), after[:2].strip()) == (figure, column, "")
    assert lines[-2:] == ["", ""]


def test_a_table_of_nothing_is_nothing() -> None:
    assert page.table([], 40) == []
    assert lines_of(page.table([("3", "offen"), ("12", "beantwortet, zum Teil mit Kommentar")], 25)) == [
        "  3  offen",
        " 12  beantwortet, zum",
        "     Teil mit Kommentar",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("row", "tight", "lines"),
    [
        (Row("1", ("1",), "Ja"), True, ["1  Ja"]),
        (Row("1", (), "Ja"), True, ["   Ja"]),
        (Row("1", ("1",), "Ja", "Es gibt einen Plan."), True, ["1  Ja: Es gibt einen", "      Plan."]),
        (Row("1", ("1",), "Ja", "Es gibt einen Plan."), False, ["1  Ja", "      Es gibt einen Plan."]),
        (
            Row("1", ("1",), "Ein längeres Schild als eine Zeile", "Plan."),
            True,
            ["1  Ein längeres Schild", "      als eine Zeile: Plan."],
        ),
    ],
)
def test_label_and_description_stand_beside_or_below_each_other(row: Row, tight: bool, lines: list[str]) -> None:
    assert lines_of(page.row(row, 28, tight=tight, pointed=False)) == lines


@pytest.mark.parametrize(("pointed", "styles"), [(True, ("pointed", "pointed-detail")), (False, ("label", "detail"))])
@pytest.mark.parametrize("tight", [True, False])
def test_a_row_that_is_pointed_at_looks_so_and_the_description_differs(
    pointed: bool, styles: tuple[str, str], tight: bool
) -> None:
    tokens = page.row(Row("1", ("1",), "Ja", "Plan da."), 60, tight=tight, pointed=pointed, box="[x] ", mark=" *")
    assert tokens[0] == ("class:key", "1  [x] ")
    assert tokens[1][0] == f"class:{styles[0]}"
    assert tokens[-1][0] == f"class:{styles[1]}"
    assert tokens[1][1].rstrip(":") == "Ja *"
    assert tokens[-1][1].strip() == "Plan da."


def test_boxes_show_what_is_ticked() -> None:
    rows = [Row("a", (), "A"), Row("b", (), "B")]
    assert page.boxes(rows, {"b"}) == {"a": "[ ] ", "b": "[x] "}


# --- the foot ---


@given(FEET, st.integers(40, 100), st.sampled_from(["utf-8", "ascii"]))
def test_a_foot_keeps_within_the_window_and_tells_everything(below: Foot, width: int, encoding: str) -> None:
    sieve = Sieve(encoding)
    tokens = page.foot(Foot(below.legend, sieve(below.notice), below.confirm, below.state), sieve, width)
    lines = lines_of(tokens)
    assert all(cells(line) <= width for line in lines)
    assert lines[0].strip() == sieve(below.state).strip()
    shown = "".join(" ".join(lines[1:]).split())
    assert shown.startswith("".join((sieve(below.notice) + below.confirm).split()))
    for letter, word in below.legend:
        assert f"{letter}{word}".replace(" ", "") in shown


def test_keys_are_parted_by_dots_and_go_on_below() -> None:
    legend = (("Enter", "choose"), ("", "Arrows move"), ("q", "leave"))
    assert lines_of(page.foot(Foot(legend, "Mind this.", "Enter: next", "more"), SIEVE, 34)) == [
        " more",
        " Mind this.",
        "",
        " Enter: next · Enter choose",
        " Arrows move · q leave",
    ]


@reaching("whole", "notice", "keys")
@given(FEET, st.integers(40, 80), st.integers(1, 8))
def test_a_foot_without_room_says_the_notice_or_the_most_urgent_key(below: Foot, width: int, room: int) -> None:
    shown = page.brief(below, SIEVE, width, room)
    whole = page.foot(below, SIEVE, width)
    assert page.height(shown) <= max(room, 1)
    if reached("whole", page.height(whole) <= room):
        assert shown == whole
    elif reached("notice", bool(below.notice)):
        assert text_of(shown).split() == below.notice.split()[: len(text_of(shown).split())]
    elif reached("keys", bool(below.legend)):
        letter, word = below.legend[-1 if below.confirm else 0]
        assert "".join(text_of(shown).split()).startswith(f"{letter}{word}".replace(" ", ""))


# --- head, prompt and foot in one window ---


@reaching("whole")
@given(WORDS, WORDS, FEET, st.integers(40, 90), st.integers(5, 30), st.integers(1, 12))
def test_head_and_foot_leave_the_prompt_its_lines(
    title: str, asked: str, below: Foot, columns: int, lines: int, least: int
) -> None:
    def head(width: int, room: int) -> Tokens:
        top = page.heading(title, "", None, SIEVE, width)
        return page.fitted(top, page.paragraph(asked or "?", width, ""), max(room, 1), SIEVE)

    above, foot = Page(head, lambda: below, SIEVE, least).parts(columns, lines)
    left = lines - page.height(above) - page.height(foot)
    assert left >= min(least, lines // 3)
    needed = page.height(head(columns, page.ROOMY)) + page.height(page.foot(below, SIEVE, columns)) + least
    if reached("whole", needed <= lines):
        assert (text_of(above), foot) == (text_of(head(columns, page.ROOMY)), page.foot(below, SIEVE, columns))
