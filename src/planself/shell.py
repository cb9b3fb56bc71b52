"""Commands to copy, quoted for the shell that somebody is likely to sit at."""

from __future__ import annotations

import re
import shlex
import sys

_BARE = re.compile(r"[\w@%+=:,./\\~-]+")


def quoted(word: str, platform: str = sys.platform) -> str:
    """Return a word as a shell takes it for one: by POSIX rules, or as cmd.exe and PowerShell both do."""
    if platform != "win32":
        return shlex.quote(word)
    return word if _BARE.fullmatch(word) else f'"{word}"'  # a name there holds no quotation mark


def command_line(program: str, *words: object, platform: str = sys.platform) -> str:
    """Return a command with its words quoted; `program` stands as it is."""
    return " ".join((program, *(quoted(str(word), platform) for word in words)))


def file_word(path: object) -> str:
    """Return a path that no command takes for an option."""
    return f"./{path}" if str(path).startswith("-") else str(path)
