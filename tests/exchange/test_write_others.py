"""Parquet and JSON Lines hold what was given; a writer that fails or is given up ends at once."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import polars as pl
import pytest

from planself.exchange.table_out import Layout, TableFormat, kind_of
from planself.exchange.writers import open_writer
from tests.devices import device
from tests.exchange.samples_out import FRAME, LAYOUT, write


def test_parquet_holds_the_very_same_table(tmp_path: Path) -> None:
    write(tmp_path / "t.parquet", TableFormat.PARQUET, layout=LAYOUT)
    found = pl.read_parquet(tmp_path / "t.parquet")
    assert found.schema == FRAME.schema
    assert found.equals(FRAME)


def test_json_lines_are_flat_objects_with_nulls(tmp_path: Path) -> None:
    rows = [json.loads(line) for line in write(tmp_path / "t.jsonl", TableFormat.JSON_LINES).splitlines()]
    assert [list(row) for row in rows] == [FRAME.columns] * 3
    assert rows[1]["overall.score"] is None
    assert rows[2]["=Kommentar"] == "=HYPERLINK(1)"
    assert rows[2]["overall.score"] == 100.0


@pytest.mark.parametrize("kind", TableFormat)
def test_a_table_without_rows_has_its_headings(kind: TableFormat, tmp_path: Path) -> None:
    found = write(tmp_path / f"t.{kind}", kind, frame=FRAME.head(0))
    assert kind is TableFormat.JSON_LINES or found


@pytest.mark.parametrize("kind", [TableFormat.CSV, TableFormat.PARQUET, TableFormat.JSON_LINES])
def test_a_device_that_is_full_is_an_os_error(kind: TableFormat, tmp_path: Path) -> None:
    full = device(tmp_path, "full")
    with pytest.raises(OSError, match="No space left"):  # noqa: PT012 - it may come with any batch
        writer = open_writer(kind, full, Layout(FRAME.schema))
        for _ in range(200):
            writer.write(pl.concat([FRAME] * 1000))
        writer.close()


@pytest.mark.parametrize("kind", TableFormat)
def test_a_writer_that_is_given_up_leaves_no_thread(kind: TableFormat, tmp_path: Path) -> None:
    writer = open_writer(kind, tmp_path / "t", Layout(FRAME.schema))
    for _ in range(3):
        writer.write(FRAME)
    writer.abandon()
    assert [thread.name for thread in threading.enumerate() if thread.name == "planself-writer"] == []
    assert [path.name for path in tmp_path.iterdir()] in ([], ["t"])


@pytest.mark.parametrize(
    ("name", "kind"), [("a.CSV", TableFormat.CSV), ("a.b.xlsx", TableFormat.WORKBOOK), ("a.json", None)]
)
def test_the_suffix_says_the_format(name: str, kind: TableFormat | None) -> None:
    assert kind_of(Path(name)) is kind
