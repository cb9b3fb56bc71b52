"""What measures aim at: which of the aimed answers are weaker today than a measure would have them.

An open answer ("don't know", none, or waiting for another) is not known to be weak, so no measure fits because of it,
as a condition that is undetermined offers none; it stands among the gaps. What does not apply cannot be bettered.
"""

from __future__ import annotations

from planself.answers.values import read_value
from planself.questionnaire.model import Measure
from planself.scoring.assessment import Assessment
from planself.scoring.plan import Question, State, Value
from planself.scoring.points import inapplicable, points


def weak_answers(assessment: Assessment, measure: Measure) -> tuple[str, ...]:
    """Return the aimed questions that are answered below where the measure aims, in the measure's order."""
    return tuple(id_ for id_, raw in measure.aims_at.items() if _is_weak(assessment, id_, raw))


def _is_weak(assessment: Assessment, id_: str, raw: object) -> bool:
    questionnaire, answer = assessment.loaded.questionnaire, assessment.answer_set.answers.get(id_)
    if answer is None or answer.value is None or assessment.result.question(id_).state is not State.ANSWERED:
        return False
    aim = read_value(questionnaire.by_id[id_], raw, exact=True)
    terms = next(question for question in assessment.plan.questions if question.id == id_)
    return is_below(terms, answer.value, aim)


def fits(assessment: Assessment, measure: Measure) -> bool:
    """Return whether a measure betters an answer that stands; one that names no aims is judged by its range alone."""
    return not measure.aims_at or bool(weak_answers(assessment, measure))


def is_below(question: Question, given: Value, aim: Value) -> bool:
    """Return whether an answer has fewer points than it would have with what is aimed at."""
    if makes_inapplicable(question, aim):
        return False
    value = joined(question, given, aim)
    if question.scored:
        return points(question.rule, value) > points(question.rule, given)
    if isinstance(given, int) and not isinstance(given, bool) and isinstance(value, int):
        return value > given
    return value != given


def makes_inapplicable(question: Question, aim: Value) -> bool:
    """Return whether an option takes its question out of the arithmetic, which is no improvement."""
    return question.scored and aim in inapplicable(question.rule)


def joined(question: Question, given: Value, aim: Value) -> Value:
    """Return the aim, with the ticks that are there already unless one of them excludes the others."""
    exclusive = getattr(question.rule, "exclusive", ())
    if not (isinstance(given, tuple) and isinstance(aim, tuple)) or set(exclusive) & {*given, *aim}:
        return aim
    return tuple(dict.fromkeys((*given, *aim)))
