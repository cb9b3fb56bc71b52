"""Folders that hold one Parquet table in parts, as Spark, DuckDB and others leave them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from planself.errors import UsageError
from planself.i18n import _

PARQUET = frozenset({".parquet", ".pq"})
_MAGIC = b"PAR1"
_NO_VALUE = "__HIVE_DEFAULT_PARTITION__"
_LOGS = ("_delta_log", ".hoodie")
"""What folders hold whose files are not all of the table: a log beside them says which ones are."""


def holds_parts_only(folder: Path) -> bool:
    """Tell whether a folder holds the parts of a table and nothing else that could be read."""
    if not folder.is_dir():
        return False
    try:
        found = _visible(folder)
    except OSError:  # whoever reads the folder says so
        return False
    return bool(found) and all(holds_parts_only(entry) if _is_key(entry) else is_part(entry) for entry in found)


def parts_in(folder: Path) -> Iterator[Path]:
    """Yield the parts in a folder and in its folders named KEY=VALUE, in the order of their names."""
    for log in _LOGS:
        if (folder / log).exists():
            message = _("{path} is a table with a log ({log}), which says which of its files count.")
            raise UsageError(
                message.format(path=folder, log=log), _("Export it with the program that keeps it, as Parquet or CSV.")
            )
    for entry in _visible(folder):
        if entry.is_symlink() and entry.is_dir():  # which may lead round in a circle
            raise UsageError(
                _("{path} is a link to a folder, and is not followed.").format(path=entry),
                _("Put the folder itself there."),
            )
        if _is_key(entry):
            yield from parts_in(entry)
        elif is_part(entry):
            yield entry


def is_part(path: Path) -> bool:
    """Tell whether a file is Parquet, by its name or, where that has no suffix, by its first bytes."""
    if path.suffix.lower() in PARQUET:
        return path.is_file()
    if path.suffix or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def keys_of(folder: Path, part: Path) -> dict[str, str | None]:
    """Return what the folders between say of a part's rows: the column kreis is 05315 below `kreis=05315`."""
    if not part.is_relative_to(folder):
        return {}
    named = (name.split("=", 1) for name in part.relative_to(folder).parts[:-1])
    return {unquote(key): None if value == _NO_VALUE else unquote(value) for key, value in named}


def _visible(folder: Path) -> list[Path]:
    """Return what lies in a folder, but for what programs keep there for themselves: `_SUCCESS`, `.part-0.crc`."""
    return sorted(entry for entry in folder.iterdir() if not entry.name.startswith((".", "_")))


def _is_key(entry: Path) -> bool:
    return "=" in entry.name and entry.is_dir() and not entry.is_symlink()
