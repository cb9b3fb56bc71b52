"""Coded answers as frames of every engine, and results back as plain rows."""

from __future__ import annotations

import math
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from planself.scoring import coded
from planself.scoring.frame import COUNTS
from planself.scoring.plan import Given, Multiple, Number, Plan, Question, Single, State
from planself.scoring.record import score
from planself.scoring.result import HurdleResult, Overall, Result

Row = dict[str, Any]
Engine = Callable[[pa.Table], Any]
"""Takes a table of coded answers to the engine."""

_LACKING = {State.UNKNOWN: coded.UNKNOWN, State.NOT_APPLICABLE: coded.NOT_APPLICABLE}


# --- coded answers ---


def code_rows(plan: Plan, answer_sets: Iterable[Mapping[str, Given]]) -> pa.Table:
    """Return the coded frame of some answer sets, with carried columns whose names are awkward."""
    rows = [
        {"row": number, "subject.name": f"Ort {number}", "a`b c": None}
        | {name: cell for question in plan.questions for name, cell in _coded(question, given.get(question.id))}
        for number, given in enumerate(answer_sets, 1)
    ]
    types = {"row": pa.int64(), "subject.name": pa.string(), "a`b c": pa.string()}
    fields = [pa.field(name, types.get(name) or _type(name)) for name in rows[0]]
    return pa.Table.from_pylist(rows, pa.schema(fields))


def _type(name: str) -> pa.DataType:
    return pa.int64() if name.endswith(":value") else pa.int16() if name.count(":") == 1 else pa.int8()


def _coded(question: Question, given: Given | None) -> Iterator[tuple[str, int]]:
    lacking = coded.MISSING if given is None else _LACKING[given] if isinstance(given, State) else None
    value: Any = None if lacking is not None else given
    yield coded.code(question.id), _place(question, value) if lacking is None else lacking
    if isinstance(question.rule, Number):
        yield coded.value(question.id), value or 0
    if isinstance(question.rule, Multiple):
        for option in (*(id_ for id_, _weight in question.rule.options), *question.rule.exclusive):
            yield coded.option(question.id, option), int(option in (value or ()))


def _place(question: Question, value: Any) -> int:
    match question.rule:
        case Single(options=options):
            return [id_ for id_, _points in options].index(value)
        case Number() | Multiple():
            return 0
    return 0 if isinstance(value, str) else int(value)


# --- what must come out ---


def expected_rows(
    plan: Plan, answer_sets: Iterable[Mapping[str, Given]], part: Sequence[str] = (), *, detail: bool = False
) -> list[Row]:
    """Return the rows that the single-record interpreter gives."""
    return [
        {"row": number, "subject.name": f"Ort {number}", "a`b c": None} | expected_row(score(plan, given, part), detail)
        for number, given in enumerate(answer_sets, 1)
    ]


def expected_row(result: Result, detail: bool) -> Row:
    """Return the columns of a result, as the format lists them."""
    states = [question.state for question in result.questions]
    row = _numbers("overall", result.overall) | {"overall.stage": result.overall.stage}
    for hurdle in result.hurdles:
        row |= _numbers(hurdle.id, hurdle) | {f"{hurdle.id}.applicable": percent(hurdle.applicable)}
        row |= {f"{hurdle.id}.band": hurdle.band, f"{hurdle.id}.provisional": hurdle.provisional}
        row[f"{hurdle.id}.failed_gates"] = " ".join(hurdle.failed_gates) or None
        row[f"{hurdle.id}.open_gates"] = " ".join(hurdle.open_gates) or None
    row |= {state.value: states.count(state) for state in COUNTS} | {"ignored": len(result.ignored)}
    if detail:
        for question in result.questions:
            row[f"state:{question.id}"] = list(State).index(question.state)
            row[f"points:{question.id}"] = -1 if question.points is None else question.points
    return row


def percent(tenths: int | None) -> float | None:
    """Return tenths as the number with one decimal that tables and JSON show."""
    return None if tenths is None else tenths / 10


def _numbers(name: str, found: HurdleResult | Overall) -> Row:
    shown = {key: percent(getattr(found, key)) for key in ("score", "lower", "upper", "coverage")}
    return {f"{name}.status": found.status.value} | {f"{name}.{key}": value for key, value in shown.items()}


# --- engines ---


def polars_eager(table: pa.Table) -> pl.DataFrame:
    """Return a Polars frame."""
    found = pl.from_arrow(table)
    assert isinstance(found, pl.DataFrame)
    return found


def polars_lazy(table: pa.Table) -> pl.LazyFrame:
    """Return a lazy Polars frame."""
    return polars_eager(table).lazy()


def duckdb_relation(table: pa.Table) -> duckdb.DuckDBPyRelation:
    """Return a relation of DuckDB."""
    return duckdb.from_arrow(table)


def pandas_numpy(table: pa.Table) -> pd.DataFrame:
    """Return a pandas frame on numpy's types."""
    return table.to_pandas()


def pandas_nullable(table: pa.Table) -> pd.DataFrame:
    """Return a pandas frame on pandas' own nullable types."""
    return table.to_pandas().convert_dtypes(dtype_backend="numpy_nullable")


def pandas_arrow(table: pa.Table) -> pd.DataFrame:
    """Return a pandas frame on Arrow's types."""
    return table.to_pandas(types_mapper=pd.ArrowDtype)


def rows_of(frame: Any) -> list[Row]:
    """Return the rows of a result, whatever the engine calls nothing, in the order of `row`."""
    match frame:
        case pl.LazyFrame():
            found = frame.collect().to_dicts()
        case pl.DataFrame():
            found = frame.to_dicts()
        case duckdb.DuckDBPyRelation():
            found = [dict(zip(frame.columns, row, strict=True)) for row in frame.fetchall()]
        case pd.DataFrame():
            found = [dict(zip(frame.columns, row, strict=True)) for row in frame.astype(object).to_numpy().tolist()]
        case _:
            found = [row.asDict() for row in frame.collect()]
    return sorted(({key: _plain(cell) for key, cell in row.items()} for row in found), key=lambda row: row["row"])


def _plain(cell: Any) -> Any:
    return None if cell is pd.NA or (isinstance(cell, float) and math.isnan(cell)) else cell


@contextmanager
def spark_engine() -> Iterator[Engine]:
    """Start Spark on two threads; where it cannot run, the test is skipped, but in CI it fails."""
    if os.environ.get("CI") != "true":
        pytest.importorskip("pyspark")
        if shutil.which("java") is None:
            pytest.skip("Spark needs Java")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    from pyspark.sql import SparkSession

    builder: Any = SparkSession.builder
    for name, value in _SPARK.items():
        builder = builder.config(name, value)
    session = builder.master("local[2]").appName("planself").getOrCreate()
    try:
        yield session.createDataFrame
    finally:
        session.stop()


_SPARK = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.python.sql.dataFrameDebugging.enabled": "false",  # else it notes the calling line of each piece of a column
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.codegen.wholeStage": "false",  # as docs/scale.md advises
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
}
