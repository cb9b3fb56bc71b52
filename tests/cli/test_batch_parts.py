"""Tables in several files: known by what the folder holds, and every row named by its file and its place there."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from tests.cli.conftest import Cli
from tests.cli.tables import SILO, rows

CODES = ("p1", "p2", "p1")


def parts(folder: Path, *, suffix: str = ".snappy.parquet", keys: bool = False) -> Path:
    """Write three parts of three, none and three rows as Spark does, with a bad cell in the last row."""
    frame = pl.DataFrame({**SILO, "Befragte": CODES}, schema_overrides=dict.fromkeys(SILO, pl.String))
    frame = frame.rename({"Befragte": "respondent.id"}).drop("kreis")
    bad = frame.with_columns(pl.Series("silo_overview", ["3", "0", "banana"]))
    for number, part in enumerate((frame, frame.clear(), bad)):
        place = folder / f"kreis=0531{number}" if keys else folder
        place.mkdir(parents=True, exist_ok=True)
        part.write_parquet(place / f"part-0000{number}{suffix}")
        (place / f".part-0000{number}{suffix}.crc").touch()
    (folder / "_SUCCESS").touch()
    return folder


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_every_row_is_named_by_its_file(cli: Cli, tmp_path: Path, engine: str) -> None:
    parts(tmp_path / "antworten")
    ran = cli("batch", "antworten", "-o", "t.csv", "--engine", engine)
    assert (ran.code, "6 answer sets read = 5 scored + 1 rejected" in ran.err) == (1, True)
    first, last = "antworten/part-00000.snappy.parquet", "antworten/part-00002.snappy.parquet"
    places = [f"{first}:1", f"{first}:2", f"{first}:3", f"{last}:1", f"{last}:2"]
    assert [row["source"] for row in rows(tmp_path / "t.csv")] == places
    (reason,) = rows(tmp_path / "t.rejected.csv")
    assert (reason["row"], reason["source"], reason["value"]) == ("6", f"{last}:3", "banana")
    assert f"{last}:3 E220" in ran.err
    assert "part-00000.snappy.parquet:1, part-00002.snappy.parquet:1" in ran.err


def test_a_row_that_sums_up_is_named_by_its_file_and_the_rows_below_keep_their_numbers(
    cli: Cli, tmp_path: Path
) -> None:
    parts(tmp_path / "antworten")
    sums = pl.DataFrame({**SILO, "respondent.id": ["", "p7", "p8"]}).drop("kreis")
    sums = sums.with_columns(pl.Series("subject.name", ["Summe", "Brühl", "Celle"]))
    sums.write_parquet(tmp_path / "antworten/part-00001.snappy.parquet")
    ran = cli("batch", "antworten", "-o", "t.csv")
    middle = "antworten/part-00001.snappy.parquet"
    assert f"{middle}:1 N457" in ran.err
    assert "Rows: part-00001.snappy.parquet:1." in ran.err
    assert [row["source"] for row in rows(tmp_path / "t.csv")][3:5] == [f"{middle}:2", f"{middle}:3"]


@pytest.mark.parametrize("suffix", [".snappy.parquet", ".PQ", ""])
@pytest.mark.parametrize("keys", [False, True])
def test_a_folder_of_parts_is_known_by_what_it_holds(cli: Cli, tmp_path: Path, suffix: str, keys: bool) -> None:
    parts(tmp_path / "antworten", suffix=suffix, keys=keys)
    cli("batch", "antworten", "-o", "t.csv")
    found = rows(tmp_path / "t.csv")
    assert [row["subject.name"] for row in found] == ["Alfeld", "Brühl", "Celle", "Alfeld", "Brühl"]
    assert [row.get("kreis") for row in found] == (["05310"] * 3 + ["05312"] * 2 if keys else [None] * 5)


@pytest.mark.parametrize("other", ["a.yaml", "a.csv", "notes", "more/x"])
def test_a_folder_of_other_things_beside_is_none(cli: Cli, tmp_path: Path, other: str) -> None:
    parts(tmp_path / "antworten")
    (tmp_path / "antworten" / other).parent.mkdir(exist_ok=True)
    (tmp_path / "antworten" / other).write_text("x", "utf-8")
    ran = cli("batch", "antworten", "-o", "t.csv")
    assert "part-00000.snappy.parquet" in ran.err.split("left out: ")[1]
    assert not (tmp_path / "t.csv").exists()


@pytest.mark.parametrize("log", ["_delta_log", ".hoodie"])
def test_a_table_with_a_log_is_refused_since_its_files_are_not_all_of_it(cli: Cli, tmp_path: Path, log: str) -> None:
    (parts(tmp_path / "antworten") / log).mkdir()
    ran = cli("batch", "antworten", "-o", "t.csv")
    assert (ran.code, log in ran.err) == (2, True)
    assert not (tmp_path / "t.csv").exists()
