"""A table is read only so far ahead of whoever takes its rows, whole and in order all the same."""

from __future__ import annotations

import time
from pathlib import Path
from threading import Thread

import polars as pl
import pytest

from planself.exchange import pace, read_parquet
from planself.exchange.pace import Pace
from planself.exchange.source_table import open_table


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return a table that is read in many slices."""
    monkeypatch.setattr(read_parquet, "_SLICE", 100)
    monkeypatch.setattr(read_parquet, "_PIECE", 30)
    path = tmp_path / "a.parquet"
    pl.DataFrame({"n": range(1050), "text": [str(n) for n in range(1050)]}).write_parquet(path, row_group_size=70)
    return str(path)


def test_slices_give_every_row_in_order(table: str) -> None:
    found = open_table(table)
    assert found.rows == 1050
    assert found.numbered("row").collect().rows() == [(n + 1, n, str(n)) for n in range(1050)]
    assert found.frame.filter(pl.col("n") % 300 == 7).select("text").collect()["text"].to_list() == [
        "7",
        "307",
        "607",
        "907",
    ]
    assert found.frame.head(130).collect().height == 130
    assert found.frame.slice(95, 10).collect()["n"].to_list() == list(range(95, 105))


def test_an_empty_table_has_its_columns(tmp_path: Path) -> None:
    pl.DataFrame(schema={"n": pl.Int64, "text": pl.String}).write_parquet(tmp_path / "a.parquet")
    assert open_table(str(tmp_path / "a.parquet")).frame.collect().schema == {"n": pl.Int64, "text": pl.String}


def test_nothing_runs_ahead_of_who_takes(table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "AHEAD", 150)
    found, most, taken = open_table(table), 0, 0
    with found.pace.kept() as kept:
        for batch in found.frame.collect_batches(chunk_size=50, maintain_order=True):
            time.sleep(0.01)
            taken += batch.height
            kept.taken(batch.height)
            most = max(most, kept._under_way)
    assert taken == 1050
    assert most <= 150 + 100
    assert found.frame.collect().height == 1050, "the table can be read again"


def test_a_source_ends_when_nobody_takes_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "AHEAD", 10)
    found, said = Pace(), list[bool]()
    with found.kept():
        source = Thread(target=lambda lap: said.append(found.read(50, lap)), args=(found.lap,))
        source.start()
        time.sleep(0.05)
        assert not said
    source.join(5)
    assert said == [False]


def test_nothing_waits_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "AHEAD", 10)
    monkeypatch.setattr(pace, "_PATIENCE", 0.01)
    found = Pace()
    with found.kept():
        assert found.read(50, found.lap)
