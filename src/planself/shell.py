"""Commands to copy, quoted for the shell that somebody is likely to sit at."""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Mapping
from contextvars import ContextVar
from functools import lru_cache
from itertools import count
from pathlib import Path

from planself.i18n import choose, current

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


_questionnaire: ContextVar[str | None] = ContextVar("planself_questionnaire", default=None)


def remember(questionnaire: str | None) -> None:
    """Keep the questionnaire that this call names, for commands that go on with a file of it."""
    _questionnaire.set(questionnaire)


def same_questionnaire() -> list[str]:
    """Return the option with which this call names its questionnaire, if it does."""
    asked = _questionnaire.get()
    return [] if asked is None else ["-q", asked]


def own_command(*words: object) -> str:
    """Return a command of planself to copy; it goes on in the language spoken here, where that had to be asked for."""
    asked = current().lang
    spoken = [] if "--lang" in words or choose(None, os.environ) == asked else ["--lang", asked]
    return command_line(program(), *words, *spoken)


def program() -> str:
    """Return how to call planself here: as it was called where that was a module, else by its name where that works."""
    return _program(sys.argv[0], os.environ.get("PATH"), os.path.abspath(""))  # noqa: PTH100 -- quicker, asked often


@lru_cache(maxsize=8)
def _program(argv0: str, path: str | None, _here: str) -> str:
    """Return it, looked up once for every place: a table of many bad cells gives as many hints."""
    from shutil import which

    started = Path(argv0)
    if started.parts[-2:] == ("planself", "__main__.py"):  # maybe since the other way is barred, as by AppLocker
        short = next((name for name in ("python", "python3") if which(name, path=path) == sys.executable), None)
        return f"{short or called(sys.executable)} -m planself"
    return "planself" if which("planself", path=path) or started.stem != "planself" else called(str(started))


def installing(extra: str) -> str:
    """Return the command that brings the libraries of an extra to the Python that runs here.

    They are named one by one: planself itself is on no index, and whoever took that name there would be installed.
    """
    from importlib.metadata import requires

    needed = (entry.partition(";") for entry in requires("planself") or ())
    found = [library.strip() for library, _semicolon, when in needed if re.search(rf"extra == ['\"]{extra}['\"]", when)]
    return command_line(called(sys.executable), "-m", "pip", "install", *found)


def file_word(path: object) -> str:
    """Return a path that no command takes for an option; `-` alone is stdin."""
    return f"./{path}" if str(path).startswith("-") and str(path) != "-" else str(path)


def unused(name: str) -> str:
    """Return a name, or one like it, that no file in the current folder has, so that a command can write there."""
    stem, suffix = Path(name).stem, Path(name).suffix
    names = (name if number == 1 else f"{stem}-{number}{suffix}" for number in count(1))
    return next(each for each in names if not Path(each).exists())


def _is_cmd(environ: Mapping[str, str]) -> bool:
    """Tell cmd.exe, which hands its prompt on, from PowerShell, which has none in the environment."""
    return "PROMPT" in environ
