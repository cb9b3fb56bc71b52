"""Step three of the table interpreter: a hurdle's sums, its numbers, its texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from math import gcd
from operator import or_

import narwhals as nw

from planself.scoring.coded import NOT_APPLICABLE
from planself.scoring.frame_codes import Columns, Settled, open_
from planself.scoring.frame_points import Integer, counted, rdiv, room, weighted, whole
from planself.scoring.plan import FULL, Gate, Hurdle, Plan, Question, Threshold
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


def sums(hurdle: Measured, settled: Settled) -> Columns:
    """Return the weight of the applicable and of the answered questions, the weighted points, and the gates."""
    id_, type_ = hurdle.hurdle.id, hurdle.type_
    codes = {question: nw.col(settled.codes[question]) for _weight, question in hurdle.weights}
    return {
        f"~applicable:{id_}": counted(
            ((w, codes[question] != NOT_APPLICABLE) for w, question in hurdle.weights), type_
        ),
        f"~answered:{id_}": counted(((w, codes[question] >= 0) for w, question in hurdle.weights), type_),
        f"~earned:{id_}": weighted(((w, nw.col(f"~points:{question}")) for w, question in hurdle.weights), type_),
        **(_gates(hurdle, settled) if hurdle.gates else {}),
    }


def _gates(hurdle: Measured, settled: Settled) -> Columns:
    id_ = hurdle.hurdle.id
    failed = [(gate.question, _fails(gate, settled)) for gate in hurdle.gates]
    still_open = [(gate.question, open_(nw.col(settled.codes[gate.question]))) for gate in hurdle.gates]
    return {
        f"~capped:{id_}": reduce(or_, (fails for _id, fails in failed)),
        f"~failed_gates:{id_}": _ids(failed),
        f"~open_gates:{id_}": _ids(still_open),
    }


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
    """Return score, bounds and coverage in tenths; the score is -1 where it is not published."""
    id_, type_ = hurdle.hurdle.id, hurdle.type_
    all_, answered, earned = (hurdle.column(name) for name in ("applicable", "answered", "earned"))
    full = whole(FULL, type_)
    return {
        f"~score:{id_}": nw.when((answered > 0) & _covered(plan, all_, answered, type_))
        .then(rdiv(earned, answered, type_).cast(nw.Int16))
        .otherwise(whole(UNPUBLISHED)),
        f"~lower:{id_}": rdiv(earned, all_, type_).cast(nw.Int16),
        f"~upper:{id_}": rdiv(earned + (all_ - answered) * full, all_, type_).cast(nw.Int16),
        f"~coverage:{id_}": rdiv(answered * full, all_, type_).cast(nw.Int16),
    }


def _covered(plan: Plan, all_: nw.Expr, answered: nw.Expr, type_: Integer) -> nw.Expr:
    """Return whether the published coverage suffices, without a division: ⌊a/b⌋ ≥ m where a ≥ m·b."""
    needed = all_ * whole(2 * plan.min_coverage, type_)
    return answered * whole(2 * FULL, type_) + all_ >= needed


def whole_numbers(plan: Plan, hurdles: Sequence[Measured]) -> Columns:
    """Return the sums that the whole is made of, and the score of its weakest hurdle."""
    unit = gcd(*(hurdle.weight for hurdle in plan.hurdles))
    type_ = whole_type(plan)
    weights = [(hurdle.hurdle.weight // unit, hurdle) for hurdle in hurdles]
    counts = {hurdle.hurdle.id: hurdle.column("applicable") > 0 for hurdle in hurdles}
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
    return {
        f"{id_}.status": _status(applies, score >= 0),
        f"{id_}.score": percent(score, score >= 0),
        **{f"{id_}.{name}": percent(hurdle.column(name), applies) for name in ("lower", "upper", "coverage")},
        f"{id_}.band": _band(plan.bands, score, hurdle.column("capped") if hurdle.gates else None),
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
        "overall.stage": _reached(plan.stages, stage),
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


def _reached(thresholds: Sequence[Threshold], score: nw.Expr) -> nw.Expr:
    """Return the id of the highest threshold that a score reaches, null for an unpublished one."""
    found: nw.Expr = nw.when(score >= 0).then(nw.lit(thresholds[0].id))
    for threshold in thresholds[1:]:
        found = nw.when(score >= threshold.lower).then(nw.lit(threshold.id)).otherwise(found)
    return found


def _band(bands: Sequence[Threshold], score: nw.Expr, capped: nw.Expr | None) -> nw.Expr:
    if capped is None or len(bands) == 1:
        return _reached(bands, score)
    top = (score >= bands[-1].lower) & ~capped
    return nw.when(top).then(nw.lit(bands[-1].id)).otherwise(_reached(bands[:-1], score))
