"""A text being typed: the window breaks it after so many columns, and the padding lets it break between words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.layout import BufferControl
from prompt_toolkit.layout.processors import Transformation, TransformationInput

from planself.terminal.screen import cells
from planself.terminal.word_wrap import WordWrap, padding
from tests.reaching import reached, reaching

TEXTS = st.text("abü漢 -", max_size=60)


def padded(text: str, room: int) -> str:
    pads = padding(text, room)
    return "".join(" " * pads.get(place, 0) + sign for place, sign in enumerate(text))


def window(text: str, room: int) -> list[str]:
    """Break a line as prompt_toolkit does: wherever a sign no longer fits."""
    lines = [""]
    for sign in text:
        if cells(lines[-1] + sign) > room:
            lines.append("")
        lines[-1] += sign
    return lines


@reaching("fits")
@given(TEXTS, st.integers(2, 20))
def test_no_word_is_torn_that_fits_a_line_and_nothing_is_lost(text: str, room: int) -> None:
    lines = window(padded(text, room), room)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for word in text.split():
        if reached("fits", cells(word) <= room):
            assert any(word in line for line in lines), (word, lines)


@given(TEXTS)
def test_a_text_that_fits_is_shown_as_it_is(text: str) -> None:
    assert padding(text, max(cells(text), 1)) == {}


@pytest.mark.parametrize("room", [0, -3])
def test_a_window_without_room_pads_nothing(room: int) -> None:
    assert padding("ein Wort", room) == {}


@pytest.mark.parametrize(
    ("text", "room", "pads"),
    [
        ("abc def", 5, {4: 1}),
        ("abc def", 4, {}),
        ("abc defghi", 5, {}),
        ("ab cd ef", 5, {}),
        ("ab cd ef", 7, {6: 1}),
        ("漢 字字", 4, {2: 1}),
        ("abcdefg hi", 5, {}),
        ("abcdef ghi", 5, {}),
        ("abcdef ghij", 5, {7: 3}),
    ],
)
def test_so_many_spaces_go_before_a_word(text: str, room: int, pads: dict[int, int]) -> None:
    assert {place: spaces for place, spaces in padding(text, room).items() if spaces} == pads


def shown(text: str, width: int, lead: int = 3) -> Transformation:
    control = BufferControl(Buffer(document=Document(text)))
    return WordWrap(lead).apply_transformation(
        TransformationInput(control, Document(text), 0, lambda place: place, [("class:x", text)], width, 10)
    )


@given(TEXTS, st.integers(6, 24))
def test_the_cursor_stands_at_its_sign_wherever_spaces_were_put(text: str, width: int) -> None:
    made = shown(text, width)
    line = "".join(fragment[1] for fragment in made.fragments)
    assert line == padded(text, width - 3)
    for place, sign in enumerate(text):
        at = made.source_to_display(place)
        assert line[at] == sign
        assert made.display_to_source(at) == place
    assert made.source_to_display(len(text)) == len(line)
    assert made.source_to_display(len(text) + 5) == len(line)


def test_a_click_on_padding_goes_to_the_sign_before_and_styles_stay() -> None:
    made = shown("abc def", 8)
    assert [fragment[1] for fragment in made.fragments] == ["a", "b", "c", " ", " ", "d", "e", "f"]
    assert [fragment[0] for fragment in made.fragments] == [*["class:x"] * 4, "", *["class:x"] * 3]
    assert [made.display_to_source(place) for place in range(9)] == [0, 1, 2, 3, 3, 4, 5, 6, 7]
