"""Commands to copy, quoted for the shell that somebody is likely to sit at."""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Mapping

_BARE = re.compile(r"[\w+=:./\\~-]+")


def quoted(word: str, platform: str = sys.platform, environ: Mapping[str, str] = os.environ) -> str:
    """Return a word as a shell takes it for one: by POSIX rules, or as cmd.exe and PowerShell do."""
    if platform != "win32":
        return shlex.quote(word)
    if _BARE.fullmatch(word):
        return word
    if not _is_cmd(environ) and ("$" in word or "`" in word):  # which PowerShell would read as its own in "…"
        return "'" + word.replace("'", "''") + "'"
    closing = "\\" if word.endswith("\\") else ""  # or it would take the quotation mark with it
    return f'"{word}{closing}"'  # a name there holds no quotation mark


def called(program: str, platform: str = sys.platform, environ: Mapping[str, str] = os.environ) -> str:
    """Return a program as the first word of a command: PowerShell takes a quoted one for a text, unless told to run it.

    What lies below the current folder is named from there, which is short and mostly without blanks.
    """
    here = os.path.join(os.path.abspath(""), "")  # noqa: PTH100, PTH118 -- Path drops the separator at the end
    near = program.removeprefix(here)
    word = quoted(near if os.path.dirname(near) else program, platform, environ)  # noqa: PTH120 -- as above
    call = platform == "win32" and word[0] in "\"'" and not _is_cmd(environ)
    return f"& {word}" if call else word


def command_line(program: str, *words: object, platform: str = sys.platform) -> str:
    """Return a command with its words quoted; `program` stands as it is."""
    return " ".join((program, *(quoted(str(word), platform) for word in words)))


def file_word(path: object) -> str:
    """Return a path that no command takes for an option."""
    return f"./{path}" if str(path).startswith("-") else str(path)


def _is_cmd(environ: Mapping[str, str]) -> bool:
    """Tell cmd.exe, which hands its prompt on, from PowerShell, which has none in the environment."""
    return "PROMPT" in environ
