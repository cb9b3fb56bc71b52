"""Step one of the table interpreter: from the codes as given to the codes that count, by parts and conditions.

In the codes that count, `not_applicable` stands for a question that is not asked as well, and `missing` for one that
depends on an open question: points, hurdles, gates and conditions treat them alike. Only the counts tell them apart, by
the conditions' own columns.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_, or_
from typing import Any

import narwhals as nw

from planself.scoring import coded
from planself.scoring.coded import MISSING, NOT_APPLICABLE, UNKNOWN
from planself.scoring.frame_points import compared, place
from planself.scoring.plan import All, AnyOf, Comparison, Condition, Not, Plan, Question, Rule
from planself.scoring.points import inapplicable

Frame = nw.DataFrame[Any] | nw.LazyFrame[Any]
Columns = dict[str, nw.Expr]


def with_(frame: Frame, columns: Columns) -> Frame:
    """Return the frame with some columns more."""
    return frame.with_columns(*(column.alias(name) for name, column in columns.items())) if columns else frame


def open_(code: nw.Expr) -> nw.Expr:
    """Return whether a question applies and has no answer."""
    return (code == UNKNOWN) | (code == MISSING)


# --- what a part leaves ---


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions that can be asked at all, with what is left of their conditions, and the ids of the others."""

    questions: tuple[Question, ...]
    never: tuple[str, ...]


def asked(plan: Plan, part: Collection[str]) -> Asked:
    """Return what a part leaves: a condition on a question that nobody is asked is decided without any answer."""
    kept: list[Question] = []
    never: list[str] = []
    for question in plan.questions:
        left = True if question.when is None else _decided(question.when, never)
        if left is False or (part and question.roles and not set(part) & set(question.roles)):
            never.append(question.id)
        else:
            kept.append(replace(question, when=None if left is True else left))
    return Asked(tuple(kept), tuple(never))


def _decided(condition: Condition, never: Collection[str]) -> Condition | bool:
    match condition:
        case Comparison():
            return False if condition.question in never else condition
        case All():
            left = _undecided(condition.all, never, settling=False)
            return left if isinstance(left, bool) else All(left)
        case AnyOf():
            left = _undecided(condition.any, never, settling=True)
            return left if isinstance(left, bool) else AnyOf(left)
        case Not():
            inner = _decided(condition.negated, never)
            return not inner if isinstance(inner, bool) else Not(inner)


def _undecided(parts: Iterable[Condition], never: Collection[str], *, settling: bool) -> tuple[Condition, ...] | bool:
    """Return the parts that are left; one that is `settling` decides the whole, the others drop out."""
    decided = [_decided(part, never) for part in parts]
    if settling in decided:
        return settling
    return tuple(part for part in decided if not isinstance(part, bool)) or not settling


# --- conditions, in pairs of columns without nulls ---


@dataclass(frozen=True, slots=True)
class Truth:
    """Whether a condition is true and whether it is false; undetermined is neither, and no engine's null."""

    true: nw.Expr
    false: nw.Expr


def truth(condition: Condition, rules: Mapping[str, Rule], codes: Mapping[str, str]) -> Truth:
    """Return a condition's two columns."""
    match condition:
        case Comparison():
            found = nw.col(codes[condition.question])
            true = _compare(condition, rules[condition.question], found)
            return Truth(true, ~(true | open_(found)))
        case All():
            parts = [truth(part, rules, codes) for part in condition.all]
            return Truth(reduce(and_, (part.true for part in parts)), reduce(or_, (part.false for part in parts)))
        case AnyOf():
            parts = [truth(part, rules, codes) for part in condition.any]
            return Truth(reduce(or_, (part.true for part in parts)), reduce(and_, (part.false for part in parts)))
        case Not():
            inner = truth(condition.negated, rules, codes)
            return Truth(inner.false, inner.true)


def _compare(test: Comparison, rule: Rule, found: nw.Expr) -> nw.Expr:
    answered = found >= 0
    if test.op == "includes":
        return answered & (nw.col(coded.option(test.question, str(test.value))) == 1)
    values = test.value if isinstance(test.value, tuple) else (test.value,)
    places = [place(rule, value) for value in values]
    given = compared(test.question, rule, found)
    match test.op:
        case "is" | "one_of":
            return answered & reduce(or_, (given == place for place in places))
        case "is_not":
            return answered & (given != places[0])
        case "at_least":
            return answered & (given >= places[0])
        case "at_most":
            return answered & (given <= places[0])


# --- the codes that count ---


@dataclass(frozen=True, slots=True)
class Settled:
    """A frame with the codes that count: the names of their columns, and of each question's truth, if it has one."""

    frame: Frame
    codes: Mapping[str, str]
    truths: Mapping[str, Truth]


def settle(frame: Frame, questions: Sequence[Question]) -> Settled:
    """Return the frame with the codes that count, in one step a level: conditions look at the levels before."""
    rules = {question.id: question.rule for question in questions}
    codes: dict[str, str] = {}
    columns: dict[Condition, Truth] = {}
    for level in _levels(questions):
        new = dict.fromkeys(q.when for q in level if q.when and q.when not in columns)
        truths = {condition: truth(condition, rules, codes) for condition in new}
        names = {condition: f"{number}" for number, condition in enumerate(new, len(columns))}
        frame = with_(
            frame,
            {f"~true:{names[c]}": found.true for c, found in truths.items()}
            | {f"~false:{names[c]}": found.false for c, found in truths.items()},
        )
        columns |= {c: Truth(nw.col(f"~true:{name}"), nw.col(f"~false:{name}")) for c, name in names.items()}
        changed = {q.id: code for q in level if (code := _code(q, columns)) is not None}
        frame = with_(frame, {f"~code:{id_}": code for id_, code in changed.items()})
        codes |= {q.id: f"~code:{q.id}" if q.id in changed else coded.code(q.id) for q in level}
    return Settled(frame, codes, {q.id: columns[q.when] for q in questions if q.when})


def _levels(questions: Sequence[Question]) -> list[list[Question]]:
    """Return the questions without a condition, then those whose conditions need only these, and so on."""
    depth: dict[str, int] = {}
    for question in questions:
        depth[question.id] = 1 + max(depth[id_] for id_ in _named(question.when)) if question.when else 0
    return [[q for q in questions if depth[q.id] == level] for level in range(max(depth.values(), default=-1) + 1)]


def _named(condition: Condition) -> set[str]:
    match condition:
        case Comparison():
            return {condition.question}
        case All():
            return set().union(*map(_named, condition.all))
        case AnyOf():
            return set().union(*map(_named, condition.any))
        case Not():
            return _named(condition.negated)


def _code(question: Question, columns: Mapping[Condition, Truth]) -> nw.Expr | None:
    """Return the code that counts, or None where it is the code as given."""
    given = found = nw.col(coded.code(question.id))
    out = [place(question.rule, option) for option in inapplicable(question.rule)]
    if out:
        dropped = reduce(or_, (given == place for place in out))
        found = nw.when(dropped).then(nw.lit(NOT_APPLICABLE, nw.Int16)).otherwise(given)
    if question.when:
        asked = columns[question.when]
        absent = nw.when(asked.false).then(nw.lit(NOT_APPLICABLE, nw.Int16)).otherwise(nw.lit(MISSING, nw.Int16))
        found = nw.when(asked.true).then(found).otherwise(absent)
    return found.cast(nw.Int16) if out or question.when else None
