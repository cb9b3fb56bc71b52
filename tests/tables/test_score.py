"""score_frame: the same results as for answer files, on every engine, and nothing dropped in silence."""

from __future__ import annotations

import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import planself
from planself.errors import InputError, UsageError
from planself.questionnaire.load import load_questionnaire
from planself.questionnaire.model import Questionnaire
from planself.tables.cells import code
from planself.tables.headings import read_headings
from tests.scoring.engines import (
    duckdb_relation,
    pandas_arrow,
    pandas_numpy,
    polars_eager,
    polars_lazy,
    rows_of,
    spark_engine,
)
from tests.tables.material import QUESTIONNAIRE, expected

ROOT = Path(__file__).parent.parent.parent
TABLE = pl.DataFrame(
    {
        "vision": ["4", "unknown", "9", " 2.0"],
        "office": ["ja", "NEIN", "1", None],
        "offers.care": ["1", None, "", "x"],
        "offers.none": ["0", "1", "", "x"],
        "people": ["1.234,5", None, "12", "1,234"],
        "Größe in km²": [1.5, None, 3.0, 4.0],
        "row number": [1, 2, 3, 4],
    }
)

AWKWARD = [
    *(
        "",
        " ",
        None,
        "unknown",
        "not_applicable ",
        "Unknown",
        "JA",
        "nEiN",
        "\u00a03.0\u2028",
        "3\n",
        "03",
        "9",
        "7",
        "07.0",
    ),
    *(
        "care;a",
        " a  1 ",
        "a;a",
        "none;a",
        "[]",
        ";",
        "1.234",
        "1.234,5",
        "1 234",
        "−5",
        "0,1234567",
        "1e3",
        ".5",
        "town",
    ),
]


def score(frame: Any, questionnaire: Any = QUESTIONNAIRE, **options: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", planself.TableWarning)
        return planself.score_frame(frame, questionnaire, **options)


def pandas_nullable(table: pa.Table) -> pd.DataFrame:
    return table.to_pandas().convert_dtypes()


LOCAL = [polars_eager, polars_lazy, duckdb_relation, pandas_numpy, pandas_nullable, pandas_arrow]


def test_results_stand_beside_what_was_carried() -> None:
    found = score(TABLE)
    assert isinstance(found, pl.DataFrame)
    assert found.columns[:4] == ["Größe in km²", "row number", "overall.status", "overall.score"]
    assert found.columns[-1] == "invalid"
    assert found["invalid"].to_list() == ["", "", "vision", "offers.none\tpeople"]
    assert found["overall.status"].to_list() == ["rated", "rated", None, None]
    assert found["silos.score"].to_list()[0] == 77.8
    assert found["answered"].to_list() == [4, 2, None, None]


def test_a_lenient_reading_counts_what_cannot_be_read_as_missing() -> None:
    found = score(TABLE, lenient=True)
    assert found["answered"].to_list() == [4, 2, 2, 1]
    assert found["invalid"].to_list()[2] == "vision"


def test_a_fixed_style_settles_what_could_be_two_numbers() -> None:
    assert score(TABLE, decimal=",")["invalid"].to_list()[3] == "offers.none"


@pytest.mark.parametrize("engine", LOCAL, ids=lambda engine: engine.__name__)
@pytest.mark.parametrize("lenient", [False, True])
def test_every_engine_gives_the_same_kind_of_frame_and_the_same_rows(engine: Any, lenient: bool) -> None:
    table = TABLE.rename({"row number": "n"})
    frame = engine(table.to_arrow())
    found = score(frame, lenient=lenient)
    assert type(found) is type(frame)
    expected = score(table, lenient=lenient)
    assert rows_with(found, "n") == rows_with(expected, "n")


def rows_with(frame: Any, key: str) -> list[dict[str, Any]]:
    """Return the rows by a key; how a whole number is typed beside nulls is the engine's own affair."""
    match frame:
        case duckdb.DuckDBPyRelation():
            frame = frame.project(f'*, "{key}" AS "row"')
        case pl.DataFrame() | pl.LazyFrame():
            frame = frame.with_columns(pl.col(key).alias("row"))
        case _ if hasattr(frame, "withColumn"):
            frame = frame.withColumn("row", frame[key])
        case _:
            frame = frame.assign(row=frame[key])
    return rows_of(frame)


def test_spark_gives_the_same_rows() -> None:
    table = TABLE.rename({"row number": "n"})
    with spark_engine() as engine:
        frame = engine(table.to_arrow())
        assert rows_with(score(frame), "n") == rows_with(score(table), "n")
        assert rows_with(score(frame, lenient=True), "n") == rows_with(score(table, lenient=True), "n")
        _reads_awkward_cells_alike(engine)


def _reads_awkward_cells_alike(engine: Any) -> None:
    asked = [question.id for question in QUESTIONNAIRE.questions]
    cells = pl.DataFrame(dict.fromkeys(asked, AWKWARD)).with_row_index("n").cast({"n": pl.Int64})
    headings = read_headings(cells.columns, QUESTIONNAIRE)
    found = code(engine(cells.to_arrow()), headings, QUESTIONNAIRE).collect()
    for raw, row in zip(AWKWARD, sorted(found, key=lambda row: int(row["n"])), strict=True):
        for id_ in asked:
            columns, invalid = expected(id_, raw)
            assert {name: row[name] for name in columns} == columns, (id_, raw)
            assert (id_ in row["invalid"].split("\t")) == bool(invalid), (id_, raw)


def test_a_lazy_frame_stays_lazy() -> None:
    assert isinstance(score(TABLE.lazy()), pl.LazyFrame)


@pytest.mark.parametrize("named", ["integrierte-planung", ROOT / "questionnaires/integrierte-planung.yaml"])
def test_questionnaires_are_found_by_name_and_path(named: Any) -> None:
    path = ROOT / "questionnaires/integrierte-planung.yaml"
    loaded = load_questionnaire(path)
    first = loaded.questionnaire.questions[0].id
    frame = pl.DataFrame({first: [None]}, schema={first: pl.String})
    assert score(frame, named).equals(score(frame, loaded))
    assert isinstance(loaded.questionnaire, Questionnaire)


def test_what_is_dropped_or_absent_is_told() -> None:
    with pytest.warns(planself.TableWarning) as told:
        found = planself.score_frame(TABLE.with_columns(pl.lit("a@b").alias("E-Mail")), QUESTIONNAIRE)
    text = " ".join(str(warning.message) for warning in told)
    assert "N420" in text
    assert "E-Mail" in text
    assert "E-Mail" not in found.columns
    assert all(warning.filename == __file__ for warning in told)
    assert "E-Mail" in score(TABLE.with_columns(pl.lit("a@b").alias("E-Mail")), keep=["E-Mail"]).columns


def test_wrong_calls_are_refused() -> None:
    with pytest.raises(InputError, match="E240"):
        score(pl.DataFrame({"x": [1]}))
    with pytest.raises(UsageError):
        score(TABLE, "no-such-questionnaire")
    with pytest.raises(UsageError, match="plannning"):
        score(TABLE, part=["plannning"])


def test_importing_planself_imports_nothing_heavy() -> None:
    program = (
        "import sys, planself; heavy = {'polars', 'narwhals', 'pydantic', 'yaml'} & set(sys.modules); assert not heavy;"
        "planself.score_frame; assert 'narwhals' in sys.modules; assert not {'polars', 'duckdb'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
    with pytest.raises(AttributeError, match="nothing"):
        _ = planself.nothing  # type: ignore[attr-defined]
