"""The table interpreter gives the single-record interpreter's digits, on every engine."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

import narwhals as nw
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from planself.scoring.frame import score
from planself.scoring.frame_points import rdiv
from planself.scoring.plan import Given, Hurdle, Plan, Question, Scale, Stage, Threshold
from planself.scoring.plan import rdiv as divided
from tests.reaching import reached, reaching
from tests.scoring.engines import (
    Engine,
    code_rows,
    duckdb_relation,
    expected_rows,
    pandas_arrow,
    pandas_nullable,
    pandas_numpy,
    polars_eager,
    polars_lazy,
    rows_of,
    spark_engine,
)
from tests.strategies import ROLES, answers, plans
from tests.vector_suite import Case, cases

Answers = Mapping[str, Given]
LOCAL = [polars_eager, polars_lazy, duckdb_relation, pandas_numpy, pandas_arrow]
pytestmark = [  # Spark's own, when it is imported and when Arrow tables become frames: nothing of ours is meant
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:pyspark"),
]
EVERYBODY, COUNCIL, OTHERS = (), ("council",), ("care", "planning")


@pytest.fixture(scope="module")
def spark() -> Iterator[Engine]:
    with spark_engine() as engine:
        yield engine


def tables(file: str) -> list[list[Case]]:
    """Return the cases of a file of vectors, those of one plan and part together."""
    return [list(group) for _key, group in groupby(cases(file), key=lambda case: (case.plan, case.part))]


VECTORS = [*tables("plans.json"), *tables("corners.json")]


def differences(engine: Engine, plan: Plan, answer_sets: list[Answers], part: Any = (), *, detail: bool = False) -> Any:
    """Return the cells that differ from the record's, as (row, column, found, expected)."""
    found = rows_of(score(engine(code_rows(plan, answer_sets)), plan, part=part, detail=detail))
    expected = expected_rows(plan, answer_sets, part, detail=detail)
    assert [list(row) for row in found] == [list(row) for row in expected]
    for row in expected:
        reached(row["overall.status"])
        for what in ("pending", "ignored"):
            reached(what, row[what] > 0)
        for what in ("failed_gates", "open_gates"):
            reached(what, any(cell for name, cell in row.items() if name.endswith(f".{what}")))
    return [
        (row["row"], name, row[name], cell)
        for row, right in zip(found, expected, strict=True)
        for name, cell in right.items()
        if row[name] != cell
    ]


def wrong_vectors(engine: Engine, suites: list[list[Case]]) -> Any:
    return {
        suite[0].name: wrong
        for suite in suites
        if (wrong := differences(engine, suite[0].plan, [case.answers for case in suite], suite[0].part))
    }


# --- the vectors ---


@pytest.mark.parametrize("engine", [polars_eager, polars_lazy], ids=lambda engine: engine.__name__)
def test_the_vectors_come_out_digit_for_digit(engine: Engine) -> None:
    assert sum(map(len, VECTORS)) == len(cases("plans.json")) + len(cases("corners.json"))
    assert wrong_vectors(engine, VECTORS) == {}


@pytest.mark.parametrize("rest", [0, 1])
def test_the_vectors_come_out_digit_for_digit_on_duckdb(rest: int) -> None:
    assert wrong_vectors(duckdb_relation, VECTORS[rest::2]) == {}


@pytest.mark.parametrize("rest", [0, 1])
def test_the_vectors_come_out_digit_for_digit_on_pandas(rest: int) -> None:
    """Each of pandas' two sorts of columns has every other plan, because building the frames is what takes time."""
    assert wrong_vectors(pandas_numpy if rest else pandas_arrow, VECTORS[rest::2]) == {}


def test_the_vectors_come_out_digit_for_digit_on_spark(spark: Engine) -> None:
    """Spark takes seconds a plan, so every corner is taken and one plan in eight."""
    assert wrong_vectors(spark, [*tables("corners.json"), *tables("plans.json")[::8]]) == {}


# --- random tables ---


def random_tables(most: int, data: st.DataObject) -> tuple[Plan, list[Answers], Any]:
    plan = data.draw(plans(roles=True))
    answer_sets = data.draw(st.lists(answers(plan), min_size=1, max_size=most))
    return plan, answer_sets, data.draw(st.sampled_from([EVERYBODY, COUNCIL, OTHERS, ROLES]))


@reaching("rated", "insufficient", "not_applicable", "pending", "ignored", "failed_gates", "open_gates")
@settings(max_examples=60)
@given(st.data())
def test_random_tables_agree_with_the_record_on_polars(data: st.DataObject) -> None:
    plan, answer_sets, part = random_tables(20, data)
    assert differences(polars_eager, plan, answer_sets, part, detail=True) == []
    assert differences(polars_lazy, plan, answer_sets, part) == []


