"""The interview in a real terminal of 80 by 24: what it looks like, and what a kill leaves behind."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from planself.i18n import Reader
from planself.interview.level_rule import level_rule
from planself.questionnaire.load import load_questionnaire
from tests.interview.samples import QUESTIONNAIRE, SHORT

TMUX = shutil.which("tmux")
pytestmark = pytest.mark.skipif(
    TMUX is None and os.environ.get("CI") != "true", reason="tmux is not installed; CI has it"
)
READY = "ready>"
"""The shell's prompt."""
PATIENCE = 20.0
"""Seconds to wait for the screen to show something, for a machine that is busy with other tests."""


class Terminal:
    """A terminal of its own with one window, and one command in it after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._socket = str(folder / "tmux")
        self._environ = {**os.environ, "PLANSELF_LANG": "de", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
        self.tmux("-f", os.devnull, "new-session", "-d", "-x", "80", "-y", "24", "-c", str(folder), "sh")
        self.type(f"PS1='{READY}'; clear")
        self.until(READY)

    def tmux(self, *arguments: str) -> str:
        """Give tmux a command, and return what it says."""
        command = [str(TMUX), "-S", self._socket, *arguments]
        return subprocess.run(command, env=self._environ, capture_output=True, text=True, check=True).stdout

    def type(self, text: str) -> None:
        """Type a line."""
        self.press(text)
        self.press("Enter")

    def answer(self, *lines: str) -> None:
        """Type lines, each at a prompt of its own: two that come at once are taken for one text that was pasted."""
        for line in lines:
            asked = self.until_changed("", ":")
            self.type(line)
            self.until_changed(asked, ":", READY)

    def until_changed(self, before: str, *ends: str) -> str:
        """Wait until the window shows something else, ending as one of the ends, and return what it shows."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            shown = self.screen()
            if shown != before and shown.rstrip().endswith(ends):
                return shown
            time.sleep(0.05)
        pytest.fail(f"nothing else appeared:\n{self.screen()}")

    def press(self, *keys: str) -> None:
        """Press keys, by tmux's names or as a text."""
        for key in keys:
            self.tmux("send-keys", key)

    def screen(self) -> str:
        """Return what the window shows."""
        return self.tmux("capture-pane", "-p")

    def until(self, *texts: str) -> str:
        """Wait until the window shows all the texts, and return what it shows."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            shown = self.screen()
            if all(text in shown for text in texts):
                return shown
            time.sleep(0.05)
        pytest.fail(f"{texts} did not appear:\n{self.screen()}")

    def start(self, *options: str) -> None:
        """Start the interview."""
        self.type(shlex.join([sys.executable, "-m", "planself", "run", "a.yaml", "-q", "./sample.yaml", *options]))

    def process(self) -> int:
        """Return the process of the interview."""
        shell = self.tmux("display-message", "-p", "#{pane_pid}").strip()
        return int(Path(f"/proc/{shell}/task/{shell}/children").read_text("utf-8").split()[0])

    def resize(self, columns: int, lines: int) -> None:
        """Give the window another size."""
        self.tmux("resize-window", "-x", str(columns), "-y", str(lines))

    def close(self) -> None:
        """Close the terminal, as by its window's button."""
        self.tmux("kill-server")


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    (tmp_path / "sample.yaml").write_text(QUESTIONNAIRE, "utf-8")
    opened = Terminal(tmp_path)
    yield opened
    if (tmp_path / "tmux").exists():
        subprocess.run([str(TMUX), "-S", str(tmp_path / "tmux"), "kill-server"], capture_output=True, check=False)


