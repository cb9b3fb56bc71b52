"""Days are days in every format that knows such a thing, whatever they were written like and whatever computed."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from tests.cli.conftest import Cli
from tests.cli.tables import LIBRARIES, SILO, SMALL, put, rows

DAYS = [date(2026, 11, 1), None, date(2024, 2, 29)]
WRITTEN = ["01.11.2026", "", "2024-02-29"]


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize("long", [False, True])
def test_the_day_of_the_answers_is_a_day(cli: Cli, tmp_path: Path, engine: str, long: bool) -> None:
    put(tmp_path / "a.csv", {**LIBRARIES, "date": WRITTEN})
    options = ("-q", str(SMALL), "--engine", engine, *(("--long",) if long else ()))
    for kind in ("parquet", "xlsx", "csv", "jsonl"):
        assert cli("batch", "a.csv", "-o", f"t.{kind}", *options).code == 0
    found = pl.read_parquet(tmp_path / "t.parquet")
    each = found.height // 3
    assert found.schema["date"] == pl.Date
    assert found["date"][::each].to_list() == DAYS
    texts = [None if day is None else day.isoformat() for day in DAYS]
    assert [row["date"] or None for row in rows(tmp_path / "t.csv")][::each] == texts
    lines = [json.loads(line) for line in (tmp_path / "t.jsonl").read_text("utf-8").splitlines()]
    assert [line["date"] for line in lines][::each] == texts
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0]
    place = next(cell.column for cell in sheet[1] if cell.value == "date")
    cells = [row[0].value for row in sheet.iter_rows(min_row=2, min_col=place, max_col=place)][::each]
    assert cells == [datetime(2026, 11, 1), None, datetime(2024, 2, 29)]


def test_the_days_of_answer_files_are_days_too(cli: Cli, city: Path, tmp_path: Path) -> None:
    put(tmp_path / "a.csv", {**SILO, "date": WRITTEN})
    assert cli("batch", city, "a.csv", "-o", "t.parquet", "--reports", "r").code == 0
    found = pl.read_parquet(tmp_path / "t.parquet")["date"]
    assert found.dtype == pl.Date
    assert found.to_list() == [date(2026, 10, 8), *DAYS]


def test_a_cell_that_is_no_day_leaves_none(cli: Cli, tmp_path: Path) -> None:
    put(tmp_path / "a.csv", {**LIBRARIES, "date": ["99.99.2026", "", "2026-11-01"]})
    assert cli("batch", "a.csv", "-o", "t.parquet", "-q", SMALL, "--lenient").code == 0
    assert pl.read_parquet(tmp_path / "t.parquet")["date"].to_list() == [None, None, date(2026, 11, 1)]
