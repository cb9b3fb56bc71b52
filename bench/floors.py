"""What the measured work is held against, each a process of its own: `python -m bench.floors NAME ARGUMENT …`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from bench.panel import CONDITIONAL, HURDLES, QUESTIONS

COLUMNS = 4 + 6 + 8 * len(HURDLES) + 6
"""As many as the result of the panel has."""
READS = 5


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
    """Read a workbook by openpyxl's read-only mode, often enough that the start of the process matters little."""
    from openpyxl import load_workbook

    for _ in range(READS):
        book = load_workbook(source, read_only=True)
        rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
        assert rows  # noqa: S101 -- nothing else would show that it was read


def ours_workbook(source: str) -> None:
    """Read the same workbook as planself does."""
    from planself.exchange.source_table import open_table

    for _ in range(READS):
        open_table(source).frame.collect()


def pandas_rows(source: str, target: str) -> None:
    """Score as somebody would who loops over the rows of a pandas frame: all columns of a result, in plain floats."""
    import pandas as pd

    table = pd.read_parquet(source)
    pd.DataFrame([_scored(row) for _index, row in table.iterrows()]).to_parquet(target)


def _scored(row: Mapping[str, object]) -> dict[str, object]:
    states: dict[str, str] = {}
    for place, question in enumerate(QUESTIONS):
        cell = row[question]
        before = states.get(QUESTIONS[place - 1], "")
        if place in CONDITIONAL and before in ("0", "not_applicable", "not_asked"):
            states[question] = "not_asked"
        elif place in CONDITIONAL and not before.isdigit():
            states[question] = "pending"
        else:
            states[question] = cell if isinstance(cell, str) else "missing"
    result: dict[str, object] = {"place": row["place"]}
    scores = []
    for place, hurdle in enumerate(HURDLES):
        asked = [states[q] for q in QUESTIONS[5 * place : 5 * place + 5]]
        applicable = [state for state in asked if state not in ("not_applicable", "not_asked")]
        points = [250 * int(state) for state in applicable if state.isdigit()]
        result[f"{hurdle}.coverage"] = coverage = round(100 * len(points) / len(applicable), 1) if applicable else None
        rated = bool(points) and coverage is not None and coverage >= 60
        result[f"{hurdle}.status"] = "rated" if rated else "insufficient" if applicable else "not_applicable"
        result[f"{hurdle}.score"] = score = round(sum(points) / len(points) / 10, 1) if rated else None
        result[f"{hurdle}.lower"] = round(sum(points) / len(applicable) / 10, 1) if applicable else None
        most = sum(points) + 1000 * (len(applicable) - len(points))
        result[f"{hurdle}.upper"] = round(most / len(applicable) / 10, 1) if applicable else None
        result[f"{hurdle}.band"] = None if score is None else f"band_{min(int(score // 25), 3)}"
        scores.append(score)
    told = [score for score in scores if score is not None]
    whole = len(told) == len(scores)
    result["overall.status"] = "rated" if whole else "insufficient"
    result["overall.score"] = round(sum(told) / len(told), 1) if whole else None
    result["overall.stage"] = f"stage_{min(int(min(told) // 20), 3)}" if whole else None
    for bound in ("lower", "upper", "coverage"):
        values = [result[f"{hurdle}.{bound}"] for hurdle in HURDLES]
        numbers = [value for value in values if isinstance(value, float)]
        result[f"overall.{bound}"] = round(sum(numbers) / len(numbers), 1) if numbers else None
    result["answered"] = sum(state.isdigit() for state in states.values())
    for counted in ("unknown", "not_applicable", "missing", "pending"):
        result[counted] = sum(state == counted for state in states.values())
    return result


def pandas_columns(source: str, target: str) -> None:
    """Score as somebody would who knows pandas well: the same, whole columns at a time."""
    import pandas as pd

    table = pd.read_parquet(source)
    levels = {question: pd.to_numeric(table[question], errors="coerce") for question in QUESTIONS}
    states = {question: table[question].fillna("missing") for question in QUESTIONS}
    for place in CONDITIONAL:
        question, before = QUESTIONS[place], QUESTIONS[place - 1]
        answered = levels[before].notna()
        states[question] = states[question].mask(~answered, "pending")
        states[question] = states[question].mask(
            (levels[before] < 1) | (states[before] == "not_applicable"), "not_asked"
        )
        levels[question] = levels[question].where(levels[before] >= 1)
    result = {"place": table["place"]}
    for place, hurdle in enumerate(HURDLES):
        asked = QUESTIONS[5 * place : 5 * place + 5]
        items = pd.DataFrame({q: 250 * levels[q] for q in asked})
        out = pd.DataFrame({q: states[q].isin(["not_applicable", "not_asked"]) for q in asked})
        applicable = (5 - out.sum(axis=1)).where(lambda n: n > 0)
        answered, points = items.notna().sum(axis=1), items.sum(axis=1)
        coverage = (100 * answered / applicable).round(1)
        score = (points / answered / 10).round(1).where(coverage >= 60)
        rated = score.notna().map({True: "rated", False: "insufficient"})
        result |= {
            f"{hurdle}.status": rated.where(applicable.notna(), "not_applicable"),
            f"{hurdle}.score": score,
            f"{hurdle}.lower": (points / applicable / 10).round(1),
            f"{hurdle}.upper": ((points + 1000 * (applicable - answered)) / applicable / 10).round(1),
            f"{hurdle}.coverage": coverage,
            f"{hurdle}.band": pd.cut(score, [-1, 25, 50, 75, 101], right=False, labels=False),
        }
    for name in ("score", "lower", "upper", "coverage"):
        each = pd.concat([result[f"{hurdle}.{name}"] for hurdle in HURDLES], axis=1)
        result[f"overall.{name}"] = each.mean(axis=1, skipna=name != "score").round(1)
        if name == "score":
            result["overall.stage"] = pd.cut(each.min(axis=1), [-1, 20, 40, 60, 101], right=False, labels=False)
    said = pd.DataFrame(states)
    result["answered"] = pd.DataFrame(levels).notna().sum(axis=1)
    result |= {name: (said == name).sum(axis=1) for name in ("unknown", "not_applicable", "missing", "pending")}
    pd.DataFrame(result).to_parquet(target)


FLOORS: dict[str, Callable[..., None]] = {
    floor.__name__: floor for floor in (yaml, json, scan, text, workbook, ours_workbook, pandas_rows, pandas_columns)
}

if __name__ == "__main__":
    FLOORS[sys.argv[1]](*sys.argv[2:])
