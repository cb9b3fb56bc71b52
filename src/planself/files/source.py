"""From a file to its data, by the house's reading of YAML, JSON and Excel forms."""

from __future__ import annotations

import re
from pathlib import Path

from planself.errors import InputError, Location, PlanselfError, Problem
from planself.files import json_text, yaml_text
from planself.files.disk import STDIN, decode, read_bytes, too_large
from planself.files.foreign import refuse_table
from planself.files.parsed_source import Source
from planself.formats import called
from planself.i18n import _, current

__all__ = [
    "MAX_BYTES",
    "MAX_QUESTIONNAIRE",
    "WORKBOOKS",
    "Source",
    "is_form",
    "load",
    "most_bytes",
    "parse",
    "parse_bytes",
    "parse_json",
]

MAX_BYTES = 1024 * 1024
"""Of an answer file, of which there may be a hundred thousand, and of what does not say what it is."""
MAX_QUESTIONNAIRE = 4 * 1024 * 1024
"""Of a questionnaire, and of whatever else is as long as one: several thousand questions."""
WORKBOOKS = (".xlsx", ".xlsm", ".ods", ".xls")
"""In which an Excel form comes back; as .xls it is known for one, and refused."""
_OBJECT = re.compile(r'\ufeff?\s*\{\s*"')
_MAX_ENTRIES = 400_000
"""As many as 1 MiB can hold; four times that of nothing but faults took minutes and gigabytes."""


def load(path: Path) -> Source:
    """Return a YAML or JSON file or an Excel form, going by the suffix; every problem of the file at once.

    What comes from stdin has no suffix: there it is JSON where it begins like an object.
    """
    if path.suffix.lower() in WORKBOOKS and (form := _form(path)) is not None:
        return form
    refuse_table(path)
    text = decode(_within_limit(path), str(path))
    json = _OBJECT.match(text) if path == STDIN else path.suffix.lower() == ".json"
    return parse_json(text, str(path)) if json else parse(text, str(path))


def _form(path: Path) -> Source | None:
    from planself.files.form_source import load_form  # archives, XML and a library for workbooks

    return load_form(path)


def is_form(path: Path) -> bool:
    """Return whether a file is an Excel form, and no other workbook, such as a table; a damaged one is none."""
    if path.suffix.lower() not in WORKBOOKS:
        return False
    try:
        return _form_at(path)
    except (OSError, PlanselfError):
        return False


def _form_at(path: Path) -> bool:
    from planself.files.form_source import form_bytes

    return form_bytes(path) is not None


def most_bytes(name: str) -> int:
    """Return how many bytes an answer file or an Excel form may have, going by its name."""
    if not name.lower().endswith(WORKBOOKS):
        return MAX_BYTES
    from planself.files.form_source import MAX_FORM

    return MAX_FORM


def parse_bytes(data: bytes, name: str) -> Source:
    """Return the bytes of an answer file or an Excel form as a source, going by the name."""
    if name.lower().endswith(WORKBOOKS):
        from planself.files.form_source import form_source

        return form_source(data, name)
    text = decode(data, name)
    return parse_json(text, name) if name.lower().endswith(".json") else parse(text, name)


def _within_limit(path: Path) -> bytes:
    """Return the bytes of a file; what calls itself a questionnaire may have more of them than answers."""
    hint = _(
        "An answer file may have 1 MiB, a questionnaire 4 MiB, which are several thousand questions. Take out what "
        "does not belong there, or divide it."
    )
    data = read_bytes(path, MAX_QUESTIONNAIRE, hint)
    if len(data) <= MAX_BYTES:
        return data
    if called(data) in (None, "answers"):
        raise too_large(path, data, len(data), MAX_BYTES, hint)
    if data.count(b",") + data.count(b"\n") > _MAX_ENTRIES:
        message = _("The file has more than {n} entries, the most that planself reads.")
        raise InputError(
            [Problem(Location(str(path)), "E001", message.format(n=current().integer(_MAX_ENTRIES)), hint)]
        )
    return data


def parse(text: str, name: str) -> Source:
    """Return YAML text as a source; raises InputError with all its problems."""
    text = text.removeprefix("\ufeff")
    return Source(name, text, yaml_text.build(text, name))


def parse_json(text: str, name: str) -> Source:
    """Return JSON text as a source; raises InputError with all its problems."""
    text = text.removeprefix("\ufeff")
    return Source(name, text, json_text.build(text, name), json_text.tokens)
