"""What keys do in a prompt, on prompt_toolkit's own buffers: fill, type, take a text that came at once, end."""

from __future__ import annotations

from io import StringIO
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.application import create_app_session
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import DummyInput
from prompt_toolkit.key_binding import KeyBindings, KeyPress
from prompt_toolkit.keys import Keys
from prompt_toolkit.output.vt100 import Vt100_Output

from planself.errors import UsageError
from planself.i18n import Reader
from planself.terminal import frame, keys
from planself.terminal.burst import Burst, BurstInput, as_keys, plain_text
from planself.terminal.frame import (
    SecondScreen,
    clear_everything,
    ending,
    filling,
    interrupting,
    press,
    taking,
    typing,
    writing,
)
from planself.terminal.keys import DISCUSSION, INTERVIEW, LETTERS, Key
from planself.terminal.rows import Row
from planself.terminal.screen import Sieve


class Event:
    """What a key's act is handed."""

    def __init__(self, data: str = "", text: str = "") -> None:
        self.data = data
        self.done: list[str] = []
        self.ended: dict[str, Any] = {}
        self.fed: list[KeyPress] = []
        self.current_buffer = Buffer(accept_handler=self._accept, multiline=True)
        self.current_buffer.insert_text(text)
        self.app = SimpleNamespace(exit=self.ended.update)
        self.key_processor = SimpleNamespace(feed_multiple=self._feed)

    def _accept(self, buffer: Buffer) -> bool:
        self.done.append(buffer.text)
        return True

    def _feed(self, presses: list[KeyPress], first: bool) -> None:
        assert first, "before what was typed behind it"
        self.fed += presses

    @property
    def line(self) -> str:
        return self.current_buffer.text


def act(what: Any, event: Event) -> Event:
    what(event)
    return event


def test_a_prompt_ends_with_a_result_or_like_ctrl_c() -> None:
    assert act(ending("b"), Event()).ended == {"result": "b"}
    assert act(ending(None), Event()).ended == {"result": None}
    assert act(interrupting, Event()).ended == {"exception": KeyboardInterrupt}


def test_words_fill_the_line_and_the_cursor_stands_behind_them() -> None:
    event = act(filling("not known"), Event(text="12"))
    assert (event.line, event.current_buffer.cursor_position) == ("not known", 9)


@pytest.mark.parametrize(("text", "line"), [("not known", "7"), ("12", "127"), ("", "7"), ("not", "not7")])
def test_a_sign_takes_the_place_of_words_that_were_filled_in_and_of_nothing_else(text: str, line: str) -> None:
    assert act(typing("7", {"not known": "unknown"}), Event(text=text)).line == line


def test_letters_are_bound_in_either_case_and_names_as_they_are() -> None:
    bindings = KeyBindings()
    press(bindings, ("b", "escape", "c-d"), ending(None))
    assert sorted(str(getattr(key, "value", key)) for found in bindings.bindings for key in found.keys) == [
        "B",
        "b",
        "c-d",
        "escape",
    ]
    assert all(found.eager() for found in bindings.bindings)


@pytest.mark.parametrize(
    ("data", "pressed"),
    [
        ("2\n", ["2", Keys.ControlM]),
        ("2", ["2"]),
        ("12\r", ["1", "2", Keys.ControlM]),
        ("12\r\n", ["1", "2", Keys.ControlM]),
        ("x\n", None),
        ("2\n2\n", None),
        ("\n", None),
        ("", None),
        ("2\n\n", None),
    ],
)
def test_an_answer_and_its_enter_are_keys_and_all_else_is_refused(data: str, pressed: list[str] | None) -> None:
    refused: list[bool] = []
    event = act(taking(str.isdigit, lambda: refused.append(True)), Event(data))
    assert [each.key for each in event.fed] == (pressed or [])
    assert refused == ([] if pressed else [True])
    assert (as_keys(data, str.isdigit) is None) == (pressed is None)


@given(st.text("ab\r\n", max_size=12))
def test_line_breaks_of_a_paste_are_all_alike(data: str) -> None:
    plain = plain_text(data)
    assert "\r" not in plain
    assert plain.split("\n") == data.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert plain_text(plain) == plain


