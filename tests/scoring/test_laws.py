"""Laws of scoring that hold for every questionnaire and every answer set."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from planself.scoring.leverage import gaps, leverage
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
from planself.scoring.points import points
from planself.scoring.record import score
from planself.scoring.result import HurdleResult, Overall, Result, Status
from tests.reaching import reached, reaching
from tests.strategies import answered_plans, answers, choices, even_plans, gated_plans, plans, values

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


def test_a_reversed_scale_is_what_the_plain_one_leaves() -> None:
    """Where a level lies on a half the two roundings differ: 1000 − 63, and not 937.5 rounded up."""
    assert (points(Scale(16), 1), points(Scale(16, reverse=True), 1)) == (63, 937)
    assert (points(Scale(16), 15), points(Scale(16, reverse=True), 15)) == (938, 62)


@given(plans())
def test_a_plan_survives_json(plan: Plan) -> None:
    assert Plan.from_json(json.loads(json.dumps(plan.to_json()))) == plan


@reaching("compared")
@given(plans(full_range=True))
def test_the_best_answers_give_all_and_the_worst_nothing(plan: Plan) -> None:
    for extreme, expected in ((max, 1000), (min, 0)):
        overall = score(plan, {q.id: extreme(choices(q.rule), key=partial(_points, q)) for q in plan.questions}).overall
        assume(overall.status is not Status.NOT_APPLICABLE)  # conditions may ask for worse answers than the best
        assert (overall.lower, overall.score, overall.upper) == (expected, expected, expected)
        reached("compared")


def _points(question: Question, value: Value) -> int:
    return points(question.rule, value) if question.scored else 0


@reaching(*Status, "an interval")
@settings(max_examples=150)
@given(answered_plans())
def test_the_score_lies_between_its_bounds(drawn: Answered) -> None:
    for found in numbers(score(*drawn)):
        reached(found.status)
        reached("an interval", found.lower != found.upper)
        if found.status is Status.NOT_APPLICABLE:
            assert (found.lower, found.upper, found.coverage) == (None, None, None)
            continue
        assert found.lower is not None
        assert found.upper is not None
        assert 0 <= found.lower <= (found.lower if found.score is None else found.score) <= found.upper <= 1000
        assert (found.score is None) == (found.status is Status.INSUFFICIENT)


@reaching("nothing open", "some points and not all")
@given(answered_plans())
def test_where_nothing_is_open_the_interval_is_a_point(drawn: Answered) -> None:
    plan, given_ = drawn
    result = score(plan, given_)
    for hurdle in result.hurdles:
        measuring = [q.id for q in plan.questions if hurdle.id in dict(q.weights)]
        if hurdle.status is not Status.NOT_APPLICABLE and not any(result.question(q).state.open for q in measuring):
            assert hurdle.lower == hurdle.score == hurdle.upper
            assert hurdle.coverage == 1000
            reached("nothing open")
            reached("some points and not all", 0 < (hurdle.score or 0) < 1000)


@reaching("a gate met now", "a cap lifted", "a stage gained by a gate")
@settings(max_examples=250)
@given(st.data(), st.one_of(answered_plans(), gated_plans(), gated_plans()))
def test_a_better_answer_lowers_nothing(data: st.DataObject, drawn: Answered) -> None:
    plan, given_ = drawn
    before = score(plan, given_)
    free = [q for q in _answered(plan, before) if q.id not in steers(plan)]
    assume(free)
    failed = {id_ for hurdle in before.hurdles for id_ in hurdle.failed_gates}
    question = data.draw(st.sampled_from([q for q in free if q.id in failed] or free))
    other = data.draw(st.one_of(values(question.rule), st.just(_best(question))))
    assume(not (isinstance(question.rule, Single) and dict(question.rule.options)[str(other)] is None))
    assume(points(question.rule, other) >= (before.question(question.id).points or 0))
    after = score(plan, {**given_, question.id: other})
    for old, new in zip(numbers(before), numbers(after), strict=True):
        assert all(a <= b for a, b in zip(_published(old), _published(new), strict=True))
    for was, now in zip(before.hurdles, after.hurdles, strict=True):
        assert set(now.failed_gates) <= set(was.failed_gates)
        met = reached("a gate met now", len(now.failed_gates) < len(was.failed_gates))
        assert _rank(plan.bands, was.band) <= _rank(plan.bands, now.band)
        reached("a cap lifted", met and was.band != now.band)
    if before.overall.stage != after.overall.stage:
        reached("a stage gained by a gate", _at_least(plan, before) > _rank(plan.stages, before.overall.stage))
    assert _rank(plan.stages, before.overall.stage) <= _rank(plan.stages, after.overall.stage)


def _at_least(plan: Plan, result: Result) -> int:
    """Return the place of the stage that the scores alone would reach."""
    scores = [hurdle.score for hurdle in result.hurdles if hurdle.status is not Status.NOT_APPLICABLE]
    return max(
        (n for n, stage in enumerate(plan.stages) if all(s is not None and s >= stage.lower for s in scores)),
        default=-1,
    )


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
    assert gaps(plan, one) == gaps(other, two)


@reaching("narrower", "answered a question that others hang on")
@settings(max_examples=150)
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
            reached("narrower", (old.lower, old.upper) != (new.lower, new.upper))
            reached("answered a question that others hang on", question.id in steers(plan))


@reaching("in another order", "conditions")
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
    reached("in another order", other.questions != plan.questions)
    reached("conditions", bool(steers(plan)))
    one, two = score(plan, given_), score(other, given_)
    assert (one.overall, one.hurdles) == (two.overall, two.hurdles)
    assert set(one.questions) == set(two.questions)
    assert set(leverage(plan, given_, one)) == set(leverage(other, given_, two))
    assert set(gaps(plan, one)) == set(gaps(other, two))


@reaching("capped", "several failed", "provisional by a gate", "a lower stage")
@settings(max_examples=300)
@given(st.one_of(answered_plans(), gated_plans(), gated_plans()))
def test_gates_change_bands_and_stages_and_no_number(drawn: Answered) -> None:
    plan, given_ = drawn
    gated = score(plan, given_)
    free = score(replace(plan, hurdles=tuple(replace(h, gates=()) for h in plan.hurdles)), given_)
    blank: dict[str, Any] = {"stage": None, "held_back_by": ()}
    assert replace(gated.overall, **blank) == replace(free.overall, **blank)
    assert _rank(plan.stages, gated.overall.stage) <= _rank(plan.stages, free.overall.stage)
    reached("a lower stage", gated.overall.stage != free.overall.stage)
    for hurdle, one, two in zip(plan.hurdles, gated.hurdles, free.hurdles, strict=True):
        rest: dict[str, Any] = {"failed_gates": (), "open_gates": (), "band": None, "provisional": False}
        assert replace(one, **rest) == replace(two, **rest)
        rated = one.status is Status.RATED
        assert one.provisional == (rated and (bool(one.open_gates) or two.provisional))
        reached("provisional by a gate", one.provisional and not two.provisional)
        caps = [gate.cap for gate in hurdle.gates if gate.question in one.failed_gates]
        reached("several failed", len(set(caps)) > 1)
        assert _rank(plan.bands, one.band) == min([_rank(plan.bands, two.band), *caps])
        reached("capped", one.band != two.band)


@reaching("by score", "by a gate", "at the highest")
@settings(max_examples=150)
@given(st.one_of(answered_plans(), gated_plans()))
def test_what_holds_back_is_what_keeps_the_next_stage_away(drawn: Answered) -> None:
    plan, given_ = drawn
    result = score(plan, given_)
    if result.overall.stage is None:
        assert result.overall.held_back_by == ()
        return
    place = _rank(plan.stages, result.overall.stage)
    counted = [hurdle for hurdle in result.hurdles if hurdle.status is not Status.NOT_APPLICABLE]
    for stage in plan.stages[1 : place + 1]:
        assert all((hurdle.score or 0) >= stage.lower for hurdle in counted)
        assert not stage.gates_met or not any(hurdle.failed_gates for hurdle in counted)
    if reached("at the highest", place + 1 == len(plan.stages)):
        assert result.overall.held_back_by == ()
        return
    following = plan.stages[place + 1]
    low = {hurdle.id for hurdle in counted if (hurdle.score or 0) < following.lower}
    failed = {hurdle.id for hurdle in counted if hurdle.failed_gates} if following.gates_met else set()
    assert set(result.overall.held_back_by) == low | failed
    assert low | failed
    assert list(result.overall.held_back_by) == [h.id for h in counted if h.id in low | failed]
    reached("by score", bool(low))
    reached("by a gate", bool(failed - low))


@reaching("some does not apply", "less than half", "exactly all")
@settings(max_examples=200)
@given(answered_plans(), st.data())
def test_what_applies_is_the_share_of_what_was_asked(drawn: Answered, data: st.DataObject) -> None:
    plan, given_ = drawn
    apart = data.draw(st.sets(st.sampled_from([question.id for question in plan.questions])))
    result = score(plan, {**given_, **dict.fromkeys(apart, State.NOT_APPLICABLE)})
    for hurdle in result.hurdles:
        asked = {q.id: dict(q.weights).get(hurdle.id, 0) for q in plan.questions}
        asked = {id_: w for id_, w in asked.items() if w and result.question(id_).state is not State.NOT_ASKED}
        applying = {id_: w for id_, w in asked.items() if result.question(id_).state is not State.NOT_APPLICABLE}
        if not applying:
            assert hurdle.applicable is None
            assert not hurdle.provisional
            continue
        assert hurdle.applicable is not None
        assert 0 <= hurdle.applicable <= 1000
        assert hurdle.applicable == rdiv(1000 * sum(applying.values()), sum(asked.values()))
        reached("exactly all", hurdle.applicable == 1000)
        reached("some does not apply", len(applying) < len(asked))
        if hurdle.status is Status.RATED and reached("less than half", hurdle.applicable < 500):
            assert hurdle.provisional
        elif hurdle.provisional:
            assert hurdle.open_gates


@reaching("one answer lacks", "several answers lack", "answers of unlike weight")
@settings(max_examples=300)
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
        reached("one answer lacks", lack.answers == 1)
        reached("several answers lack", lack.answers > 1)
        reached("answers of unlike weight", len(set(open_)) > 1)


@reaching("one step is less", "one step is all", "recomputed", "out of a whole without a score")
@settings(max_examples=150)
@given(answered_plans())
def test_a_lever_is_what_scoring_again_finds(drawn: Answered) -> None:
    plan, given_ = drawn
    result = score(plan, given_)
    found = {lever.question: lever for lever in leverage(plan, given_, result)}
    answered = [q for q in plan.questions if q.scored and result.question(q.id).state is State.ANSWERED]
    below = [q for q in answered if (result.question(q.id).points or 0) < _best_points(q)]
    assert set(found) == {question.id for question in below}
    for question in below:
        lever = found[question.id]
        assert 0 <= lever.gain <= lever.missing <= 1000
        reached("one step is less", lever.gain < lever.missing)
        reached("one step is all", lever.gain == lever.missing > 0)
        if reached("recomputed", question.id not in steers(plan)):
            assert lever.missing == _rise(plan, given_, question, _best(question))
            better = _one_step_better(question.rule, given_[question.id])
            assert better is not None
            assert lever.gain == _rise(plan, given_, question, better)
        reached("out of a whole without a score", result.overall.score is None and lever.missing > 0)


@reaching("unknown", "missing", "pending", "recomputed")
@settings(max_examples=150)
@given(answered_plans())
def test_a_gap_is_what_the_best_answer_would_close(drawn: Answered) -> None:
    plan, given_ = drawn
    result = score(plan, given_)
    found = {gap.question: gap.width for gap in gaps(plan, result)}
    states = {q.id: result.question(q.id).state for q in plan.questions if q.scored}
    assert set(found) == {id_ for id_, state in states.items() if state in OPEN}
    for state in State:
        reached(state.value, state in states.values())
    for question in plan.questions:
        if question.id in found:
            assert 0 <= found[question.id] <= 1000
            if reached("recomputed", question.id not in steers(plan)):
                assert found[question.id] == _rise(plan, given_, question, _best(question))


@reaching("ranked by what is missing", "ranked by the lowest hurdle", "ranked by order", "gaps ranked")
@settings(max_examples=200)
@given(st.one_of(answered_plans(), even_plans()))
def test_levers_and_gaps_are_ranked(drawn: Answered) -> None:
    plan, given_ = drawn
    result = score(plan, given_)
    place = {question.id: number for number, question in enumerate(plan.questions)}
    lowest = {q.id: min([result.hurdle(h).lower or 0 for h, _ in q.weights], default=0) for q in plan.questions}
    keys = [(-x.missing, lowest[x.question], place[x.question]) for x in leverage(plan, given_, result)]
    assert keys == sorted(keys)
    for one, two in pairwise(keys):
        levels = ("ranked by what is missing", "ranked by the lowest hurdle", "ranked by order")
        reached(next(level for level, a, b in zip(levels, one, two, strict=True) if a != b))
    widths = [(-gap.width, place[gap.question]) for gap in gaps(plan, result)]
    assert widths == sorted(widths)
    reached("gaps ranked", len({width for width, _place in widths}) > 1)


def _rise(plan: Plan, given_: Mapping[str, Given], question: Question, value: Value) -> int:
    """Return how far the secured score rises by another answer to a question that no condition looks at."""
    before, after = score(plan, given_).overall.lower, score(plan, {**given_, question.id: value}).overall.lower
    return (after or 0) - (before or 0)


def _best(question: Question) -> Value:
    return max(choices(question.rule), key=partial(points, question.rule))


def _best_points(question: Question) -> int:
    return points(question.rule, _best(question))


def _one_step_better(rule: Rule, given_: Given) -> Value | None:
    """Return the answer one step better, by the words of the rules and by trying."""
    match rule:
        case Scale():
            upwards = list(range(rule.top + 1))[:: -1 if rule.reverse else 1]
            place = upwards.index(int(str(given_))) + 1
            return upwards[place] if place <= rule.top else None
        case YesNo():
            return None if given_ is (not rule.reverse) else not rule.reverse
        case Multiple():
            return _one_more_tick(rule, given_ if isinstance(given_, tuple) else ())
        case Single() | Number() if not isinstance(given_, State):
            higher = [value for value in choices(rule) if points(rule, value) > points(rule, given_)]
            return min(higher, key=lambda value: points(rule, value), default=None)
    return None


def _one_more_tick(rule: Multiple, ticked: tuple[str, ...]) -> Value | None:
    ticked = tuple(option for option in ticked if option not in rule.exclusive)
    left = [(option, weight) for option, weight in rule.options if option not in ticked]
    if not left:
        return None
    return (*ticked, sorted(left, key=lambda pair: -pair[1])[0][0])


@reaching("left out", "asked of everybody", "asked of the role")
@given(plans(roles=True), st.data())
def test_a_part_asks_what_its_roles_can_answer(plan: Plan, data: st.DataObject) -> None:
    given_ = data.draw(answers(plan))
    result = score(plan, given_, ["council"])
    for question in plan.questions:
        if question.roles and "council" not in question.roles:
            assert result.question(question.id).state is State.NOT_ASKED
            reached("left out")
        reached("asked of everybody", not question.roles)
        reached("asked of the role", "council" in question.roles)
    everybody = replace(plan, questions=tuple(replace(q, roles=()) for q in plan.questions))
    assert score(everybody, given_, ["council"]) == score(plan, given_)
