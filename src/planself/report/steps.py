"""Next steps in words: what, who, until when, and why in this place."""

from __future__ import annotations

from collections.abc import Iterator

from planself.analysis.recommendation import Step
from planself.questionnaire.model import Practice
from planself.report.context import Material
from planself.report.hurdle_names import some
from planself.report.inline_text import Sentence, Words
from planself.report.profile import row
from planself.report.view_parts import PracticeView, StepView

ONE_POINT = 10
"""In tenths, as scores are."""


def step_view(material: Material, step: Step, number: int, titles: dict[str, int]) -> StepView:
    """Return a step; `titles` gives the number of every step that the report lists."""
    questionnaire, measure = material.questionnaire, step.measure
    roles = {role.id: role.label for role in questionnaire.roles}
    return StepView(
        number=number,
        id=measure.id,
        title=material.words(measure.title),
        text=material.words(measure.text),
        hurdle=row(material, step.found),
        who=_together([material.words(roles[id_]) for id_ in step.who if id_ in roles]),
        horizon=material.words(measure.horizon),
        effort=_effort(material, step),
        note=material.words(measure.note),
        reasons=tuple(_reasons(material, step, titles)),
        rank=_rank(material, step),
        sources=material.cited(measure.sources),
        practice=tuple(_practice(material, example) for example in measure.practice),
    )


def _practice(material: Material, example: Practice) -> PracticeView:
    return PracticeView(
        who=material.words(example.who),
        what=material.words(example.what),
        since=material.words(example.since),
        sources=material.cited(example.sources),
    )


def _together(names: list[Words]) -> Words:
    return Words(", ".join(names), next((name.lang for name in names), None))


def _effort(material: Material, step: Step) -> str:
    _ = material.reader._
    match step.measure.effort:
        case "low":
            return _("low")
        case "medium":
            return _("medium")
        case "high":
            return _("high")


def _reasons(material: Material, step: Step, numbers: dict[str, int]) -> Iterator[Sentence]:
    _ = material.reader._
    later = [id_ for id_ in step.needed_for if id_ in numbers]
    if later:
        yield material.say(_("Comes before {steps}."), steps=material.listed(_titles(material, later)))
    earlier = [id_ for id_ in step.measure.after if id_ in numbers]
    if earlier:
        yield material.say(_("Builds on {steps}."), steps=material.listed(_titles(material, earlier)))
    if step.failed_gates:
        yield material.say(
            _("It aims at a minimum condition that is not met: {questions}."),
            questions=material.listed(map(material.question_text, step.failed_gates)),
        )
    others = [id_ for id_ in step.weak if id_ not in step.failed_gates]
    if others:
        questions = some(material, list(map(material.question_text, others)))
        phrase = material.reader.n_(
            "It can improve this answer: {{questions}}.",
            "It can improve {n} answers: {{questions}}.",
            len(others),
        )
        yield material.say(phrase, questions=questions)
    if step.holds_back:
        yield _holds_back(material, step)


def _rank(material: Material, step: Step) -> Sentence:
    return material.say(
        "{weight} × {gap} ÷ {effort} = {worth}",
        weight=material.exact(step.hurdle.weight, 2),
        gap=material.reader.tenths(step.gap),
        effort=str(step.effort),
        worth=material.reader.tenths(round_half_up(step)),
    )


def round_half_up(step: Step) -> int:
    """Return a step's worth in tenths, rounded half up."""
    worth = step.worth
    return (20 * worth.numerator + worth.denominator) // (2 * worth.denominator)


def _holds_back(material: Material, step: Step) -> Sentence:
    stages = material.questionnaire.stages
    place = next(place for place, stage in enumerate(stages) if stage.id == material.overall.stage) + 1
    label, score = material.quoted(material.words(stages[place].label)), step.found.score or 0
    if score >= stages[place].min:
        text = material.reader._("For {stage}, a minimum condition is not met here.")
        return material.say(text, stage=label)
    lack = stages[place].min - score
    return material.say(
        material.reader.n_(
            "For {{stage}}, {{lack}} more point is needed here ({{score}} instead of {{minimum}}).",
            "For {{stage}}, {{lack}} more points are needed here ({{score}} instead of {{minimum}}).",
            1 if lack == ONE_POINT else 2,
        ),
        stage=label,
        lack=material.exact(lack, 1),
        score=material.reader.tenths(score),
        minimum=material.exact(stages[place].min, 1),
    )


def _titles(material: Material, ids: list[str]) -> Iterator[Sentence]:
    measures = {m.id: m for hurdle in material.questionnaire.hurdles for m in hurdle.measures}
    return (material.quoted(material.words(measures[id_].title)) for id_ in ids)