@pytest.mark.parametrize("engine", [duckdb_relation, pandas_numpy, pandas_nullable, pandas_arrow])
@settings(max_examples=10)
@given(data=st.data())
def test_random_tables_agree_with_the_record(engine: Engine, data: st.DataObject) -> None:
    assert differences(engine, *random_tables(12, data), detail=True) == []


@settings(
    max_examples=4,
    phases=[Phase.explicit, Phase.generate],  # shrinking would take minutes; Polars finds the small examples
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_random_tables_agree_with_the_record_on_spark(spark: Engine, data: st.DataObject) -> None:
    assert differences(spark, *random_tables(12, data), detail=True) == []


# --- exactness ---


def every_score() -> Plan:
    """Return a plan whose levels are its scores."""
    bands = (Threshold("low", 0), Threshold("high", 500))
    question = Question("q", Scale(1000), (("h", 10_000),))
    stages = (Stage("low", 0), Stage("high", 500))
    return Plan((question,), (Hurdle("h", 1),), bands, stages, 600)


@pytest.mark.parametrize("engine", LOCAL, ids=lambda engine: engine.__name__)
def test_every_number_with_one_decimal_is_the_one_that_python_writes(engine: Engine) -> None:
    assert differences(engine, every_score(), [{"q": level} for level in range(1001)]) == []
    assert differences(engine, every_score(), [{"q": 499}]) == []


def test_every_number_with_one_decimal_is_the_one_that_python_writes_on_spark(spark: Engine) -> None:
    assert differences(spark, every_score(), [{"q": level} for level in range(1001)]) == []


def extremes() -> list[tuple[int, int]]:
    """Return dividends and divisors at the edges of what the plan's check allows: 2a + b below 2^53."""
    divisors = [1, 2, 3, 7, 999, 10**6, 10**9 + 7, 2**31 - 1, 2**40 + 1, 2**51 - 1]
    most = 2**52 - 1
    near = [
        (around + shift, b)
        for b in divisors
        for k in (0, 1, 2, 3, 500, most // b // 2, most // b)
        for around in (k * b, k * b + b // 2)
        for shift in (-1, 0, 1)
    ]
    return [(a, b) for a, b in near if a >= 0 and 2 * a + b < 2**53]


def divided_by(engine: Engine) -> list[int]:
    pairs = extremes()
    table = pa.table(
        {"row": range(len(pairs)), "a": [a for a, _b in pairs], "b": [b for _a, b in pairs]},
        pa.schema([("row", pa.int64()), ("a", pa.int64()), ("b", pa.int64())]),
    )
    frame: Any = nw.from_native(engine(table))
    found = frame.with_columns(rdiv(nw.col("a"), nw.col("b"), nw.Int64).alias("found")).to_native()
    return [row["found"] for row in rows_of(found)]


@pytest.mark.parametrize("engine", [*LOCAL, pandas_nullable], ids=lambda engine: engine.__name__)
def test_division_is_exact_at_the_extremes(engine: Engine) -> None:
    assert divided_by(engine) == [divided(a, b) for a, b in extremes()]


def test_division_is_exact_at_the_extremes_on_spark(spark: Engine) -> None:
    """Spark divides doubles and rounds down."""
    assert divided_by(spark) == [divided(a, b) for a, b in extremes()]


# --- engines do not know each other ---

_ALONE = """
import sys
from planself.scoring.frame import score
from planself.scoring.plan import Hurdle, Plan, Question, Scale, Stage, Threshold
bands, stages = (Threshold("low", 0),), (Stage("low", 0),)
plan = Plan((Question("a", Scale(4), (("h", 100),)),), (Hurdle("h", 100, ()),), bands, stages, 600)
{frame}
print(sorted({{"duckdb", "pandas", "polars", "pyarrow", "pyspark"}} & set(sys.modules)))
"""
_FRAMES = {
    "polars": 'import polars; score(polars.LazyFrame({"q:a": [1]}), plan).collect()',
    "duckdb": """import duckdb; score(duckdb.sql('SELECT 1::SMALLINT AS "q:a"'), plan).fetchall()""",
    "pandas": 'import pandas; score(pandas.DataFrame({"q:a": [1]}), plan)',
}


@pytest.mark.parametrize("engine", _FRAMES)
def test_an_engine_loads_no_other(engine: str) -> None:
    command = [sys.executable, "-c", _ALONE.format(frame=_FRAMES[engine])]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    found = set(ended.stdout.replace("'", "").strip("[]\n").split(", "))
    assert found - {"pyarrow" if engine == "pandas" else ""} == {engine}, ended.stderr  # pandas loads pyarrow itself
