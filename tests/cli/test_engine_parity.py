"""One reader and one writer for every engine: the same bytes, whatever stands in the cells and whichever format."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest

from planself import score_frame
from scripts import benchmark_example
from tests.cli.conftest import Cli

SMALL = Path(__file__).parents[1] / "report/data/small.yaml"
KINDS = ("csv", "tsv", "xlsx", "parquet", "jsonl")
HOSTILE = (
    'x",y',
    '"\\"',
    "a\nb",
    "a\r\nb",
    "a;b\tc,d",
    "=1+1",
    "+1-1",
    "-@x",
    "@SUM(A1)",
    "\tx",
    "-5",
    "007",
    "\ufeffx",
    "a\u0000b",
    "\u202ex\u001b[31m",
    "\ufffe_x0041_",
    "<r><t>x</t></r>",
    " x ",
    "x" * 40_000,
    "😀" * 20_000,
    "",
)


def cells() -> dict[str, list[Any]]:
    """Return a table with every kind of hostile cell, carried along beside answers, keys and days good and bad."""
    n = len(HOSTILE)
    days = ["2026-11-22", "22.11.2026", "99.99.2026", "", "2026-11-22T10:00:00"]
    keys = ["05315000", "5315000", "123456", "", "05 3 15000"]
    return {
        "subject.name": list(HOSTILE),
        "subject.ags": [keys[i % 5] for i in range(n)],
        "date": [days[i // 5 % 5] for i in range(n)],
        "=bemerkung": list(reversed(HOSTILE)),
        "floors": [["", "one", "many", "x"][i % 4] for i in range(n)],
        "hours": [["2", "0", "unknown", "1", "9"][i % 5] for i in range(n)],
        "keys": [["yes", "no", "\u00a0ja "][i % 3] for i in range(n)],
    }


def typed() -> pl.DataFrame:
    """Return a table in Parquet's own types, with columns that some engines lack."""
    return pl.DataFrame(
        {
            "subject.ags": [5315000, 9162000, None],
            "date": [date(2026, 11, 22), None, date(1848, 5, 18)],
            "moment": [datetime(2026, 1, 2, 3, 4, 5), None, datetime(1969, 1, 1)],
            "big": pl.Series([2**63, 1, None], dtype=pl.UInt64),
            "anteil": [0.1, float("nan"), float("inf")],
            "record": [{"a": [1, 2]}, None, {"a": []}],
            "floors": ["one", None, "many"],
            "hours": [0.0, 2.5, float("nan")],
            "keys": [True, False, None],
            "books": pl.Series([0, 12, None], dtype=pl.UInt64),
        }
    )


@pytest.fixture
def tables(tmp_path: Path) -> list[str]:
    """Return the names of the same rows in JSON Lines, which hold every character, and typed ones in Parquet."""
    pl.DataFrame(cells()).write_ndjson(tmp_path / "a.jsonl")
    typed().write_parquet(tmp_path / "b.parquet")
    return ["a.jsonl", "b.parquet"]


def written(cli: Cli, folder: Path, tables: Sequence[str], engine: str, kinds: Sequence[str]) -> dict[str, bytes]:
    """Return what an engine's run leaves, by format, and the reasons of the rejected rows."""
    found = {}
    for kind in kinds:
        style = "de" if kind == "csv" else "int"
        ran = cli("batch", *tables, "-q", SMALL, "-o", f"{engine}.{kind}", "--engine", engine, "--style", style)
        assert ran.code == 1, ran.err
        found[kind] = (folder / f"{engine}.{kind}").read_bytes()
        found[f"{kind}, rejected"] = (folder / f"{engine}.rejected.csv").read_bytes()
        (folder / f"{engine}.rejected.csv").unlink()
    return found


def test_duckdb_writes_the_same_bytes_as_polars(cli: Cli, tmp_path: Path, tables: list[str]) -> None:
    usual = written(cli, tmp_path, tables, "polars", KINDS)
    assert usual["parquet"]
    assert written(cli, tmp_path, tables, "duckdb", KINDS) == usual


@pytest.mark.parametrize(("kind", "table"), [("csv", "a.jsonl"), ("xlsx", "a.jsonl"), ("parquet", "b.parquet")])
def test_spark_writes_the_same_bytes_as_polars(
    cli: Cli, tmp_path: Path, tables: list[str], kind: str, table: str
) -> None:
    if os.environ.get("CI") != "true" and shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    assert table in tables
    usual = written(cli, tmp_path, [table], "polars", [kind])
    assert written(cli, tmp_path, [table], "spark", [kind]) == usual
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_a_further_engine_does_all_that_the_usual_one_does(cli: Cli, tmp_path: Path, tables: list[str]) -> None:
    for engine in ("polars", "duckdb"):
        arguments = ("-q", SMALL, "--engine", engine, "--long", "--lenient", "--summary", f"{engine}.json")
        assert cli("batch", *tables, "-o", f"{engine}.csv", *arguments, "--by", "subject.ags").code == 0
    assert (tmp_path / "duckdb.csv").read_bytes() == (tmp_path / "polars.csv").read_bytes()
    assert (tmp_path / "duckdb.json").read_bytes() == (tmp_path / "polars.json").read_bytes()


def test_a_summary_says_the_same_however_many_processes_and_blocks_there_were(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    benchmark_example.write(folder, 40)
    for number, file in enumerate(sorted(folder.iterdir())):
        data = json.loads(file.read_text("utf-8"))
        file.write_text(json.dumps(data | {"respondent": {"department": f"D{number % 3}"}}), "utf-8")
    for jobs in ("1", "2"):
        asked = ("--jobs", jobs, "--summary", f"{jobs}.json", "--by", "respondent.department")
        assert cli("batch", "in", "-o", f"{jobs}.csv", *asked).code == 0
    one, two = ((tmp_path / f"{jobs}.json").read_bytes() for jobs in ("1", "2"))
    assert one == two
    assert [group["n"] for group in json.loads(one)["groups"]["named"]] == [14, 13, 13]


@pytest.mark.filterwarnings("ignore::planself.TableWarning")
def test_pandas_and_duckdb_frames_get_the_results_of_a_batch(cli: Cli, tmp_path: Path) -> None:
    columns = {name: column for name, column in cells().items() if name in ("floors", "hours", "keys")}
    pl.DataFrame(columns).write_ndjson(tmp_path / "a.jsonl")
    cli("batch", "a.jsonl", "-q", SMALL, "-o", "t.parquet")
    usual = pl.read_parquet(tmp_path / "t.parquet").select(pl.col("^(overall|.*[.](score|band)).*$"), "answered")
    sound_rows = sum(
        hours != "9" and floors != "x" for hours, floors in zip(columns["hours"], columns["floors"], strict=True)
    )
    pandas = pl.from_pandas(score_frame(pd.DataFrame(columns), SMALL))
    with duckdb.connect() as connection:
        relation = score_frame(connection.from_arrow(pl.DataFrame(columns).to_arrow()), SMALL)
        for found in (pandas, pl.from_arrow(relation.to_arrow_table())):
            sound = pl.DataFrame(found).filter(pl.col("invalid") == "").select(usual.columns)
            assert sound.height == usual.height == sound_rows
            assert sound.cast(usual.schema).rows() == usual.rows()
