"""The same rows given through every reader, and what each makes of them: a value, or the code of a refusal."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import duckdb
import pandas as pd
import polars as pl
import yaml
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from tests.cli.conftest import Cli
from tests.exchange.samples_in import ODS

Row = Mapping[str, Any]
Cells = tuple[str, ...]
STATES = ("answered", "unknown", "not_applicable")


def verdict(row: Row, column: str) -> str:
    """Return what a row of results says of the only answer that was given: the score and the state, or the text."""
    if column in ("date", "subject.name", "subject.ags"):
        return str(row[column] or "missing")
    state = next((state for state in STATES if row[state]), "missing")
    score = row.get(f"h_{column}.score")
    return state if score is None or score != score else f"{score:g}"


# --- writing tables ---


def headings(rows: Sequence[Row]) -> list[str]:
    """Return the columns of some rows, in the order in which they come up."""
    return list(dict.fromkeys(name for row in rows for name in row))


def as_text(cell: Any) -> str:
    """Return a cell as a text table has it."""
    match cell:
        case None:
            return ""
        case bool():
            return str(cell).lower()
        case [] | [_]:
            return f"{as_text(cell[0])};" if cell else "[]"
        case list():
            return ";".join(as_text(each) or '""' for each in cell)
        case _:
            return str(cell)


def to_csv(path: Path, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Write a text table; the separator stands in no cell."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="|").writerows([names, *(map(as_text, row) for row in rows)])
    return path.name


def to_jsonl(path: Path, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Write an object a line, with a key twice where a heading is there twice."""
    lines = (
        ", ".join(f"{json.dumps(name)}: {json.dumps(cell, default=str)}" for name, cell in zip(names, row, strict=True))
        for row in rows
    )
    path.write_text("".join(f"{{{line}}}\n" for line in lines), "utf-8")
    return path.name


def to_xlsx(path: Path, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Write a workbook with cells of every type that Excel has."""
    with Workbook(path) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate([names, *rows]):
            for column, cell in enumerate(row):
                match cell:
                    case None:
                        pass
                    case bool() | int() | float():
                        sheet.write(number, column, cell)
                    case date():
                        sheet.write_datetime(number, column, cell, day)
                    case _:
                        sheet.write_string(number, column, as_text(cell))
    return path.name


def to_ods(path: Path, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Write a LibreOffice table with cells of every type that it has."""
    lines = ("".join(map(_ods_cell, row)) for row in [names, *rows])
    body = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    with ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.format(rows=body))
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return path.name


def _ods_cell(cell: Any) -> str:
    match cell:
        case None:
            return "<table:table-cell/>"
        case bool():
            return f'<table:table-cell office:value-type="boolean" office:boolean-value="{as_text(cell)}"/>'
        case int() | float():
            return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
        case date():
            return f'<table:table-cell office:value-type="date" office:date-value="{cell}"/>'
        case _:
            return f'<table:table-cell office:value-type="string"><text:p>{as_text(cell)}</text:p></table:table-cell>'


def to_polars(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> pl.DataFrame:
    """Return a frame whose columns have the type of their cells."""
    return pl.DataFrame({name: pl.Series([row[n] for row in rows]) for n, name in enumerate(names)})


def to_pandas(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """Return a frame of pandas."""
    return pd.DataFrame([list(row) for row in rows], columns=list(names))


def to_parquet(path: Path, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Write a typed table."""
    to_polars(names, rows).write_parquet(path)
    return path.name


def to_duckdb(path: Path, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Write a table of a database."""
    with duckdb.connect(str(path)) as connection:
        connection.register("found", to_polars(names, rows).to_arrow())
        connection.sql("CREATE TABLE rows AS FROM found")
    return f"duckdb:{path.name}#rows"


Write = Callable[[Path, Sequence[str], Sequence[Sequence[Any]]], str]
LOOSE: dict[str, Write] = {"csv": to_csv, "jsonl": to_jsonl, "xlsx": to_xlsx, "ods": to_ods}
"""Formats in which a column holds cells of several types."""
TYPED: dict[str, Write] = {"parquet": to_parquet, "duckdb": to_duckdb}
TABLES = LOOSE | TYPED
FRAMES = {"polars": to_polars, "pandas": to_pandas}


# --- answer files, and what a run says ---


def answer_file(column: str, cell: Any) -> dict[str, Any]:
    """Return an answer file with one thing in it."""
    named = {"id": "parity", "version": "1.0.0"}
    found: dict[str, Any] = {"format": "planself/answers/1", "questionnaire": named, "answers": {}}
    around, _dot, key = column.partition(".")
    if key:
        return found | {around: {key: cell}}
    return found | ({column: cell} if column == "date" else {"answers": {column: cell}})


def to_yaml(data: object) -> str:
    """Return data as YAML."""
    text: str = yaml.safe_dump(data, allow_unicode=True)
    return text


def ran(cli: Cli, folder: Path, *inputs: str) -> tuple[dict[str, Row], dict[str, list[str]]]:
    """Run a batch and return the rows of results and the codes of refused ones, by their source."""
    cli("batch", *inputs, "-q", "q.yaml", "-o", "r.jsonl", "--force", "--rejected", "bad.csv")
    rows = [json.loads(line) for line in (folder / "r.jsonl").read_text("utf-8").splitlines()]
    refused: dict[str, list[str]] = {}
    for row in csv.DictReader(StringIO((folder / "bad.csv").read_text("utf-8-sig"))):
        refused.setdefault(row["source"], []).append(row["code"])
    return {row["source"]: row for row in rows}, refused
