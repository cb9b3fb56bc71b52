"""What the program prints for its reader to type: found in its sources, and typed as it stands."""

from __future__ import annotations

import ast
import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer.main

from planself.cli.app import app
from scripts.docs import TOP
from tests import prepared

SOURCES = Path(__file__).parent.parent.parent / "src/planself"
NAMES = "|".join(TOP)
TYPED = re.compile(rf"planself (?:{NAMES}|--help)\b")
_INSIDE = re.compile(
    rf"`(planself (?:{NAMES})[^`]*)`|“(planself (?:{NAMES})[^”]*)”|(?:^ *|: )(planself (?:{NAMES})\b[^\n]*)$", re.M
)
PATIENCE = 60.0
"""Seconds that a command may take on a busy machine."""
_ENDED = "\x04"
"""Ctrl-D, at whatever is asked first."""


@dataclass(frozen=True)
class Case:
    """A situation in which commands are printed, and what becomes of whoever types them."""

    lay: Callable[[Path], None]
    """Puts the files there."""
    call: Sequence[str]
    """What was typed first: words of planself, or of another program where the first is a path."""
    says: tuple[str, ...] = ()
    """The phrases that hold the commands, in English; none where lines of their own do."""
    by: str = ""
    """Where the sources make the commands, `file.py:function`."""
    fill: dict[str, str] = field(default_factory=dict)
    """What a reader writes where a phrase has a word in capitals."""
    keys: str | tuple[str, ...] | None = None
    """What is typed at the terminal that the call needs, at once or a piece a prompt; None where it needs none."""
    shows: tuple[str, ...] = ()
    """Files that are printed or opened, and say the rest."""
    then: Callable[[Path], bool] = lambda _folder: True
    """What is true when all commands were typed."""
    ends: int = 0
    """How every command ends that asks nothing."""
    inside: str = "."
    """The folder in which the commands are typed."""
    environ: dict[str, str] = field(default_factory=dict)


@cache
def _parsed() -> list[tuple[Path, ast.Module]]:
    return [(path, ast.parse(path.read_text("utf-8"))) for path in SOURCES.rglob("*.py")]


def phrases() -> Iterator[str]:
    """Yield every phrase that holds a command in so many words."""
    for _path, module in _parsed():
        for node in ast.walk(module):
            called = node.func if isinstance(node, ast.Call) else None
            if getattr(called, "id", getattr(called, "attr", "")) not in ("_", "n_"):
                continue
            assert isinstance(node, ast.Call)
            yield from (
                str(argument.value)
                for argument in node.args
                if isinstance(argument, ast.Constant) and TYPED.search(str(argument.value))
            )


def makers() -> Iterator[str]:
    """Yield every function that makes a command out of words, as `file.py:function`."""
    for path, module in _parsed():
        for function in ast.walk(module):
            if isinstance(function, ast.FunctionDef) and path.name != "shell.py":
                names = {getattr(node.func, "id", "") for node in ast.walk(function) if isinstance(node, ast.Call)}
                if names & {"own_command", "command_line"}:
                    yield f"{path.relative_to(SOURCES)}:{function.name}"


def environment(**more: str) -> dict[str, str]:
    """Return an environment in which `planself` is the one under test and speaks English."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PLANSELF_", "COLUMNS"))}
    path = os.pathsep.join((str(prepared.folder()), str(Path(sys.executable).parent), os.environ["PATH"]))
    return {**kept, "PATH": path, "TERM": "dumb", "PLANSELF_LANG": "en", "COLUMNS": "1000", **more}


def options() -> set[str]:
    """Return every option of every command."""
    group: Any = typer.main.get_command(app)
    commands: list[Any] = [group, *group.commands.values()]
    commands += [inner for command in commands[1:] for inner in getattr(command, "commands", {}).values()]
    return {option for command in commands for parameter in command.params for option in parameter.opts} | {"--help"}


def said(case: Case, folder: Path) -> str:
    """Return what a reader sees in a situation."""
    case.lay(folder)
    words = list(case.call) if Path(case.call[0]).is_absolute() else ["planself", *case.call]
    environ = environment(**case.environ)
    if case.keys is not None:
        shown = _at_a_terminal(words, folder, environ, case.keys)[1]
    else:
        done = subprocess.run(words, cwd=folder, env=environ, capture_output=True, text=True, check=False)
        shown = done.stdout + done.stderr
    assert "Traceback" not in shown
    return shown + "\n".join(_text(file) for pattern in case.shows for file in sorted(folder.glob(pattern)))


def commands(case: Case, shown: str) -> list[str]:
    """Return the commands of a situation as a reader types them."""
    parts = [shown] if not case.says else [_found(phrase, shown) for phrase in case.says]
    found = [next(filter(None, groups)) for part in parts for groups in _INSIDE.findall(part)]
    return [re.sub(r"\b[A-Z]{4,}\b", lambda word: case.fill.get(word[0], word[0]), command) for command in found]


def follow(command: str, folder: Path, environ: dict[str, str]) -> tuple[int, str]:
    """Type a command as it stands, and return how it ended and what it said; what it asks is left at once."""
    return _at_a_terminal(["bash", "-c", command], folder, environment(**environ), _ENDED)


def _found(phrase: str, shown: str) -> str:
    """Return what a phrase became, or what follows it where it only leads up to a command."""
    pattern = re.sub(r"\\{\w+\\}", lambda _name: "(.+?)", re.escape(phrase))
    pattern = pattern.removesuffix("(.+?)") + "(.+)" if pattern.endswith("(.+?)") else pattern
    match = re.search(pattern, shown)
    assert match, f"“{phrase}” was not said:\n{shown}"
    if "planself" in match[0]:
        return match[0]
    return shown[match.end() :].partition("\n")[0].lstrip()


def _text(file: Path) -> str:
    """Return what a reader sees of a file: of a page without its tags, of YAML without the signs of comments."""
    import html

    text = file.read_text("utf-8")
    if file.suffix == ".html":
        return html.unescape(re.sub("<[^>]+>", "\n", text))
    return re.sub(r"^ *# *(?:[^`\n]*:  +)?", "", text, flags=re.M)


def _at_a_terminal(
    words: Sequence[str], folder: Path, environ: dict[str, str], keys: str | tuple[str, ...]
) -> tuple[int, str]:
    at_once, waiting = (keys, []) if isinstance(keys, str) else ("", list(keys))
    ours, theirs = pty.openpty()
    with subprocess.Popen(words, cwd=folder, env=environ, stdin=theirs, stdout=theirs, stderr=theirs) as running:
        os.close(theirs)
        os.write(ours, at_once.encode())
        shown, end = b"", time.monotonic() + PATIENCE
        while True:
            if not select.select([ours], [], [], max(end - time.monotonic(), 0))[0]:
                running.kill()
                pytest.fail(f"{words} asks for more:\n{shown.decode(errors='replace')}")
            try:
                piece = os.read(ours, 65_536)
            except OSError:  # Linux's way to say that the other end has closed
                piece = b""
            if not piece:
                break
            shown += piece
            if waiting and shown.endswith(b": "):
                os.write(ours, waiting.pop(0).encode())
        code = running.wait(timeout=60)
    os.close(ours)
    return code, shown.decode(errors="replace").replace("\r\n", "\n")
