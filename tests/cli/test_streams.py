"""Every command ends with its own exit code, and no traceback, whatever a shell does to the three streams."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the shell's way to close streams is that of POSIX")
_ENVIRON = {**os.environ, "PLANSELF_LANG": "en"}
_ENVIRON.pop("PYTHONUNBUFFERED", None)  # who uses planself has a buffer, in which a text can stay behind
GOOD = ("--version", "--help", "score {city}", "score --json {city}", "check {city}")
COMMANDS = [*((command, 0) for command in GOOD), ("score absent.yaml", 2)]
STREAMS = [">&-", "2>&-", "<&-", "2>/dev/full", ">&- 2>&-", "<&- >&- 2>&-", "2> >(true)"]


def ended(command: str, streams: str, folder: Path) -> tuple[int, str]:
    line = f"exec {sys.executable} -m planself {command} {streams}"
    done = subprocess.run(
        ["bash", "-c", line], cwd=folder, env=_ENVIRON, capture_output=True, text=True, timeout=60, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("streams", STREAMS)
@pytest.mark.parametrize(("command", "code"), COMMANDS)
def test_a_closed_or_broken_stream_changes_no_exit_code(
    city: Path, tmp_path: Path, command: str, code: int, streams: str
) -> None:
    found, said = ended(command.format(city=city), streams, tmp_path)
    assert (found, "Traceback" in said) == (code, False), said


@pytest.mark.parametrize("command", [command for command in GOOD if not command.startswith("check")])
def test_a_full_disk_is_said(city: Path, tmp_path: Path, command: str) -> None:
    found, said = ended(command.format(city=city), ">/dev/full", tmp_path)
    assert found == 1
    assert "Traceback" not in said
    assert said.count("The output cannot be written: the disk is full.") == 1


def test_an_interview_without_a_keyboard_says_what_to_do(tmp_path: Path) -> None:
    found, said = ended("run x.yaml", "<&-", tmp_path)
    assert found == 2
    assert "score" in said
