"""What comes at once is text: through a pipe that holds everything, and through a real terminal's paste."""

from __future__ import annotations

import os
import pty
from collections.abc import Iterator
from pathlib import Path
from threading import Semaphore, Thread

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.input.base import PipeInput
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.keys import Keys
from prompt_toolkit.output import DummyOutput

from planself.answers.store import Store
from planself.i18n import Reader
from planself.interview.asker import Picked, Reply, Typed
from planself.interview.card import Card, CardOptions, card
from planself.interview.commands import Choose, Jump
from planself.interview.plain import Plain
from planself.interview.prompts import Prompts
from planself.questionnaire.load import Loaded
from planself.terminal.asker import Blank, Menu, MenuItem
from planself.terminal.burst import BurstInput, joined
from planself.terminal.keys import Key
from planself.terminal.screen import Sieve
from planself.terminal.typed_lines import TypedLines
from tests.interview.samples import begin, walk
from tests.interview.test_tmux import TMUX, Terminal, terminal, to_the_first_question, until_saved

__all__ = ["terminal"]
ENTER, DOWN, CTRL_D = "\r", "\x1b[B", "\x04"
PASTE = "Erste Zeile mit l, k und q\rq\rl\rzweite\r"


@pytest.fixture
def pipe() -> Iterator[PipeInput]:
    with create_pipe_input() as given, create_app_session(input=given, output=DummyOutput()):
        yield given


def ask(monkeypatch: pytest.MonkeyPatch, pipe: PipeInput, shown: Card, *bursts: str) -> Reply:
    """Put a question and send bursts, each once the one before it was read: a pause would be too short some day."""
    read, heard = BurstInput.read_keys, Semaphore(0)

    def reading(given: BurstInput) -> list[KeyPress]:
        keys = read(given)
        if keys:
            heard.release()
        return keys

    def send() -> None:
        for burst in bursts:
            pipe.send_text(burst)
            assert heard.acquire(timeout=100)

    monkeypatch.setattr(BurstInput, "read_keys", reading)
    with Prompts(Sieve()) as prompts:
        sender = Thread(target=send)
        sender.start()
        reply = prompts.question(shown)
        sender.join()
    return reply


def shown(store: Store, loaded: Loaded, at: str) -> Card:
    flow = begin(store, loaded) if at == "kind" else walk(begin(store, loaded), Choose("town"), Jump(at))
    return card(flow, CardOptions(Reader("en"), Sieve()))


@pytest.mark.parametrize(
    ("at", "burst", "then", "reply"),
    [
        ("vision", PASTE, ["1", ENTER], Picked(("1",))),
        ("vision", "q\r", ["1", ENTER], Picked(("1",))),
        ("vision", "ku", ["1", ENTER], Picked(("1",))),
        ("vision", "2\r", [], Picked(("2",))),
        ("vision", "x\r", [], Picked(("not_applicable",))),
        ("vision", "2\r1\r", ["0", ENTER], Picked(("0",))),
        ("offers", PASTE, ["1", ENTER], Picked(("kita",))),
        ("offers", "12\r", [], Picked(("kita", "school"))),
        ("share", PASTE, ["7", ENTER], Typed("7")),
        ("share", "12,5\r", [], Typed("12,5")),
        ("short", PASTE, ["q"], Key.LEAVE),
    ],
)
def test_a_burst_is_text_unless_it_is_one_answer(
    store: Store,
    loaded: Loaded,
    pipe: PipeInput,
    monkeypatch: pytest.MonkeyPatch,
    at: str,
    burst: str,
    then: list[str],
    reply: Reply,
) -> None:
    assert ask(monkeypatch, pipe, shown(store, loaded, at), burst, *then) == reply


