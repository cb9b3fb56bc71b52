"""Step three of the table interpreter: a hurdle's sums, its numbers, its texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate
from math import gcd
from operator import or_

import narwhals as nw

from planself.scoring.coded import NOT_APPLICABLE
from planself.scoring.frame_codes import Columns, Settled, open_
from planself.scoring.frame_points import Integer, counted, rdiv, room, weighted, whole
from planself.scoring.plan import FULL, HALF, Gate, Hurdle, Plan, Question, Stage, Threshold
from planself.scoring.result import Status

UNPUBLISHED = -1


@dataclass(frozen=True, slots=True)
class Measured:
    """A hurdle with those of some questions that measure it or are its gates."""

    hurdle: Hurdle
    weights: tuple[tuple[int, str], ...]
    """As small as whole numbers can be: dividing all of them by one number moves no quotient."""
    gates: tuple[Gate, ...]

    @property
    def type_(self) -> Integer:
        """The integers that hold every sum of the hurdle, doubled as for rounding."""
        return room((2 * FULL + 1) * sum(weight for weight, _question in self.weights))

    def column(self, name: str) -> nw.Expr:
        """Return one of the hurdle's working columns."""
        return nw.col(f"~{name}:{self.hurdle.id}")


def measured(plan: Plan, questions: Sequence[Question]) -> list[Measured]:
    """Return every hurdle with those of some questions that measure it."""
    found = []
    for hurdle in plan.hurdles:
        weights = [(dict(question.weights).get(hurdle.id, 0), question.id) for question in questions]
        unit = gcd(*(weight for weight, _question in weights)) or 1
        ids = {question.id for question in questions}
        found.append(
            Measured(
                hurdle=hurdle,
                weights=tuple((weight // unit, id_) for weight, id_ in weights if weight),
                gates=tuple(gate for gate in hurdle.gates if gate.question in ids),
            )
        )
    return found


# --- sums and gates, from codes and points ---


def sums(plan: Plan, hurdle: Measured, settled: Settled) -> Columns:
    """Return the weights of what was asked, applies and is answered, the weighted points, and the gates."""
    id_, type_ = hurdle.hurdle.id, hurdle.type_
    codes = {question: nw.col(settled.codes[question]) for _weight, question in hurdle.weights}
    return {
        f"~asked:{id_}": _asked(hurdle, settled),
        f"~applicable:{id_}": counted(
            ((w, codes[question] != NOT_APPLICABLE) for w, question in hurdle.weights), type_
        ),
        f"~answered:{id_}": counted(((w, codes[question] >= 0) for w, question in hurdle.weights), type_),
        f"~earned:{id_}": weighted(((w, nw.col(f"~points:{question}")) for w, question in hurdle.weights), type_),
        **(_gates(plan, hurdle, settled) if hurdle.gates else {}),
    }


def _asked(hurdle: Measured, settled: Settled) -> nw.Expr:
    """Return the weight of the questions that are not `not_asked`."""
    always = whole(sum(w for w, question in hurdle.weights if question not in settled.truths), hurdle.type_)
    depending = [(w, ~settled.truths[question].false) for w, question in hurdle.weights if question in settled.truths]
    return always + counted(depending, hurdle.type_) if depending else always


def _gates(plan: Plan, hurdle: Measured, settled: Settled) -> Columns:
    id_ = hurdle.hurdle.id
    failed = [(gate, _fails(gate, settled)) for gate in hurdle.gates]
    still_open = [(gate.question, open_(nw.col(settled.codes[gate.question]))) for gate in hurdle.gates]
    return {
        f"~cap:{id_}": _lowest_cap(plan, failed),
        f"~failed:{id_}": reduce(or_, (fails for _gate, fails in failed)),
        f"~open:{id_}": reduce(or_, (open_gate for _id, open_gate in still_open)),
        f"~failed_gates:{id_}": _ids([(gate.question, fails) for gate, fails in failed]),
        f"~open_gates:{id_}": _ids(still_open),
    }


def _lowest_cap(plan: Plan, failed: Sequence[tuple[Gate, nw.Expr]]) -> nw.Expr:
    """Return the place of the best band that the failed gates leave."""
    found: nw.Expr = whole(len(plan.bands) - 1)
    for place in sorted({gate.cap for gate, _fails in failed}, reverse=True):
        capped = reduce(or_, (fails for gate, fails in failed if gate.cap == place))
        found = nw.when(capped).then(whole(place)).otherwise(found)
    return found


def _fails(gate: Gate, settled: Settled) -> nw.Expr:
    return (nw.col(settled.codes[gate.question]) >= 0) & (nw.col(f"~points:{gate.question}") < gate.at_least)


def _ids(named: Sequence[tuple[str, nw.Expr]]) -> nw.Expr:
    """Return the ids whose column is true, joined by a space, null where none is."""
    if len(named) == 1:
        return nw.when(named[0][1]).then(nw.lit(named[0][0]))
    pieces = [nw.when(true).then(nw.lit(f" {id_}")).otherwise(nw.lit("")) for id_, true in named]
    joined = nw.concat_str(pieces).str.strip_chars(" ")
    return nw.when(reduce(or_, (true for _id, true in named))).then(joined)


# --- numbers, from sums ---


def numbers(plan: Plan, hurdle: Measured) -> Columns:
    """Return score, bounds, coverage and what applies in tenths; the score is -1 where it is not published."""
    id_, type_ = hurdle.hurdle.id, hurdle.type_
    asked, all_, answered, earned = (hurdle.column(name) for name in ("asked", "applicable", "answered", "earned"))
    full = whole(FULL, type_)
    return {
        f"~score:{id_}": nw.when((answered > 0) & _covered(plan, all_, answered, type_))
        .then(rdiv(earned, answered, type_).cast(nw.Int16))
        .otherwise(whole(UNPUBLISHED)),
        f"~lower:{id_}": rdiv(earned, all_, type_).cast(nw.Int16),
        f"~upper:{id_}": rdiv(earned + (all_ - answered) * full, all_, type_).cast(nw.Int16),
        f"~coverage:{id_}": rdiv(answered * full, all_, type_).cast(nw.Int16),
        f"~applying:{id_}": rdiv(all_ * full, asked, type_).cast(nw.Int16),
    }


def _covered(plan: Plan, all_: nw.Expr, answered: nw.Expr, type_: Integer) -> nw.Expr:
    """Return whether the published coverage suffices, without a division: ⌊a/b⌋ ≥ m where a ≥ m·b."""
    needed = all_ * whole(2 * plan.min_coverage, type_)
    return answered * whole(2 * FULL, type_) + all_ >= needed


def whole_numbers(plan: Plan, hurdles: Sequence[Measured]) -> Columns:
    """Return the sums that the whole is made of, the score of its weakest hurdle, and whether a gate is failed."""
    unit = gcd(*(hurdle.weight for hurdle in plan.hurdles))
    type_ = whole_type(plan)
    weights = [(hurdle.hurdle.weight // unit, hurdle) for hurdle in hurdles]
    counts = {hurdle.hurdle.id: hurdle.column("applicable") > 0 for hurdle in hurdles}
    failed = [counts[h.hurdle.id] & h.column("failed") for h in hurdles if h.gates]
    weakest = [nw.when(counts[h.hurdle.id]).then(h.column("score")).otherwise(whole(FULL)) for h in hurdles]
    columns = {
        f"~{name}": weighted(((weight, h.column(name)) for weight, h in weights), type_)
        for name in ("lower", "upper", "coverage")
    }
    scores = (
        (weight, nw.when(h.column("score") > 0).then(h.column("score")).otherwise(whole(0))) for weight, h in weights
    )
    return columns | {
        "~weight": counted(((weight, counts[h.hurdle.id]) for weight, h in weights), type_),
        "~score": weighted(scores, type_),
        "~weakest": nw.min_horizontal(*weakest, *weakest[:1]),  # Spark finds no least of a single one
        "~failed": reduce(or_, failed) if failed else nw.lit(False),
        "~ten": (hurdles[0].column("lower") * whole(0) + whole(10)).cast(nw.Float64),
    }


def whole_type(plan: Plan) -> Integer:
    """Return the integers that hold every sum of the whole, doubled as for rounding."""
    unit = gcd(*(hurdle.weight for hurdle in plan.hurdles))
    return room((2 * FULL + 1) * sum(hurdle.weight for hurdle in plan.hurdles) // unit)


# --- what is published ---


def published(plan: Plan, hurdle: Measured) -> Columns:
    """Return a hurdle's columns of the result."""
    id_, applies, score = hurdle.hurdle.id, hurdle.column("applicable") > 0, hurdle.column("score")
    partly = hurdle.column("applying") < HALF
    shown = {"lower": "lower", "upper": "upper", "coverage": "coverage", "applicable": "applying"}
    return {
        f"{id_}.status": _status(applies, score >= 0),
        f"{id_}.score": percent(score, score >= 0),
        **{f"{id_}.{name}": percent(hurdle.column(column), applies) for name, column in shown.items()},
        f"{id_}.band": _band(plan.bands, score, hurdle.column("cap") if hurdle.gates else None),
        f"{id_}.provisional": (score >= 0) & (partly | hurdle.column("open") if hurdle.gates else partly),
        **{
            f"{id_}.{name}": hurdle.column(name) if hurdle.gates else no_text()
            for name in ("failed_gates", "open_gates")
        },
    }


def whole_published(plan: Plan) -> Columns:
    """Return the columns of the whole."""
    type_, weight, weakest = whole_type(plan), nw.col("~weight"), nw.col("~weakest")
    applies = weight > 0
    rated = applies & (weakest >= 0)
    shown = {"score": rated, "lower": applies, "upper": applies, "coverage": applies}
    stage = nw.when(rated).then(weakest).otherwise(whole(UNPUBLISHED))
    return {
        "overall.status": _status(applies, rated),
        **{f"overall.{name}": percent(rdiv(nw.col(f"~{name}"), weight, type_), when) for name, when in shown.items()},
        "overall.stage": _stage(plan.stages, stage, nw.col("~failed")),
    }


def _status(applies: nw.Expr, rated: nw.Expr) -> nw.Expr:
    insufficient = (
        nw.when(applies).then(nw.lit(Status.INSUFFICIENT.value)).otherwise(nw.lit(Status.NOT_APPLICABLE.value))
    )
    return nw.when(rated).then(nw.lit(Status.RATED.value)).otherwise(insufficient)


def percent(tenths: nw.Expr, shown: nw.Expr) -> nw.Expr:
    """Return tenths as the number with one decimal, null where it is not shown.

    Ten is a column on purpose: by a constant, Polars multiplies with its inverse, and 499 becomes 49.900000000000006.
    """
    return nw.when(shown).then(tenths).cast(nw.Float64) / nw.col("~ten")


def no_text() -> nw.Expr:
    """Return a column of text without any."""
    return nw.lit(None, nw.String)


def _highest(thresholds: Sequence[Threshold], score: nw.Expr, reached: Iterable[nw.Expr]) -> nw.Expr:
    """Return the id of the highest threshold that is reached, null for an unpublished score."""
    found: nw.Expr = nw.when(score >= 0).then(nw.lit(thresholds[0].id))
    for threshold, true in zip(thresholds[1:], reached, strict=True):
        found = nw.when(true).then(nw.lit(threshold.id)).otherwise(found)
    return found


def _band(bands: Sequence[Threshold], score: nw.Expr, cap: nw.Expr | None) -> nw.Expr:
    by_score = [score >= band.lower for band in bands[1:]]
    if cap is None:
        return _highest(bands, score, by_score)
    return _highest(bands, score, (true & (cap >= place) for place, true in enumerate(by_score, 1)))


def _stage(stages: Sequence[Stage], score: nw.Expr, failed: nw.Expr) -> nw.Expr:
    """Return the highest stage; behind one that asks for met gates, none is reached without."""
    asking = list(accumulate((stage.gates_met for stage in stages[1:]), or_))
    by_score = [score >= stage.lower for stage in stages[1:]]
    return _highest(
        stages, score, (true & ~failed if asks else true for true, asks in zip(by_score, asking, strict=True))
    )
