"""Whether a condition can be true at all: every combination of answers is tried, where there are not too many."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain, product

from planself.questionnaire import model
from planself.questionnaire.condition import AllOf, AnyOf, Comparison, NotOf, comparisons
from planself.questionnaire.types.values import Value

MAX_COMBINATIONS = 20_000
"""Beyond that a condition counts as possible: advice may be silent, never wrong."""

WrittenCondition = Comparison | AllOf | AnyOf | NotOf
Answers = Mapping[str, Value | None]


def possible(questionnaire: model.Questionnaire, *conditions: WrittenCondition | None) -> bool:
    """Return whether some answers make all of the conditions true, the conditions of what they ask for included."""
    wanted = [condition for condition in conditions if condition is not None]
    asked = _closure(questionnaire, wanted)
    domains = [[None, *question.decisive(_uses(questionnaire, wanted, asked, question.id))] for question in asked]
    size = 1
    for domain in domains:
        size *= len(domain)
    if size > MAX_COMBINATIONS:
        return True
    return any(_holds(questionnaire, wanted, asked, answers) for answers in product(*domains))


def conditions_of(questionnaire: model.Questionnaire, question: model.AnyQuestion) -> list[WrittenCondition]:
    """Return the section's and the question's own condition, those that there are."""
    both = (questionnaire.section_of[question.id].when, question.when)
    return [condition for condition in both if condition is not None]


def _closure(questionnaire: model.Questionnaire, wanted: list[WrittenCondition]) -> list[model.AnyQuestion]:
    """Return every question that the conditions hang on, however indirectly, in the questionnaire's order."""
    waiting, found = list(wanted), set[str]()
    while waiting:
        for _path, comparison in comparisons(waiting.pop()):
            if comparison.question not in found:
                found.add(comparison.question)
                waiting += conditions_of(questionnaire, questionnaire.by_id[comparison.question])
    return [question for question in questionnaire.questions if question.id in found]


def _uses(
    questionnaire: model.Questionnaire, wanted: list[WrittenCondition], asked: list[model.AnyQuestion], id_: str
) -> list[object]:
    """Return every value that any of the conditions compares one question with."""
    further = chain.from_iterable(conditions_of(questionnaire, question) for question in asked)
    found = (comparison for condition in (*wanted, *further) for _path, comparison in comparisons(condition))
    raw = [comparison.test[1] for comparison in found if comparison.question == id_]
    return [part for value in raw for part in (value if isinstance(value, list) else [value])]


def _holds(
    questionnaire: model.Questionnaire,
    wanted: list[WrittenCondition],
    asked: list[model.AnyQuestion],
    given: tuple[Value | None, ...],
) -> bool:
    answers: dict[str, Value | None] = {}
    for question, value in zip(asked, given, strict=True):
        reached = all(_true(questionnaire, part, answers) for part in conditions_of(questionnaire, question))
        if value is not None and not reached:
            return False  # the same answers with None here are tried as well
        answers[question.id] = value
    return all(_true(questionnaire, condition, answers) for condition in wanted)


def _true(questionnaire: model.Questionnaire, condition: WrittenCondition, answers: Answers) -> bool:
    match condition:
        case AllOf():
            return all(_true(questionnaire, part, answers) for part in condition.all)
        case AnyOf():
            return any(_true(questionnaire, part, answers) for part in condition.any)
        case NotOf():
            return not _true(questionnaire, condition.not_, answers)
        case Comparison():
            return _compares(questionnaire, condition, answers[condition.question])


def _compares(questionnaire: model.Questionnaire, comparison: Comparison, given: Value | None) -> bool:
    if given is None:
        return False
    question, (op, raw) = questionnaire.by_id[comparison.question], comparison.test
    parts = [question.operand(part) for part in (raw if isinstance(raw, list) else [raw])]
    match op:
        case "is" | "one_of":
            return given in parts
        case "is_not":
            return given not in parts
        case "includes":
            return isinstance(given, tuple) and parts[0] in given
        case "at_least":
            return int(given) >= int(parts[0])  # type: ignore[arg-type]  # only scales and numbers have this operator
        case _:
            return int(given) <= int(parts[0])  # type: ignore[arg-type]  # only scales and numbers have this operator