@pytest.mark.parametrize(
    ("data", "long", "line", "done"),
    [
        (Burst("one line\r"), False, "one line", True),
        (Burst("one line\r"), True, "one line", True),
        (Burst("one line"), False, "one line", False),
        (Burst("one\rtwo\r"), False, "one two", False),
        (Burst("one\rtwo\r"), True, "one\ntwo", False),
        ("pasted\n", False, "pasted", False),
        ("pasted\ntwo", True, "pasted\ntwo", False),
        ("pasted\n\n", True, "pasted\n", False),
    ],
)
def test_one_line_with_its_enter_is_done_and_what_was_pasted_is_not(
    data: str, long: bool, line: str, done: bool
) -> None:
    event = Event(data)
    writing(event, long=long)  # type: ignore[arg-type]  # what it uses of an event
    assert event.done == ([line] if done else [])
    if not done:
        assert event.line == line


def test_a_text_goes_where_the_cursor_is() -> None:
    event = Event("b", text="ac")
    event.current_buffer.cursor_position = 1
    writing(event, long=False)  # type: ignore[arg-type]  # the same
    assert event.line == "abc"


# --- the screen ---


def drawn(what: Any) -> str:
    """Return what is written to a terminal."""
    out = StringIO()
    output = Vt100_Output(out, lambda: Size(24, 80), term="xterm")
    with create_app_session(input=DummyInput(), output=output):
        what()
    return out.getvalue()


def test_everything_in_the_window_and_above_it_is_forgotten() -> None:
    assert drawn(clear_everything) == "\x1b[2J\x1b[0;0H\x1b[3J"


def test_where_nothing_can_be_drawn_it_is_pushed_out_of_sight(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> None:
        raise UsageError("no terminal")

    monkeypatch.setattr(frame, "reach_terminal", refuse)
    clear_everything()
    assert capsys.readouterr().out == "\n" * 200


def test_the_second_screen_is_shown_empty_and_gone_afterwards() -> None:
    def show() -> None:
        screen = SecondScreen()
        screen.open()
        screen.close()

    assert drawn(show) == "\x1b[?1049h\x1b[H\x1b[2J\x1b[0;0H\x1b[?1049l"


# --- letters and rows ---


@pytest.mark.parametrize("among", [INTERVIEW, DISCUSSION])
def test_every_letter_leads_to_its_command_whatever_its_case(among: tuple[Key, ...]) -> None:
    for key in among:
        for letter in LETTERS[key]:
            assert keys.of(letter, among) is keys.of(letter.upper(), among) is key
    assert keys.of("ö", among) is None
    assert set(keys.letters(among)) == {letter for key in among for letter in LETTERS[key]}
    others = set(keys.letters(Key)) - set(keys.letters(among))
    assert {keys.of(letter, among) for letter in others} == {None}


@pytest.mark.parametrize(("lang", "other", "named"), [("de", "en", "English"), ("en", "de", "Deutsch")])
def test_the_other_language_is_a_key_on_a_page_and_a_word_in_plain_lines(lang: str, other: str, named: str) -> None:
    reader = Reader(lang)
    assert keys.other_language(reader) == other
    ((letter, word),) = keys.legend([Key.LANGUAGE], reader)
    assert (letter, word) == ("Strg+L" if lang == "de" else "Ctrl+L", named)
    assert keys.legend([Key.LANGUAGE], reader, plain=True) == ((other, named),)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_command_has_a_word_of_its_own(lang: str) -> None:
    shown = keys.legend(list(Key), Reader(lang))
    assert len({word for _letter, word in shown}) == len(Key)
    assert all(word for _letter, word in shown)
    assert [letter for letter, _word in shown if len(letter) != 1] == ["Strg+L" if lang == "de" else "Ctrl+L"]


def test_a_row_shows_its_first_key_and_passes_the_sieve() -> None:
    row = Row("a", ("1", "j"), "Größe", "gut\x1b", apart=True)
    assert (row.key, Row("b", (), "B").key) == ("1", "")
    assert row.through(Sieve("ascii")) == Row("a", ("1", "j"), "Groesse", "gut?", apart=True)


# --- an input around another ---


class Inner:
    """An input that notes what it is asked for."""

    closed = False

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __getattr__(self, name: str) -> Any:
        def call(*_given: object) -> str:
            self.asked.append(name)
            return name

        return call


def test_what_is_asked_of_an_input_is_asked_of_the_one_within() -> None:
    inner = Inner()
    outer = BurstInput(inner)  # type: ignore[arg-type]  # what it uses of one
    names = ["flush_keys", "flush", "fileno", "typeahead_hash", "raw_mode", "cooked_mode", "detach", "close"]
    results = [getattr(outer, name)() for name in names]
    assert inner.asked == names
    assert results == [None if name in ("flush", "close") else name for name in names]
    outer.attach(lambda: None)
    assert inner.asked[-1] == "attach"
    assert outer.closed is False
    Inner.closed = True
    try:
        assert outer.closed is True
    finally:
        Inner.closed = False
