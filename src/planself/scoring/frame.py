"""The table interpreter: a plan and a whole table of coded answers give a table of results, on any engine.

The same rules as in record.py, digit for digit, as one function on Narwhals: Polars, DuckDB, PySpark and pandas take
it as it is. It works in a few steps, each a projection of named columns, so that an engine computes nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar, cast

import narwhals as nw

from planself.scoring import coded
from planself.scoring.coded import MISSING, NOT_APPLICABLE, UNKNOWN
from planself.scoring.frame_codes import Asked, Columns, Frame, Settled, asked, settle, with_
from planself.scoring.frame_hurdles import (
    UNPUBLISHED,
    measured,
    numbers,
    published,
    sums,
    whole_numbers,
    whole_published,
)
from planself.scoring.frame_points import coded_columns, counted, points, whole
from planself.scoring.plan import Plan, State
from planself.text import several

Native = TypeVar("Native")
COUNTS = (State.ANSWERED, State.UNKNOWN, State.NOT_APPLICABLE, State.MISSING, State.PENDING)
STATE_CODES = {state: number for number, state in enumerate(State)}
"""How `state:ID` says a state."""


def score(frame: Native, plan: Plan, *, part: str | Iterable[str] = (), detail: bool = False) -> Native:
    """Return the frame with results in place of the coded answers, as the engine's own kind of frame.

    The columns are those of the result table from `overall.status` to `ignored`, after the frame's other columns;
    `detail` adds every question's `state:ID` and `points:ID` (-1 where it has none).
    """
    table: Frame = nw.from_native(cast(Any, frame))
    codes = {name for question in plan.questions for name in coded_columns(question)}
    others = [name for name in table.columns if name not in codes]
    found = asked(plan, several(part))
    settled = settle(table, found.questions)
    hurdles = measured(plan, found.questions)
    earned = {f"~points:{q.id}": points(q, nw.col(settled.codes[q.id])) for q in found.questions if q.scored}
    summed = {name: column for hurdle in hurdles for name, column in sums(plan, hurdle, settled).items()}
    counted = _counts(found, settled)
    more = _detail(plan, found, settled) if detail else {}
    table = with_(settled.frame, earned)
    table = _only(table, others, summed | counted | more)
    table = with_(table, {name: column for hurdle in hurdles for name, column in numbers(plan, hurdle).items()})
    table = with_(table, whole_numbers(plan, hurdles))
    results = {name: column for hurdle in hurdles for name, column in published(plan, hurdle).items()}
    rest = {name.removeprefix("~"): nw.col(name) for name in (*counted, *more)}
    return cast(Native, _only(table, others, whole_published(plan) | results | rest).to_native())


def _only(table: Frame, names: Iterable[str], columns: Columns) -> Frame:
    """Return some columns as they are and new ones after them."""
    return table.select(*(_as_is(table, name) for name in names), *(c.alias(name) for name, c in columns.items()))


def _as_is(table: Frame, name: str) -> nw.Expr:
    """Return a column under its name; Spark takes a dot for the way into a structure, unless the name is quoted."""
    if table.implementation.is_spark_like():
        return nw.col("`" + name.replace("`", "``") + "`").alias(name)
    return nw.col(name)


# --- counts and details ---


def _counts(found: Asked, settled: Settled) -> Columns:
    """Return how many questions are in which state; a question not asked is among none of them."""
    codes = [nw.col(name) for name in settled.codes.values()]
    lacking = {state: _count([code == state for code in codes]) for state in (UNKNOWN, NOT_APPLICABLE, MISSING)}
    truths = settled.truths.values()
    pending = _count([~(truth.true | truth.false) for truth in truths])
    not_asked = _count([truth.false for truth in truths])
    kept = [nw.col(coded.code(id_)) != MISSING for id_ in found.never]
    unreached = [~truth.true & (nw.col(coded.code(id_)) != MISSING) for id_, truth in settled.truths.items()]
    columns = {
        State.ANSWERED: whole(len(codes)) - lacking[UNKNOWN] - lacking[NOT_APPLICABLE] - lacking[MISSING],
        State.UNKNOWN: lacking[UNKNOWN],
        State.NOT_APPLICABLE: lacking[NOT_APPLICABLE] - not_asked,
        State.MISSING: lacking[MISSING] - pending,
        State.PENDING: pending,
    }
    return {f"~{state.value}": columns[state] for state in COUNTS} | {"~ignored": _count([*kept, *unreached])}


def _count(terms: list[nw.Expr]) -> nw.Expr:
    return counted(((1, term) for term in terms), nw.Int16)


def _detail(plan: Plan, found: Asked, settled: Settled) -> Columns:
    """Return every question's state and points."""
    columns: Columns = {}
    for question in plan.questions:
        if question.id in found.never:
            columns[f"~state:{question.id}"] = _state_code(State.NOT_ASKED)
            columns[f"~points:{question.id}"] = whole(UNPUBLISHED)
            continue
        code = nw.col(settled.codes[question.id])
        earned = nw.col(f"~points:{question.id}") if question.scored else whole(UNPUBLISHED)
        columns[f"~state:{question.id}"] = _state(question.id, code, settled)
        columns[f"~points:{question.id}"] = nw.when(code >= 0).then(earned).otherwise(whole(UNPUBLISHED))
    return columns


def _state(id_: str, code: nw.Expr, settled: Settled) -> nw.Expr:
    found = _state_code(State.ANSWERED)
    lacking = {UNKNOWN: State.UNKNOWN, NOT_APPLICABLE: State.NOT_APPLICABLE, MISSING: State.MISSING}
    for number, state in lacking.items():
        found = nw.when(code == number).then(_state_code(state)).otherwise(found)
    if id_ in settled.truths:
        unreached = nw.when(settled.truths[id_].false).then(_state_code(State.NOT_ASKED))
        found = nw.when(settled.truths[id_].true).then(found).otherwise(unreached.otherwise(_state_code(State.PENDING)))
    return found


def _state_code(state: State) -> nw.Expr:
    return nw.lit(STATE_CODES[state], nw.Int8)
