"""A table that is opened and understood, before any of its rows is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from planself.exchange.raw_table import RawTable, Style, faults
from planself.tables.column_meaning import Headings


@dataclass(frozen=True)
class SourceTable:
    """An opened table whose columns are understood."""

    table: RawTable
    raw: pl.LazyFrame
    """The numbers of its rows, and its cells after the mapping."""
    headings: Headings
    shown: Mapping[str, str]
    """Every column's heading in the file."""
    decimal: Style | None

    @property
    def carried(self) -> dict[str, pl.DataType]:
        """The columns that are carried through to the results, with their types."""
        schema = self.raw.collect_schema()
        return {column.name: schema[column.name] for column in self.headings.carried}

    @property
    def found(self) -> list[str]:
        """All headings, as the file has them and as the mapping names them."""
        return [*self.shown.values(), *self.shown]

    @cached_property
    def targets(self) -> dict[str, tuple[str, bool]]:
        """What the headings mean whose cells can be invalid."""
        return self.headings.targets

    @cached_property
    def names(self) -> dict[str, str]:
        """The columns that have a meaning, by the headings under which they were read."""
        asked = [column for sources in self.headings.sources.values() for one in sources for column in one.columns]
        return {column.heading: column.name for column in (*asked, *self.headings.known.values())}

    @property
    def height(self) -> int:
        """How many rows there are."""
        if self.table.rows is not None:
            return self.table.rows
        with faults(self.table.name):
            return int(self.table.frame.select(pl.len()).collect().item())