def until_saved(path: Path, text: str) -> str:
    """Wait until a file holds a text, and return the file."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if path.exists() and text in path.read_text("utf-8"):
            return path.read_text("utf-8")
        time.sleep(0.05)
    pytest.fail(f"{text} was not saved")


def to_the_first_question(terminal: Terminal) -> None:
    terminal.start()
    terminal.until("Für welche Kommune gelten die Antworten?")
    terminal.press("Musterstadt", "Enter")
    terminal.until("› ", "Weiter zu den Fragen", "Kommune: Musterstadt")
    terminal.press("Enter")
    terminal.until("Erst zu Ihnen.")
    terminal.press("Enter")
    terminal.until("Frage 1 von 8", "Welche Art?")  # the page before says "ab Frage 1 von 8", too


def past_the_rule(terminal: Terminal) -> None:
    """Leave the first page of the main part, and the one that says how to choose a level."""
    terminal.until("Jetzt zur Sache.")
    terminal.press("Enter")
    terminal.until("So wählen Sie eine Stufe", "Wählen Sie die höchste Stufe, die ganz erreicht ist")
    terminal.press("Enter")


def test_a_question_fits_the_screen(terminal: Terminal) -> None:
    to_the_first_question(terminal)
    terminal.press("2", "Enter")
    past_the_rule(terminal)
    shown = terminal.until("Frage 2 von 7", "Gibt es ein Leitbild?").splitlines()
    assert len(shown) <= 24
    assert all(len(line) <= 80 for line in shown)
    assert shown[0].split("  ")[0] == " Hauptteil"
    assert shown[0].endswith("Frage 2 von 7")
    text = "\n".join(shown)
    for part in (
        "\n   0  nie: Niemand kennt es.",
        "  2  immer: Alle kennen es.",
        "  w  weiß nicht",
        "  x  trifft nicht zu",
    ):
        assert part in text
    for key in (
        "z zurück",
        "s überspringen",
        "? Hilfe",
        "k Kommentar",
        "o Übersicht",
        "Strg+L English",
        "q speichern und beenden",
    ):
        assert key in text
    assert shown[-1].endswith("q speichern und beenden"), "the keys stand on the last lines"


def test_a_kill_in_the_middle_loses_only_what_was_not_confirmed(terminal: Terminal) -> None:
    to_the_first_question(terminal)
    terminal.press("1", "Enter")
    terminal.until("Eigenes Amt?")
    terminal.press("j", "Enter")
    past_the_rule(terminal)
    terminal.until("Gibt es ein Leitbild?")
    terminal.press("k")
    terminal.until("Kommentar zu dieser Antwort")
    terminal.press("halb getippt")
    terminal.until("halb getippt")
    os.kill(terminal.process(), signal.SIGKILL)
    saved = until_saved(terminal.folder / "a.yaml", "office")
    assert "name: Musterstadt" in saved
    assert "kind: town" in saved
    assert "halb" not in saved

    terminal.press("stty sane; clear", "C-j")  # the killed process left the terminal raw
    terminal.until(READY)
    terminal.start()
    terminal.until("ab Frage 3 von 8")
    past_the_rule(terminal)
    terminal.until("Frage 3 von 8", "Gibt es ein Leitbild?")
    for keys, then in [
        (["2", "Enter"], "Welche Angebote?"),
        (["1", "2", "Enter"], "Welche Partner?"),
        (["1", "Enter"], "Welcher Anteil?"),
        (["101", "Enter"], "Bitte geben Sie eine Zahl von 0 bis 100 ein."),
        (["BSpace", "Enter"], "Ein Wort?"),
        (["s"], "Noch etwas?"),
        (["w", "Enter"], "Vor dem Abschluss"),
    ]:
        terminal.press(*keys)
        terminal.until(then)
    terminal.until("7 von 8 Fragen sind beantwortet.", "Noch offen (1)", "Mit „weiß nicht“ beantwortet (1)")
    terminal.press("Enter")
    terminal.until("a.yaml", READY)
    saved = until_saved(terminal.folder / "a.yaml", "remarks")
    for line in ("office: yes", "vision: 2", "offers: [kita, school]", "share: 10", "remarks: unknown"):
        assert line in saved


def test_how_to_choose_a_level_is_said_again_by_the_help(terminal: Terminal) -> None:
    to_the_first_question(terminal)
    terminal.press("2", "Enter")
    past_the_rule(terminal)
    assert "So wählen Sie eine Stufe" not in terminal.until("Gibt es ein Leitbild?")
    terminal.press("?")
    terminal.until("Hilfe: Gemeint ist Papier.", "So wählen Sie eine Stufe: Wählen Sie die höchste Stufe")


def test_who_stops_after_the_short_form_gets_its_profile_and_report(terminal: Terminal) -> None:
    (terminal.folder / "kurz.yaml").write_text(SHORT, "utf-8")
    terminal.start("--short")
    terminal.until("Für welche Kommune gelten die Antworten?")
    terminal.press("Enter")
    terminal.until("Weiter zu den Fragen")
    terminal.press("Enter")
    past_the_rule(terminal)
    terminal.until("Gibt es ein Leitbild?")
    terminal.press("1", "Enter")
    terminal.until("Welche Partner?")
    terminal.press("1", "Enter")
    terminal.until("Zwischenergebnis der Kurzform", "Alle 2 Hürden mit Wert haben denselben: 50,0.")
    terminal.press("Down", "Enter")
    terminal.until("Abschließen und Profil ansehen")
    terminal.press("Enter")
    terminal.until("Kurzform: Die Werte sind grob", "Weiter mit der Langform, die alle Antworten übernimmt:", READY)
    saved = until_saved(terminal.folder / "a.yaml", "partners")
    assert "questionnaire: {id: sample-short," in saved
    terminal.type("clear")
    terminal.type(shlex.join([sys.executable, "-m", "planself", "report", "a.yaml", "-o", "r.md", "-q", "./kurz.yaml"]))
    report = until_saved(terminal.folder / "r.md", "Kurzform")
    assert "**50,0**" in report


def test_ctrl_c_says_where_the_answers_are_and_how_to_go_on(terminal: Terminal) -> None:
    to_the_first_question(terminal)
    terminal.press("2", "Enter")
    terminal.until("Jetzt zur Sache.")
    terminal.press("C-c")
    terminal.until("a.yaml", READY)
    terminal.type("echo code $?")
    terminal.until("code 130")
    assert "kind: county" in until_saved(terminal.folder / "a.yaml", "kind")


def test_a_closed_terminal_keeps_what_was_answered(terminal: Terminal) -> None:
    to_the_first_question(terminal)
    terminal.press("2", "Enter")
    terminal.until("Jetzt zur Sache.")
    terminal.close()
    assert "kind: county" in until_saved(terminal.folder / "a.yaml", "kind")


def test_a_smaller_window_is_filled_anew(terminal: Terminal) -> None:
    to_the_first_question(terminal)
    terminal.resize(50, 16)
    shown = terminal.until("Welche Art?", "q speichern und beenden").splitlines()
    assert all(len(line) <= 50 for line in shown)


def test_a_page_that_a_small_window_has_no_room_for_comes_in_parts(terminal: Terminal) -> None:
    """No word of the rule for levels is lost, and a part that goes on says so by an ellipsis."""
    to_the_first_question(terminal)
    terminal.press("2", "Enter")
    terminal.until("Jetzt zur Sache.")
    terminal.resize(40, 10)
    terminal.until("Jetzt zur Sache.", "Enter: weiter")
    terminal.press("Enter")
    parts = [terminal.until("Wählen Sie")]
    while "eine gute Antwort" not in parts[-1]:
        assert "…" in parts[-1]
        terminal.press("Enter")
        parts.append(terminal.until_changed(parts[-1], "…", ".", "weiter"))
        assert len(parts) < 5
    loaded = load_questionnaire(terminal.folder / "sample.yaml").questionnaire
    rule = level_rule(loaded, loaded.by_id["vision"], Reader("de")).split()
    said = " ".join(parts)
    assert [word for word in rule if word not in said] == []
    terminal.press("Enter")
    terminal.until("Frage 2 von 7")


def test_plain_lines_draw_nothing_twice(terminal: Terminal) -> None:
    terminal.start("--plain")
    terminal.until("Für welche Kommune", "Text, oder Enter ohne Text:")
    terminal.press("Enter")
    terminal.until("1. Weiter zu den Fragen")
    terminal.press("Enter")
    terminal.until("Frage 1 von 8. Über Sie", "Antwort:")
    terminal.type("2")
    shown = terminal.until("0. nie: Niemand kennt es.")
    assert shown.count("Welche Art?") == 1
    assert "›" not in shown
    terminal.type("q")
    terminal.until(READY)
    assert "kind: county" in until_saved(terminal.folder / "a.yaml", "kind")


def test_the_command_that_goes_on_works_when_it_is_copied(terminal: Terminal) -> None:
    folder = terminal.folder / "Mein Ordner"
    folder.mkdir()
    shutil.copy(terminal.folder / "sample.yaml", folder / "sample.yaml")
    start = [sys.executable, "-m", "planself", "run", "Mein Ordner/a.yaml", "-q", "./Mein Ordner/sample.yaml"]
    terminal.type(shlex.join([*start, "--role", "planning", "--plain"]))
    terminal.until("Für welche Kommune")
    terminal.press("Enter")
    terminal.until("1. Weiter zu den Fragen")
    terminal.press("Enter")
    terminal.until("Frage 1 von")
    terminal.type("2")
    terminal.until("0. nie: Niemand kennt es.")
    terminal.type("q")
    terminal.until("Weiter geht es mit:", READY)
    shown = terminal.tmux("capture-pane", "-p", "-J")  # a line that the window wraps is one, with a blank at its end
    hint = shown.split("Weiter geht es mit: ")[1].split(READY)[0].replace("\n", "")
    copied = shlex.split(hint)
    assert copied[copied.index("run") :] == [*start[3:], "--role", "planning", "--plain"]
    terminal.type("clear")
    terminal.type(hint)
    terminal.until("Frage 2 von")
