"""Scoring block after block: the long list of expressions is built once, and not for every block anew."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
from polars.io.plugins import register_io_source

from planself.scoring.frame import score
from planself.scoring.plan import Plan


class Scorer:
    """Scores blocks of one questionnaire, each row under its own `part`, in the order of the rows."""

    def __init__(self, plan: Plan, *, detail: bool = False) -> None:
        self._plan = plan
        self._detail = detail
        self._lanes: dict[str, _Lane] = {}

    def __call__(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return a block's frame with results in place of the coded columns; `part` stays."""
        parts = frame["part"].unique(maintain_order=True).to_list()
        if len(parts) <= 1:
            return self._under(parts[0] if parts else "", frame)
        each = [self._under(part, frame.filter(pl.col("part") == part)) for part in parts]
        return pl.concat(each).sort("row")

    def _under(self, part: str, frame: pl.DataFrame) -> pl.DataFrame:
        lane = self._lanes.get(part)
        if lane is None:
            lane = self._lanes[part] = _Lane(self._plan, part, frame.schema, self._detail)
        return lane(frame)


class _Lane:
    """The expressions for one part, over a source that gives the frame of the moment."""

    def __init__(self, plan: Plan, part: str, schema: pl.Schema, detail: bool) -> None:
        self._frame = pl.DataFrame(schema=schema)
        source = register_io_source(self._give, schema=schema)
        self._scored = score(source, plan, part=tuple(part.split()), detail=detail)

    def __call__(self, frame: pl.DataFrame) -> pl.DataFrame:
        self._frame = frame
        return self._scored.collect()

    def _give(
        self,
        with_columns: list[str] | None,
        predicate: pl.Expr | None,
        n_rows: int | None,
        _batch_size: int | None,
    ) -> Iterator[pl.DataFrame]:
        frame = self._frame if n_rows is None else self._frame.head(n_rows)
        frame = frame if predicate is None else frame.filter(predicate)
        yield frame if with_columns is None else frame.select(with_columns)
