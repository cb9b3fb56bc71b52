"""What one answer is worth, why a question does not count, and what a better answer would lift."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from planself.analysis.explanation.hurdle import gate_words, sums_of
from planself.analysis.explanation.line import PERCENT, Line
from planself.analysis.explanation.overall import weight_of
from planself.analysis.explanation.phrases import Case, answer, condition, number, value
from planself.scoring.leverage import better_points
from planself.scoring.plan import FULL, Multiple, Number, Question, Scale, Single, State, YesNo, rdiv
from planself.scoring.points import best_points
from planself.scoring.result import Status


def explain_question(case: Case, id_: str) -> Iterator[Line]:
    """Tell what became of a question and what it does to its hurdles."""
    _, question = case.reader._, case.question(id_)
    yield Line(_("Question: {title}").format(title=case.title(id_)), heading=True)
    yield Line(_became(case, id_), depth=1)
    yield from _why(case, question)
    if not question.scored:
        yield Line(_("It is context: it has no points and counts for no hurdle."), depth=1)
        return
    if case.found(id_).points is not None:
        yield Line(_("Points"), heading=True)
        yield from _points(case, question)
    yield Line(_("In its hurdles"), heading=True)
    yield from _in_hurdles(case, question)
    yield from _leverage(case, question)


# --- what became of it ---


def _became(case: Case, id_: str) -> str:
    _ = case.reader._
    match case.found(id_).state:
        case State.ANSWERED:
            return _("Answered: {answer}.").format(answer=answer(case, id_))
        case State.MISSING:
            return _("No answer yet. It counts as open: it lowers the coverage and widens the range.")
        case State.UNKNOWN:
            return _("Answered “don't know”. It counts as open and is listed as a knowledge gap.")
        case State.NOT_APPLICABLE:
            return _not_applicable(case, id_)
        case State.NOT_ASKED:
            return _("Not asked, so it does not count.")
        case State.PENDING:
            return _("Whether it is asked depends on a question that is still open, so it counts as open itself.")


def _not_applicable(case: Case, id_: str) -> str:
    _, said = case.reader._, case.given.get(id_)
    if said is not State.NOT_APPLICABLE:
        return _("Answered: {answer}. This option takes the question out of the score.").format(
            answer=answer(case, id_)
        )
    reason = case.assessment.answer_set.answers[id_].comment
    if not reason:
        return _("Answered “not applicable”, without a reason. It does not count.")
    return _("Answered “not applicable”, so it does not count. The reason given: {reason}").format(reason=reason)


def _why(case: Case, question: Question) -> Iterator[Line]:
    _ = case.reader._
    part = case.assessment.answer_set.part
    if part and question.roles and not set(part) & set(question.roles):
        text = _("This answer file covers the part of {part}; the question is for {roles}.")
        yield Line(text.format(part=_roles(case, part), roles=_roles(case, question.roles)), depth=1)
    elif question.when is not None:
        yield Line(_("Its condition:"), depth=1)
        yield from condition(case, question.when, depth=2)
    if question.id in case.assessment.result.ignored:
        text = _("The answer recorded for it ({answer}) stays in the file and does not count.")
        yield Line(text.format(answer=answer(case, question.id)), depth=1)


def _roles(case: Case, ids: tuple[str, ...]) -> str:
    labels = {role.id: case.reader.text(role.label) for role in case.assessment.loaded.questionnaire.roles}
    return ", ".join(labels.get(id_, id_) for id_ in ids)


# --- points ---


def _points(case: Case, question: Question) -> Iterator[Line]:
    _, pen, given = case.reader._, case.pen, case.given[question.id]
    full = case.reader.integer(PERCENT)
    match question.rule, given:
        case Scale() as rule, int():
            yield from _scale(case, rule, given)
        case YesNo(), bool():
            earned = FULL if case.found(question.id).points else 0
            yield Line(_("“{answer}” earns").format(answer=answer(case, question.id)), _plain(case, earned), depth=1)
        case Single(), str():
            yield Line(_("The option earns"), _plain(case, case.found(question.id).points or 0), depth=1)
        case Number() as rule, int():
            yield from _number(case, question.id, rule, given)
        case Multiple() as rule, tuple():
            weights = [weight for option, weight in rule.options if option in given]
            expression = f"{full} × ({' + '.join(map(pen.weight, weights)) or '0'})"
            text = _("The weights of what is ticked, as a share of {full}").format(full=pen.weight(rule.full))
            earned_exactly = Fraction(FULL * sum(weights), rule.full)
            yield Line(text, pen.published(pen.divided(expression, pen.weight(rule.full)), earned_exactly), depth=1)


def _scale(case: Case, rule: Scale, level: int) -> Iterator[Line]:
    _, pen = case.reader._, case.pen
    expression = pen.divided(f"{case.reader.integer(PERCENT)} × {level}", str(rule.top))
    text = _("Level {n} (0 to {top})").format(n=level, top=rule.top)
    yield Line(text, pen.published(expression, Fraction(FULL * level, rule.top)), depth=1)
    if rule.reverse:
        yield Line(_("The scale runs the other way"), pen.difference(FULL, rdiv(FULL * level, rule.top)), depth=1)


def _number(case: Case, id_: str, rule: Number, given: int) -> Iterator[Line]:
    _ = case.reader._
    reached = [step for step in rule.steps if step[0] <= given]
    if not reached:
        lowest = number(case.reader, rule.steps[0][0])
        yield Line(_("Below the first step, which begins at {lowest}").format(lowest=lowest), _plain(case, 0), depth=1)
        return
    threshold, earned = reached[-1]
    text = _("The highest step reached begins at {threshold} and earns")
    yield Line(text.format(threshold=value(case, id_, threshold)), _plain(case, earned), depth=1)


def _plain(case: Case, points: int) -> str:
    """Write points as the share of all points that the questionnaire states."""
    share = case.pen.exact(Fraction(points, FULL))
    return case.pen.equation(f"{share} × {case.reader.integer(PERCENT)}", Fraction(points, 10))


# --- hurdles and leverage ---


def _in_hurdles(case: Case, question: Question) -> Iterator[Line]:
    _, pen, found = case.reader._, case.pen, case.found(question.id)
    for hurdle, weight in question.weights:
        if found.points is not None:
            yield Line(
                _("{name}, weight × points").format(name=case.name(hurdle)),
                pen.product(weight, found.points),
                depth=1,
            )
            continue
        text = (
            _("{name}: open, with weight {weight} of {total}")
            if found.state.applicable
            else _("{name}: does not count (weight {weight})")
        )
        total = pen.weight(sums_of(case, hurdle).applicable)
        yield Line(text.format(name=case.name(hurdle), weight=pen.weight(weight), total=total), depth=1)
    for hurdle_plan in case.assessment.plan.hurdles:
        for gate in hurdle_plan.gates:
            if gate.question == question.id:
                text = _("It is a minimum condition of {name}.").format(name=case.name(hurdle_plan.id))
                yield Line(text, depth=1)
                yield Line(gate_words(case, gate), depth=2)


def _leverage(case: Case, question: Question) -> Iterator[Line]:
    _, found = case.reader._, case.found(question.id)
    if found.state is State.PENDING:
        yield Line(_("Gap"), heading=True)
        yield Line(_("Left out, because it is undecided whether the question is asked."), depth=1)
    elif found.state.open:
        yield Line(_("Gap: what the best answer would secure"), heading=True)
        yield from _lifted(case, question, best_points(question.rule), _("Points at its best: {better}"), _("Width"))
    elif found.points is not None:
        yield from _levers(case, question, found.points)


def _levers(case: Case, question: Question, now: int) -> Iterator[Line]:
    _, given, best = case.reader._, case.given[question.id], best_points(question.rule)
    better = None if isinstance(given, State) else better_points(question.rule, given)
    yield Line(_("Leverage: what the best answer would secure"), heading=True)
    if now >= best or better is None:
        yield Line(_("The answer is at its best."), depth=1)
        return
    yield from _lifted(case, question, best, _("Points at its best: {better} instead of {now}"), _("Missing"))
    yield Line(_("Leverage: what one step better would secure"), heading=True)
    yield from _lifted(case, question, better, _("Points one step better: {better} instead of {now}"), _("Gain"))


def _lifted(case: Case, question: Question, better: int, words: str, name: str) -> Iterator[Line]:
    """Tell how the lower bounds would rise, hurdle by hurdle and as a whole."""
    _, pen, now = case.reader._, case.pen, case.found(question.id).points or 0
    yield Line(words.format(better=case.reader.tenths(better), now=case.reader.tenths(now)), depth=1)
    lower = {h.id: h.lower for h in case.assessment.result.hurdles if h.status is not Status.NOT_APPLICABLE}
    for hurdle, weight in question.weights:
        sums = sums_of(case, hurdle)
        points, added = pen.exact(Fraction(sums.weighted_points, 1000)), weight * (better - now)
        rise = f"{pen.weight(weight)} × ({case.reader.tenths(better)} − {case.reader.tenths(now)})"
        expression = pen.divided(f"({points} + {rise})", pen.weight(sums.applicable))
        value_ = Fraction(sums.weighted_points + added, sums.applicable)
        yield Line(
            _("Lower bound of {name}").format(name=case.name(hurdle)), pen.published(expression, value_), depth=1
        )
        lower[hurdle] = rdiv(value_.numerator, value_.denominator)
    pairs = [(weight_of(case, hurdle), x or 0) for hurdle, x in lower.items()]
    yield Line(_("Lower bound of the whole"), pen.mean(pairs), depth=1)
    after = rdiv(sum(w * x for w, x in pairs), sum(w for w, _ in pairs))
    before = case.assessment.result.overall.lower or 0
    difference = f"{case.reader.tenths(after)} − {case.reader.tenths(before)}"
    yield Line(name, pen.equation(difference, Fraction(after - before, 10)), depth=1)
