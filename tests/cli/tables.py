"""Result tables read back, and small tables of answers to be scored."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path

import polars as pl

Cells = Mapping[str, Sequence[object]]
SMALL = Path(__file__).parents[1] / "report/data/small.yaml"
"""A questionnaire of eight questions: a batch of it takes a tenth of what the built-in one's takes."""
LIBRARIES = {
    "subject.name": ["Alfeld", "Brühl", "Celle"],
    "kreis": ["A", "B", "A"],
    "floors": ["one", "many", ""],
    "hours": ["2", "0", "unknown"],
    "leaflets": ["rules;signs", "none", ""],
    "lift": ["", "full", ""],
}
"""Three good rows for it."""
BAD_LIBRARIES = {**LIBRARIES, "hours": ["2", "7", "unknown"], "floors": ["one", "=HYPERLINK(1)", ""]}
"""The same with two bad cells in the second row, and one of them dangerous."""

SILO = {
    "subject.name": ["Alfeld", "Brühl", "Celle"],
    "kreis": ["A", "B", "A"],
    "silo_overview": ["3", "0", "unknown"],
    "silo_joint_plan": ["2", "4", ""],
    "silo_areas": ["agreed", "separate", "not_applicable"],
    "silo_partners": ["school;social", "[]", ""],
    "silo_transitions": ["1", "4", "2"],
}
"""Three good rows about one hurdle."""


def rows(path: Path, separator: str = ",") -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    return list(csv.DictReader(StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), delimiter=separator))


def objects(path: Path) -> list[dict[str, object]]:
    """Return the objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def put(path: Path, cells: Cells) -> Path:
    """Write a table of texts as the suffix says, empty cells as such."""
    frame = pl.DataFrame(cells).with_columns(pl.col(pl.String).replace("", None))
    if path.suffix == ".parquet":
        frame.write_parquet(path)
    elif path.suffix == ".jsonl":
        frame.write_ndjson(path)
    else:
        frame.write_csv(path)
    return path


def with_bad_cells() -> dict[str, list[object]]:
    """Return the same table with two bad cells in the second row, and one of them dangerous."""
    cells: dict[str, list[object]] = {name: list(column) for name, column in SILO.items()}
    cells["silo_overview"][1] = "7"
    cells["silo_areas"][1] = "=HYPERLINK(1)"
    return cells
