"""The single-record interpreter: a plan and one answer set give a result."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import accumulate

from planself.scoring.plan import (
    FULL,
    HALF,
    All,
    AnyOf,
    Comparison,
    Condition,
    Gate,
    Given,
    Hurdle,
    Not,
    Plan,
    Question,
    Stage,
    State,
    Threshold,
    rdiv,
)
from planself.scoring.points import inapplicable, points
from planself.scoring.result import HurdleResult, Lack, Overall, QuestionResult, Result, Status
from planself.scoring.sums import Sums, add_up
from planself.text import several

Answers = Mapping[str, Given]


def score(plan: Plan, answers: Answers, part: str | Iterable[str] = ()) -> Result:
    """Return the result of one answer set; `part` names the roles it was limited to, none means all."""
    questions = settle(plan, answers, part)
    sums = add_up(plan, questions)
    hurdles = tuple(_hurdle(plan, hurdle, sums[hurdle.id], questions) for hurdle in plan.hurdles)
    return Result(
        overall=_overall(plan, hurdles, sums),
        hurdles=hurdles,
        questions=tuple(questions.values()),
        ignored=tuple(q.id for q in questions.values() if q.id in answers and not _reached(q.state)),
    )


def offered(plan: Plan, answers: Answers, result: Result) -> tuple[str, ...]:
    """Return the ids of the measures whose range holds the hurdle's score and whose condition is true."""
    states = {question.id: question.state for question in result.questions}
    return tuple(
        measure.id
        for hurdle, found in zip(plan.hurdles, result.hurdles, strict=True)
        for measure in hurdle.measures
        if found.score is not None
        and measure.lower <= found.score < measure.below
        and (measure.when is None or holds(measure.when, states, answers) is True)
    )


# --- states and points ---


def settle(plan: Plan, answers: Answers, part: str | Iterable[str] = ()) -> dict[str, QuestionResult]:
    """Return every question's state and points, in one pass from top to bottom."""
    roles = frozenset(several(part))
    states: dict[str, State] = {}
    settled: dict[str, QuestionResult] = {}
    for question in plan.questions:
        given = answers.get(question.id)
        state = states[question.id] = _state(question, given, states, answers, roles)
        settled[question.id] = QuestionResult(question.id, state, _earned(question, state, given))
    return settled


def _earned(question: Question, state: State, given: Given | None) -> int | None:
    if state is not State.ANSWERED or not question.scored or given is None or isinstance(given, State):
        return None
    return points(question.rule, given)


def _state(
    question: Question,
    given: Given | None,
    states: Mapping[str, State],
    answers: Answers,
    part: frozenset[str],
) -> State:
    if part and question.roles and part.isdisjoint(question.roles):
        return State.NOT_ASKED
    asked = question.when is None or holds(question.when, states, answers)
    if asked is False:
        return State.NOT_ASKED
    if asked is None:
        return State.PENDING
    if given is None:
        return State.MISSING
    if isinstance(given, State):
        return given
    return State.NOT_APPLICABLE if given in inapplicable(question.rule) else State.ANSWERED


def _reached(state: State) -> bool:
    return state not in (State.NOT_ASKED, State.PENDING)


def holds(condition: Condition, states: Mapping[str, State], answers: Answers) -> bool | None:
    """Return whether a condition is true, false, or (None) undetermined; Kleene's three values."""
    match condition:
        case Comparison():
            return _compare(condition, states[condition.question], answers.get(condition.question))
        case All():
            return _every(holds(part, states, answers) for part in condition.all)
        case AnyOf():
            return _negate(_every(_negate(holds(part, states, answers)) for part in condition.any))
        case Not():
            return _negate(holds(condition.negated, states, answers))


def _every(parts: Iterable[bool | None]) -> bool | None:
    values = set(parts)
    return False if False in values else None if None in values else True


def _negate(value: bool | None) -> bool | None:
    return None if value is None else not value


def _compare(test: Comparison, state: State, given: Given | None) -> bool | None:
    if state.open:
        return None
    if not state.applicable:
        return False
    match test.op:
        case "is":
            return given == test.value
        case "is_not":
            return given != test.value
        case "one_of":
            return isinstance(test.value, tuple) and given in test.value
        case "includes":
            return isinstance(given, tuple) and test.value in given
        case "at_least":
            return isinstance(given, int) and isinstance(test.value, int) and given >= test.value
        case "at_most":
            return isinstance(given, int) and isinstance(test.value, int) and given <= test.value


