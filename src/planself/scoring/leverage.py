"""Leverage and gaps: how far the secured overall score would rise if one question alone were answered better."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planself.scoring.plan import (
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
from planself.scoring.points import best_points, multiple_points, points, scale_points
from planself.scoring.record import Answers
from planself.scoring.result import Gap, Lever, QuestionResult, Result
from planself.scoring.sums import Sums, add_up


def leverage(plan: Plan, answers: Answers, result: Result) -> tuple[Lever, ...]:
    """Return the answered questions below their best, those where most is missing first."""
    secured = _Secured(plan, result)
    lower = {hurdle.id: hurdle.lower or 0 for hurdle in result.hurdles}
    levers = [
        (min(lower[id_] for id_, _weight in question.weights), _lever(secured, question, found, answers))
        for question, found in _scored(plan, result)
        if found.points is not None and found.points < best_points(question.rule)
    ]
    return tuple(lever for _lower, lever in sorted(levers, key=lambda entry: (-entry[1].missing, entry[0])))


def gaps(plan: Plan, result: Result) -> tuple[Gap, ...]:
    """Return the questions said to be unknown or left out, those where most is open first."""
    secured = _Secured(plan, result)
    found = [
        Gap(question.id, secured.rise(question, best_points(question.rule)))
        for question, found in _scored(plan, result)
        if found.state in (State.UNKNOWN, State.MISSING)
    ]
    return tuple(sorted(found, key=lambda gap: -gap.width))


def better_points(rule: Rule, value: Value) -> int | None:
    """Return the points one step above an answer, or None where no step is above it."""
    match rule:
        case Scale():
            level = int(value) + (-1 if rule.reverse else 1) if isinstance(value, int) else -1
            return scale_points(rule, level) if 0 <= level <= rule.top else None
        case Multiple():
            return _one_more(rule, value)
        case Single():
            return _next(points(rule, value), (earned for _option, earned in rule.options if earned is not None))
        case Number():
            return _next(points(rule, value), (earned for _threshold, earned in rule.steps))
        case YesNo():
            return _next(points(rule, value), [best_points(rule)])
        case FreeText():
            return None


class _Secured:
    """The overall lower bound, and how far more points of one question would lift it."""

    def __init__(self, plan: Plan, result: Result) -> None:
        self._sums = add_up(plan, {question.id: question for question in result.questions})
        self._hurdles = [hurdle for hurdle in plan.hurdles if self._sums[hurdle.id].applicable]
        self._weight = sum(hurdle.weight for hurdle in self._hurdles)
        self._now = self._lower({})

    def rise(self, question: Question, more: int) -> int:
        """Return the rise if a question had `more` points than it has."""
        return self._lower({hurdle: weight * more for hurdle, weight in question.weights}) - self._now

    def _lower(self, added: dict[str, int]) -> int:
        total = sum(hurdle.weight * _lower(self._sums[hurdle.id], added.get(hurdle.id, 0)) for hurdle in self._hurdles)
        return rdiv(total, self._weight) if self._hurdles else 0


def _lower(sums: Sums, added: int) -> int:
    return rdiv(sums.weighted_points + added, sums.applicable)


def _scored(plan: Plan, result: Result) -> Iterator[tuple[Question, QuestionResult]]:
    pairs = zip(plan.questions, result.questions, strict=True)
    return ((question, found) for question, found in pairs if question.scored)


def _lever(secured: _Secured, question: Question, found: QuestionResult, answers: Answers) -> Lever:
    given, now = answers[question.id], found.points or 0
    better = None if isinstance(given, State) else better_points(question.rule, given)
    return Lever(
        question.id,
        missing=secured.rise(question, best_points(question.rule) - now),
        gain=0 if better is None else secured.rise(question, better - now),
    )


def _one_more(rule: Multiple, value: Value) -> int | None:
    """Return the points with the heaviest option more, the first of equals."""
    ticked = set(value) if isinstance(value, tuple) else set()
    unticked = [(weight, option) for option, weight in rule.options if option not in ticked]
    if not unticked:
        return None
    heaviest = max(weight for weight, _option in unticked)
    return multiple_points(rule, ticked | {next(option for weight, option in unticked if weight == heaviest)})


def _next(earned: int, choices: Iterable[int]) -> int | None:
    return min((other for other in choices if other > earned), default=None)
