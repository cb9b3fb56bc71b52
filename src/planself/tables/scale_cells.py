"""What the scale columns of a table hold, counted on any engine before the first row is scored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

import narwhals as nw

from planself.errors import InputError, Location, Problem, Severity
from planself.questionnaire.model import Questionnaire
from planself.tables.column import CellKind, Cells, one_of, stripped
from planself.tables.column_meaning import Column, Headings
from planself.tables.mapping_rules import whole
from planself.tables.objects import without_objects
from planself.tables.scale_start import Seen, problems, starts

_FIRST = 50_000
"""Rows that are looked at first: in nearly every table they show where each column begins."""


@dataclass(frozen=True, slots=True)
class ScaleColumn:
    """A column of a scale question of which nobody has said from where it counts."""

    column: Column
    top: int
    told: frozenset[int]
    """Numbers to which a mapping gives a meaning; they show nothing."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What somebody has said: offsets by question, cells with a meaning by question, the table's names of columns."""

    offset: Mapping[str, int]
    values: Mapping[str, Mapping[str, str]]
    columns: Mapping[str, str]
    """The table's own name of a column by the name after a mapping; a constant has none."""


def settle_starts(
    frame: Any, headings: Headings, questionnaire: Questionnaire, where: Location, decided: Decided | None = None
) -> tuple[Headings, tuple[Problem, ...]]:
    """Return the headings without the columns that need a decision, and what is to be said of them.

    `frame` holds the cells as found. Raises InputError where a column surely counts from 1, or no other one is left.
    """
    said = decided or Decided({}, {}, {})
    open_ = dict(_undecided(headings, questionnaire, said))
    if not open_:
        return headings, ()
    seen = _seen(frame, open_)
    found = starts(seen, said.offset.values())
    shown = {name: _shown(found.column, headings) for name, found in open_.items()}
    told = tuple(problems(found, seen, shown, where))
    left = _without(headings, {open_[name].column for name in found.held})
    if found.from_one or not left.sources:
        raise InputError(replace(p, code="E248", severity=Severity.ERROR) for p in told if p.code != "N426")
    return left, told


def _undecided(headings: Headings, questionnaire: Questionnaire, said: Decided) -> Iterator[tuple[str, ScaleColumn]]:
    for id_, sources in headings.sources.items():
        question = questionnaire.by_id[id_]
        if not question.ladder or id_ in said.offset:
            continue
        told = frozenset(n for cell in said.values.get(id_, ()) if (n := whole(cell)) is not None)
        for source in sources:
            name = said.columns.get(source.columns[0].name) if said.columns else source.columns[0].name
            if name is not None:
                yield name, ScaleColumn(source.columns[0], question.top, told)


def _shown(column: Column, headings: Headings) -> str:
    """Return a column as messages name it: its heading, with the question where that is another word."""
    question = headings.targets[column.heading][0]
    return column.heading if column.heading.lower() == question else f"{column.heading} ({question})"


def _without(headings: Headings, held: set[Column]) -> Headings:
    sources = {
        id_: kept
        for id_, found in headings.sources.items()
        if (kept := tuple(source for source in found if source.whole not in held))
    }
    return replace(headings, sources=sources, dropped=(*headings.dropped, *held))


def _seen(frame: Any, columns: Mapping[str, ScaleColumn]) -> dict[str, Seen]:
    """Return what columns hold; of those that show a 0 early, only what their first rows hold."""
    table = nw.from_native(cast(Any, without_objects(frame, columns, None)))
    if isinstance(table, nw.DataFrame):
        return _counted(table, columns)
    first = _counted(table.head(_FIRST), columns)
    rest = {name: column for name, column in columns.items() if not first[name].zeros}
    return first | (_counted(table, rest) if rest else {})


def _counted(table: Any, columns: Mapping[str, ScaleColumn]) -> dict[str, Seen]:
    schema = table.collect_schema()
    wanted = [
        nw.when(holds).then(nw.lit(1)).otherwise(nw.lit(0)).sum().alias(f"{what}:{n}")
        for n, (name, column) in enumerate(columns.items())
        for what, holds in _conditions(Cells(table, name, schema[name]), column).items()
    ]
    row = _computed(table.select(*wanted)).rows(named=True)[0] if wanted else {}
    return {
        name: Seen(column.top, *(int(row.get(f"{what}:{n}") or 0) for what in ("zeros", "aboves", "between")))
        for n, (name, column) in enumerate(columns.items())
    }


def _computed(found: Any) -> Any:
    if isinstance(found, nw.DataFrame):
        return found
    return found.collect("polars", engine="streaming") if found.implementation.is_polars() else found.collect()


def _conditions(cells: Cells, column: ScaleColumn) -> dict[str, nw.Expr]:
    """Return what is to be counted of a column: nothing where no number can stand in it, as among truth values."""
    if cells.kind not in (CellKind.TEXT, CellKind.WHOLE, CellKind.FLOAT, CellKind.DECIMAL):
        return {}
    numbers = {"zeros": [0], "aboves": [column.top + 1], "between": list(range(1, column.top + 1))}
    left = {what: [n for n in found if n not in column.told] for what, found in numbers.items()}
    return {what: _holds(cells, found) for what, found in left.items() if found}


def _holds(cells: Cells, numbers: list[int]) -> nw.Expr:
    """Return whether a cell is one of some numbers, as the reading of scales takes them."""
    if cells.kind is CellKind.TEXT:
        return one_of(stripped(cells.raw), [form for n in numbers for form in (str(n), f"{n}.0")])
    found = cells.is_whole(numbers[0])
    for number in numbers[1:]:
        found = found | cells.is_whole(number)
    return found
