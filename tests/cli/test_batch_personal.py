"""batch: columns whose cells look like something about persons are left out and named, whatever the format."""

from __future__ import annotations

from pathlib import Path

import duckdb
import openpyxl
import polars as pl
import pytest

from tests.cli.conftest import Cli
from tests.cli.tables import SMALL, put
from tests.exchange.samples_in import ods

CELLS = {"hours": ["1", "2"], "Hinweise an": ["Erika Musterfrau", "Hans Müller"], "Kreis": ["Nord", "Süd"]}


def table_of(folder: Path, kind: str) -> str:
    """Return a table of that kind with names of persons under a harmless heading."""
    lines = [tuple(CELLS), *zip(*CELLS.values(), strict=True)]
    match kind:
        case "xlsx":
            book = openpyxl.Workbook()
            for line in lines:
                book.active.append(line)
            book.save(folder / "a.xlsx")
        case "ods":
            ods(folder / "a.ods", *lines)
        case "duckdb":
            put(folder / "b.parquet", CELLS)
            with duckdb.connect(str(folder / "a.duckdb")) as connection:
                connection.execute("CREATE TABLE t AS FROM read_parquet(?)", [str(folder / "b.parquet")])
            return "duckdb:a.duckdb#t"
        case _:
            put(folder / f"a.{kind}", CELLS)
    return f"a.{kind}"


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods", "jsonl", "parquet", "duckdb"])
def test_batch_leaves_them_out_and_names_them_whatever_the_format(cli: Cli, tmp_path: Path, kind: str) -> None:
    table = table_of(tmp_path, kind)
    ran = cli("batch", table, "-q", SMALL, "-o", "t.csv")
    assert ran.code == 0
    assert "N429" in ran.err
    assert "“Hinweise an” (names of persons)" in ran.err
    assert "--keep" in ran.err
    written = (tmp_path / "t.csv").read_text("utf-8-sig")
    assert "Musterfrau" not in written
    assert "Nord" in written
    cli("batch", table, "-q", SMALL, "-o", "t.csv", "--force", "--keep", "Hinweise an")
    assert "Musterfrau" in (tmp_path / "t.csv").read_text("utf-8-sig")


@pytest.mark.parametrize("engine", ["duckdb", "spark"])
def test_other_engines_leave_them_out_as_well(cli: Cli, tmp_path: Path, engine: str) -> None:
    table = tmp_path / table_of(tmp_path, "parquet")  # a JVM that another test has started stays in that test's folder
    ran = cli("batch", table, "-q", SMALL, "-o", tmp_path / "t.parquet", "--engine", engine)
    assert "“Hinweise an” (names of persons)" in ran.err
    parts = tmp_path / "t.parquet" / "*.parquet" if (tmp_path / "t.parquet").is_dir() else tmp_path / "t.parquet"
    assert "Hinweise an" not in pl.read_parquet(parts).columns


def test_a_mapping_keeps_them_by_their_own_heading(cli: Cli, tmp_path: Path) -> None:
    mapping = 'format: planself/mapping/1\nquestionnaire: library\nkeep: ["Hinweise an"]\n'
    (tmp_path / "m.yaml").write_text(mapping, "utf-8")
    assert "N429" not in cli("batch", table_of(tmp_path, "csv"), "-q", SMALL, "--mapping", "m.yaml", "-o", "t.csv").err
    assert "Musterfrau" in (tmp_path / "t.csv").read_text("utf-8-sig")
