"""A table that counts from 1, through every door of a batch: nothing is written without somebody's word."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from statistics import mean
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest

from tests.cli.conftest import Cli
from tests.cli.tables import rows

CASES = Path(__file__).parent.parent / "cases"
ONE_TO_FIVE = CASES / "B1_scale_1to5.csv"
HEAD = "format: planself/mapping/1\nquestionnaire: skala1\n"
FROM_ONE = {"q1": [1, 2, 5] * 4, "q2": [2, 3, 4] * 4}
NOBODY_HIGHEST = {"q1": [1, 2, 4] * 4, "q2": [2, 3, 4] * 4}


def put(folder: Path, name: str, columns: Mapping[str, list[Any]]) -> str:
    """Write a table in the format of its name, and return how a command names it."""
    frame, path = pl.DataFrame(columns), folder / name
    match path.suffix:
        case ".csv":
            frame.write_csv(path)
        case ".xlsx":
            pd.DataFrame(columns).to_excel(path, index=False)
        case ".parquet":
            frame.write_parquet(path)
        case ".jsonl":
            frame.write_ndjson(path)
        case _:
            duckdb.connect(str(path)).execute("CREATE TABLE t AS FROM frame").close()
            return f"duckdb:{name}#t"
    return name


@pytest.fixture
def scale(tmp_path: Path) -> Path:
    """Return the folder with the questionnaire that has two scales of five levels."""
    shutil.copy(CASES / "scale1.yaml", tmp_path)
    return tmp_path


DOORS = [
    ("a.csv", ()),
    ("a.xlsx", ()),
    ("a.parquet", ()),
    ("a.jsonl", ()),
    ("a.duckdb", ()),
    ("a.csv", ("--engine", "duckdb")),
    ("a.parquet", ("--engine", "duckdb")),
]


@pytest.mark.parametrize(("name", "engine"), DOORS)
@pytest.mark.parametrize("columns", [FROM_ONE, NOBODY_HIGHEST])
def test_nothing_is_written_before_somebody_says_from_where_a_table_counts(
    cli: Cli, scale: Path, name: str, engine: tuple[str, ...], columns: Mapping[str, list[Any]]
) -> None:
    spec = put(scale, name, columns)
    ran = cli("batch", "-q", "scale1.yaml", spec, "-o", "o.csv", *engine)
    assert ran.code == 1
    assert "E248" in ran.err
    assert "q1, q2" in ran.err
    assert "offset" in ran.err
    assert not (scale / "o.csv").exists()
    for offset, first in (("-1", "12.5"), ("0", "37.5")):
        (scale / "m.yaml").write_text(f"{HEAD}offset: {offset}\n", "utf-8")
        ran = cli("batch", "-q", "scale1.yaml", spec, "-o", "o.csv", "--force", "--mapping", "m.yaml", *engine)
        assert "offset" not in ran.err or offset == "0"
        assert rows(scale / "o.csv")[0]["overall.score"] == first


def test_the_reported_table_has_its_right_mean_once_its_offset_is_said(cli: Cli, scale: Path) -> None:
    table = str(ONE_TO_FIVE)
    assert cli("batch", "-q", "scale1.yaml", table, "-o", "o.csv").code == 1
    draft = cli("batch", "-q", "scale1.yaml", table, "--suggest-mapping", "-o", "m.yaml")
    assert draft.code == 0
    ran = cli("batch", "-q", "scale1.yaml", table, "-o", "o.csv", "--style", "int", "--mapping", "m.yaml")
    assert ran.code == 0
    scores = [float(row["overall.score"]) for row in rows(scale / "o.csv")]
    assert (len(scores), mean(scores)) == (60, 43.75)


def test_a_column_alone_is_held_back_and_the_rest_is_published(cli: Cli, scale: Path) -> None:
    put(scale, "a.csv", {"q1": [0, 2, 4] * 20, "q2": [1, 2, 4] * 20})
    ran = cli("batch", "-q", "scale1.yaml", "a.csv", "-o", "o.csv")
    assert ran.code == 0
    assert "N425" in ran.err
    found = rows(scale / "o.csv")
    assert {row["h1.coverage"] for row in found} == {"50.0"}
    assert {row["h1.score"] for row in found} == {""}
    assert "q2" not in found[0]


@pytest.mark.parametrize("name", ["a.csv", "a.parquet"])
def test_few_rows_without_a_zero_are_scored_with_a_word(cli: Cli, scale: Path, name: str) -> None:
    put(scale, name, {"q1": [1, 2, 3], "q2": [2, 3, 4]})
    ran = cli("batch", "-q", "scale1.yaml", name, "-o", "o.csv")
    assert ran.code == 0
    assert "N426" in ran.err
    assert "offset: 0" in ran.err
    assert [row["overall.score"] for row in rows(scale / "o.csv")] == ["37.5", "62.5", "87.5"]


def test_a_zero_far_down_is_found(cli: Cli, scale: Path) -> None:
    put(scale, "a.parquet", {"q1": [3] * 60_000 + [0], "q2": [2] * 60_001})
    ran = cli("batch", "-q", "scale1.yaml", "a.parquet", "-o", "o.parquet")
    assert ran.code == 0
    assert ": q2" in ran.err
    assert "q1" not in ran.err


def test_one_cell_above_the_levels_beside_zeros_is_a_slip_and_names_the_offset(cli: Cli, scale: Path) -> None:
    put(scale, "a.csv", {"q1": [0, 2, 5], "q2": [0, 2, 3]})
    ran = cli("batch", "-q", "scale1.yaml", "a.csv", "-o", "o.csv")
    assert ran.code == 1
    assert "a.csv:4 E220" in ran.err
    assert "offset: -1" in ran.err
    assert len(rows(scale / "o.csv")) == 2


def test_labels_in_a_mapping_say_where_a_column_counts_from(cli: Cli, scale: Path) -> None:
    put(scale, "a.csv", {"q1": ["ja", "nein"] * 10, "q2": ["5", "1"] * 10})
    values = "values: {q1: {ja: 4, nein: 1}, q2: {'5': 4, '1': 0}}\n"
    (scale / "m.yaml").write_text(HEAD + values, "utf-8")
    ran = cli("batch", "-q", "scale1.yaml", "a.csv", "-o", "o.csv", "--mapping", "m.yaml")
    assert (ran.code, "offset" in ran.err) == (0, False)


def test_a_column_that_counts_backwards_is_looked_at_before_it_is_turned(cli: Cli, scale: Path) -> None:
    put(scale, "a.csv", FROM_ONE)
    (scale / "m.yaml").write_text(HEAD + "reverse: [q1, q2]\n", "utf-8")
    ran = cli("batch", "-q", "scale1.yaml", "a.csv", "-o", "o.csv", "--mapping", "m.yaml")
    assert (ran.code, "E248" in ran.err) == (1, True)
