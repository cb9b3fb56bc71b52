"""A reader at a terminal, who types the command lines of a page one after another and answers what is asked."""

from __future__ import annotations

import os
import re
import select
import subprocess
import time
from pathlib import Path

import pytest

from tests import prepared
from tests.docs.pages import environment

LEFT = 130
"""The exit code of an interview that is left before the end."""
INTERVIEWS = ("planself run", "planself workshop discuss", "planself plan new", "planself plan edit")
_PATIENCE = 120.0
_LEAVE = b"\x04"
_PROMPTS: tuple[tuple[str, tuple[bytes, ...]], ...] = (
    (r"(Text, oder Enter ohne Text|Text, or Enter to leave it empty): $", (b"Musterstadt\n", b"\n", _LEAVE)),
    (r"(Nummer, Enter für|Number, Enter for) \d+, .*: $", (b"\n", b"\n", _LEAVE)),
    (r"(Antwort|Answer)(, .*)?: $", (b"1\n", b"q\n")),
    (r"\n\d+: $", (_LEAVE,)),
    (r"Taste, \? zeigt alle Tasten: $", (b"j\n", b"1\n", b"\n", b"q\n")),
    (r"Key, \? for the keys: $", (b"y\n", b"1\n", b"\n", b"q\n")),
)
"""What is asked, and what the reader says to it: one time after another; the last holds on."""


class Typist:
    """Somebody who begins in an empty folder, with nothing but planself."""

    def __init__(self, folder: Path, language: str) -> None:
        assert not any(folder.iterdir())
        self._start = self._here = folder
        self._language = language

    def save(self, name: str, text: str) -> None:
        """Save what a page shows under the name that it gives."""
        (self._here / name).write_text(text, "utf-8")

    def type(self, line: str) -> None:
        """Type a command line, and stay where it leads."""
        pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
        place = self._start / ".place"
        script = f'{line}\ncode=$?; pwd > "{place}"; exit $code'
        ours, theirs = pty.openpty()
        path = f"{prepared.folder()}{os.pathsep}{environment()['PATH']}"
        spoken = {**environment(), "PATH": path, "LANG": f"{self._language}.UTF-8", "LC_ALL": "", "LC_MESSAGES": ""}
        with subprocess.Popen(
            ["bash", "-c", script], cwd=self._here, env=spoken, stdin=theirs, stdout=theirs, stderr=theirs
        ) as typed:
            os.close(theirs)
            said = _talk(ours, typed)
            code = typed.wait(timeout=30)
        os.close(ours)
        assert code == 0 or (code == LEFT and line.startswith(INTERVIEWS)), f"{line}\n{said}"
        self._here = Path(place.read_text("utf-8").strip())
        place.unlink()


def _talk(terminal: int, typed: subprocess.Popen[bytes]) -> str:
    """Return all that is said, having answered whatever is asked."""
    said, heard, asked = "", 0, dict.fromkeys((prompt for prompt, _answers in _PROMPTS), 0)
    since = time.monotonic()
    while True:
        if not select.select([terminal], [], [], 0.2)[0]:
            if typed.poll() is not None:
                return said
            if time.monotonic() - since > _PATIENCE:
                typed.kill()
                pytest.fail(f"It asks what nobody has an answer for:\n{said}")
            continue
        piece = _piece(terminal)
        if not piece:
            return said
        said, since = said + piece, time.monotonic()
        for prompt, answers in _PROMPTS:
            if re.search(prompt, said[heard:].replace("\r", "")):
                os.write(terminal, answers[min(asked[prompt], len(answers) - 1)])
                asked[prompt], heard = asked[prompt] + 1, len(said)


def _piece(terminal: int) -> str:
    try:
        return os.read(terminal, 65_536).decode(errors="replace")
    except OSError:  # Linux's way to say that the other end has closed
        return ""
