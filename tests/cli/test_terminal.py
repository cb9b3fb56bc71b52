"""What others typed steers no terminal, and who is ended from outside leaves nothing half done."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

import polars as pl
import pytest

from planself.cli import console
from planself.errors import Location, Problem
from planself.files.disk import write_atomic
from planself.text import inert_json

EVIL = "a\u001b]0;owned\u0007\u009b31mb\u202ec\u007f"
STEERS = ("\u001b]", "\u0007", "\u009b", "\u202e", "\u007f")


def on_a_terminal(arguments: Sequence[str], folder: Path) -> str:
    """Return everything that a command prints on a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "planself", *arguments]
    environ = {**os.environ, "NO_COLOR": "1", "TERM": "dumb", "PLANSELF_LANG": "en"}
    with subprocess.Popen(command, cwd=folder, env=environ, stdout=theirs, stderr=theirs, stdin=theirs) as running:
        os.close(theirs)
        said = b""
        while True:
            try:
                said += (piece := os.read(ours, 65536))
            except OSError:
                break
            if not piece:
                break
        running.wait(timeout=60)
    os.close(ours)
    return said.decode(errors="replace")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    cells = {"subject.name": [EVIL], "bemerkung": [EVIL], "silo_overview": [3], "silo_joint_plan": [EVIL]}
    pl.DataFrame(cells).write_ndjson(tmp_path / "a.jsonl")
    pl.DataFrame(cells | {"silo_joint_plan": [2]}).write_ndjson(tmp_path / "b.jsonl")
    named = {"format": "planself/answers/1", "questionnaire": {"id": "integrierte-planung", "version": "1.0.0"}}
    unknown = named | {"answers": {"shared_vision": 3}, "subject": {"name": "\u009b31mb\u202ec"}}
    (tmp_path / "c.json").write_text(json.dumps(unknown), "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        ("batch", "b.jsonl", "-o", "-"),
        ("batch", "b.jsonl", "-o", "-", "--long"),
        ("batch", "a.jsonl", "b.jsonl", "-o", "-", "--json"),
        ("score", "c.json"),
        ("score", "c.json", "--json"),
        ("check", "c.json", "--json"),
        ("report", "c.json", "-o", "/dev/stdout", "--format", "md"),
    ],
    ids=" ".join,
)
def test_no_text_steers_a_terminal(folder: Path, arguments: tuple[str, ...]) -> None:
    said = on_a_terminal(arguments, folder)
    assert said
    assert not [sign for sign in STEERS if sign in said], said
    if arguments[0] == "batch":
        assert "owned" in said


class Screen(StringIO):
    """A terminal that keeps what it was sent."""

    def isatty(self) -> bool:
        """Say that a person reads this."""
        return True


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_nothing_that_is_said_steers_a_terminal(monkeypatch: pytest.MonkeyPatch, stream: str) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, stream, screen)
    console.reset()
    if stream == "stdout":
        console.write(f"{EVIL} text")
        console.write_json({"name": f"{EVIL} json"})
    else:
        console.talk(f"{EVIL} talk")
        console.show_error(f"{EVIL} error", f"{EVIL} hint")
        console.show_problems([Problem(Location(f"{EVIL} place"), "E001", f"{EVIL} problem", f"{EVIL} remedy")])
    said = screen.getvalue()
    assert not [sign for sign in STEERS if sign in said], said
    words = ("text", "json") if stream == "stdout" else ("talk", "error", "hint", "place", "problem", "remedy")
    assert [word for word in words if word not in said] == []


def test_nothing_that_is_written_to_a_terminal_steers_it() -> None:
    ours, theirs = pty.openpty()
    try:
        write_atomic(Path(os.ttyname(theirs)), f"{EVIL} written\n".encode())
        said = os.read(ours, 1000).decode()
    finally:
        os.close(ours)
        os.close(theirs)
    assert "written" in said
    assert not [sign for sign in STEERS if sign in said], said


def test_json_made_inert_says_the_same() -> None:
    text = json.dumps({EVIL: [EVIL, "ä€😀"]}, ensure_ascii=False, indent=1)
    assert json.loads(inert_json(text)) == json.loads(text)
    assert not [sign for sign in STEERS if sign in inert_json(text)]
    assert inert_json("\u007f") == "\\u007f"


@pytest.mark.skipif(os.name == "nt", reason="there are no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_who_is_ended_from_outside_leaves_what_ctrl_c_leaves(tmp_path: Path, number: signal.Signals) -> None:
    pl.DataFrame({"silo_overview": [3, 0] * 200_000}).write_csv(tmp_path / "a.csv")
    command = [sys.executable, "-m", "planself", "batch", "a.csv", "-q", "integrierte-planung", "-o", "t.jsonl"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as running:
        end = time.monotonic() + 60
        while time.monotonic() < end and not list(tmp_path.glob(".planself-*")):
            time.sleep(0.01)
        running.send_signal(number)
        _out, said = running.communicate(timeout=60)
    assert running.returncode == 130, said
    assert "Traceback" not in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv"]
