"""From a questionnaire to the plan that the interpreters run."""

from __future__ import annotations

from decimal import Decimal
from typing import cast

from planself.questionnaire import condition as written
from planself.questionnaire import model
from planself.scoring import plan


def compile_plan(questionnaire: model.Questionnaire) -> plan.Plan:
    """Return the plan of a checked questionnaire."""
    types = questionnaire.by_id
    return plan.Plan(
        questions=tuple(
            plan.Question(
                id=question.id,
                rule=_rule(questionnaire, question),
                weights=tuple(question.hurdles.items()),
                when=_joined(section.when, question.when, types),
                roles=tuple(question.roles),
            )
            for section in questionnaire.sections
            for question in section.questions
        ),
        hurdles=tuple(_hurdle(questionnaire, hurdle, types) for hurdle in questionnaire.hurdles),
        bands=tuple(plan.Threshold(band.id, band.from_) for band in questionnaire.bands),
        stages=tuple(plan.Stage(stage.id, stage.min, stage.gates == "met") for stage in questionnaire.stages),
        min_coverage=questionnaire.scoring.min_coverage,
    )


Types = dict[str, model.AnyQuestion]


def _hurdle(questionnaire: model.Questionnaire, hurdle: model.Hurdle, types: Types) -> plan.Hurdle:
    return plan.Hurdle(
        id=hurdle.id,
        weight=hurdle.weight,
        gates=tuple(
            plan.Gate(gate.question, gate.at_least, questionnaire.bands.index(questionnaire.cap(gate)))
            for gate in hurdle.gates
        ),
        measures=tuple(
            plan.Measure(measure.id, measure.from_, measure.below, _joined(measure.when, None, types))
            for measure in hurdle.measures
        ),
    )


def _rule(questionnaire: model.Questionnaire, question: model.AnyQuestion) -> plan.Rule:
    match question:
        case model.ScaleQuestion():
            return plan.Scale(len(questionnaire.levels(question)) - 1, question.reverse)
        case model.SingleQuestion():
            return plan.Single(tuple((o.id, _option_points(question, o)) for o in question.options))
        case model.YesNoQuestion():
            return plan.YesNo(question.reverse)
        case model.MultipleQuestion():
            plain = tuple((o.id, o.weight) for o in question.options if not o.exclusive)
            exclusive = tuple(o.id for o in question.options if o.exclusive)
            return plan.Multiple(plain, exclusive, question.full or sum(weight for _, weight in plain))
        case model.NumberQuestion():
            steps = tuple((step.from_, step.points) for step in question.steps or ())
            return plan.Number(steps, question.min, question.max)
        case model.TextQuestion():
            return plan.FreeText()


def _option_points(question: model.SingleQuestion, option: model.SingleOption) -> int | None:
    """Return an option's points; a context question has none to give, and its options all count as answers."""
    if not option.scored:
        return None
    return option.points or 0 if question.scored else 0


WrittenCondition = written.Comparison | written.AllOf | written.AnyOf | written.NotOf


def _joined(first: WrittenCondition | None, second: WrittenCondition | None, types: Types) -> plan.Condition | None:
    parts = tuple(compiled_condition(part, types) for part in (first, second) if part is not None)
    return plan.All(parts) if len(parts) > 1 else parts[0] if parts else None


def compiled_condition(condition: WrittenCondition, types: Types) -> plan.Condition:
    """Return a condition of a questionnaire as the interpreters read it; `types` has the questions by id."""
    match condition:
        case written.Comparison():
            op, value = condition.test
            return plan.Comparison(
                condition.question, cast(plan.Operator, op), operand(types[condition.question], value)
            )
        case written.AllOf():
            return plan.All(tuple(compiled_condition(part, types) for part in condition.all))
        case written.AnyOf():
            return plan.AnyOf(tuple(compiled_condition(part, types) for part in condition.any))
        case written.NotOf():
            return plan.Not(compiled_condition(condition.not_, types))


def operand(question: model.AnyQuestion, value: object) -> plan.Value:
    """Return the value of a comparison in the plan's units; raises ValueError where the type has no such value."""
    if isinstance(value, list):
        return tuple(str(operand(question, part)) for part in value)
    match question:
        case model.SingleQuestion() | model.MultipleQuestion():
            return str(value)
        case model.YesNoQuestion() if str(value).lower() in ("yes", "no", "true", "false"):
            return str(value).lower() in ("yes", "true")
        case model.ScaleQuestion() if isinstance(value, int) and not isinstance(value, bool):
            return value
        case model.NumberQuestion() if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return int(Decimal(value).scaleb(6))
        case _:
            raise ValueError(f"{value!r} is no value of {question.type}")