# --- hurdles ---


def _hurdle(plan: Plan, hurdle: Hurdle, sums: Sums, questions: Mapping[str, QuestionResult]) -> HurdleResult:
    failed = tuple(gate for gate in hurdle.gates if _below(questions[gate.question].points, gate.at_least))
    still_open = tuple(gate.question for gate in hurdle.gates if questions[gate.question].state.open)
    named = tuple(gate.question for gate in failed)
    if not sums.applicable:
        return HurdleResult(hurdle.id, Status.NOT_APPLICABLE, failed_gates=named, open_gates=still_open)
    rated = _sufficient(plan, sums.answered, sums.applicable)
    found = rdiv(sums.weighted_points, sums.answered) if rated else None
    return HurdleResult(
        id=hurdle.id,
        status=Status.RATED if rated else Status.INSUFFICIENT,
        score=found,
        lower=sums.lower,
        upper=sums.upper,
        coverage=sums.coverage,
        applicable=sums.applying,
        band=None if found is None else _band(plan.bands, found, failed),
        provisional=rated and (bool(still_open) or sums.applying < HALF),
        failed_gates=named,
        open_gates=still_open,
    )


def _below(found: int | None, at_least: int) -> bool:
    return found is not None and found < at_least


def _sufficient(plan: Plan, answered: int, applicable: int) -> bool:
    return answered > 0 and rdiv(FULL * answered, applicable) >= plan.min_coverage


def _reached_threshold(thresholds: Collection[Threshold], found: int) -> int:
    return sum(threshold.lower <= found for threshold in thresholds) - 1


def _band(bands: tuple[Threshold, ...], found: int, failed: Iterable[Gate]) -> str:
    """Return the band of a score; of several failed gates the lowest cap holds."""
    return bands[min(_reached_threshold(bands, found), *(gate.cap for gate in failed), len(bands) - 1)].id


# --- the whole ---


def _overall(plan: Plan, hurdles: tuple[HurdleResult, ...], sums: Mapping[str, Sums]) -> Overall:
    counted = [hurdle for hurdle in hurdles if hurdle.status is not Status.NOT_APPLICABLE]
    if not counted:
        return Overall(Status.NOT_APPLICABLE)
    weight = {hurdle.id: hurdle.weight for hurdle in plan.hurdles}

    def mean(values: Iterable[int | None]) -> int:
        pairs = [(weight[h.id], x) for h, x in zip(counted, values, strict=True) if x is not None]
        return rdiv(sum(w * x for w, x in pairs), sum(w for w, _ in pairs))

    lower, upper = mean(h.lower for h in counted), mean(h.upper for h in counted)
    coverage = mean(h.coverage for h in counted)
    lacking = tuple(Lack(h.id, _lack(plan, sums[h.id])) for h in counted if h.status is Status.INSUFFICIENT)
    if lacking:
        return Overall(Status.INSUFFICIENT, None, lower, upper, coverage, lacking=lacking)
    holding = [tuple(h.id for h in counted if _holds_back(stage, h)) for stage in plan.stages[1:]]
    stage = next((place for place, held in enumerate(holding) if held), len(holding))
    return Overall(
        status=Status.RATED,
        score=mean(h.score for h in counted),
        lower=lower,
        upper=upper,
        coverage=coverage,
        stage=plan.stages[stage].id,
        held_back_by=holding[stage] if stage < len(holding) else (),
    )


def _holds_back(stage: Stage, hurdle: HurdleResult) -> bool:
    return (hurdle.score or 0) < stage.lower or (stage.gates_met and bool(hurdle.failed_gates))


def _lack(plan: Plan, sums: Sums) -> int:
    """Return how few more answers suffice, the heaviest first; all of them always do."""
    reached = accumulate(sorted(sums.open_weights, reverse=True), initial=sums.answered)
    return next(count for count, answered in enumerate(reached) if _sufficient(plan, answered, sums.applicable))
