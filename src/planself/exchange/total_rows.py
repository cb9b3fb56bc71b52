"""Rows that may be nobody's answers: those that sum the others up are left out, hidden ones are read and named."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from planself.errors import Location, Problem, Severity
from planself.exchange.raw_table import RawTable, faults
from planself.exchange.text_source import enumerated
from planself.i18n import _, n_

_WORDS = (
    "summe", "summen", "gesamt", "gesamtsumme", "insgesamt", "zwischensumme", "ergebnis", "gesamtergebnis", "total",
    "totals", "grand total", "subtotal", "sum", "mittelwert", "durchschnitt", "gesamtdurchschnitt", "average", "mean",
    "anzahl", "count", "σ", "∑", "ø",
)  # fmt: skip
_NUMBER = "~row"
_NAME = "subject.name"
"""Nobody's municipality is called a sum, wherever its column stands."""
_FIRST = 3
"""Columns among which the word stands: a row that sums up is named at its beginning."""


def without_totals(table: RawTable) -> RawTable:
    """Return a table without the rows that sum up the others: declared as totals, or named so in a first cell."""
    sums_up = _named_so(table.frame.collect_schema()) | pl.col(_NUMBER).is_in(list(table.totals))
    numbered = table.numbered(_NUMBER)
    with faults(table.name):
        numbers = numbered.filter(sums_up).select(_NUMBER).collect(engine="streaming")[_NUMBER].to_list()
    if not numbers:
        return table
    rows = None if table.rows is None else table.rows - len(numbers)
    skipped = tuple(sorted((*table.skipped, *numbers)))
    frame = numbered.filter(~sums_up).drop(_NUMBER)
    return replace(table, frame=frame, rows=rows, skipped=skipped, notes=(*table.notes, _note(table, numbers)))


def _named_so(schema: pl.Schema) -> pl.Expr:
    first = [pl.col(name) for name, kind in list(schema.items())[:_FIRST] if kind == pl.String]
    named = [pl.col(name) for name, kind in schema.items() if name.strip() == _NAME and kind == pl.String]
    looks = [*([pl.coalesce(first)] if first else []), *named]
    words = [look.str.strip_chars(" \u00a0:.*=\t").str.to_lowercase().is_in(_WORDS) for look in looks]
    return pl.any_horizontal(word.fill_null(False) for word in words) if words else pl.lit(False)


def remark_hidden(table: RawTable) -> RawTable:
    """Return a table with a warning where rows are among it that the workbook does not show."""
    if not table.hidden:
        return table
    numbers = table.numbered(_NUMBER).select(_NUMBER).collect()[_NUMBER]
    unseen = numbers.filter(numbers.is_in(list(table.hidden))).to_list()
    return replace(table, notes=(*table.notes, _unseen(table.name, unseen))) if unseen else table


def _unseen(name: str, rows: list[int]) -> Problem:
    message = n_(
        "{n} row is hidden in the workbook, maybe by a filter, and counts all the same.",
        "{n} rows are hidden in the workbook, maybe by a filter, and count all the same.",
        len(rows),
    )
    hint = _("Rows: {rows}. If they are not to count, delete them, or copy the others to a sheet of their own.")
    return Problem(Location(name, rows[0]), "N459", message, hint.format(rows=enumerated(rows)), Severity.WARNING)


def _note(table: RawTable, rows: list[int]) -> Problem:
    message = n_(
        "{n} row sums up the others and is left out.", "{n} rows sum up the others and are left out.", len(rows)
    )
    listed = enumerated([table.called(row) for row in rows])
    hint = _("Rows: {rows}. If one is an answer set, name it otherwise.").format(rows=listed)
    return Problem(table.place(rows[0]), "N457", message, hint, Severity.NOTE)
