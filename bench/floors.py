"""What the measured work is held against, each a process of its own: `python -m bench.floors NAME ARGUMENT …`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from bench.panel import HURDLES, QUESTIONS

COLUMNS = 4 + 6 + 8 * len(HURDLES) + 6
"""As many as the result of the panel has."""


def yaml(folder: str) -> None:
    """Read every file and parse it by the quickest loader of PyYAML."""
    from yaml import CSafeLoader, load

    for path in sorted(Path(folder).rglob("*.yaml")):
        load(path.read_bytes(), CSafeLoader)


def json(folder: str) -> None:
    """Read every file and parse it by orjson."""
    from orjson import loads

    for path in sorted(Path(folder).rglob("*.json")):
        loads(path.read_bytes())


def scan(source: str, target: str) -> None:
    """Scan a table, cast its cells to numbers and write as many columns as a result has."""
    import polars as pl

    frame = pl.scan_parquet(source)
    cells = [
        pl.col(QUESTIONS[n % len(QUESTIONS)]).cast(pl.Float64, strict=False).alias(f"c{n}") for n in range(COLUMNS)
    ]
    frame.select("place", *cells).sink_parquet(target)


def text(source: str, target: str) -> None:
    """Scan a CSV file as text and write text of the width of a result."""
    import polars as pl

    cells = [pl.col(QUESTIONS[n % len(QUESTIONS)]).alias(f"c{n}") for n in range(COLUMNS)]
    pl.scan_csv(source, infer_schema=False).select("place", *cells).sink_csv(target)


def workbook(source: str) -> None:
    """Read a workbook by openpyxl's read-only mode."""
    from openpyxl import load_workbook

    book = load_workbook(source, read_only=True)
    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    assert rows  # noqa: S101 -- nothing else would show that it was read


def ours_workbook(source: str) -> None:
    """Read the same workbook as planself does."""
    from planself.exchange.source_table import open_table

    open_table(source).frame.collect()


def pandas_rows(source: str, target: str) -> None:
    """Score as somebody would who loops over the rows of a pandas frame."""
    import pandas as pd

    table = pd.read_parquet(source)
    scored = []
    for _index, row in table.iterrows():
        result: dict[str, float | None] = {}
        for place, hurdle in enumerate(HURDLES):
            points = []
            for question in QUESTIONS[5 * place : 5 * place + 5]:
                cell = row[question]
                if isinstance(cell, str) and cell.isdigit():
                    points.append(250 * int(cell))
            result[f"{hurdle}.score"] = round(sum(points) / len(points) / 10, 1) if len(points) >= 3 else None
            result[f"{hurdle}.coverage"] = len(points) / 5 * 100
            result[f"{hurdle}.lower"] = sum(points) / 50
            result[f"{hurdle}.upper"] = (sum(points) + 1000 * (5 - len(points))) / 50
        scored.append(result)
    pd.DataFrame(scored).to_parquet(target)


def pandas_columns(source: str, target: str) -> None:
    """Score as somebody would who knows pandas well: whole columns at a time."""
    import pandas as pd

    table = pd.read_parquet(source)
    cells = {question: pd.to_numeric(table[question], errors="coerce") for question in QUESTIONS}
    result = {"place": table["place"]}
    scores = []
    for place, hurdle in enumerate(HURDLES):
        items = pd.DataFrame({q: 250 * cells[q] for q in QUESTIONS[5 * place : 5 * place + 5]})
        texts = table[QUESTIONS[5 * place : 5 * place + 5]]
        applicable = 5 - (texts == "not_applicable").sum(axis=1)
        answered, points = items.notna().sum(axis=1), items.sum(axis=1)
        coverage = (100 * answered / applicable).round(1)
        score = (points / answered / 10).round(1).where(coverage >= 60)
        scores.append(score)
        result |= {
            f"{hurdle}.status": score.notna().map({True: "rated", False: "insufficient"}),
            f"{hurdle}.score": score,
            f"{hurdle}.lower": (points / applicable / 10).round(1),
            f"{hurdle}.upper": ((points + 1000 * (applicable - answered)) / applicable / 10).round(1),
            f"{hurdle}.coverage": coverage,
            f"{hurdle}.band": pd.cut(score, [-1, 25, 50, 75, 101], right=False, labels=False),
        }
    result["overall.score"] = pd.concat(scores, axis=1).mean(axis=1, skipna=False).round(1)
    pd.DataFrame(result).to_parquet(target)


FLOORS: dict[str, Callable[..., None]] = {
    floor.__name__: floor for floor in (yaml, json, scan, text, workbook, ours_workbook, pandas_rows, pandas_columns)
}

if __name__ == "__main__":
    FLOORS[sys.argv[1]](*sys.argv[2:])
