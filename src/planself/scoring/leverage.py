"""Leverage: how far the secured overall score would rise if one answer alone stood one step better."""

from __future__ import annotations

from collections.abc import Iterator

from planself.scoring.plan import (
    FULL,
    FreeText,
    Multiple,
    Number,
    Plan,
    Question,
    Rule,
    Scale,
    Single,
    State,
    Value,
    YesNo,
    rdiv,
)
from planself.scoring.record import Answers, Sums, add_up, multiple_points, points, scale_points
from planself.scoring.result import Lever, QuestionResult, Result


def leverage(plan: Plan, answers: Answers, result: Result) -> tuple[Lever, ...]:
    """Return the applicable questions that have a better step, the greatest gain first."""
    questions = {question.id: question for question in result.questions}
    sums = add_up(plan, questions)
    ranked: list[tuple[int, int, int, Lever]] = []
    for place, question in enumerate(plan.questions):
        better = better_points(question, questions[question.id], answers)
        if better is not None:
            gain = _gain(plan, sums, question, better - (questions[question.id].points or 0))
            ranked.append((-gain, min(sums[h].lower for h, _ in question.weights), place, Lever(question.id, gain)))
    return tuple(lever for *_, lever in sorted(ranked, key=lambda entry: entry[:3]))


def better_points(question: Question, found: QuestionResult, answers: Answers) -> int | None:
    """Return the points one step above a question's answer; None where there is no such step or nothing to lift."""
    if not question.scored or not found.state.applicable or found.state is State.PENDING:
        return None
    given = answers.get(question.id)
    return _one_step_better(question.rule, None if isinstance(given, State) else given)


def _gain(plan: Plan, sums: dict[str, Sums], question: Question, more: int) -> int:
    """Return the rise of the overall lower bound if a question had `more` points."""
    added = {hurdle: weight * more for hurdle, weight in question.weights}
    counted = [hurdle for hurdle in plan.hurdles if sums[hurdle.id].applicable]
    total = sum(hurdle.weight for hurdle in counted)
    before = sum(hurdle.weight * sums[hurdle.id].lower for hurdle in counted)
    after = sum(
        hurdle.weight * rdiv(sums[hurdle.id].weighted_points + added.get(hurdle.id, 0), sums[hurdle.id].applicable)
        for hurdle in counted
    )
    return rdiv(after, total) - rdiv(before, total)


def _one_step_better(rule: Rule, value: Value | None) -> int | None:
    """Return the points one step above an answer (None: an open question), or None where it is at its best."""
    match rule:
        case Scale():
            return _scale_step(rule, value)
        case YesNo():
            return None if value == (not rule.reverse) and value is not None else FULL
        case Multiple():
            return _multiple_step(rule, value)
        case Single():
            return _next(_above(rule, value), (earned for _, earned in rule.options if earned is not None))
        case Number():
            return _next(_above(rule, value), (earned for _, earned in rule.steps))
        case FreeText():
            return None


def _scale_step(rule: Scale, value: Value | None) -> int | None:
    if value is None:
        middle = max(1, rule.top // 2)
        return scale_points(rule, rule.top - middle if rule.reverse else middle)
    level = int(value) + (-1 if rule.reverse else 1) if isinstance(value, int) else -1
    return scale_points(rule, level) if 0 <= level <= rule.top else None


def _multiple_step(rule: Multiple, value: Value | None) -> int | None:
    ticked = set(value) if isinstance(value, tuple) else set()
    unticked = [(weight, option) for option, weight in rule.options if option not in ticked]
    if not unticked or multiple_points(rule, ticked) == FULL:
        return None
    heaviest = max(weight for weight, _ in unticked)
    return multiple_points(rule, ticked | {next(option for weight, option in unticked if weight == heaviest)})


def _above(rule: Single | Number, value: Value | None) -> int:
    return 0 if value is None else points(rule, value)


def _next(earned: int, choices: Iterator[int]) -> int | None:
    return min((other for other in choices if other > earned), default=None)