def test_only_keys_that_make_a_text_are_joined() -> None:
    def names(text: list[str | Keys]) -> list[tuple[object, str]]:
        return [(key.key, key.data) for key in joined(KeyPress(sign) for sign in text)]

    assert names([Keys.ControlM, Keys.ControlM]) == [(Keys.ControlM, Keys.ControlM.value)] * 2
    assert names(["q"]) == [("q", "q")]
    assert names([Keys.ControlM, "2", Keys.ControlM]) == [
        (Keys.ControlM, Keys.ControlM.value),
        (Keys.BracketedPaste, "2\n"),
    ]
    assert names(["a", Keys.ControlM, "q", Keys.Left, "l"]) == [
        (Keys.BracketedPaste, "a\nq"),
        (Keys.Left, Keys.Left.value),
        ("l", "l"),
    ]


def test_a_text_takes_the_whole_paste_and_waits_for_enter(pipe: PipeInput) -> None:
    with Prompts(Sieve()) as prompts:
        pipe.send_text(PASTE + DOWN + ENTER)
        assert prompts.write(Blank("Title", long=True)) == "Erste Zeile mit l, k und q\nq\nl\nzweite"
        pipe.send_text("Musterstadt\r")
        assert prompts.write(Blank("Title")) == "Musterstadt"


def test_a_paste_into_an_overview_is_searched_for_and_chooses_nothing(pipe: PipeInput) -> None:
    menu = Menu("Overview", (MenuItem("a", "Apple"), MenuItem("b", "Pear tree")), search=True)
    with Prompts(Sieve()) as prompts:
        pipe.send_text("pear\rtree\r" + DOWN + ENTER)
        assert prompts.choose(menu) == "b"


def test_lines_that_come_at_once_are_one_text() -> None:
    main, side = pty.openpty()
    with os.fdopen(main, "wb", buffering=0) as keyboard, os.fdopen(side, encoding="utf-8") as stream:
        read = TypedLines(stream)
        keyboard.write(b"eine\nq\nzwei\n")
        assert read() == "eine\nq\nzwei\n"
        keyboard.write(b"1\n2\n")
        assert [read(), read()] == ["1\n", "2\n"], "typed ahead"
        keyboard.write(b"q\n")
        assert read() == "q\n"
        keyboard.write(b"last\n\x04")
        assert read() == "last\n"
        with pytest.raises(EOFError):
            read()


def test_plain_lines_take_no_command_from_a_paste(store: Store, loaded: Loaded) -> None:
    said: list[str] = []
    lines = iter(["2\nq\n", "2"])
    asker = Plain(lambda: next(lines), said.append, Sieve())
    assert asker.question(shown(store, loaded, "kind")) == Picked(("county",))
    assert any("Several lines came at once" in line for line in said)
    lines = iter(["one\nq\ntwo\n"])
    assert asker.write(Blank("Comment", long=True)) == "one\nq\ntwo"
    lines = iter(["one\nq\n"])
    assert asker.write(Blank("Name")) == "one q"


@pytest.mark.skipif(TMUX is None and os.environ.get("CI") != "true", reason="tmux is not installed; CI has it")
def test_a_paste_into_a_real_terminal_stays_in_its_comment(terminal: Terminal) -> None:
    to_the_first_question(terminal)
    paste = terminal.folder / "paste"
    paste.write_text("Zeile eins\nq\nl\ne Beleg\n" + "noch eine Zeile mit u und k\n" * 100, "utf-8")
    terminal.tmux("load-buffer", str(paste))
    terminal.tmux("paste-buffer")
    terminal.until("Eingefügter oder vorausgetippter Text", "Welche Art?")
    terminal.press("k")
    terminal.until("Kommentar zu dieser Antwort")
    terminal.tmux("paste-buffer")
    terminal.until("noch eine Zeile mit u und k", "Kommentar zu dieser Antwort")
    terminal.press("Enter")
    terminal.until("Kommentar: Zeile eins q l e Beleg", "Frage 1 von 8")
    saved = until_saved(Path(terminal.folder / "a.yaml"), "Zeile eins")
    assert saved.count("noch eine Zeile") == 100
    assert "evidence" not in saved
