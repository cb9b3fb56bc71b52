"""One laptop passed round in a real terminal: nobody sees anything of the one before."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.interview.test_tmux import READY, TMUX, Terminal, until_saved

pytestmark = pytest.mark.skipif(
    TMUX is None and os.environ.get("CI") != "true", reason="tmux is not installed; CI has it"
)


@pytest.fixture
def terminal(shop: Path) -> Iterator[Terminal]:
    opened = Terminal(shop)
    yield opened
    if (shop / "tmux").exists():
        subprocess.run([str(TMUX), "-S", str(shop / "tmux"), "kill-server"], capture_output=True, check=False)


def start(terminal: Terminal, *arguments: str) -> None:
    terminal.type(shlex.join([sys.executable, "-m", "planself", *arguments]))


def everything(terminal: Terminal) -> str:
    """Return what the window shows, and all that can be scrolled back to."""
    return terminal.tmux("capture-pane", "-p", "-S", "-")  # its own window is no secret


@pytest.mark.parametrize("plain", [(), ("--plain",)])
def test_nothing_of_the_one_before_is_left(terminal: Terminal, plain: tuple[str, ...]) -> None:
    code = terminal.folder / "answers/W03.yaml"
    code.write_text(code.read_text("utf-8").partition("\nanswers:")[0] + "\nanswers:\n", "utf-8")
    start(terminal, "run", "answers/W03.yaml", *plain)
    terminal.until("Kommune")
    if plain:
        terminal.answer("1", "2", "3", "v")
    else:
        terminal.press("Enter", "1", "Enter")
        until_saved(code, "kind:")
        terminal.press("q")
    until_saved(code, "kind:")
    if plain:
        terminal.press("C-c")
    terminal.until(READY, "W03.yaml")
    left = everything(terminal)
    assert "Kommune" not in left
    assert "kreisfrei" not in left
    start(terminal, "run", "answers/W03.yaml", *plain)
    shown = terminal.until("Es ist nicht mein Code")
    assert "kreisfrei" not in shown
    terminal.press("1" if plain else "Enter", *(("Enter",) if plain else ()))
    terminal.until(READY)
    assert "kind: kreisfrei" in code.read_text("utf-8")


def test_what_is_missing_is_asked(terminal: Terminal) -> None:
    shutil.rmtree(terminal.folder / "answers")
    start(terminal, "workshop", "new", "neu", "--subject", "Musterstadt")
    terminal.until("Wie heißt der Workshop?")
    terminal.press("Gemeinsam planen", "Enter")
    terminal.until("Datum")
    terminal.press("Enter")
    terminal.until("Welcher Fragebogen?", "integrierte-planung (etwa ")
    terminal.press("Enter")
    terminal.until("Wie viele Personen?")
    terminal.press("lead=2, plan=x", "Enter")
    terminal.until("keine Zahl von Personen")
    terminal.press("BSpace", "3", "Enter")
    terminal.until("Wer beantwortet was?")
    terminal.press("Down", "Enter")
    terminal.until("Wie werden die Antworten gesammelt?", "auf Papier: etwa 50 Minuten + 4 Min. Eintippen")
    terminal.press("Enter")
    terminal.until("Welche Formulare sollen für alle entstehen?", "✓", "Weiter")
    terminal.press("Enter")
    terminal.until("Wohin geben die Teilnehmenden zurück")
    terminal.press("workshop@musterstadt.de", "Enter")
    terminal.until("An welchem Tag werden die einzelnen Antworten gelöscht?")
    terminal.press("BSpace", "BSpace", "BSpace", "BSpace", "BSpace", "BSpace", "BSpace", "BSpace", "BSpace", "BSpace")
    terminal.press("1.1.2020", "Enter")
    terminal.until("Das ist vor dem Workshop.")
    terminal.press("BSpace", "BSpace", "BSpace", "BSpace", "2099", "Enter")
    terminal.until("welche Art von Kommune", "Offen lassen")
    terminal.press("Enter")
    terminal.until("Wie viele Menschen", "Offen lassen")
    terminal.press("Up", "Enter")
    terminal.until("Angelegt für 5 Personen")
    assert len(list((terminal.folder / "neu/answers").iterdir())) == 5
    prepared = (terminal.folder / "neu/answers/W05.yaml").read_text("utf-8")
    assert sorted(file.name for file in (terminal.folder / "neu/forms").iterdir()) == [
        f"W0{n}.html" for n in range(1, 6)
    ]
    assert "delete_on: 2099-01-01" in (terminal.folder / "neu/workshop.yaml").read_text("utf-8")
    assert prepared.endswith("part: [plan]\nanswers:\n  kind: kreisfrei\n")


def test_closing_asks_and_enter_leaves_everything(terminal: Terminal) -> None:
    answers = terminal.folder / "answers"
    for keys in (("Enter",), ("x", "Enter", "b", "Enter"), ("C-c",)):
        start(terminal, "workshop", "close")
        shown = terminal.until("Enter für 1")
        assert "Nein, alles lassen" in shown
        assert "Ja, endgültig löschen" in shown
        assert "W16.yaml" in shown, "what is deleted is in sight while it is asked"
        terminal.press(*keys)
        terminal.until("Es wurde nichts gelöscht.", READY)
        assert len([*answers.iterdir()]) == 16
        terminal.type("clear")
    start(terminal, "workshop", "close")
    terminal.until("Enter für 1")
    terminal.press("2", "Enter")
    terminal.until("keine Einzelantworten", READY)
    assert not answers.exists()
    assert "closed:" in (terminal.folder / "workshop.yaml").read_text("utf-8")
