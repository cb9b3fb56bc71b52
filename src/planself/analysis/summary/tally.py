"""What is counted of each block of scored rows: one vectorised pass, sums and histograms out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import polars as pl

from planself.analysis.summary.alpha import AlphaSums
from planself.scoring.plan import FULL, Plan, Question

_NOT_APPLICABLE, _UNKNOWN = 2, 3
"""States of the detail columns: from 2 on a question was put, 3 is "don't know"."""
OVERALL, COVERAGE = "overall.score", "overall.coverage"
PERSON, ROLE = "respondent.id", "respondent.role"


@dataclass(slots=True)
class SummaryTally:
    """The counts of all rows so far, by the columns and questions that they come from."""

    n: int = 0
    histograms: dict[str, Counter[int]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    alphas: dict[str, AlphaSums] = field(default_factory=dict)


def items(plan: Plan, hurdle: str) -> list[Question]:
    """Return the questions that measure a hurdle."""
    return [question for question in plan.questions if hurdle in dict(question.weights)]


def tally(tally_: SummaryTally, batch: pl.DataFrame, plan: Plan) -> None:
    """Count a block of rows."""
    tally_.n += batch.height
    hurdles = [hurdle.id for hurdle in plan.hurdles]
    scores = [f"{id_}.score" for id_ in hurdles]
    numbers = batch.select(tenths(name) for name in (OVERALL, COVERAGE, *scores))
    for name in numbers.columns:
        values = numbers[name].drop_nulls().value_counts(name="n")
        tally_.histograms.setdefault(name, Counter()).update(dict(values.iter_rows()))
    tally_.counts.update(numbers.select(_lowest(scores)).row(0, named=True))
    tally_.counts.update(batch.select(_counts(plan)).row(0, named=True))
    if there := [pl.col(name).cast(pl.String).fill_null("") != "" for name in (PERSON, ROLE) if name in batch.columns]:
        tally_.counts["people"] += batch.select(pl.any_horizontal(there).sum()).item()
    for hurdle in hurdles:
        _alpha(tally_.alphas.setdefault(hurdle, AlphaSums()), batch, [f"points:{q.id}" for q in items(plan, hurdle)])


def tenths(name: str) -> pl.Expr:
    """Return a published number as the tenths that it was."""
    return (pl.col(name) * 10).round().cast(pl.Int16).alias(name)


def _lowest(scores: list[str]) -> list[pl.Expr]:
    """Count for every hurdle the rows in which no other rated one is lower, unless all are overcome."""
    lowest = pl.min_horizontal(scores)
    below = lowest < FULL
    ties = [((pl.col(name) == lowest) & below).sum().alias(f"lowest:{name.removesuffix('.score')}") for name in scores]
    return [below.sum().alias("compared"), *ties]


def _counts(plan: Plan) -> list[pl.Expr]:
    put = [(pl.col(f"state:{q.id}") >= _NOT_APPLICABLE).sum().alias(f"asked:{q.id}") for q in plan.questions]
    unknown = [(pl.col(f"state:{q.id}") == _UNKNOWN).sum().alias(f"unknown:{q.id}") for q in plan.questions]
    applicable = [pl.col(f"{hurdle.id}.coverage").count().alias(f"applies:{hurdle.id}") for hurdle in plan.hurdles]
    gates = [(hurdle.id, gate) for hurdle in plan.hurdles for gate in hurdle.gates]
    answered = [(pl.col(f"points:{g.question}") >= 0).sum().alias(f"answered:{h}:{g.question}") for h, g in gates]
    failed = [
        pl.col(f"points:{g.question}").is_between(0, g.at_least, closed="left").sum().alias(f"failed:{h}:{g.question}")
        for h, g in gates
    ]
    bands = [
        (pl.col(f"{h.id}.band") == b.id).sum().alias(f"band:{h.id}:{b.id}") for h in plan.hurdles for b in plan.bands
    ]
    stages = [(pl.col("overall.stage") == stage.id).sum().alias(f"stage:{stage.id}") for stage in plan.stages]
    applies = pl.col(COVERAGE).count().alias("applies")
    return [applies, *put, *unknown, *applicable, *answered, *failed, *bands, *stages]


def _alpha(sums: AlphaSums, batch: pl.DataFrame, points: list[str]) -> None:
    complete = batch.select(points).filter(pl.min_horizontal(points) >= 0)
    if complete.is_empty():
        return
    row = (
        complete.cast(pl.Int64)
        .with_columns(pl.sum_horizontal(points).alias("total"))
        .select(
            *(pl.col(name).sum().alias(f"sum {name}") for name in points),
            *(pl.col(name).dot(name).alias(f"squares {name}") for name in (*points, "total")),
        )
        .row(0)
    )
    sums.add(complete.height, list(row[: len(points)]), list(row[len(points) : -1]), row[-1])
