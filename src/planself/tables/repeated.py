"""Rows of one respondent that stand in a table several times: all count, and that is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import polars as pl

from planself.errors import Location, Problem, Severity
from planself.i18n import _, n_
from planself.tables.cell_words import SPACES
from planself.tables.column_meaning import Headings

_CODE = "respondent.id"
_OF = ("subject.name", "subject.ags")
"""A code tells people apart within their municipality; many begin with W01."""
_SHOWN = 5


def repeated(
    frame: pl.LazyFrame, headings: Headings, number: str, where: Location, called: Callable[[int], str] = str
) -> Iterator[Problem]:
    """Yield a warning where one `respondent.id` has several rows.

    `number` is the column of the rows' numbers; `called` says how a person calls such a row.
    """
    column = headings.known.get(_CODE)
    if column is None:
        return
    of = [_CODE, *(name for name in _OF if name in headings.known)]
    texts = (pl.col(headings.known[name].name).cast(pl.String).str.strip_chars(SPACES).alias(name) for name in of)
    rows = frame.select(*texts, pl.col(number).alias("row")).filter(pl.col(_CODE) != "")
    several = rows.group_by(of).agg(pl.col("row").sort()).filter(pl.col("row").list.len() > 1)
    found = sorted(several.collect(engine="streaming")["row"].to_list())
    if not found:
        return
    message = n_(
        "{n} respondent has several rows, and each of them counts.",
        "{n} respondents have several rows, and each of them counts.",
        len(found),
    )
    listed = "; ".join(_listed(rows, called) for rows in found[:_SHOWN]) + (" …" if len(found) > _SHOWN else "")
    hint = _("Rows: {rows}. Delete those that do not count; a summary counts rows, not people.").format(rows=listed)
    yield Problem(where, "N458", message, hint, Severity.WARNING)


def _listed(rows: list[int], called: Callable[[int], str]) -> str:
    return ", ".join(map(called, rows[:_SHOWN])) + (" …" if len(rows) > _SHOWN else "")
