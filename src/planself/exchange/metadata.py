"""The file beside a table that says under which questionnaire it was made, and by whose checksum it is known again.

CSV and JSON Lines have no place for either, and the checksum of a workbook cannot stand inside it.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from json import dumps, loads
from pathlib import Path
from typing import Any

from planself.files.disk import MAX_BYTES, write_atomic
from planself.files.json_schema import COUNT, TEXT, document, mapping
from planself.seal import is_unchanged, seal_json

FORMAT = "planself/tables/1"
SUFFIX = ".meta.json"
_START = 64
"""Bytes in which a file tells its format."""

Facts = Mapping[str, object]
"""What is said of a table; `sha256` is what it is known again by."""


def metadata_file(table: Path) -> Path:
    """Return where the metadata of a table stands."""
    return table.with_name(table.name + SUFFIX)


def is_metadata(path: str) -> bool:
    """Tell whether a file is one of metadata, by its name and its first bytes."""
    if not path.endswith(SUFFIX) or not os.path.isfile(path):  # noqa: PTH113 -- see below
        return False
    try:
        with open(path, "rb") as file:  # noqa: PTH123 -- a Path for every one of many files takes its time
            return FORMAT.encode() in file.read(_START)
    except OSError:
        return False


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def describe(file: Path, tables: Mapping[Path, Facts]) -> None:
    """Write a metadata file; other tables that it told of stay in it as long as they are there."""
    earlier = {name: facts for name, facts in _told(file).items() if (file.parent / name).is_file()}
    entries = {**earlier, **{_name(table, file.parent): facts for table, facts in tables.items()}}
    listed = [{"file": name, **facts} for name, facts in sorted(entries.items())]
    write_atomic(file, seal_json(dumps({"format": FORMAT, "tables": listed}, ensure_ascii=False, indent=1)).encode())


def unchanged(path: Path, folders: Iterable[Path]) -> bool:
    """Return whether a file is a table, or a metadata file, that planself wrote and nobody changed since.

    `folders` are those whose metadata files may tell of it.
    """
    if path.name.endswith(SUFFIX) and _told(path):
        return True
    place = path.resolve()
    told = [sum_ for folder in folders for table, sum_ in _sums(folder) if table == place]
    return bool(told) and checksum(path) in told


def _sums(folder: Path) -> Iterator[tuple[Path, object]]:
    """Yield the tables of which the metadata files of a folder tell, with their checksums; several may tell of one."""
    for file in folder.glob(f"*{SUFFIX}"):
        yield from (((folder / name).resolve(), facts.get("sha256")) for name, facts in _told(file).items())


def _told(file: Path) -> dict[str, dict[str, Any]]:
    """Return what a metadata file says of each table; nothing where planself did not write it as it stands."""
    try:
        text = file.read_bytes().decode() if file.stat().st_size <= MAX_BYTES else ""
    except (OSError, ValueError):
        return {}
    data = loads(text) if is_unchanged(text) else {}
    if data.get("format") != FORMAT:
        return {}
    return {table["file"]: {key: fact for key, fact in table.items() if key != "file"} for table in data["tables"]}


def _name(table: Path, folder: Path) -> str:
    """Return a table's path as seen from the folder of its metadata."""
    try:
        return Path(os.path.relpath(table, folder)).as_posix()
    except ValueError:  # on Windows, another drive
        return table.absolute().as_posix()


def schema() -> dict[str, Any]:
    """Return the schema of the metadata of tables."""
    always = {
        "file": {**TEXT, "description": "The table, as seen from the folder of this file."},
        "sha256": {**TEXT, "description": "The checksum by which planself knows whether the table was changed since."},
        "questionnaire": {**mapping(_questionnaire()), "description": "Under which questionnaire the table was made."},
        "planself": {**TEXT, "description": "The version of planself."},
        "questions": {**COUNT, "description": "How many questions the questionnaire has."},
        "read": {**COUNT, "description": "How many answer sets were read."},
        "scored": {**COUNT, "description": "How many of them were scored."},
        "rejected": {**COUNT, "description": "How many of them were rejected."},
    }
    of_text = {
        "encoding": {**TEXT, "description": "How a table of text is encoded."},
        "separator": {**TEXT, "description": "The sign between its cells."},
        "decimal": {**TEXT, "description": "Its decimal sign."},
    }
    entry = mapping(always, of_text)
    properties = {
        "format": {"const": FORMAT, "description": "The format and its version."},
        "tables": {"type": "array", "items": entry, "description": "One entry a table."},
        "seal": {**TEXT, "description": "By it planself knows whether this file was edited since."},
    }
    return document("tables of results", properties)


def _questionnaire() -> dict[str, Any]:
    return {
        "id": {**TEXT, "description": "Its id."},
        "version": {**TEXT, "description": "Its version."},
        "digest": {**TEXT, "description": "The checksum of its content."},
        "origin": {**TEXT, "description": "built-in, or the name of its file."},
    }
