"""Groups by a column: counted for every hurdle, then shown only as far as it singles nobody out."""

from __future__ import annotations

import re
from collections import Counter

import polars as pl

from planself.analysis.anonymity import Cell, Protection, linked, shown, together
from planself.analysis.summary.result import Groups, GroupSummary, Mean
from planself.analysis.summary.tally import tenths
from planself.errors import UsageError, did_you_mean
from planself.i18n import _
from planself.scoring.plan import Plan

MOST = 1000
"""A column with more entries than this is no grouping but free text."""
_REFUSED = ("respondent.id",)
_DETAIL = ("state:", "points:")


class GroupTally:
    """Counts a block of rows after the other, by what stands in a column."""

    def __init__(self, by: str, plan: Plan) -> None:
        if by in _REFUSED:
            raise UsageError(
                _("{column} marks single people and is no column to group by.").format(column=by),
                _("Choose a column that many answer sets share, such as a district or a role."),
            )
        self.by = by
        self.plan = plan
        self.sizes: Counter[str | None] = Counter()
        self.cells: dict[str | None, list[Cell]] = {}

    def add(self, batch: pl.DataFrame) -> None:
        """Count a block; raises UsageError where the column is missing or groups nothing."""
        if self.by not in batch.columns:
            raise _missing(self.by, batch.columns)
        hurdles = [hurdle.id for hurdle in self.plan.hurdles]
        key = pl.col(self.by).cast(pl.String).str.strip_chars().replace("", None).alias("key")
        scores = [tenths(f"{id_}.score").alias(f"h{place}") for place, id_ in enumerate(hurdles)]
        counted = batch.select(key, *scores).group_by("key").agg(pl.len().alias("size"), *_cells(len(hurdles)))
        for name, size, *numbers in counted.iter_rows():
            self.sizes[name] += size
            found = self.cells.setdefault(name, [Cell() for _hurdle in hurdles])
            more = [_cell(*numbers[place : place + 4]) for place in range(0, len(numbers), 4)]
            self.cells[name] = [together(pair) for pair in zip(found, more, strict=True)]
        if len(self.sizes) > MOST:
            raise UsageError(
                _("The column {column} has more than {most} different entries.").format(column=self.by, most=MOST),
                _("Choose a column that many answer sets share, such as a district or a role."),
            )

    def result(self, protection: Protection) -> Groups:
        """Return the groups, those that may be named by their names."""
        keys: list[str | None] = [*sorted((name for name in self.sizes if name is not None), key=natural)]
        keys += [None] if None in self.sizes else []
        table = [[self.cells[key][row] for key in keys] for row in range(len(self.plan.hurdles))]
        visible = shown(table, protection, linked(self.plan))
        named = tuple(
            GroupSummary(key, self.sizes[key], tuple(_means(self.cells[key], [row[place] for row in visible])))
            for place, key in enumerate(keys)
            if key is not None and protection.mean_shown(self.sizes[key])
        )
        without = self.sizes[None]
        return Groups(self.by, named, len(keys) - len(named) - (without > 0), without)


def natural(name: str) -> tuple[list[tuple[bool, int, str]], str]:
    """Return what sorts names as people do: "Kreis 9" before "Kreis 10"."""
    parts = re.findall(r"\d+|\D+", name.casefold())
    return [(not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts], name


def _cells(hurdles: int) -> list[pl.Expr]:
    return [
        number
        for column in (pl.col(f"h{place}") for place in range(hurdles))
        for number in (
            column.count().name.suffix(" n"),
            column.cast(pl.Int64).sum().name.suffix(" total"),
            column.min().name.suffix(" lowest"),
            column.max().name.suffix(" highest"),
        )
    ]


def _cell(n: int, total: int, lowest: int | None, highest: int | None) -> Cell:
    return Cell(n, total, lowest or 0, highest or 0) if n else Cell()


def _means(cells: list[Cell], visible: list[bool]) -> list[Mean | None]:
    return [
        Mean(cell.n, cell.mean) if seen and cell.mean is not None else None
        for cell, seen in zip(cells, visible, strict=True)
    ]


def _missing(column: str, columns: list[str]) -> UsageError:
    known = [name for name in columns if not name.startswith(_DETAIL)]
    near = did_you_mean(column, known)
    return UsageError(
        _("The answer sets have no column {column} to group by.").format(column=column),
        _("Did you mean {name}?").format(name=near) if near else "",
    )
