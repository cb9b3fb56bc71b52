"""The pages of the documentation, their fenced blocks, and what a reader would type."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

ROOT = Path(__file__).parent.parent.parent
PAGES = tuple(sorted((*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"))))
_FENCE = re.compile(
    r"(?:^ *<!-- (?P<mark>[^\n]*?) -->\n)?^(?P<indent> *)```(?P<language>\w*)\n(?P<text>.*?)^(?P=indent)```$",
    re.M | re.S,
)
INTERVIEWS = ("planself run", "planself workshop discuss", "planself workshop close", "planself plan edit")
_LEFT = 130
"""The interview's exit code where it is left before the end."""


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block; `mark` is the comment on the line above it."""

    page: Path
    mark: str
    language: str
    text: str

    @property
    def lines(self) -> list[str]:
        return [line for line in self.text.splitlines() if line.strip()]


def blocks(page: Path) -> Iterator[Block]:
    """Yield the fenced blocks of a page in order."""
    for found in _FENCE.finditer(page.read_text("utf-8")):
        yield Block(page, found["mark"] or "", found["language"], dedent(found["text"]))


def name(page: Path) -> str:
    """Return a page's path from the root, for names of tests."""
    return page.relative_to(ROOT).as_posix()


def environment() -> dict[str, str]:
    """Return an environment in which `planself` is the one under test."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PLANSELF_", "COLUMNS"))}
    return {**kept, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "TERM": "dumb"}


def type_line(line: str, folder: Path) -> None:
    """Run a command line as a reader would; an interview gets a terminal and is left at its first prompt."""
    if line.startswith(INTERVIEWS):
        _leave_interview(line, folder)
        return
    done = subprocess.run(["bash", "-c", line], cwd=folder, env=environment(), capture_output=True, text=True)
    assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"


def _leave_interview(line: str, folder: Path) -> None:
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        ["bash", "-c", line], cwd=folder, env=environment(), stdin=theirs, stdout=theirs, stderr=theirs
    ) as interview:
        os.close(theirs)
        os.write(ours, b"\x04")  # end of input, at whatever is asked first
        said = _everything(ours)
        code = interview.wait(timeout=30)
    os.close(ours)
    assert code == _LEFT, f"{line}\n{said}"


def _everything(terminal: int) -> str:
    said = b""
    while True:
        try:
            piece = os.read(terminal, 65_536)
        except OSError:  # Linux's way to say that the other end has closed
            piece = b""
        if not piece:
            return said.decode(errors="replace")
        said += piece
