"""Step two of the table interpreter: points of answers, and the integer arithmetic that all steps share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from math import gcd
from operator import or_
from typing import Any

import narwhals as nw

from planself.scoring import coded
from planself.scoring.plan import FULL, FreeText, Multiple, Number, Question, Rule, Scale, Single, YesNo
from planself.scoring.points import scale_points

Integer = Any
"""One of Narwhals' integer types: `nw.Int16`, `nw.Int32`, `nw.Int64`."""


def points(question: Question, code: nw.Expr) -> nw.Expr:
    """Return a scored question's points in thousandths as Int16, 0 where it is not answered."""
    match question.rule:
        case Scale(top=top):
            return _chosen(code, [scale_points(question.rule, level) for level in range(top + 1)])
        case Single(options=options):
            return _chosen(code, [earned or 0 for _option, earned in options])
        case YesNo(reverse=reverse):
            return _chosen(code, [FULL, 0] if reverse else [0, FULL])
        case Multiple():
            return nw.when(code >= 0).then(_ticked(question.id, question.rule)).otherwise(whole(0))
        case Number(steps=steps):
            return nw.when(code >= 0).then(_stepped(nw.col(coded.value(question.id)), steps)).otherwise(whole(0))
        case FreeText():
            raise ValueError(f"a text has no points: {question.id}")


def coded_columns(question: Question) -> tuple[str, ...]:
    """Return the columns of a question in the coded frame."""
    code = coded.code(question.id)
    match question.rule:
        case Number():
            return code, coded.value(question.id)
        case Multiple(options=options, exclusive=exclusive):
            ids = (*(option for option, _weight in options), *exclusive)
            return (code, *(coded.option(question.id, option) for option in ids))
        case Scale() | Single() | YesNo() | FreeText():
            return (code,)


def compared(id_: str, rule: Rule, code: nw.Expr) -> nw.Expr:
    """Return the column that a comparison looks at: a number's value, or a question's code."""
    match rule:
        case Number():
            return nw.col(coded.value(id_))
        case Scale() | Single() | YesNo() | Multiple() | FreeText():
            return code


def place(rule: Rule, value: object) -> int:
    """Return the number that stands for a value in that column."""
    match rule:
        case Single():
            return next(place for place, (option, _points) in enumerate(rule.options) if option == value)
        case Scale() | YesNo() | Number() if isinstance(value, int):
            return int(value)
        case Scale() | YesNo() | Number() | Multiple() | FreeText():
            raise ValueError(f"no comparison of {rule!r} with {value!r}")


def whole(value: int, type_: Integer = nw.Int16) -> nw.Expr:
    """Return a constant of an integer type."""
    return nw.lit(value, type_)


def _chosen(code: nw.Expr, earned: Sequence[int]) -> nw.Expr:
    """Return the points of the place that was chosen; evenly spaced ones from 0 on by one multiplication."""
    step = earned[1] if len(earned) > 1 else 0
    if all(there == place * step for place, there in enumerate(earned)):
        return nw.when(code > 0).then(code.cast(nw.Int16) * whole(step)).otherwise(whole(0))
    found = whole(0)
    for value in sorted(set(earned) - {0}):
        places = [place for place, there in enumerate(earned) if there == value]
        found = nw.when(reduce(or_, (code == place for place in places))).then(whole(value)).otherwise(found)
    return found


def _ticked(id_: str, rule: Multiple) -> nw.Expr:
    unit = gcd(rule.full, *(weight for _option, weight in rule.options))
    full = rule.full // unit
    most = sum(weight for _option, weight in rule.options) // unit
    type_ = room(2 * FULL * max(most, full) + full)
    sum_ = counted(((weight // unit, nw.col(coded.option(id_, option))) for option, weight in rule.options), type_)
    rounded = (sum_ * whole(2 * FULL, type_) + whole(full, type_)) // whole(2 * full, type_)
    found = nw.when(sum_ >= full).then(whole(FULL, type_)).otherwise(rounded)
    return found.cast(nw.Int16)  # only now: some engines compute and refuse what a `when` leaves out


def _stepped(value: nw.Expr, steps: Iterable[tuple[int, int]]) -> nw.Expr:
    found = whole(0)
    for threshold, earned in steps:
        found = nw.when(value >= threshold).then(whole(earned)).otherwise(found)
    return found


# --- arithmetic ---


def room(bound: int) -> Integer:
    """Return the smallest integer type that holds everything up to a bound: narrow columns are what makes it cheap."""
    return nw.Int16 if bound < 2**15 else nw.Int32 if bound < 2**31 else nw.Int64


def total(terms: Sequence[nw.Expr], type_: Integer) -> nw.Expr:
    """Return the sum, halved again and again: a chain of hundreds would be too deep for some engines."""
    if len(terms) < 2:
        return terms[0] if terms else whole(0, type_)
    middle = len(terms) // 2
    return total(terms[:middle], type_) + total(terms[middle:], type_)


def weighted(terms: Iterable[tuple[int, nw.Expr]], type_: Integer) -> nw.Expr:
    """Return the sum of weights times columns of integers, one multiplication a weight."""
    return _weighted(terms, type_, lambda group: total([term.cast(type_) for term in group], type_))


def counted(terms: Iterable[tuple[int, nw.Expr]], type_: Integer) -> nw.Expr:
    """Return the sum of the weights whose column is true, or 1; a byte holds their count up to 127."""
    return _weighted(terms, type_, lambda group: _count(group).cast(type_))


def _count(group: Sequence[nw.Expr]) -> nw.Expr:
    narrow = nw.Int8 if len(group) < 2**7 else nw.Int16
    return total([term.cast(narrow) for term in group], narrow)


def _weighted(
    terms: Iterable[tuple[int, nw.Expr]], type_: Integer, sum_: Callable[[Sequence[nw.Expr]], nw.Expr]
) -> nw.Expr:
    groups: dict[int, list[nw.Expr]] = {}
    for weight, term in terms:
        groups.setdefault(weight, []).append(term)
    sums = {weight: sum_(group) for weight, group in groups.items()}
    return total([found if weight == 1 else found * whole(weight, type_) for weight, found in sums.items()], type_)


def rdiv(a: nw.Expr, b: nw.Expr, type_: Integer) -> nw.Expr:
    """Return a divided by b, rounded half up, for a ≥ 0; 0 where b is 0, which engines treat in five ways.

    Spark divides doubles and rounds down. That is exact as well: a quotient of integers below 2^53 that is not whole
    is too far from the next whole number to be rounded up to it.
    """
    wide = nw.Int64 if type_ == nw.Int64 else nw.Int32  # processors divide short integers at half the speed
    above, below, two = a.cast(wide), b.cast(wide), whole(2, wide)
    divisor = nw.when(below > 0).then(below).otherwise(whole(1, wide))
    return ((above * two + below) // (divisor * two)).cast(type_)
