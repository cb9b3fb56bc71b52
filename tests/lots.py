"""Lots of answer sets for tests: results of the single-record scorer as the scored table that a batch has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import polars as pl

from planself.questionnaire.load import Loaded, load_questionnaire
from planself.scoring.compile import compile_plan
from planself.scoring.plan import Given, Plan, State
from planself.scoring.record import score
from planself.scoring.result import HurdleResult, Overall, Result
from tests.strategies import choices

SMALL = Path(__file__).parent / "report/data/small.yaml"
STATES = list(State)
"""In the order of the numbers that say them in a table."""


@cache
def small() -> Loaded:
    """Return the frozen questionnaire of the report's tests."""
    return load_questionnaire(SMALL)


def table(plan: Plan, results: Sequence[Result], **columns: Sequence[object]) -> pl.DataFrame:
    """Return results as a scored table with its detail columns, and other columns before them."""
    scored = pl.DataFrame([_row(plan, result) for result in results], schema=_schema(plan), orient="row")
    return scored.select(*(pl.Series(name, values) for name, values in columns.items()), pl.all())


def _schema(plan: Plan) -> dict[str, pl.DataType | type[pl.DataType]]:
    numbers = ("score", "coverage")
    return {
        **{f"overall.{name}": pl.Float64 for name in numbers},
        "overall.stage": pl.String,
        **{f"{hurdle.id}.{name}": pl.Float64 for hurdle in plan.hurdles for name in numbers},
        **{f"{hurdle.id}.band": pl.String for hurdle in plan.hurdles},
        **{f"state:{question.id}": pl.Int8 for question in plan.questions},
        **{f"points:{question.id}": pl.Int16 for question in plan.questions},
    }


def _row(plan: Plan, result: Result) -> dict[str, object]:
    row: dict[str, object] = {"overall.stage": result.overall.stage}
    named: list[tuple[str, Overall | HurdleResult]] = [
        ("overall", result.overall),
        *((h.id, h) for h in result.hurdles),
    ]
    for name, found in named:
        row[f"{name}.score"] = None if found.score is None else found.score / 10
        row[f"{name}.coverage"] = None if found.coverage is None else found.coverage / 10
    for hurdle in result.hurdles:
        row[f"{hurdle.id}.band"] = hurdle.band
    for question in result.questions:
        row[f"state:{question.id}"] = STATES.index(question.state)
        row[f"points:{question.id}"] = -1 if question.points is None else question.points
    assert len(row) == len(_schema(plan))
    return row


def given(plan: Plan, number: int) -> Mapping[str, Given]:
    """Return answers that look like chance and are the same each time: most given, some open."""
    found: dict[str, Given] = {}
    for place, question in enumerate(plan.questions):
        dice = (number * 7919 + place * 104729 + number * place * 31) % 997
        if dice % 9 == 0:
            found[question.id] = State.UNKNOWN
        elif dice % 11 and (possible := choices(question.rule)):
            found[question.id] = possible[dice % len(possible)]
    return found


@cache
def results(n: int) -> tuple[Result, ...]:
    """Return n results under the small questionnaire."""
    plan = compile_plan(small().questionnaire)
    return tuple(score(plan, given(plan, number)) for number in range(n))
