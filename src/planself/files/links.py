"""Links in folders that somebody sent: through them, nothing outside of the folder is read or written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from planself.errors import InputError, Location, Problem
from planself.i18n import _


def leads_out(path: Path, folder: Path) -> bool:
    """Tell whether a path that begins in a folder ends outside of it, by a link or by `..`."""
    try:
        return not path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # a ring of links, or a name that is none
        return True


def leading_out(paths: Iterable[Path], folder: Path) -> tuple[Problem, ...]:
    """Return a problem for every path that leads out of a folder."""
    hint = _("Put the file itself into the folder, if you trust whoever made the link.")
    return tuple(
        Problem(
            Location(str(path)), "E279", _("{path} is a link that leads out of the folder.").format(path=path), hint
        )
        for path in paths
        if leads_out(path, folder)
    )


def refuse_leading_out(paths: Iterable[Path], folder: Path) -> None:
    """Raise InputError where any of these paths leads out of a folder."""
    if problems := leading_out(paths, folder):
        raise InputError(problems)
