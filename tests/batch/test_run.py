"""A whole run: files and tables in one go, counted at both ends, in the order in which they were named."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from bench.generate import answer_files, questionnaire
from planself.batch import table_parts
from planself.batch.gather import gather
from planself.batch.job import Job
from planself.batch.rejects import COLUMNS, RejectedFile
from planself.batch.request import BatchRequest
from planself.batch.run import Run
from planself.batch.table_parts import OrderError
from planself.errors import Problem
from planself.exchange.raw_table import RawTable
from planself.exchange.source_table import open_table
from planself.exchange.table_out import Style
from planself.exchange.write_csv import MARK
from planself.i18n import Reader, use
from planself.tables.heading_rows import HeadingRows
from tests.cli.tables import put, with_bad_cells


class Silent:
    """Remembers how many answer sets were announced and how many were read."""

    def __init__(self) -> None:
        self.total = self.done = 0

    def tell(self, problem: Problem) -> None:
        """Say nothing."""

    def expect(self, total: int) -> None:
        """Remember it."""
        self.total = total

    def progress(self, done: int) -> None:
        """Remember it."""
        self.done = done


@pytest.fixture(autouse=True)
def _english() -> None:
    use("en")


@pytest.fixture
def lot(tmp_path: Path) -> list[str]:
    """Return a table, a folder with a damaged file, and another table."""
    put(tmp_path / "a.csv", with_bad_cells())
    put(tmp_path / "b.parquet", with_bad_cells())
    answer_files(tmp_path / "in", 30, "json")
    (tmp_path / "in" / "0000" / "000007.json").write_text("{", "utf-8")
    return [str(tmp_path / name) for name in ("a.csv", "in", "b.parquet")]


def requested(output: Path, **options: Any) -> BatchRequest:
    """Return the request of a table in English."""
    return BatchRequest(output=str(output), reader=Reader("en"), **options)


def run(lot: list[str], folder: Path, jobs: int) -> tuple[Run, Silent, pl.DataFrame]:
    """Run a lot and return what came of it."""
    talk, output = Silent(), folder / f"{jobs}.parquet"
    inputs = list(gather(lot, talk.tell))
    job = Job(requested(output, rejected=folder / f"{jobs}.csv", jobs=jobs), questionnaire(), inputs, output)
    ran = Run(job, talk)
    ran.go()
    return ran, talk, pl.read_parquet(output)


def test_files_and_tables_are_counted_and_keep_their_order(lot: list[str], tmp_path: Path) -> None:
    ran, talk, found = run(lot, tmp_path, 1)
    assert (ran.totals.read, ran.totals.scored, ran.totals.rejected) == (36, 33, 3)
    assert (talk.total, talk.done) == (36, 36)
    assert found["row"].to_list() == [n for n in range(1, 37) if n not in (2, 11, 35)]
    assert found["source"][0].endswith("a.csv:2")
    assert found["source"][32].endswith("b.parquet:3")
    rejected = pl.read_csv(tmp_path / "1.csv", infer_schema=False)
    assert list(dict.fromkeys(rejected["row"])) == ["2", "11", "35"]
    assert run(lot, tmp_path, 3)[2].equals(found)


@pytest.mark.parametrize("lie", [-1, 1])
def test_rows_that_a_reader_loses_end_the_run(
    lot: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lie: int
) -> None:
    def lying(spec: str, *, sheet: str | None = None, top: HeadingRows | None = None) -> RawTable:
        table = open_table(spec, sheet=sheet, top=top)
        assert table.rows is not None
        return replace(table, rows=table.rows + lie)

    monkeypatch.setattr(table_parts, "open_table", lying)
    with pytest.raises(OrderError):
        run(lot[:1], tmp_path, 1)
    assert not (tmp_path / "1.parquet").exists()


@pytest.mark.parametrize("separator", [",", ";"])
def test_only_our_own_file_of_an_earlier_run_is_deleted(tmp_path: Path, separator: str) -> None:

    ours, other = tmp_path / "ours.csv", tmp_path / "notes.csv"
    ours.write_bytes(MARK + separator.join(COLUMNS).encode() + b"\r\n1" + separator.encode() * 5)
    other.write_text("row,what I think of it\n", "utf-8")
    for path in (ours, other, tmp_path / "none.csv"):
        RejectedFile(path, Style.GERMAN, ExitStack()).forget_earlier()
    assert [path.name for path in tmp_path.iterdir()] == ["notes.csv"]


@pytest.mark.parametrize("lenient", [False, True])
def test_a_table_with_every_cell_wrong_is_told_in_bounds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lenient: bool
) -> None:
    monkeypatch.setattr(table_parts, "DETAILED", 20)
    monkeypatch.setattr(table_parts, "_TOGETHER", 12)
    ids = [question.id for question in questionnaire().questionnaire.questions if question.type == "scale"][:4]
    bad = "".join(f"{';'.join(f'x{row}' for _id in ids)}\n" for row in range(30))
    (tmp_path / "a.csv").write_text(f"{';'.join(ids)}\n0;1;2;3\n{bad}", "utf-8")
    output, inputs = tmp_path / "o.parquet", list(gather([str(tmp_path / "a.csv")], Silent().tell))
    request = requested(output, rejected=tmp_path / "r.csv", lenient=lenient)
    job = Job(request, questionnaire(), inputs, output)
    totals = Run(job, Silent()).go()
    told = pl.read_csv(tmp_path / "r.csv", infer_schema=False)
    counts = told.group_by("row", maintain_order=True).len()["len"].to_list()
    assert (totals.read, totals.scored, totals.rejected) == ((31, 31, 0) if lenient else (31, 1, 30))
    assert told["row"].unique(maintain_order=True).to_list() == [str(row) for row in range(2, 32)], "no row is lost"
    assert 5 <= counts.count(4) <= 8
    assert set(counts) == {1, 4}
    assert ["3 more cells of this row are bad." in text for text in told["message"]] == [
        place >= counts.count(4) * 4 for place in range(told.height)
    ]
