"""`*.yaml` where the shell leaves it as it is, as cmd.exe and PowerShell do."""

from __future__ import annotations

from glob import glob, has_magic
from pathlib import Path


def expanded(arguments: list[str]) -> list[str]:
    """Return the arguments with each pattern replaced by the files that it matches, in their order.

    A file of that very name counts before the pattern, and what matches nothing stays, so that it can be complained of.
    An option's value is no pattern: `--rename "*=x"` is meant as it stands.
    """
    found: list[str] = []
    for place, argument in enumerate(arguments):
        value = place > 0 and arguments[place - 1].startswith("-") and arguments[place - 1] != "--"
        pattern = not argument.startswith("-") and not value and has_magic(argument) and not Path(argument).exists()
        found += (sorted(glob(argument)) if pattern else []) or [argument]  # noqa: PTH207 -- keeps "./" as it was written
    return found
