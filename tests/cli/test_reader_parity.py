"""One verdict for one cell, whichever way it comes in: what one reader refuses, no other one accepts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import planself
from tests.cli.conftest import Cli
from tests.cli.parity_cases import CASES, Case
from tests.cli.readers import FRAMES, TABLES, answer_file, ran, to_yaml, verdict

KNOWN = ("subject.name", "subject.ags", "date")
"""Of these `score_frame` carries the cells along as they are, so it has nothing to say of them."""


def kind(cell: Any) -> str:
    """Return what a column of such cells is."""
    return type(cell).__name__


def finite(cell: Any) -> bool:
    """Whether a workbook and JSON have such a number."""
    return not isinstance(cell, float) or cell - cell == 0


def sheets(reader: str) -> Iterator[tuple[str, list[Case], list[str], list[list[Any]]]]:
    """Yield a table for every type of cell, one case a row; its first row shows that the scale counts from 0."""
    groups: dict[str, list[Case]] = {}
    for case in CASES:
        if finite(case.cell) or reader not in ("jsonl", "xlsx", "ods"):
            groups.setdefault(kind(case.cell), []).append(case)
    zeros: dict[str, Any] = {"str": "0", "int": 0, "float": 0.0}
    for name, cases in groups.items():
        columns = list(dict.fromkeys(["level", *(case.column for case in cases)]))
        first = [zeros.get(name) if column == "level" else None for column in columns]
        rows = [[case.cell if case.column == column else None for column in columns] for case in cases]
        yield name, cases, [*columns, "note"], [[*row, "a row that is not empty"] for row in (first, *rows)]


def differing(found: Sequence[tuple[Case, str]], reader: str) -> list[tuple[str, str, str, str]]:
    """Return the cases of which a reader says something else than is written down."""
    assert len(found) > 100
    pairs = [(case, said, case.by(reader)) for case, said in found]
    return [(case.column, repr(case.cell)[:40], said, right) for case, said, right in pairs if said != right]


@pytest.mark.parametrize("reader", TABLES)
def test_every_table_says_of_every_cell_what_is_written_down(cli: Cli, parity: Path, reader: str) -> None:
    first = 2 if reader in ("jsonl", "parquet", "duckdb") else 3
    sheet = {"xlsx": "#Sheet1", "ods": "#Tabelle1"}.get(reader, "")
    specs, wanted = [], []
    for name, cases, columns, rows in sheets(reader):
        spec = TABLES[reader](parity / f"{name}.{reader}", columns, rows)
        specs.append(spec)
        wanted += [(case, f"{spec.removeprefix('duckdb:')}{sheet}:{first + n}") for n, case in enumerate(cases)]
    rows_, refused = ran(cli, parity, *specs)
    found = [(case, " ".join(refused.get(at, ())) or verdict(rows_[at], case.column)) for case, at in wanted]
    assert differing(found, reader) == []


@pytest.mark.parametrize("reader", ["json", "yaml"])
def test_every_answer_file_says_of_every_value_what_is_written_down(cli: Cli, parity: Path, reader: str) -> None:
    write = json.dumps if reader == "json" else to_yaml
    (parity / "files").mkdir()
    wanted = []
    for n, case in enumerate(case for case in CASES if reader == "yaml" or not isinstance(case.cell, date)):
        path = f"files/{n:03}.{reader}"
        (parity / path).write_text(write(answer_file(case.column, case.cell)), "utf-8")
        wanted.append((case, path))
    rows, places = ran(cli, parity, "files")
    refused = {at.partition(":")[0]: codes for at, codes in places.items()}
    found = [(case, " ".join(refused.get(at, ())) or verdict(rows[at], case.column)) for case, at in wanted]
    assert differing(found, reader) == []


@pytest.mark.parametrize("reader", FRAMES)
@pytest.mark.filterwarnings("ignore::planself.TableWarning")
def test_every_frame_says_of_every_cell_what_is_written_down(parity: Path, reader: str) -> None:
    found = []
    for _name, cases, columns, rows in sheets(reader):
        table = planself.score_frame(FRAMES[reader](columns, rows), parity / "q.yaml")
        results = (table if reader == "polars" else pl.from_pandas(table)).to_dicts()[1:]
        for case, row in zip(cases, results, strict=True):
            refused = case.by(reader) if case.by(reader).startswith("E") else "E"  # of the code a frame says nothing
            if case.column not in KNOWN:
                found.append((case, refused if row["invalid"] else verdict(row, case.column)))
    assert differing(found, reader) == []


def test_every_difference_has_a_reason() -> None:
    assert [case for case in CASES if (case.files or case.others) and not case.why] == []
