"""Rows below a table that sum it up: they hold no answers of anybody, and are left out with a note."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from planself.errors import Location, Problem, Severity
from planself.exchange.raw_table import Table, faults
from planself.exchange.text_source import enumerated
from planself.i18n import _, n_

_WORDS = (
    "summe", "summen", "gesamt", "gesamtsumme", "insgesamt", "zwischensumme", "ergebnis", "gesamtergebnis", "total",
    "totals", "grand total", "subtotal", "sum", "mittelwert", "durchschnitt", "gesamtdurchschnitt", "average", "mean",
    "anzahl", "count", "σ", "∑", "ø",
)  # fmt: skip
_FIRST = 3
"""Columns among which the word stands: a row that sums up is named at its beginning."""


def without_totals(table: Table) -> Table:
    """Return a table without the rows whose first filled cell says that they sum up the others."""
    schema = table.frame.collect_schema()
    first = [pl.col(name) for name, kind in list(schema.items())[:_FIRST] if kind == pl.String]
    if not first:
        return table
    word = pl.coalesce(first).str.strip_chars(" \u00a0:.*=\t").str.to_lowercase()
    sums_up = word.is_in(_WORDS).fill_null(False)
    with faults(table.name):
        numbers = table.numbered("~row").filter(sums_up).select("~row").collect(engine="streaming")["~row"].to_list()
    if not numbers:
        return table
    rows = None if table.rows is None else table.rows - len(numbers)
    skipped = tuple(sorted((*table.skipped, *numbers)))
    frame = table.frame.filter(~sums_up)
    return replace(table, frame=frame, rows=rows, skipped=skipped, notes=(*table.notes, _note(table.name, numbers)))


def _note(name: str, rows: list[int]) -> Problem:
    message = n_(
        "{n} row sums up the others and is left out.", "{n} rows sum up the others and are left out.", len(rows)
    )
    hint = _("Rows: {rows}. If one is an answer set, name it otherwise.").format(rows=enumerated(rows))
    return Problem(Location(name, rows[0]), "N457", message, hint, Severity.NOTE)
