"""What a file says of itself in its first lines, read without checking the rest."""

from __future__ import annotations

import re
from pathlib import Path

SUFFIXES = (".yaml", ".yml", ".json")
_HEAD = 16_384
_FORMAT = re.compile(r"""^["'{\s]*format["']?\s*:\s*["']?planself/(\w+)""", re.MULTILINE)
_ID = re.compile(r"""(?:^["'{]{0,2}|^\s{1,4}["'])id["']?\s*:\s*["']?([A-Za-z0-9_-]+)""", re.MULTILINE)


def declared_id(path: Path) -> str | None:
    """Return the id that a file gives itself."""
    match = _ID.search(_head(path))
    return match[1] if match else None


def questionnaires_in(folder: Path) -> list[Path]:
    """Return the files of a folder that may be questionnaires: no answer files, no mappings, no results."""
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and path.is_file())
    except OSError:
        return []
    return [path for path in files if _kind(path) in (None, "questionnaire")]


def _kind(path: Path) -> str | None:
    match = _FORMAT.search(_head(path))
    return match[1] if match else None


def _head(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD).decode("utf-8", "replace")
    except OSError:
        return ""
