"""A hurdle's numbers, from the points of its questions."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from planself.analysis.caveat import caveat
from planself.analysis.explanation.line import PERCENT, Line
from planself.analysis.explanation.phrases import Case, state
from planself.scoring.plan import FULL, Gate, State
from planself.scoring.result import HurdleResult, QuestionResult, Status
from planself.scoring.sums import Sums, add_up

Weighed = list[tuple[int, QuestionResult]]


def sums_of(case: Case, hurdle: str) -> Sums:
    """Return a hurdle's sums."""
    result = case.assessment.result
    return add_up(case.assessment.plan, {question.id: question for question in result.questions})[hurdle]


def explain_hurdle(case: Case, hurdle: str) -> Iterator[Line]:
    """Tell how a hurdle's numbers come about."""
    _ = case.reader._
    found = case.assessment.result.hurdle(hurdle)
    weighed = _weighed(case, hurdle)
    yield Line(_("Hurdle: {name}").format(name=case.name(hurdle)), heading=True)
    yield Line(_("The questions: weight × points"), heading=True)
    yield from _questions(case, hurdle)
    if found.status is Status.NOT_APPLICABLE:
        yield Line(_("No question applies here, so the hurdle has no numbers and does not count in the whole."))
    else:
        yield Line(_("Sums"), heading=True)
        yield from _sums(case, weighed, sums_of(case, hurdle))
        yield Line(_("Result"), heading=True)
        yield from _numbers(case, found, sums_of(case, hurdle))
    yield from _band(case, found)


def _weighed(case: Case, hurdle: str) -> Weighed:
    """Return the weight and the result of every applicable question of a hurdle."""
    return [
        (weight, found)
        for question in case.assessment.plan.questions
        for id_, weight in question.weights
        if id_ == hurdle and (found := case.found(question.id)).state.applicable
    ]


def _questions(case: Case, hurdle: str) -> Iterator[Line]:
    _, pen = case.reader._, case.pen
    for question in case.assessment.plan.questions:
        weight = dict(question.weights).get(hurdle)
        if weight is None:
            continue
        found = case.found(question.id)
        words = f"{case.title(question.id)} – {state(case, question.id)}"
        if found.points is not None:
            yield Line(words, pen.product(weight, found.points), depth=1)
        elif found.state.applicable:
            yield Line(words + "; " + _("open, with weight {weight}").format(weight=pen.weight(weight)), depth=1)
        elif found.state is State.NOT_APPLICABLE:
            yield Line(words + "; " + _("does not count (weight {weight})").format(weight=pen.weight(weight)), depth=1)
        else:
            yield Line(words + "; " + _("does not count"), depth=1)


def _sums(case: Case, weighed: Weighed, sums: Sums) -> Iterator[Line]:
    _, pen = case.reader._, case.pen
    if sums.asked > sums.applicable:
        apart = pen.weight(sums.asked - sums.applicable)
        both = [pen.weight(sums.applicable), apart]
        yield Line(
            _("Weight of all that were asked (applies + does not)"), pen.sum(both, Fraction(sums.asked, 100)), depth=1
        )
    all_ = [pen.weight(w) for w, _ in weighed]
    yield Line(_("Weight of all that apply"), pen.sum(all_, Fraction(sums.applicable, 100)), depth=1)
    counted = [(weight, found.points) for weight, found in weighed if found.points is not None]
    answered = [pen.weight(w) for w, _ in counted]
    yield Line(_("Weight of the answered ones"), pen.sum(answered, Fraction(sums.answered, 100)), depth=1)
    products = [pen.exact(Fraction(weight * points, 1000)) for weight, points in counted]
    yield Line(_("Weight × points, together"), pen.sum(products, Fraction(sums.weighted_points, 1000)), depth=1)


