"""`*.yaml` where the shell leaves it as it is, as cmd.exe and PowerShell do."""

from __future__ import annotations

from collections.abc import Iterator
from glob import glob, has_magic
from pathlib import Path
from typing import Any


def expanded(arguments: list[str]) -> list[str]:
    """Return the arguments with each pattern replaced by the files that it matches, in their order.

    A file of that very name counts before the pattern, and what matches nothing stays, so that it can be complained of.
    An option's value is no pattern: `--rename "*=x"` is meant as it stands.
    """
    found: list[str] = []
    for place, argument in enumerate(arguments):
        pattern = not argument.startswith("-") and has_magic(argument) and not Path(argument).exists()
        pattern = pattern and (place == 0 or not _takes_value(arguments[place - 1]))
        found += (sorted(glob(argument)) if pattern else []) or [argument]  # noqa: PTH207 -- keeps "./" as it was written
    return found


def _takes_value(word: str) -> bool:
    """Tell whether a word is an option that the next one belongs to, other than `--json` or `--`."""
    if not word.startswith("-") or word == "--":
        return False
    from typer.main import get_command

    from planself.cli.app import app

    named = [option for option in _options(get_command(app)) if word in option.opts]
    return not named or any(not option.is_flag for option in named)


def _options(command: Any) -> Iterator[Any]:
    """Yield the options of a command and of all below it."""
    yield from (parameter for parameter in command.params if parameter.param_type_name == "option")
    for inner in getattr(command, "commands", {}).values():
        yield from _options(inner)
