"""What Windows does otherwise, played by a system that behaves like it: nobody has run planself there yet."""

from __future__ import annotations

import ctypes
import errno
import io
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import get_ident
from typing import Any

import pytest
from prompt_toolkit.application.current import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.output import DummyOutput, Output
from prompt_toolkit.output.vt100 import Vt100_Output

from planself import resources, shell
from planself.answers.model import Answer
from planself.answers.store import Store
from planself.cli.commands import run as run_command
from planself.cli.patterns import expanded
from planself.errors import InputError, PlanselfError
from planself.exchange.text_source import _forget
from planself.files.disk import read_bytes, write_atomic
from planself.files.lock import SessionLock
from planself.i18n import use
from planself.questionnaire.catalogue import DEFAULT, find
from planself.questionnaire.load import load_questionnaire
from planself.terminal import frame as terminal
from planself.terminal.screen import Sieve, sieve_of

DENIED, SHARING, LOCKED = 5, 32, 33


class Holding:
    """A call of the system that another program is in the way of, some times."""

    def __init__(self, real: Callable[..., Any], times: int, winerror: int | None, number: int = errno.EACCES) -> None:
        self._real, self.times, self._winerror, self._number = real, times, winerror, number

    def __call__(self, *given: Any, **more: Any) -> Any:
        if self.times:
            self.times -= 1
            error = OSError(self._number, os.strerror(self._number), str(given[0]))
            error.winerror = self._winerror  # type: ignore[attr-defined]  # there on Windows only
            raise error
        return self._real(*given, **more)


@pytest.fixture(autouse=True)
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let no test wait, and return for how long one would have; threads that a library left behind sleep on."""
    use("de")
    pauses: list[float] = []
    here, sleep = get_ident(), time.sleep
    monkeypatch.setattr(time, "sleep", lambda pause: pauses.append(pause) if get_ident() == here else sleep(pause))
    return pauses


@pytest.mark.parametrize("winerror", [DENIED, SHARING, LOCKED, None])
def test_a_lock_that_goes_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waited: list[float], winerror: int | None
) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"alt")
    monkeypatch.setattr(os, "replace", Holding(os.replace, 2, winerror))
    write_atomic(path, b"neu")
    assert path.read_bytes() == b"neu"
    assert len(waited) == 2
    assert [found.name for found in tmp_path.iterdir()] == ["a.yaml"]


def test_an_answer_is_saved_when_the_lock_has_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = load_questionnaire(find(DEFAULT, tmp_path, {}))
    question = next(found for found in loaded.questionnaire.questions if found.type == "scale")
    with Store.open(tmp_path / "a.yaml", loaded) as store:
        store.put(question.id, Answer(1))
        monkeypatch.setattr(os, "replace", Holding(os.replace, 2, SHARING))
        store.put(question.id, Answer(2))
    assert f"{question.id}: 2" in (tmp_path / "a.yaml").read_text("utf-8")


@pytest.mark.parametrize(("name", "said"), [("a.xlsx", "in Excel oder LibreOffice geöffnet?"), ("a.yaml", "Programm")])
def test_a_lock_that_stays_is_named_after_two_seconds_at_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waited: list[float], name: str, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(b"alt")
    monkeypatch.setattr(os, "replace", Holding(os.replace, 99, DENIED))
    with pytest.raises(PlanselfError, match="ein anderes Programm") as caught:
        write_atomic(path, b"neu")
    assert said in caught.value.hint
    assert "Es wurde nichts geändert." in caught.value.hint
    assert 0.5 < sum(waited) < 2
    assert path.read_bytes() == b"alt"
    assert [found.name for found in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("sign", ["~$a.xlsx", ".~lock.a.xlsx#"])
def test_what_excel_and_libreoffice_leave_beside_a_file_says_who_holds_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sign: str
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"alt")
    monkeypatch.setattr(os, "replace", Holding(os.replace, 99, None, errno.EPERM))
    with pytest.raises(PlanselfError, match="kein Recht dazu"):
        write_atomic(path, b"neu")
    (tmp_path / sign).touch()
    with pytest.raises(PlanselfError, match="ein anderes Programm"):
        write_atomic(path, b"neu")


@pytest.mark.parametrize("times", [2, 99])
def test_a_file_that_cannot_be_read_at_the_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"x")
    monkeypatch.setattr(io, "open", Holding(io.open, times, SHARING))
    if times == 2:
        assert read_bytes(path) == b"x"
        return
    with pytest.raises(InputError) as caught:
        read_bytes(path)
    assert caught.value.problems[0].message == "Ein anderes Programm benutzt diese Datei."
    assert "Excel" in caught.value.problems[0].hint


def test_no_rights_are_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waited: list[float]) -> None:
    monkeypatch.setattr(io, "open", Holding(io.open, 99, DENIED))
    with pytest.raises(PlanselfError, match="kein"):
        write_atomic(tmp_path / "a.xlsx", b"x")
    assert waited == []


@pytest.mark.parametrize("times", [2, 99])
def test_a_copy_of_answers_goes_at_the_end_and_nobody_sees_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    path = tmp_path / "a.csv"
    path.touch()
    monkeypatch.setattr(os, "unlink", Holding(os.unlink, times, SHARING))
    _forget(path)
    assert path.exists() is (times == 99)


def test_a_lock_is_hidden_and_can_be_taken_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    marked: list[tuple[str, int]] = []

    class Kernel:
        def SetFileAttributesW(self, name: str, attributes: int) -> int:  # noqa: N802 -- the system's name
            marked.append((Path(name).name, attributes))
            return 1

    class Windll:
        kernel32 = Kernel()

    SessionLock(tmp_path / "a.yaml").release()
    assert marked == []
    monkeypatch.setattr(ctypes, "windll", Windll(), raising=False)
    with monkeypatch.context() as on_windows:
        on_windows.setattr(sys, "platform", "win32")
        lock = SessionLock(tmp_path / "a.yaml")
        with pytest.raises(PlanselfError):
            SessionLock(tmp_path / "a.yaml")
        lock.release()
    assert marked == [(".a.yaml.lock", 0x80), (".a.yaml.lock", 0x2)] * 2


# The screen between two people


class OldConsole(DummyOutput):
    """A console that knows no escapes, as prompt_toolkit drives it through the system's calls."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def erase_screen(self) -> None:
        self.done.append("erased")

    def write_raw(self, data: str) -> None:
        self.done.append(data)


