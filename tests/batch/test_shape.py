"""The columns of the result table, known before the first row as scoring makes them, and the same rows long or wide."""

from __future__ import annotations

from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from planself.batch.shape import FIRST, HURDLE, ResultShape, results, united
from planself.scoring import frame
from planself.scoring.plan import Plan
from tests.scoring.engines import code_rows
from tests.strategies import answers, plans

Rows = list[dict[str, Any]]
OVERALL = ("overall.status", "overall.score", "overall.lower", "overall.upper", "overall.coverage", "overall.stage")
CARRIED = {"kreis": pl.String(), "alter": pl.Int64(), "anteil": pl.Float64()}


@given(plans(roles=True))
@settings(max_examples=30, deadline=None)
def test_the_columns_are_those_that_scoring_makes(plan: Plan) -> None:
    coded = pl.from_arrow(code_rows(plan, [{}]))
    assert isinstance(coded, pl.DataFrame)
    scored = frame.score(coded.drop("row", "subject.name", "a`b c").lazy(), plan).collect_schema()
    assert list(scored.items()) == list(results(plan).items())


@st.composite
def batches(draw: st.DrawFn) -> tuple[Plan, pl.DataFrame]:
    """Draw a plan and a batch of scored rows; some columns come from other inputs only, and one has a narrower type."""
    plan = draw(plans(max_questions=4))
    coded = pl.from_arrow(code_rows(plan, draw(st.lists(answers(plan), min_size=1, max_size=5))))
    assert isinstance(coded, pl.DataFrame)
    scored = frame.score(coded.lazy(), plan).collect().drop("a`b c")
    rows = pl.int_range(scored.height, eager=True)
    own = [rows.alias("~number"), (rows * 3).cast(pl.Int8).alias("alter"), pl.Series("kreis", ["K"] * scored.height)]
    return plan, scored.with_columns(draw(st.lists(st.sampled_from(own), unique_by=lambda column: column.name)))


def naive(plan: Plan, scored: pl.DataFrame, *, long: bool) -> Rows:
    """Return the rows that a result table has, made one at a time."""
    found = []
    for row in scored.iter_rows(named=True):
        first = {name: row.get(name) for name in (*FIRST, *CARRIED)}
        after = [name for name in results(plan) if not any(name.startswith(f"{hurdle.id}.") for hurdle in plan.hurdles)]
        if not long:
            found.append(first | {name: row[name] for name in results(plan)})
            continue
        counts = {name: row[name] for name in after if name not in OVERALL}
        for hurdle in plan.hurdles:
            numbers = {name: row[f"{hurdle.id}.{name}"] for name in HURDLE}
            found.append(first | {name: row[name] for name in OVERALL} | {"hurdle": hurdle.id} | numbers | counts)
    return found


@given(batches(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_every_batch_is_brought_into_the_shape(drawn: tuple[Plan, pl.DataFrame], long: bool) -> None:
    plan, scored = drawn
    shape = ResultShape(CARRIED, results(plan), tuple(hurdle.id for hurdle in plan.hurdles), long)
    found = shape.bring(scored)
    assert found.schema == shape.layout.schema
    assert list(found.schema) == list(shape.layout.schema)
    assert found.rows(named=True) == naive(plan, scored, long=long)


@given(plans(max_questions=2), st.booleans())
@settings(max_examples=20, deadline=None)
def test_no_column_that_others_wrote_is_taken_for_our_own(plan: Plan, long: bool) -> None:
    layout = ResultShape(CARRIED, results(plan), tuple(hurdle.id for hurdle in plan.hurdles), long).layout
    assert layout.own.isdisjoint({*CARRIED, *FIRST} - {"row"})
    assert {"overall.status", "answered"} <= layout.own
    assert layout.scores < layout.own


def test_columns_of_several_tables_are_united_in_order_and_with_room_for_all() -> None:
    whole, short, real, text = pl.Int64(), pl.Int8(), pl.Float64(), pl.String()
    found = united([{"a": short, "b": short, "c": text, "d": short}, {"d": real, "a": whole, "e": text, "b": text}])
    assert list(found.items()) == [("a", whole), ("b", text), ("c", text), ("d", real), ("e", text)]
