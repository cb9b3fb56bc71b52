"""From a questionnaire to the plan that the interpreters run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any, cast, get_args

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
                rule=_rule(question),
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


_RULES: dict[Any, Callable[..., plan.Rule]] = {
    field.default: of for of in get_args(plan.Rule) for field in fields(of) if field.name == "kind"
}


def _rule(question: model.AnyQuestion) -> plan.Rule:
    terms = question.rule()
    return _RULES[terms.pop("kind")](**terms)


WrittenCondition = written.Comparison | written.AllOf | written.AnyOf | written.NotOf


def _joined(first: WrittenCondition | None, second: WrittenCondition | None, types: Types) -> plan.Condition | None:
    parts = tuple(compiled_condition(part, types) for part in (first, second) if part is not None)
    return plan.All(parts) if len(parts) > 1 else parts[0] if parts else None


def compiled_condition(condition: WrittenCondition, types: Types) -> plan.Condition:
    """Return a condition of a questionnaire as the interpreters read it; `types` has the questions by id."""
    match condition:
        case written.Comparison():
            op, value = condition.test
            asked = types[condition.question]
            parts = tuple(str(asked.operand(part)) for part in value) if isinstance(value, list) else None
            return plan.Comparison(asked.id, cast(plan.Operator, op), asked.operand(value) if parts is None else parts)
        case written.AllOf():
            return plan.All(tuple(compiled_condition(part, types) for part in condition.all))
        case written.AnyOf():
            return plan.AnyOf(tuple(compiled_condition(part, types) for part in condition.any))
        case written.NotOf():
            return plan.Not(compiled_condition(condition.not_, types))