def cleared(output: Output) -> None:
    with create_app_session(output=output):
        terminal.clear_everything()


def test_an_old_console_is_erased_by_the_system_and_gets_no_escapes() -> None:
    console = OldConsole()
    cleared(console)
    assert console.done == ["erased"]


def test_a_terminal_forgets_what_stood_above() -> None:
    written = io.StringIO()
    cleared(Vt100_Output(written, lambda: Size(24, 80)))
    assert "\x1b[2J" in written.getvalue()
    assert "\x1b[3J" in written.getvalue()


@pytest.mark.parametrize("term", ["dumb", "xterm"])
def test_where_nothing_can_be_drawn_empty_lines_push_it_away(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], term: str
) -> None:
    def no_console() -> Output:
        raise ConnectionError

    reach = terminal._reach
    monkeypatch.setattr(terminal, "reach_terminal", lambda: reach(no_console, ConnectionError))
    monkeypatch.setenv("TERM", term)
    with pytest.raises(PlanselfError), run_command._unseen():
        raise PlanselfError("disk full")
    out = capsys.readouterr().out
    assert out.strip() == ""
    assert out.count("\n") > 2 * 100


# Signs that a font lacks


@pytest.mark.parametrize(
    ("platform", "environ", "shown"),
    [
        ("win32", {}, "==* ä█ „…“"),
        ("win32", {"WT_SESSION": "1"}, "━━✓ ä█ „…“"),
        ("win32", {"TERM_PROGRAM": "vscode"}, "━━✓ ä█ „…“"),
        ("linux", {}, "━━✓ ä█ „…“"),
    ],
)
def test_an_old_console_gets_signs_that_its_fonts_have(platform: str, environ: dict[str, str], shown: str) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    assert sieve_of(stream, environ, platform)("━━✓ ä█ „…“") == shown


def test_a_code_page_gets_signs_that_it_has() -> None:
    assert (
        sieve_of(io.TextIOWrapper(io.BytesIO(), encoding="cp850"), {}, "linux")("✓ Größe → 3 …") == "* Größe -> 3 ..."
    )
    assert Sieve("cp1252")("━ Straße –") == "= Straße –"


# Commands to copy

POWERSHELL: dict[str, str] = {}
CMD = {"PROMPT": "$P$G"}


