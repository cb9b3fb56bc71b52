"""What the first lines of a text table show: its separator, where its headings stand, its decimal sign."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from planself.errors import InputError, Location
from planself.exchange.raw_table import Style
from planself.exchange.table_top import padded
from planself.exchange.text_source import RECORD_LIMIT, Text, too_long
from planself.files.refusals import refusal
from planself.i18n import _
from planself.text import one_line

_HEAD = 1 << 18
_RECORDS = 200
_SEPARATORS = ";,\t|"
_SEP_LINE = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
# Two digits after the sign, or four and more, or a zero before it: "1,2" might be two ticks, "1,234" a thousand.
_DECIMAL = re.compile(r"-?(?:\d+([.,])(?:\d\d|\d{4,})|0([.,])\d{1,2})")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text table is written."""

    separator: str
    sep_line: bool
    headings: tuple[str, ...]
    signs: tuple[frozenset[Style], ...]
    """The decimal signs that the first rows show, one entry a heading."""
    first: list[list[str]]
    """The first rows below the headings."""
    title: str | None = None
    """What stands alone in the first row, where others hold more."""


def find(text: Text, name: str, suffix: str) -> Dialect:
    """Return how a table is written, or raise what its first lines leave open."""
    head, whole = _head(text, name)
    declared = _SEP_LINE.match(head)
    separator = declared[1] if declared else None
    body = head[declared.end() :] if declared else head
    if separator is None:
        separator = "\t" if suffix in {".tsv", ".tab"} else _separator(body, whole, name)
    records = _records(body, separator, whole)
    if not records:
        hint = _("Export the table again; it needs a line of headings and one line for each answer set.")
        raise refusal(Location(name), "E003", _("The file holds no line of headings."), hint)
    first = padded(records[1:], len(records[0]))
    return Dialect(separator, declared is not None, tuple(records[0]), _signs(records), first, _title(records))


def _head(text: Text, name: str) -> tuple[str, bool]:
    """Return the beginning of a text up to the end of a line, and whether that is all of it."""
    with text.open() as file:
        data = file.read(_HEAD)
        if len(data) == _HEAD and b"\n" not in data and b"\r" not in data:
            data += file.readline(RECORD_LIMIT - _HEAD)
            if len(data) == RECORD_LIMIT:
                raise too_long(Location(name, 1))
        whole = not file.read(1)
    if not whole and (cut := max(data.rfind(b"\n"), data.rfind(b"\r"))) >= 0:
        data = data[: cut + 1]
    return data.decode("utf-8", "ignore"), whole


def _records(head: str, separator: str, whole: bool) -> list[list[str]]:
    """Return the first rows that hold anything; the last may be cut, so it counts in a whole text only."""
    try:
        found = [record for record in islice(_read(head, separator), _RECORDS + 1) if any(record)]
    except csv.Error:  # what is wrong is said, with its row, when the whole text is read
        return [head.splitlines()[0].split(separator)]
    return found if whole or len(found) == 1 else found[:-1]


def _read(head: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(head.splitlines(keepends=True), delimiter=separator)


def _separator(head: str, whole: bool, name: str) -> str:
    """Return the sign that parts every row into as many cells as there are headings."""
    shares = {sign: _share(_records(head, sign, whole)) for sign in _SEPARATORS}
    best = max(shares.values())
    nearest = [sign for sign in _SEPARATORS if shares[sign] == best]
    if best == 0:
        return _without(head, whole, name)
    if len(nearest) > 1:
        raise _unclear(nearest, name)
    return nearest[0]


def _share(records: list[list[str]]) -> float:
    """Return how many of the rows have as many cells as there are headings; 0 where the headings are one cell."""
    if not records or len(records[0]) < 2:
        return 0
    return sum(len(record) == len(records[0]) for record in records) / len(records)


def _without(head: str, whole: bool, name: str) -> str:
    """Return a separator for a table of one column, or raise where only its first line has none."""
    for sign in _SEPARATORS:
        if (alone := _title(_records(head, sign, whole))) is not None:
            raise title(Location(name, 1), alone)
    return ","


def _title(records: list[list[str]]) -> str | None:
    """Return what stands alone in the first row, where most others hold more."""
    wider = sum(len([cell for cell in record if cell]) > 1 for record in records[1:])
    if not records or len([cell for cell in records[0] if cell]) > 1 or wider * 2 <= len(records[1:]):
        return None
    return next((cell for cell in records[0] if cell), "")


def title(where: Location, cell: str) -> InputError:
    """Return the error for a table whose first row is a title and not its headings."""
    message = _("The first row holds a single cell, “{cell}”: that is a title, and headings are needed.")
    hint = _("Delete the rows above the headings, so that the table begins with them.")
    return refusal(where, "E256", message.format(cell=one_line(cell[:60])), hint)


def _unclear(signs: list[str], name: str) -> InputError:
    shown = ", ".join(_("tab") if sign == "\t" else f"“{sign}”" for sign in signs)
    message = _("The separator is not clear: {signs} fit the first lines equally well.").format(signs=shown)
    hint = _("Write sep=; (or the sign that it is) as a line of its own above the headings.")
    return refusal(Location(name, 1), "E252", message, hint)


def _signs(records: list[list[str]]) -> tuple[frozenset[Style], ...]:
    """Return for every column the decimal signs of those cells of the first rows that can tell."""
    columns = [[record[place] for record in records[1:] if place < len(record)] for place in range(len(records[0]))]
    return tuple(frozenset(sign for cell in column if (sign := _sign(cell))) for column in columns)


def _sign(cell: str) -> Style | None:
    found = _DECIMAL.fullmatch(cell)
    return None if found is None else "," if "," in found.groups() else "."
