"""The table of a plan as it comes back from a spreadsheet: its rows by the keys of the columns that were exported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from planself.actions.table import columns
from planself.errors import InputError, Location, Problem, Severity, did_you_mean
from planself.exchange.raw_table import faults
from planself.exchange.source_table import open_table
from planself.files.refusals import brief
from planself.i18n import LANGUAGES, Reader, _

ID = "id"
_NUMBER = "~number"
_OTHER_SHEETS = "N452"
"""Said of the sheet of targets, which always stands beside the actions."""


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """A row with its number in the sheet, and its cells by the keys of `actions.table.columns`."""

    number: int
    cells: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ReturnedTable:
    """The rows of a table, the language of its headings, and what is to be said of it."""

    name: str
    lang: str
    rows: tuple[ReturnedRow, ...]
    notes: tuple[Problem, ...]


def read_plan_table(path: Path) -> ReturnedTable:
    """Return what stands in a table; raises InputError where it is none that `plan export` writes."""
    table = open_table(str(path))
    lang, keys = _meaning(table.headings)
    where = Location(table.name)
    notes = [note for note in table.notes if note.code != _OTHER_SHEETS]
    if ID not in keys.values():
        heading = next(column.heading for column in columns(Reader(lang)) if column.key == ID)
        message = _("The table has no column {column}, so nobody knows which action a row is.").format(column=heading)
        hint = _("Take the table that `planself plan export` writes, and change nothing in that column.")
        raise InputError([Problem(where, "E299", message, hint)])
    if twice := [heading for place, heading in keys.items() if list(keys.values()).count(heading) > 1]:
        message = _("A column stands there twice: {names}.").format(names=", ".join(map(brief, sorted({*twice}))))
        raise InputError([Problem(where, "E299", message, _("Delete or rename one of the two."))])
    notes += _unread(table.headings, keys, lang, where)
    with faults(table.name):
        frame = table.numbered(_NUMBER).collect()
    rows = tuple(
        ReturnedRow(number, {key: cells[place] for place, key in keys.items()})
        for number, *cells in frame.iter_rows()
        if any(cell is not None for cell in cells)
    )
    return ReturnedTable(table.name, lang, rows, tuple(notes))


def _meaning(headings: tuple[str, ...]) -> tuple[str, dict[int, str]]:
    """Return the language that most headings are in, and the keys of the columns by their place."""
    found: dict[str, dict[int, str]] = {}
    for lang in LANGUAGES:
        known = {column.heading.casefold(): column.key for column in columns(Reader(lang))}
        found[lang] = {
            place: known[plain]
            for place, heading in enumerate(headings)
            if (plain := " ".join(heading.split()).casefold()) in known
        }
    lang = max(found, key=lambda name: len(found[name]))
    return lang, found[lang]


def _unread(headings: tuple[str, ...], keys: Mapping[int, str], lang: str, where: Location) -> Iterator[Problem]:
    """Yield a note for columns that somebody has added or renamed."""
    missing = [column.heading for column in columns(Reader(lang)) if column.key not in keys.values()]
    names = [heading for place, heading in enumerate(headings) if place not in keys]
    if names:
        near = [word for name in names if (word := did_you_mean(name, missing))]
        hint = _("Did you mean {word}?").format(word=", ".join(near)) if near else ""
        message = _("These columns are none of a plan's and are not read: {names}.")
        yield Problem(where, "N483", message.format(names=", ".join(map(brief, names))), hint, Severity.WARNING)
