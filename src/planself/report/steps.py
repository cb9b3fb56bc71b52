"""Next steps in words: what, who, until when, and why in this place."""

from __future__ import annotations

from collections.abc import Iterator

from planself.analysis.recommendation import Step
from planself.questionnaire.model import Practice
from planself.report.context import AssessmentContext
from planself.report.hurdle_names import some
from planself.report.inline_text import Sentence, Words
from planself.report.profile import row
from planself.report.view_parts import PracticeView, StepView

ONE_POINT = 10
"""In tenths, as scores are."""


def step_view(context: AssessmentContext, step: Step, number: int, titles: dict[str, int]) -> StepView:
    """Return a step; `titles` gives the number of every step that the report lists."""
    questionnaire, measure = context.questionnaire, step.measure
    roles = {role.id: role.label for role in questionnaire.roles}
    return StepView(
        number=number,
        id=measure.id,
        title=context.words(measure.title),
        text=context.words(measure.text),
        hurdle=row(context, step.found),
        who=_together([context.words(roles[id_]) for id_ in step.who if id_ in roles]),
        horizon=context.words(measure.horizon),
        effort=_effort(context, step),
        note=context.words(measure.note),
        reasons=tuple(_reasons(context, step, titles)),
        rank=_rank(context, step),
        sources=context.cited(measure.sources),
        practice=tuple(_practice(context, example) for example in measure.practice),
    )


def _practice(context: AssessmentContext, example: Practice) -> PracticeView:
    return PracticeView(
        who=context.words(example.who),
        what=context.words(example.what),
        since=context.words(example.since),
        sources=context.cited(example.sources),
    )


def _together(names: list[Words]) -> Words:
    return Words(", ".join(names), next((name.lang for name in names), None))


def _effort(context: AssessmentContext, step: Step) -> str:
    _ = context.reader._
    match step.measure.effort:
        case "low":
            return _("low")
        case "medium":
            return _("medium")
        case "high":
            return _("high")


def _reasons(context: AssessmentContext, step: Step, numbers: dict[str, int]) -> Iterator[Sentence]:
    _ = context.reader._
    later = [id_ for id_ in step.needed_for if id_ in numbers]
    if later:
        yield context.say(_("Comes before {steps}."), steps=context.listed(_titles(context, later)))
    earlier = [id_ for id_ in step.measure.after if id_ in numbers]
    if earlier:
        yield context.say(_("Builds on {steps}."), steps=context.listed(_titles(context, earlier)))
    if step.failed_gates:
        yield context.say(
            _("It aims at a minimum condition that is not met: {questions}."),
            questions=context.listed(map(context.question_text, step.failed_gates)),
        )
    others = [id_ for id_ in step.weak if id_ not in step.failed_gates]
    if others:
        questions = some(context, list(map(context.question_text, others)))
        phrase = context.reader.n_(
            "It can improve this answer: {{questions}}.",
            "It can improve {n} answers: {{questions}}.",
            len(others),
        )
        yield context.say(phrase, questions=questions)
    if step.holds_back:
        yield _holds_back(context, step)


def _rank(context: AssessmentContext, step: Step) -> Sentence:
    return context.say(
        "{weight} × {gap} ÷ {effort} = {worth}",
        weight=context.exact(step.hurdle.weight, 2),
        gap=context.reader.tenths(step.gap),
        effort=str(step.effort),
        worth=context.reader.tenths(round_half_up(step)),
    )


def round_half_up(step: Step) -> int:
    """Return a step's worth in tenths, rounded half up."""
    worth = step.worth
    return (20 * worth.numerator + worth.denominator) // (2 * worth.denominator)


def _holds_back(context: AssessmentContext, step: Step) -> Sentence:
    stages = context.questionnaire.stages
    place = next(place for place, stage in enumerate(stages) if stage.id == context.overall.stage) + 1
    label, score = context.quoted(context.words(stages[place].label)), step.found.score or 0
    if score >= stages[place].min:
        text = context.reader._("For {stage}, a minimum condition is not met here.")
        return context.say(text, stage=label)
    lack = stages[place].min - score
    return context.say(
        context.reader.n_(
            "For {{stage}}, {{lack}} more point is needed here ({{score}} instead of {{minimum}}).",
            "For {{stage}}, {{lack}} more points are needed here ({{score}} instead of {{minimum}}).",
            1 if lack == ONE_POINT else 2,
        ),
        stage=label,
        lack=context.exact(lack, 1),
        score=context.reader.tenths(score),
        minimum=context.exact(stages[place].min, 1),
    )


def _titles(context: AssessmentContext, ids: list[str]) -> Iterator[Sentence]:
    measures = {m.id: m for hurdle in context.questionnaire.hurdles for m in hurdle.measures}
    return (context.quoted(context.words(measures[id_].title)) for id_ in ids)
