"""Laws of scoring that hold for every questionnaire and every answer set."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from planself.scoring.leverage import leverage
from planself.scoring.plan import (
    All,
    AnyOf,
    Comparison,
    Condition,
    Given,
    Multiple,
    Not,
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
from planself.scoring.record import points, score
from planself.scoring.result import HurdleResult, Overall, Result, Status
from tests.strategies import answered_plans, answers, choices, plans, values

Answered = tuple[Plan, Mapping[str, Given]]
OPEN = (State.MISSING, State.UNKNOWN)


def numbers(result: Result) -> list[HurdleResult | Overall]:
    return [result.overall, *result.hurdles]


def steers(plan: Plan) -> set[str]:
    """Return the questions that a condition looks at."""
    return {name for question in plan.questions if question.when for name in _named(question.when)}


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


@given(st.integers(0, 10**9), st.integers(1, 10**6))
def test_rounding_is_half_up(a: int, b: int) -> None:
    assert -b < 2 * (b * rdiv(a, b) - a) <= b


@given(plans())
def test_a_plan_survives_json(plan: Plan) -> None:
    assert Plan.from_json(json.loads(json.dumps(plan.to_json()))) == plan


@given(plans(full_range=True))
def test_the_best_answers_give_all_and_the_worst_nothing(plan: Plan) -> None:
    for extreme, expected in ((max, 1000), (min, 0)):
        overall = score(plan, {q.id: extreme(choices(q.rule), key=partial(_points, q)) for q in plan.questions}).overall
        assume(overall.status is not Status.NOT_APPLICABLE)  # conditions may ask for worse answers than the best
        assert (overall.lower, overall.score, overall.upper) == (expected, expected, expected)


def _points(question: Question, value: Value) -> int:
    return points(question.rule, value) if question.scored else 0


@given(answered_plans())
def test_the_score_lies_between_its_bounds(drawn: Answered) -> None:
    for found in numbers(score(*drawn)):
        if found.status is Status.NOT_APPLICABLE:
            assert (found.lower, found.upper, found.coverage) == (None, None, None)
            continue
        assert found.lower is not None
        assert found.upper is not None
        assert 0 <= found.lower <= (found.lower if found.score is None else found.score) <= found.upper <= 1000
        assert (found.score is None) == (found.status is Status.INSUFFICIENT)


@given(answered_plans())
def test_where_nothing_is_open_the_interval_is_a_point(drawn: Answered) -> None:
    plan, given_ = drawn
    result = score(plan, given_)
    for hurdle in result.hurdles:
        measuring = [q.id for q in plan.questions if hurdle.id in dict(q.weights)]
        if hurdle.status is not Status.NOT_APPLICABLE and not any(result.question(q).state.open for q in measuring):
            assert hurdle.lower == hurdle.score == hurdle.upper
            assert hurdle.coverage == 1000


@given(st.data(), answered_plans())
def test_a_better_answer_lowers_nothing(data: st.DataObject, drawn: Answered) -> None:
    plan, given_ = drawn
    before = score(plan, given_)
    free = [q for q in _answered(plan, before) if q.id not in steers(plan)]
    assume(free)
    question = data.draw(st.sampled_from(free))
    other = data.draw(values(question.rule))
    assume(not (isinstance(question.rule, Single) and dict(question.rule.options)[str(other)] is None))
    assume(points(question.rule, other) >= (before.question(question.id).points or 0))
    after = score(plan, {**given_, question.id: other})
    for old, new in zip(numbers(before), numbers(after), strict=True):
        assert all(a <= b for a, b in zip(_published(old), _published(new), strict=True))
    for was, now in zip(before.hurdles, after.hurdles, strict=True):
        assert _rank(plan.bands, was.band) <= _rank(plan.bands, now.band)
    assert _rank(plan.stages, before.overall.stage) <= _rank(plan.stages, after.overall.stage)


def _answered(plan: Plan, result: Result) -> list[Question]:
    return [q for q in plan.questions if q.scored and result.question(q.id).state is State.ANSWERED]


def _published(found: HurdleResult | Overall) -> tuple[int, ...]:
    return tuple(-1 if n is None else n for n in (found.score, found.lower, found.upper, found.coverage))


def _rank(thresholds: Any, id_: str | None) -> int:
    return next((n for n, threshold in enumerate(thresholds) if threshold.id == id_), -1)


@given(answered_plans(), st.integers(2, 50), st.data())
def test_scaling_the_weights_of_a_hurdle_changes_nothing(drawn: Answered, factor: int, data: st.DataObject) -> None:
    plan, given_ = drawn
    scaled = data.draw(st.sampled_from([hurdle.id for hurdle in plan.hurdles]))
    questions = tuple(
        replace(q, weights=tuple((h, w * factor if h == scaled else w) for h, w in q.weights)) for q in plan.questions
    )
    _same(plan, replace(plan, questions=questions), given_)


@given(answered_plans(), st.integers(2, 50))
def test_scaling_the_weights_of_all_hurdles_changes_nothing(drawn: Answered, factor: int) -> None:
    plan, given_ = drawn
    hurdles = tuple(replace(hurdle, weight=hurdle.weight * factor) for hurdle in plan.hurdles)
    _same(plan, replace(plan, hurdles=hurdles), given_)


def _same(plan: Plan, other: Plan, given_: Mapping[str, Given]) -> None:
    one, two = score(plan, given_), score(other, given_)
    assert one == two
    assert leverage(plan, given_, one) == leverage(other, given_, two)


@given(answered_plans(), st.data())
def test_answering_an_open_question_never_leaves_the_old_interval(drawn: Answered, data: st.DataObject) -> None:
    """Whatever conditions hang on it: a pending question counts as open."""
    plan, given_ = drawn
    before = score(plan, given_)
    open_ = [q for q in plan.questions if before.question(q.id).state in OPEN]
    assume(open_)
    question = data.draw(st.sampled_from(open_))
    said = st.one_of(values(question.rule), st.just(State.NOT_APPLICABLE))
    after = score(plan, {**given_, question.id: data.draw(said)})
    for old, new in zip(numbers(before), numbers(after), strict=True):
        if new.lower is not None and new.upper is not None:
            assert old.lower is not None
            assert old.upper is not None
            assert old.lower <= new.lower <= new.upper <= old.upper


@given(answered_plans(), st.data())
def test_the_order_of_questions_does_not_matter(drawn: Answered, data: st.DataObject) -> None:
    plan, given_ = drawn
    left, order = list(plan.questions), []
    while left:
        waiting = {q.id for q in left}
        free = [q for q in left if q.when is None or not _named(q.when) & waiting]
        order.append(data.draw(st.sampled_from(free)))
        left.remove(order[-1])
    other = replace(plan, questions=tuple(order))
    one, two = score(plan, given_), score(other, given_)
    assert (one.overall, one.hurdles) == (two.overall, two.hurdles)
    assert set(one.questions) == set(two.questions)
    assert set(leverage(plan, given_, one)) == set(leverage(other, given_, two))


@given(answered_plans())
def test_gates_change_bands_and_nothing_else(drawn: Answered) -> None:
    plan, given_ = drawn
    gated = score(plan, given_)
    free = score(replace(plan, hurdles=tuple(replace(h, gates=()) for h in plan.hurdles)), given_)
    assert gated.overall == free.overall
    for one, two in zip(gated.hurdles, free.hurdles, strict=True):
        assert replace(one, failed_gates=(), open_gates=(), band=None) == replace(two, band=None)
        uncapped, top = _rank(plan.bands, two.band), len(plan.bands) - 1
        capped = bool(one.failed_gates) and uncapped == top > 0
        assert _rank(plan.bands, one.band) == (top - 1 if capped else uncapped)


@given(answered_plans())
def test_what_lacks_is_the_fewest_answers_that_suffice(drawn: Answered) -> None:
    plan, given_ = drawn
    result = score(plan, given_)
    for lack in result.overall.lacking:
        applicable, answered, open_ = 0, 0, []
        for question in plan.questions:
            found, weight = result.question(question.id), dict(question.weights).get(lack.hurdle, 0)
            if weight and found.state.applicable:
                applicable += weight
                answered += 0 if found.state.open else weight
                open_ += [weight] if found.state.open else []
        for count in range(len(open_) + 1):
            best = answered + sum(sorted(open_)[len(open_) - count :])
            enough = best > 0 and rdiv(1000 * best, applicable) >= plan.min_coverage
            assert enough == (count >= lack.answers)


@given(answered_plans())
def test_a_lever_gains_what_scoring_again_finds(drawn: Answered) -> None:
    plan, given_ = drawn
    result = score(plan, given_)
    found = {lever.question: lever.gain for lever in leverage(plan, given_, result)}
    for question in plan.questions:
        state = result.question(question.id).state
        counts = question.scored and state.applicable and state is not State.PENDING
        better = _one_step_better(question.rule, None if state.open else given_.get(question.id)) if counts else None
        assert (question.id in found) == (better is not None)
        if better is None:
            continue
        assert found[question.id] >= 0
        if question.id not in steers(plan):
            after = score(plan, {**given_, question.id: better}).overall.lower
            assert found[question.id] == (after or 0) - (result.overall.lower or 0)


def _one_step_better(rule: Rule, given_: Given | None) -> Value | None:
    """Return the answer one step better, by the words of the rules and by trying."""
    match rule:
        case Scale():
            upwards = list(range(rule.top + 1))[:: -1 if rule.reverse else 1]
            place = max(1, rule.top // 2) if given_ is None else upwards.index(int(str(given_))) + 1
            return upwards[place] if place <= rule.top else None
        case YesNo():
            return None if given_ is (not rule.reverse) else not rule.reverse
        case Multiple():
            return _one_more_tick(rule, given_ if isinstance(given_, tuple) else ())
        case Single() | Number():
            now = 0 if given_ is None or isinstance(given_, State) else points(rule, given_)
            higher = [value for value in choices(rule) if points(rule, value) > now]
            return min(higher, key=lambda value: points(rule, value), default=None)
    return None


def _one_more_tick(rule: Multiple, ticked: tuple[str, ...]) -> Value | None:
    ticked = tuple(option for option in ticked if option not in rule.exclusive)
    left = [(option, weight) for option, weight in rule.options if option not in ticked]
    if not left or points(rule, ticked) == 1000:
        return None
    return (*ticked, sorted(left, key=lambda pair: -pair[1])[0][0])


@given(plans(roles=True), st.data())
def test_a_part_asks_what_its_roles_can_answer(plan: Plan, data: st.DataObject) -> None:
    given_ = data.draw(answers(plan))
    result = score(plan, given_, ["council"])
    for question in plan.questions:
        if question.roles and "council" not in question.roles:
            assert result.question(question.id).state is State.NOT_ASKED
    everybody = replace(plan, questions=tuple(replace(q, roles=()) for q in plan.questions))
    assert score(everybody, given_, ["council"]) == score(plan, given_)
