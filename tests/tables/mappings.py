"""The sample questionnaire, mappings for it out of text, and frames of every engine out of columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import narwhals as nw

from planself.answers.envelope import Reference
from planself.errors import InputError, Problem
from planself.files import source
from planself.questionnaire.check import check
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import Questionnaire
from planself.tables.mapping import TableMapping, check_mapping
from tests.questionnaire.samples import BASE

HEAD = "format: planself/mapping/1\nquestionnaire: sample\n"
ENGINES = ("polars", "polars-lazy", "pandas", "duckdb")
Columns = Mapping[str, Sequence[Any]]


@cache
def sample() -> Questionnaire:
    """Return the sample questionnaire, which has all six types of question."""
    questionnaire, problems = check(source.parse(BASE, "sample.yaml"))
    assert questionnaire is not None, problems
    return questionnaire


def choose(_reference: Reference) -> Loaded:
    """Return the sample, whatever a mapping file names."""
    return Loaded(sample(), "sha256:0", Path("sample.yaml"))


def problems_of(text: str) -> tuple[Problem, ...]:
    """Return every problem of a mapping file for the sample."""
    return check_mapping(source.parse(text, "m.yaml"), choose)[1]


def mapping(body: str) -> TableMapping:
    """Return a sound mapping for the sample."""
    found, problems = check_mapping(source.parse(HEAD + body, "m.yaml"), choose)
    if found is None:
        raise InputError(problems)
    return found


def frame(engine: str, columns: Columns) -> Any:
    """Return columns as a table of an engine."""
    import polars as pl

    eager = pl.DataFrame(columns)
    match engine:
        case "polars":
            return eager
        case "polars-lazy":
            return eager.lazy()
        case "pandas":
            return nw.from_dict(columns, backend="pandas").to_native()
        case _:
            import duckdb

            arrow = eager.to_arrow()
            return duckdb.from_arrow(arrow)


def cells(table: Any, column: str) -> list[object]:
    """Return the cells of a column of any engine's table, None where there is nothing."""
    found: Any = nw.from_native(table)
    eager = found.collect() if isinstance(found, nw.LazyFrame) else found
    return [None if cell != cell else cell for cell in eager[column].to_list()]