@pytest.mark.parametrize(
    ("word", "powershell", "cmd"),
    [
        ("C:\\Müller\\a.yaml", "C:\\Müller\\a.yaml", "C:\\Müller\\a.yaml"),
        ("Mein Ordner\\a.yaml", '"Mein Ordner\\a.yaml"', '"Mein Ordner\\a.yaml"'),
        ("a,b.yaml", '"a,b.yaml"', '"a,b.yaml"'),
        ("Mein Ordner\\", '"Mein Ordner\\\\"', '"Mein Ordner\\\\"'),
        ("5 $.yaml", "'5 $.yaml'", '"5 $.yaml"'),
        ("it's $.yaml", "'it''s $.yaml'", '"it\'s $.yaml"'),
    ],
)
def test_a_word_is_quoted_for_the_shell(word: str, powershell: str, cmd: str) -> None:
    assert shell.quoted(word, "win32", POWERSHELL) == powershell
    assert shell.quoted(word, "win32", CMD) == cmd


def test_a_program_in_a_path_with_blanks_can_be_called() -> None:
    program = "C:\\Eigene Dateien\\planself.exe"
    assert shell.called(program, "win32", POWERSHELL) == f'& "{program}"'
    assert shell.called(program, "win32", CMD) == f'"{program}"'
    assert shell.called("C:\\planself.exe", "win32", POWERSHELL) == "C:\\planself.exe"


def test_what_lies_below_is_called_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tmp_path / "mit Leerzeichen"
    here.mkdir()
    monkeypatch.chdir(here)
    assert shell.called(str(here / ".venv/bin/planself"), "linux") == ".venv/bin/planself"
    assert shell.called(str(here / "planself"), "linux") == f"'{here}/planself'", "a bare name would be searched for"


def test_what_was_run_as_a_module_is_printed_as_one(tmp_path: Path) -> None:
    folder = tmp_path / "answers"
    command = [sys.executable, "-m", "planself", "workshop", "new", str(folder), "--title", "T", "--people", "12"]
    environ = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(command, env=environ, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert " python -m planself workshop status" in done.stderr


# Patterns, places and encodings


def test_a_pattern_behind_a_flag_is_resolved_and_a_value_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("ä.yaml", "b.yaml"):
        Path(name).touch()
    for flag in ("--json", "--quiet", "--"):
        assert expanded(["score", flag, "*.yaml"]) == ["score", flag, "b.yaml", "ä.yaml"]
    for option in ("-q", "--questionnaire", "--lang", "--rename"):
        assert expanded(["score", option, "*.yaml"]) == ["score", option, "*.yaml"]


def test_no_file_is_opened_in_the_systems_encoding_in_a_folder_with_umlauts(tmp_path: Path) -> None:
    here = tmp_path / "Jürgen Ä"
    here.mkdir()
    beside = resources.questionnaires() / "beispiele"
    script = (
        "import sys, warnings\n"
        "warnings.filterwarnings('error', category=EncodingWarning, module='planself')\n"
        "from planself.cli.boundary import run\n"
        "for line in sys.stdin.read().splitlines():\n"
        "    code = run(line.split('|')); assert code == 0, (line, code)\n"
    )
    lines = (
        "demo",
        f"score|{beside / 'beispielstadt-2026.yaml'}",
        f"report|{beside / 'beispielstadt-2026.yaml'}|-o|bericht für alle.html",
        f"report|{beside / 'beispielstadt-2026.yaml'}|-o|übersicht.md",
        f"batch|{beside / 'beispielstadt-2026.yaml'}|-o|tabelle ö.xlsx|--summary|ü.html|--reports|Berichte ß",
        "new|-o|frägebogen.yaml",
        "check|frägebogen.yaml",
        "workshop|new|Wörkshop|--title|Ä|--people|12",
        "workshop|status|Wörkshop",
        f"plan|new|{beside / 'beispielstadt-2026.yaml'}|--all|-o|plän.yaml",
        "plan|export|plän.yaml|-o|plän.xlsx",
        "plan|export|plän.yaml|-o|plän.ics",
    )
    environ = os.environ | {"PYTHONUTF8": "0", "LC_ALL": "C.UTF-8", "PLANSELF_LANG": "de"}
    command = [sys.executable, "-X", "warn_default_encoding", "-c", script]
    done = subprocess.run(
        command, cwd=here, env=environ, input="\n".join(lines).encode(), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert "EncodingWarning" not in done.stderr.decode()
    assert (here / "bericht für alle.html").exists()
