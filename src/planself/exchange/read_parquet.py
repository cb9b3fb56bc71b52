"""A table in Parquet: one file, or a folder of parts as Spark and others leave it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from planself.errors import InputError, Location, Problem, UsageError
from planself.exchange.pace import Pace
from planself.exchange.parquet_folder import keys_of, parts_in
from planself.exchange.raw_table import RawTable, existing, faults, refuse_bulky, refuse_swollen
from planself.exchange.typed_columns import headings, plain
from planself.files.disk import missing
from planself.files.links import refuse_leading_out
from planself.files.refusals import damaged
from planself.i18n import _

if TYPE_CHECKING:
    import polars as pl

_SLICE = 125_000
_BULK = 64 << 20
"""Bytes of a slice; the first ones are of few rows, since nobody knows how long the texts in them are."""
_PIECE = 25_000
"""Rows that are handed on at once, so that every core gets some of a slice."""


def read(path: Path) -> RawTable:
    """Return the table of a file, of the Parquet files in a folder, or of those that a pattern (`part-*`) names."""

    parts = _parts(path)
    with faults(str(path)):
        _same_columns(parts)
        frame = _together(path, parts)
        before = list(accumulate(map(_rows, parts), initial=0))
        flat = plain(frame)
        found = headings(frame.collect_schema())
    pace, rows = Pace(), before.pop()
    size = sum(part.stat().st_size for part in parts)
    refuse_swollen(rows, size, str(path))
    named = tuple(zip(map(str, parts), before, strict=True)) if parts != [path] else ()
    return RawTable(str(path), _paced(flat, rows, size, pace, str(path)), 1, found, parts=named, rows=rows, pace=pace)


def _together(path: Path, parts: list[Path]) -> pl.LazyFrame:
    """Return the rows of all parts; folders named KEY=VALUE give a column, whose values are text as they stand."""
    import polars as pl

    if not any(keys_of(path, part) for part in parts):
        return pl.scan_parquet(parts, glob=False, hive_partitioning=False)
    scans = (pl.scan_parquet(part, glob=False, hive_partitioning=False) for part in parts)
    keyed = zip(scans, (keys_of(path, part) for part in parts), strict=True)
    return pl.concat(
        scan.with_columns(pl.lit(value, pl.String).alias(key) for key, value in keys.items()) for scan, keys in keyed
    )


def _rows(part: Path) -> int:
    import polars as pl

    return int(pl.scan_parquet(part, glob=False).select(pl.len()).collect().item())


def _paced(frame: pl.LazyFrame, rows: int, size: int, pace: Pace, name: str) -> pl.LazyFrame:
    """Return the same frame, read slice by slice at a pace."""
    from polars.io.plugins import register_io_source

    def slices(
        columns: list[str] | None, predicate: pl.Expr | None, limit: int | None, _size: int | None
    ) -> Iterator[pl.DataFrame]:
        wanted = frame if columns is None else frame.select(columns)
        lap, start, step, taken = pace.lap, 0, 1, 0
        left = rows if limit is None else min(limit, rows)
        while True:
            rest = min(step, left - start)
            with faults(name):
                found = wanted.slice(start, rest).collect(engine="streaming")
            if found.height < rest:
                raise damaged(name, _("it says that it has more rows than it holds"))
            bulk = int(found.estimated_size())
            taken += bulk
            refuse_bulky(taken, size, name)
            for piece in found.iter_slices(_PIECE) if found.height else (found,):
                yield piece if predicate is None else piece.filter(predicate)
            start += rest
            if start >= left or not pace.read(found.height, lap):
                return
            step = min(step * 4, _SLICE) if bulk * 4 < _BULK else step

    return register_io_source(slices, schema=frame.collect_schema())


def _parts(path: Path) -> list[Path]:
    """Return the files in the order of their names."""
    if path.is_dir():
        found = list(parts_in(path))
        if not found:
            message = _("The folder {path} holds no Parquet files.").format(path=path)
            raise UsageError(message, _("Name a folder with files that end in .parquet."))
        refuse_leading_out(found, path)
        return found
    if not path.exists() and any(sign in path.name for sign in "*?["):
        found = sorted(each for each in path.parent.glob(path.name) if each.is_file())
        if not found:
            raise missing(path)
        return found
    existing(path, str(path))
    return [path]


def _same_columns(parts: list[Path]) -> None:
    """Refuse parts that belong to different tables, all of them at once."""
    first, *rest = [(part, _schema(part)) for part in parts]
    problems = [
        Problem(
            Location(str(part)),
            "E250",
            _("This part has other columns, or columns of another type, than {first}.").format(first=first[0].name),
            _("Score files of different tables one by one."),
        )
        for part, schema in rest
        if schema != first[1]
    ]
    if problems:
        raise InputError(problems)


def _schema(part: Path) -> dict[str, object]:
    import polars as pl

    with faults(str(part)):
        return dict(pl.scan_parquet(part, glob=False).collect_schema())
