"""What a file says of itself, read without checking the rest."""

from __future__ import annotations

import json
import re
from pathlib import Path

from planself import resources
from planself.files.links import leads_out
from planself.files.source import MAX_QUESTIONNAIRE
from planself.formats import name_of

SUFFIXES = (".yaml", ".yml", ".json")
_HEAD = 16_384
_YAML = re.compile(r"""^(format|id)\s*:\s*["']?([^\s"'#]+)""", re.MULTILINE)


def declared_id(path: Path) -> str | None:
    """Return the id that a file gives itself."""
    return _declared(path).get("id")


def questionnaires_in(folder: Path) -> list[Path]:
    """Return the files of a folder that may be questionnaires: no answer files, no mappings, no results."""
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and path.is_file())
    except OSError:
        return []
    own = [path for path in files if not _is_stray(path, folder)]
    return [path for path in own if _may_be_questionnaire(_declared(path).get("format"))]


def strays_in(folder: Path) -> list[Path]:
    """Return what would be a questionnaire by its name, and is a link that leads out of the folder."""
    try:
        return sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and _is_stray(path, folder))
    except OSError:
        return []


def _is_stray(path: Path, folder: Path) -> bool:
    """Tell a link that leads out of its folder; what was installed may be nothing but links."""
    return path.is_symlink() and folder != resources.questionnaires() and leads_out(path, folder)


def _may_be_questionnaire(form: str | None) -> bool:
    return name_of(form) in (None, "questionnaire")


def _declared(path: Path) -> dict[str, str]:
    """Return the format and id at the top of a file, as far as they are there."""
    is_json = path.suffix.lower() == ".json"
    try:
        with path.open("rb") as file:
            text = file.read(MAX_QUESTIONNAIRE if is_json else _HEAD).decode("utf-8", "replace")
    except OSError:
        return {}
    return _of_json(text) if is_json else dict(reversed(_YAML.findall(text)))


def _of_json(text: str) -> dict[str, str]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return {key: str(data[key]) for key in ("format", "id") if key in data} if isinstance(data, dict) else {}
