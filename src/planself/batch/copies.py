"""Copies of a file in its own folder, as file managers name them, and what systems and Office leave beside files."""

from __future__ import annotations

import filecmp
import re
from collections.abc import Collection
from pathlib import Path

from planself.batch.skipped import Tell, note
from planself.errors import Location, Problem, Severity
from planself.i18n import _

_COPY = re.compile(
    r"(?:(?:kopie|copy)(?: \(?[0-9]+\)?)? (?:von|of) )?(.+?)"
    r"(?: ?[-–_]? ?(?:kopie|copy)(?: ?\(?[0-9]+\)?)?| ?\([0-9]{1,2}\))?",
    re.IGNORECASE,
).fullmatch
_MARK = re.compile(r"kopie|copy|\(", re.IGNORECASE).search
"""What every name of a copy holds."""

_SYSTEM = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", ".ds_store", "icon\r", "__macosx"})


def is_debris(name: str) -> bool:
    """Tell whether a file is none of the user's: what systems keep in folders, and Office's marks of open files."""
    return name.startswith(("~$", ".~lock.", "._")) or name.lower() in _SYSTEM


def original_of(name: str, names: Collection[str]) -> str | None:
    """Return which file of the same folder a file is named as a copy of, None where it is none or that one is gone."""
    if not _MARK(name):  # nearly all names, and the pattern takes its time over long ones
        return None
    stem, dot, suffix = name.rpartition(".")
    found = _COPY(stem)
    original = f"{found[1]}{dot}{suffix}" if found else name
    return original if original != name and original in names else None


def alike(one: Path, other: Path) -> bool:
    """Tell whether two files hold the same; False where that cannot be found out."""
    try:
        return filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False


def counted_once(source: str, original: str, same: bool, tell: Tell) -> bool:
    """Return whether a file is left out that is named as a copy of another one, and tell what becomes of it."""
    if same:
        tell(note(source, "N494", _("left out: a copy of {file}").format(file=original)))
        return True
    message = _("named as a copy of {file}, and not the same: both are read").format(file=original)
    hint = _("Delete the one that does not count, so that nobody counts twice.")
    tell(Problem(Location(source), "N495", message, hint, Severity.WARNING))
    return False
