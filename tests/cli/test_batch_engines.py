"""batch --engine: the same numbers in the same order from another engine, and clear words about what it cannot do."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tests.cli.conftest import Cli
from tests.cli.tables import SILO, put, rows, with_bad_cells


def both(cli: Cli, tmp_path: Path, *arguments: str) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Return the results of both engines, without the name of the source."""
    cli("batch", *arguments, "-o", "polars.csv")
    cli("batch", *arguments, "-o", "duckdb.csv", "--engine", "duckdb")
    found = rows(tmp_path / "polars.csv"), rows(tmp_path / "duckdb.csv")
    for row in (*found[0], *found[1]):
        row["source"] = row["source"].rpartition(":")[2]
    return found


@pytest.mark.parametrize("name", ["a.csv", "a.parquet"])
@pytest.mark.parametrize("lenient", [(), ("--lenient",)])
def test_duckdb_gives_the_same_table(cli: Cli, tmp_path: Path, name: str, lenient: tuple[str, ...]) -> None:
    put(tmp_path / name, {column: [*cells] * 500 for column, cells in with_bad_cells().items()})
    polars, other = both(cli, tmp_path, name, *lenient)
    assert len(polars) == (1500 if lenient else 1000)
    assert other == polars
    ran = rows(tmp_path / "polars.rejected.csv"), rows(tmp_path / "duckdb.rejected.csv")
    assert ran[0] == ran[1]


def test_a_table_of_a_duckdb_file_is_scored(cli: Cli, tmp_path: Path) -> None:
    put(tmp_path / "a.parquet", SILO)
    with duckdb.connect(str(tmp_path / "panel.duckdb")) as connection:
        connection.execute("CREATE TABLE antworten AS FROM read_parquet(?)", [str(tmp_path / "a.parquet")])
    polars, other = both(cli, tmp_path, "duckdb:panel.duckdb#antworten")
    assert len(polars) == 3
    assert other == polars


def test_strict_leaves_nothing(cli: Cli, tmp_path: Path) -> None:
    put(tmp_path / "a.csv", with_bad_cells())
    ran = cli("batch", "a.csv", "-o", "t.csv", "--engine", "duckdb", "--strict")
    assert ran.code == 1
    assert {path.name for path in tmp_path.iterdir()} == {"a.csv"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("a.csv", "-o", "t.xlsx", "--engine", "duckdb"), "t.xlsx"),
        (("a.csv", "-o", "t.jsonl", "--engine", "spark"), "t.jsonl"),
        (("a.yaml", "-o", "t.csv", "--engine", "duckdb"), "a.yaml"),
        (("a.csv", "a.csv", "-o", "t.csv", "--engine", "duckdb"), "one table"),
        (("a.csv", "-o", "t.csv", "--engine", "duckdb", "--long"), "--long"),
        (("a.csv", "-o", "t.csv", "--engine", "spark", "--reports", "r"), "--reports"),
        (("a.csv", "-o", "a.csv", "--engine", "duckdb", "--force"), "among the inputs"),
    ],
)
def test_what_an_engine_cannot_do_is_said_at_once(
    cli: Cli, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    put(tmp_path / "a.csv", SILO)
    (tmp_path / "a.yaml").write_text("", "utf-8")
    ran = cli("batch", *arguments)
    assert ran.code == 2
    assert said in ran.err
    assert {path.name for path in tmp_path.iterdir()} == {"a.csv", "a.yaml"}
