"""Forty sheets in a real terminal of 80 by 24, and a second entry that finds every mistake planted in it."""

from __future__ import annotations

import os
import shlex
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from planself.questionnaire.load import load_questionnaire
from tests.interview import test_tmux as interview
from tests.interview.test_tmux import READY, Terminal
from tests.sheet_entry.test_session import ANSWERS, read

pytestmark = interview.pytestmark
terminal = interview.terminal
SHEETS = [f"W{number:02}" for number in range(1, 41)]
PLANTED = {"W05": "3", "W17": "1", "W40": "7"}
"""The question at which each of these sheets is typed wrong the second time."""
PAGES = {"1": "a", "2": "j", "3": "2", "4": "a\n"}, {"5": "b\n", "6": "50\n", "7": "wort\n", "8": "?\n"}
"""What is typed for each question of the sample's sheets, page by page."""
WRONG = {"1": "b", "3": "1", "7": "worte\n"}


def keys(code: str, *, wrong: bool = False) -> Iterator[str]:
    """Yield what is typed for a sheet: its code, then a page at a time, with the Enter that says that it is right."""
    yield f"{code}\n"
    planted = PLANTED.get(code) if wrong else None
    for page in PAGES:
        yield "".join(WRONG[number] if number == planted else typed for number, typed in page.items()) + "\n"


def start(terminal: Terminal, *options: str) -> None:
    """Begin to type a stack."""
    command = [sys.executable, "-m", "planself", "run", "--keys", "boegen", "-q", "./sample.yaml", *options]
    terminal.type(shlex.join(command))
    terminal.until("Code des nächsten Bogens")


def type_sheet(terminal: Terminal, pieces: Iterator[str], *, then: str) -> None:
    """Type a sheet, and wait only for its code to be taken and its end: keys that come faster than pages are kept."""
    terminal.tmux("send-keys", "-l", next(pieces).replace("\n", "\r"))
    terminal.until("Seite 1 von 2")
    for piece in pieces:
        terminal.tmux("send-keys", "-l", piece.replace("\n", "\r"))
    terminal.until(then)


def test_forty_sheets_and_a_second_entry_that_finds_what_was_planted(terminal: Terminal) -> None:
    start(terminal)
    for code in SHEETS:
        type_sheet(terminal, keys(code), then=f"{code} ist gespeichert: 8 Fragen, 7 beantwortet, 1 weiß nicht.")
    terminal.press("Enter")
    terminal.until("40 Bögen sind eingegeben", READY)
    loaded = load_questionnaire(terminal.folder / "sample.yaml")
    expected = {**ANSWERS, "short": type(ANSWERS["short"])("wort")}
    for code in SHEETS:
        assert read(terminal.folder / f"boegen/{code}.yaml", loaded).answers == expected

    before = {path.name: path.read_bytes() for path in (terminal.folder / "boegen").iterdir()}
    terminal.type("clear")
    start(terminal, "--again")
    for code in SHEETS:
        then = f"{code}: 1 Unterschied" if code in PLANTED else f"{code}: Beide Eingaben sind gleich."
        type_sheet(terminal, keys(code, wrong=True), then=then)
        if code in PLANTED:
            assert f"{PLANTED[code]}: zuerst " in terminal.screen()
            terminal.press("Down", "Enter")
            terminal.until("1 Unterschied, 0 geändert")
    terminal.press("Enter")
    terminal.until("Unterschiede zwischen den beiden Eingaben: 3, geänderte Antworten: 0.", READY)
    assert {path.name: path.read_bytes() for path in (terminal.folder / "boegen").iterdir()} == before


def test_a_page_is_checked_corrected_and_kept_in_the_window(terminal: Terminal) -> None:
    start(terminal)
    terminal.press("W07", "Enter")
    terminal.until("Seite 1 von 2", "› ", "a Stadt · b Kreis · Enter nichts")
    terminal.press("b", "j", "2", "a")
    terminal.until("j ja (nicht gestellt, zählt nicht)", "4 › a", "+ Kommentar · # Beleg")
    terminal.press("Enter")
    terminal.until("Seite 1: 4 Fragen, 4 beantwortet", "Stimmt? Enter, sonst die Nummer der falschen Frage ›")
    terminal.press("1", "Enter", "a")
    terminal.until("a Stadt", "j ja", "Stimmt?")
    terminal.press("Enter")
    terminal.until("Seite 2 von 2")
    terminal.press("C-c")
    terminal.until("Angefangen und nicht fertig: W07.", READY)
    assert sorted(path.name for path in Path(terminal.folder / "boegen").iterdir()) == [".W07.sheet"]


def test_after_a_kill_the_sheet_goes_on_at_its_next_page(terminal: Terminal) -> None:
    start(terminal)
    type_sheet(terminal, keys("W06"), then="W06 ist gespeichert")
    code, first, second = keys("W07")
    type_sheet(terminal, iter((code, first)), then="Seite 2 von 2")
    terminal.press("a")
    os.kill(terminal.process(), signal.SIGKILL)
    terminal.press("stty sane; clear", "C-j")  # the killed process left the terminal raw
    terminal.until(READY)
    start(terminal)
    terminal.until("Angefangen und nicht fertig: W07")
    terminal.press("W07", "Enter")
    terminal.until("Seite 2 von 2", "Die Seiten davor sind schon eingegeben")
    terminal.tmux("send-keys", "-l", second.replace("\n", "\r"))
    terminal.until("W07 ist gespeichert: 8 Fragen, 7 beantwortet, 1 weiß nicht.")
    files = sorted(path.name for path in (terminal.folder / "boegen").glob("*.yaml"))
    assert files == ["W06.yaml", "W07.yaml"]


@pytest.mark.parametrize("lang", ["en", "de"])
def test_a_stack_in_plain_lines(terminal: Terminal, lang: str) -> None:
    command = ["run", "--keys", "boegen", "-q", "./sample.yaml", "--plain", "--lang", lang]
    terminal.type(shlex.join([sys.executable, "-m", "planself", *command]))
    terminal.answer("W07", "aj2", "a")
    terminal.until(
        "Page 1: 4 questions" if lang == "en" else "Seite 1: 4 Fragen",
        "1. What kind?" if lang == "en" else "1. Welche Art?",
    )
    terminal.press("C-c")
    terminal.until(READY)
