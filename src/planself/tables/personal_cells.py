"""Carried columns that point at persons, by what their cells look like: counted in the engine, and never shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import Any, cast

import narwhals as nw

from planself.errors import Location, Problem, Severity
from planself.files.refusals import brief
from planself.i18n import Reader, _, current
from planself.tables.column import CellKind, Cells, Frame, stripped
from planself.tables.column_meaning import Column, Headings
from planself.tables.first_names import FIRST_NAMES
from planself.tables.objects import without_objects

_LETTERS = "[A-Za-zÀ-ɏ.'’-]"
_TITLE = r"(?:herrn?|frau|hr\.|fr\.|mr\.?|mrs\.?|ms\.?|dr\.|prof\.|dipl\.-[a-z]+\.)"
_FIRST = f"(?:{'|'.join(FIRST_NAMES)})"
_OCTET = "(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])"
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_BORN = r"(?:19[2-9][0-9]|200[0-9]|201[0-2])"


@dataclass(frozen=True, slots=True)
class _Look:
    """A pattern of cells; in percent, how many of the filled cells have to be like it, 0 for a single one."""

    pattern: str
    share: int
    but: str = ""
    """What makes a cell none of these after all."""


MAIL, ADDRESS, PHONE, ACCOUNT, TOKEN, STREET, BORN, NAME = range(8)
_LOOKS: dict[int, tuple[_Look, ...]] = {
    MAIL: (_Look(r"[^\s@<>]@[^\s@<>]+\.[A-Za-z]{2}", 0),),
    ADDRESS: (
        _Look(rf"^(?:{_OCTET}\.){{3}}{_OCTET}$", 0),
        _Look("^(?:(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|(?:(?:[0-9A-Fa-f]+:)+:|::)[0-9A-Fa-f:.]*[0-9A-Fa-f])$", 0),
        _Look("^(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}$", 0),
    ),
    PHONE: (
        _Look(r"^(?:\+|00)[1-9][0-9 ()/.–-]{6,18}[0-9]$", 0),
        _Look(r"^\(?0[1-9][0-9]{1,4}\)?[ ./–-]+[0-9][0-9 ./–-]{2,12}[0-9]$", 50),
        _Look("^(?:0[1-9][0-9]{8,9}|0?1[5-7][0-9]{8,9}|49 ?1[5-7][0-9]{8,9})$", 50),
    ),
    ACCOUNT: (_Look("^[A-Z]{2}[0-9]{2}(?: ?[0-9A-Z]{4}){3,7}(?: ?[0-9A-Z]{1,3})?$", 0),),
    TOKEN: (
        _Look("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", 0),
        _Look("^[0-9a-f]{16,128}$", 50, "^[0-9]+$"),
        _Look(
            "[A-Za-z][0-9]+[A-Za-z]+[0-9]|[0-9][A-Za-z]+[0-9]+[A-Za-z]|[a-z][A-Z]+[a-z]+[A-Z]",
            50,
            "[^A-Za-z0-9_-]|^.{0,7}$|^.{257}|[0-9]{4}-[0-9]{2}",
        ),
    ),
    STREET: (
        _Look(
            r"(?i)^[^0-9]*(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|ring|damm|ufer|street|road) *[0-9]+", 50
        ),
    ),
    BORN: (
        _Look(rf"^(?:{_DAY}\.{_MONTH}\.{_BORN}|{_BORN}-{_MONTH}-{_DAY}|{_DAY}/{_DAY}/{_BORN})(?:[ T]00:00.*)?$", 90),
    ),
    NAME: (
        _Look(
            rf"(?i)^(?:{_TITLE} +)*{_FIRST}(?:[ -]{_LETTERS}+){{0,3}}$"
            rf"|^(?:{_TITLE} +)+{_LETTERS}+(?: {_LETTERS}+){{0,2}}$"
            rf"|^{_LETTERS}+(?: {_LETTERS}+)?, *(?:{_TITLE} +)*{_FIRST}(?:[ -]{_LETTERS}+){{0,2}}$",
            30,
            "(?i)schule|gymnasium|kita|hort|haus|stift|institut|platz|stra(?:ß|ss)e|weg$|zentrum|heim$|verein|gmbh|e\\.v|"
            "stadt|dorf|kindergarten|universit|museum|klinik|akademie|park|kirche|gemeinde|kreis",
        ),
    ),
}  # fmt: skip
_MOBILE = ((1.5e9, 1.8e9), (1.5e10, 1.8e10), (4.915e11, 4.918e11), (4.915e12, 4.918e12))
"""Numbers of mobile phones that lost their zero or plus in a spreadsheet."""


def without_persons(frame: Any, headings: Headings, where: Location) -> Headings:
    """Return the headings with those carried columns dropped whose cells look like something about persons."""
    asked = headings.unasked
    found = persons_in(frame, asked)
    if not found:
        return headings
    carried = tuple(column for column in headings.carried if column.name not in found)
    names = ", ".join(
        f"{brief(column.heading)} ({said(found[column.name], current())})" for column in asked if column.name in found
    )
    message = _("Columns are left out whose cells look personal: {names}.").format(names=names)
    note = Problem(where, "N429", message, _("Name those that are none under keep (--keep COLUMN)."), Severity.WARNING)
    dropped = (*headings.dropped, *(column for column in asked if column.name in found))
    return replace(headings, carried=carried, dropped=dropped, notes=(*headings.notes, note))


def persons_in(frame: Any, columns: Sequence[Column]) -> dict[str, int]:
    """Return by the frame's names the columns whose cells look personal, with what they seem to be.

    Every cell is looked at, in one pass; a single e-mail address is one too many.
    """
    table: Frame = nw.from_native(cast(Any, without_objects(frame, [column.name for column in columns], None)))
    schema = table.collect_schema()
    named: dict[str, str] = {}
    if table.implementation.is_polars():  # to which a column named * is all of them
        named = {column.name: f"~n{number}" for number, column in enumerate(columns)}
        table = table.rename(named)
    counts: dict[str, nw.Expr] = {}
    bare: list[nw.Expr] = []
    for number, column in enumerate(columns):
        cells = Cells(table, named.get(column.name, column.name), schema[column.name])
        bare.append((stripped(cells.raw) if cells.kind is CellKind.TEXT else cells.raw).alias(f"c{number}"))
        counts |= {f"{number}:{name}": count for name, count in _counted(cells, nw.col(f"c{number}"))}
    if not counts:
        return {}
    asked = table.select(*bare).select(*(count.alias(name) for name, count in counts.items()))
    row = dict(zip(counts, _first_row(asked), strict=True))
    found = {column.name: _meant(row, str(number)) for number, column in enumerate(columns)}
    return {name: what for name, what in found.items() if what is not None}


def said(what: int, reader: Reader) -> str:
    """Return what cells look like."""
    _ = reader._
    return {
        MAIL: _("e-mail addresses"),
        ADDRESS: _("IP addresses"),
        PHONE: _("telephone numbers"),
        ACCOUNT: _("account numbers"),
        TOKEN: _("access codes"),
        STREET: _("addresses"),
        BORN: _("dates of birth"),
        NAME: _("names of persons"),
    }[what]


def _counted(cells: Cells, cell: nw.Expr) -> Iterator[tuple[str, nw.Expr]]:
    """Yield how many cells are filled, and how many are like each pattern, under names that `_meant` reads."""
    match cells.kind:
        case CellKind.TEXT:
            likes = [(what, n, _like(cell, look)) for what, looks in _LOOKS.items() for n, look in enumerate(looks)]
            yield "filled", (~cell.is_null() & (cell != "")).cast(nw.Int64).sum()
        case CellKind.WHOLE | CellKind.FLOAT:
            likes = [(PHONE, 1, reduce(or_, ((cell >= low) & (cell < high) for low, high in _MOBILE)))]
            yield "filled", (~cell.is_null()).cast(nw.Int64).sum()
        case CellKind.OTHER if cells.dtype in (nw.Date, nw.Datetime):
            likes = [(BORN, 0, (cell.dt.year() >= 1920) & (cell.dt.year() <= 2012))]
            yield "filled", (~cell.is_null()).cast(nw.Int64).sum()
        case _:
            return
    for what, number, like in likes:
        yield f"{what}:{number}", like.cast(nw.Int64).sum()


def _like(text: nw.Expr, look: _Look) -> nw.Expr:
    like = text.str.contains(look.pattern)
    return like & ~text.str.contains(look.but) if look.but else like


def _meant(row: dict[str, Any], column: str) -> int | None:
    filled = row.get(f"{column}:filled") or 0
    for what, looks in _LOOKS.items():
        for number, look in enumerate(looks):
            like = row.get(f"{column}:{what}:{number}") or 0
            if like and like * 100 >= filled * look.share:
                return what
    return None


def _first_row(table: Frame) -> Sequence[Any]:
    native: Any = table.to_native()
    if isinstance(table, nw.DataFrame):
        return table.row(0)
    if table.implementation.is_polars():
        row: Sequence[Any] = native.collect(engine="streaming").row(0)
        return row
    return cast(Sequence[Any], (native.collect() if table.implementation.is_spark_like() else native.fetchall())[0])
