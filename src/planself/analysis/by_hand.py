"""A group's value worked out from its published counts alone, so that it can be recomputed by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planself.analysis.group_result import GroupHurdle, GroupResult
from planself.scoring.plan import Plan, Rule
from planself.scoring.points import points_by_count


@dataclass(frozen=True, slots=True)
class Term:
    """What a question brings to a hurdle: its weight in hundredths, its valid answers, their points together.

    The points, in thousandths, are None where several options can be ticked: counts per option do not tell them.
    """

    question: str
    weight: int
    n: int
    points: int | None


def terms(plan: Plan, result: GroupResult, hurdle: GroupHurdle) -> tuple[Term, ...]:
    """Return what a hurdle's value is the mean of."""
    rules = {question.id: question for question in plan.questions}
    lines = [(rules[id_], result.question(id_)) for id_ in hurdle.questions]
    return tuple(
        Term(line.id, dict(question.weights)[hurdle.id], line.n or 0, together(question.rule, line.counts or ()))
        for question, line in lines
    )


def together(rule: Rule, counts: Sequence[int]) -> int | None:
    """Return the points of all answers together, None where counts do not tell them."""
    earned = points_by_count(rule)
    if earned is None:
        return None
    return sum(points * count for points, count in zip(earned, counts, strict=True))
