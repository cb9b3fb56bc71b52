"""The columns of the result table, known before the first row: what every batch is brought into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from planself.exchange.table_out import Layout
from planself.scoring.plan import Plan
from planself.tables.target import KNOWN

_PERCENTS: Mapping[str, pl.DataType] = dict.fromkeys(("score", "lower", "upper", "coverage"), pl.Float64())
_OVERALL: Mapping[str, pl.DataType] = {"status": pl.String(), **_PERCENTS, "stage": pl.String()}
HURDLE: Mapping[str, pl.DataType] = {
    "status": pl.String(),
    **_PERCENTS,
    "applicable": pl.Float64(),
    "band": pl.String(),
    "provisional": pl.Boolean(),
    "failed_gates": pl.String(),
    "open_gates": pl.String(),
}
"""What a hurdle has in the table, in the order of the format."""
_COUNTS = ("answered", "unknown", "not_applicable", "missing", "pending", "ignored")
FIRST: Mapping[str, pl.DataType] = {
    "row": pl.Int64(),
    "source": pl.String(),
    **{name: pl.Date() if name == "date" else pl.String() for name in KNOWN},
}


def results(plan: Plan) -> pl.Schema:
    """Return the columns of results, in the order of the format; `scoring.frame` makes the same ones."""
    hurdles = {f"{hurdle.id}.{name}": type_ for hurdle in plan.hurdles for name, type_ in HURDLE.items()}
    overall = {f"overall.{name}": type_ for name, type_ in _OVERALL.items()}
    return pl.Schema({**overall, **hurdles, **dict.fromkeys(_COUNTS, pl.Int16())})


@dataclass(frozen=True, slots=True)
class ResultShape:
    """What columns the result table has, wide or one row per hurdle, and what kind each of them is."""

    carried: Mapping[str, pl.DataType]
    results: pl.Schema
    hurdles: tuple[str, ...]
    long: bool = False

    @property
    def layout(self) -> Layout:
        """The same for a writer."""
        own = frozenset({*self._after, *self._hurdle_columns})
        scores = frozenset(name for name in own if self._schema[name] == pl.Float64())
        return Layout(self._schema, own, scores)

    def bring(self, found: pl.DataFrame) -> pl.DataFrame:
        """Return a batch of scored rows in this shape; a column that it lacks is empty."""
        before = [_column(found, name, type_) for name, type_ in {**FIRST, **self.carried}.items()]
        if not self.long:
            return found.select(*before, *self.results)
        return self._lengthened(found, before)

    def completed(self, found: pl.DataFrame) -> pl.DataFrame:
        """Return a batch with the columns that only other inputs have, empty."""
        lacking = {name: type_ for name, type_ in {**FIRST, **self.carried}.items() if name not in found.columns}
        return found.with_columns(pl.lit(None, dtype=type_).alias(name) for name, type_ in lacking.items())

    @property
    def _hurdle_columns(self) -> dict[str, pl.DataType]:
        """The columns that there are once for each hurdle, by their bare names in a long table."""
        if self.long:
            return {"hurdle": pl.String(), **HURDLE}
        names = (f"{hurdle}.{name}" for hurdle in self.hurdles for name in HURDLE)
        return {name: self.results[name] for name in names}

    @property
    def _after(self) -> tuple[str, ...]:
        """The columns that there are once for each answer set."""
        each = {f"{hurdle}.{name}" for hurdle in self.hurdles for name in HURDLE}
        return tuple(name for name in self.results if name not in each)

    @property
    def _schema(self) -> pl.Schema:
        if not self.long:
            return pl.Schema({**FIRST, **self.carried, **self.results})
        overall = {name: self.results[name] for name in self._after if name.startswith("overall.")}
        counts = {name: self.results[name] for name in self._after if name not in overall}
        return pl.Schema({**FIRST, **self.carried, **overall, **self._hurdle_columns, **counts})

    def _lengthened(self, found: pl.DataFrame, before: list[pl.Expr]) -> pl.DataFrame:
        """Return one row per hurdle: the hurdles' tables one below the other, then row by row."""
        once = [*before, *map(pl.col, self._after)]
        tables = [
            found.select(
                *once,
                pl.lit(hurdle).alias("hurdle"),
                *(pl.col(f"{hurdle}.{name}").alias(name) for name in HURDLE),
            )
            for hurdle in self.hurdles
        ]
        rows, many = found.height, len(self.hurdles)
        number = pl.int_range(rows * many, eager=True)
        return pl.concat(tables)[(number % many) * rows + number // many].select(self._schema.names())


def _column(found: pl.DataFrame, name: str, type_: pl.DataType) -> pl.Expr:
    if name not in found.columns:
        return pl.lit(None, dtype=type_).alias(name)
    column, have = pl.col(name), found.schema[name]
    if have == type_:
        return column
    return column.str.to_date("%Y-%m-%d") if have == pl.String and type_ == pl.Date else column.cast(type_)


def united(tables: Iterable[Mapping[str, pl.DataType]]) -> dict[str, pl.DataType]:
    """Return the columns of several tables in the order in which they appear; where types differ, as text."""
    found: dict[str, pl.DataType] = {}
    for table in tables:
        for name, type_ in table.items():
            found[name] = _common(found[name], type_) if name in found else type_
    return found


def _common(one: pl.DataType, other: pl.DataType) -> pl.DataType:
    if one == other:
        return one
    if one.is_integer() and other.is_integer():
        return pl.Int64()
    return pl.Float64() if one.is_numeric() and other.is_numeric() else pl.String()
