"""batch --engine: the same numbers in the same order from another engine, and clear words about what it cannot do."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

from planself.scoring import frame
from tests.cli.conftest import Cli
from tests.cli.tables import BAD_LIBRARIES, SILO, SMALL, put, rows, with_bad_cells


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
    put(tmp_path / name, {column: [*cells] * 500 for column, cells in BAD_LIBRARIES.items()})
    polars, other = both(cli, tmp_path, name, "-q", str(SMALL), *lenient)
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
        (("a.yaml", "-o", "t.csv", "--engine", "duckdb"), "a.yaml"),
        (("a.csv", "a.yaml", "-o", "t.csv", "--engine", "spark"), "a.yaml"),
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


def test_spark_gives_the_same_rows_and_listens_to_this_machine_only(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.environ.get("CI") != "true" and shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    put(tmp_path / "a.csv", {"floors": ["", "", ""], "hours": ["0", "9", "unknown"], "keys": ["yes", "no", "yes"]})
    cli("batch", "a.csv", "-o", "polars.csv", "-q", SMALL, "--style", "int")
    listening = list[str]()
    score = frame.score

    def looked_at(*given: Any, **more: Any) -> Any:
        listening.extend(addresses())
        return score(*given, **more)

    monkeypatch.setattr(frame, "score", looked_at)
    ran = cli("batch", "a.csv", "-o", "spark.csv", "-q", SMALL, "--style", "int", "--engine", "spark")
    assert ran.code == 1, ran.err
    assert (tmp_path / "spark.csv").read_bytes() == (tmp_path / "polars.csv").read_bytes()
    assert listening
    assert set(listening) == {"127.0.0.1"}


def addresses() -> list[str]:
    """Return the addresses on which the processes of Java listen, as the kernel's table of this process's says."""
    found = []
    for table, local in (("tcp", "0100007F"), ("tcp6", "0000000000000000FFFF00000100007F")):
        for line in Path(f"/proc/net/{table}").read_text("ascii").splitlines()[1:]:
            cells = line.split()
            if cells[3] == "0A" and f"socket:[{cells[9]}]" in _sockets_of_java():
                found.append("127.0.0.1" if cells[1].split(":")[0] == local else cells[1])
    return found


def _sockets_of_java() -> set[str]:
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if process.joinpath("comm").read_text("utf-8").strip() == "java":
                found |= {str(handle.readlink()) for handle in process.joinpath("fd").iterdir()}
        except OSError:
            continue
    return found
