"""The numbers of the whole, from the published numbers of the hurdles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planself.analysis.explanation.line import Line
from planself.analysis.explanation.phrases import Case
from planself.scoring.plan import Stage
from planself.scoring.result import HurdleResult, Status


def explain_whole(case: Case) -> Iterator[Line]:
    """Tell how the overall numbers and the stage come about."""
    _ = case.reader._
    hurdles = case.assessment.result.hurdles
    yield Line(_("Overall score"), heading=True)
    for hurdle in hurdles:
        yield Line(_hurdle(case, hurdle), depth=1)
    counted = [hurdle for hurdle in hurdles if hurdle.status is not Status.NOT_APPLICABLE]
    if not counted:
        yield Line(_("No hurdle applies, so there are no overall numbers and no stage."))
        return
    yield Line(_("Result: weight × value, together, divided by the weights"), heading=True)
    yield from _numbers(case, counted)
    yield Line(_("Stage"), heading=True)
    yield from _stage(case, counted)


def weight_of(case: Case, hurdle: str) -> int:
    """Return a hurdle's weight in the whole."""
    return next(found.weight for found in case.assessment.plan.hurdles if found.id == hurdle)


def _hurdle(case: Case, hurdle: HurdleResult) -> str:
    _, tenths = case.reader._, case.reader.tenths
    name, weight = case.name(hurdle.id), case.pen.weight(weight_of(case, hurdle.id))
    if hurdle.lower is None or hurdle.upper is None or hurdle.coverage is None:
        return _("{name}: not applicable, does not count").format(name=name)
    if hurdle.score is None:
        text = _("{name}: weight {weight}, no score, range {lower} to {upper}, coverage {coverage}")
    else:
        text = _("{name}: weight {weight}, score {score}, range {lower} to {upper}, coverage {coverage}")
    return text.format(
        name=name,
        weight=weight,
        score=tenths(hurdle.score or 0),
        lower=tenths(hurdle.lower),
        upper=tenths(hurdle.upper),
        coverage=tenths(hurdle.coverage),
    )


def _numbers(case: Case, counted: Sequence[HurdleResult]) -> Iterator[Line]:
    _ = case.reader._

    def mean(values: Sequence[int | None]) -> str:
        weights = [weight_of(case, hurdle.id) for hurdle in counted]
        return case.pen.mean([(w, x or 0) for w, x in zip(weights, values, strict=True)])

    if case.assessment.result.overall.score is None:
        yield Line(_("There is no overall score, because not every hurdle has one."), depth=1)
    else:
        yield Line(_("Score"), mean([hurdle.score for hurdle in counted]), depth=1)
    yield Line(_("Lower bound"), mean([hurdle.lower for hurdle in counted]), depth=1)
    yield Line(_("Upper bound"), mean([hurdle.upper for hurdle in counted]), depth=1)
    yield Line(_("Coverage"), mean([hurdle.coverage for hurdle in counted]), depth=1)


def _stage(case: Case, counted: Sequence[HurdleResult]) -> Iterator[Line]:
    _, tenths, overall = case.reader._, case.reader.tenths, case.assessment.result.overall
    if overall.stage is None:
        yield Line(_("There is no stage, because these hurdles lack answers:"), depth=1)
        for lack in overall.lacking:
            more = case.reader.n_("{n} more answer", "{n} more answers", lack.answers)
            yield Line(f"{case.name(lack.hurdle)}: {more}", depth=2)
        return
    stages = case.assessment.plan.stages
    place = next(number for number, stage in enumerate(stages) if stage.id == overall.stage)
    weakest = min(counted, key=lambda hurdle: hurdle.score or 0)
    text = _(
        "The weakest hurdle, {name}, has {score}. The stage reached is “{stage}”, which asks {least} of every hurdle."
    )
    label, least = _label(case, overall.stage), tenths(stages[place].lower)
    score = tenths(weakest.score or 0)
    yield Line(text.format(name=case.name(weakest.id), score=score, stage=label, least=least), depth=1)
    for following in stages[place + 1 : place + 2]:
        text = (
            _("“{stage}” asks {least} of every hurdle and all minimum conditions met. Held back by:")
            if following.gates_met
            else _("“{stage}” asks {least} of every hurdle. Held back by:")
        )
        yield Line(text.format(stage=_label(case, following.id), least=tenths(following.lower)), depth=1)
        for hurdle in overall.held_back_by:
            yield Line(f"{case.name(hurdle)}: {_holding(case, hurdle, following)}", depth=2)
    if place + 1 == len(stages) and any(hurdle.failed_gates for hurdle in counted) and not stages[place].gates_met:
        yield Line(_("It looks at scores alone; minimum conditions are not met at some hurdles."), depth=1)


def _holding(case: Case, hurdle: str, stage: Stage) -> str:
    """Say by which score, and by which gates, a hurdle holds a stage back."""
    found = case.assessment.result.hurdle(hurdle)
    score = case.reader.tenths(found.score or 0)
    if not stage.gates_met or not found.failed_gates:
        return score
    questions = ", ".join(map(case.title, found.failed_gates))
    return case.reader._("{score}, minimum condition not met: {questions}").format(score=score, questions=questions)


def _label(case: Case, stage: str) -> str:
    stages = case.assessment.loaded.questionnaire.stages
    return case.reader.text(next(found.label for found in stages if found.id == stage))