def _numbers(case: Case, result: HurdleResult, sums: Sums) -> Iterator[Line]:
    _, pen = case.reader._, case.pen
    applicable, answered = pen.weight(sums.applicable), pen.weight(sums.answered)
    points = pen.exact(Fraction(sums.weighted_points, 1000))
    full = case.reader.integer(PERCENT)
    share = pen.divided(f"{full} × {applicable}", pen.weight(sums.asked))
    yield Line(
        _("Applies, of what was asked"), pen.published(share, Fraction(FULL * sums.applicable, sums.asked)), depth=1
    )
    yield Line(
        _("Coverage"),
        pen.published(pen.divided(f"{full} × {answered}", applicable), Fraction(FULL * sums.answered, sums.applicable)),
        depth=1,
    )
    if result.score is not None:
        yield Line(
            _("Score"),
            pen.published(pen.divided(points, answered), Fraction(sums.weighted_points, sums.answered)),
            depth=1,
        )
    else:
        yield Line(_no_score(case, result), depth=1)
    yield Line(
        _("Lower bound (every open question with 0 points)"),
        pen.published(pen.divided(points, applicable), Fraction(sums.weighted_points, sums.applicable)),
        depth=1,
    )
    upper = pen.divided(f"({points} + {full} × ({applicable} − {answered}))", applicable)
    most = Fraction(sums.weighted_points + FULL * (sums.applicable - sums.answered), sums.applicable)
    yield Line(_("Upper bound (every open question with all points)"), pen.published(upper, most), depth=1)


def _no_score(case: Case, result: HurdleResult) -> str:
    if not result.coverage:
        return case.reader._("Too few answers for a score.")
    least = case.reader.tenths(case.assessment.plan.min_coverage)
    text = case.reader._("No score: the coverage of {coverage} is below the {least} that the questionnaire asks for.")
    return text.format(coverage=case.reader.tenths(result.coverage), least=least)


# --- band and gates ---


def _band(case: Case, result: HurdleResult) -> Iterator[Line]:
    _ = case.reader._
    gates = next(hurdle.gates for hurdle in case.assessment.plan.hurdles if hurdle.id == result.id)
    if gates:
        yield Line(_("Gates"), heading=True)
        for gate in gates:
            yield Line(gate_words(case, gate), depth=1)
    if result.band is None or result.score is None:
        return
    yield Line(_("Band"), heading=True)
    bands = case.assessment.plan.bands
    reached = [band for band in bands if band.lower <= result.score][-1]
    text = _("The score {score} reaches “{band}”, which begins at {lower}.")
    label, score = _band_label(case, reached.id), case.reader.tenths(result.score)
    yield Line(text.format(score=score, band=label, lower=case.reader.tenths(reached.lower)), depth=1)
    if reached.id != result.band:
        text = _("A minimum condition is not met and caps the band: “{band}”.")
        yield Line(text.format(band=_band_label(case, result.band)), depth=1)
    yield from _provisional(case, result)


def _provisional(case: Case, result: HurdleResult) -> Iterator[Line]:
    _, known = case.reader._, caveat(case.assessment.plan, case.assessment.result, result)
    if known is None:
        return
    if known.open_gates:
        questions = ", ".join(map(case.title, known.open_gates))
        lacking = _("still lacking: {questions}").format(questions=questions)
        yield Line(_("Provisional: {reason}.").format(reason=lacking), depth=1)
    if known.few:
        yield Line(_("Provisional: {reason}.").format(reason=known.few_words(case.reader)), depth=1)


def _band_label(case: Case, id_: str) -> str:
    return case.reader.text(next(band.label for band in case.assessment.loaded.questionnaire.bands if band.id == id_))


def gate_words(case: Case, gate: Gate) -> str:
    """Say what a minimum condition asks for and whether it is met."""
    _, found = case.reader._, case.found(gate.question)
    if found.points is not None:
        asked, has = case.reader.tenths(gate.at_least), case.reader.tenths(found.points)
        fails = found.points < gate.at_least
        text = (
            _("{question}: at least {asked} points, has {has}: not met; the band is “{band}” at best")
            if fails
            else _("{question}: at least {asked} points, has {has}: met")
        )
        band = _band_label(case, case.assessment.plan.bands[gate.cap].id)
        return text.format(question=case.title(gate.question), asked=asked, has=has, band=band)
    if found.state.open:
        text = _("{question}: at least {asked} points; open, so it does not cap the band")
    else:
        text = _("{question}: at least {asked} points; does not apply here")
    return text.format(question=case.title(gate.question), asked=case.reader.tenths(gate.at_least))
