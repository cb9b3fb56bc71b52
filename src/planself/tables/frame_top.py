"""Rows of headings at the top of a frame: left out where somebody says how many, refused where nobody does."""

from __future__ import annotations

from typing import Any, TypeVar, cast

import narwhals as nw

from planself.errors import InputError, Location, Problem, UsageError
from planself.i18n import _, n_
from planself.questionnaire.model import Questionnaire
from planself.tables.heading_rows import MOST, HeadingRows

Native = TypeVar("Native")
_NOTHING = frozenset({"None", "nan", "NaN", "NaT", "<NA>"})
_MAY_BE_TEXT = (nw.String, nw.Categorical, nw.Enum, nw.Object)


def without_heading_rows(frame: Native, questionnaire: Questionnaire, said: int | None) -> Native:
    """Return a frame below the rows of headings that somebody counts, its columns called by all of them.

    Raises UsageError where the frame's rows have no order, so that no row is the first.
    """
    more = (said or 1) - 1
    table = nw.from_native(cast(Any, frame))
    if not more:
        return frame
    if isinstance(table, nw.LazyFrame) and not table.implementation.is_polars():
        message = _("header_rows: the rows of this frame have no order, so nobody knows which hold headings.")
        raise UsageError(message, _("Leave these rows out when you read the table, and header_rows in the mapping."))
    names, lines = _top(table, more)
    found = HeadingRows(questionnaire, said).of(names, lines)
    native: Any = (
        table[found.more :].to_native() if isinstance(table, nw.DataFrame) else table.to_native().slice(found.more)
    )
    renamed = {name: heading for name, heading in zip(names, found.headings, strict=True) if heading != name}
    return cast(Native, nw.from_native(native).rename(renamed).to_native())


def refuse_heading_rows(frame: object, questionnaire: Questionnaire) -> None:
    """Raise InputError where the first rows of a frame surely hold headings: each would count as an answer set."""
    names, lines = _top(nw.from_native(cast(Any, frame)), MOST)
    more = HeadingRows(questionnaire).of(names, lines).more
    if not more:
        return
    message = n_(
        "{n} row below the headings holds headings as well.", "{n} rows below the headings hold headings as well.", more
    )
    hint = _("Say header_rows={rows}, and they are left out, or header_rows=1 where they are answers.")
    raise InputError([Problem(Location(_("table")), "E249", message.format(n=more), hint.format(rows=more + 1))])


def _top(table: nw.DataFrame[Any] | nw.LazyFrame[Any], rows: int) -> tuple[list[str], list[list[str]]]:
    """Return the names of a frame's columns, and its first rows as text."""
    schema = table.collect_schema()
    spark = table.implementation.is_spark_like()
    shown = []
    for name, type_ in schema.items():
        column = nw.col("`" + name.replace("`", "``") + "`" if spark else name)
        shown.append((column if type_ in _MAY_BE_TEXT else ~column.is_null()).alias(name))
    if not shown:
        return [], []
    first = table.head(rows).select(*shown)
    first = first.collect("polars") if isinstance(first, nw.LazyFrame) else first
    return schema.names(), [[_text(cell) for cell in row] for row in first.rows()]


def _text(cell: object) -> str:
    """Return a cell as text, whatever an object column holds; a 0 for what no heading is."""
    if isinstance(cell, str):
        return cell
    return "" if cell is False or str(cell) in _NOTHING else "0"
