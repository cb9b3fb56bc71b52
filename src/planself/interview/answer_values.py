"""Which values a question takes, and what ticking one more option does to the others."""

from __future__ import annotations

from collections.abc import Collection

from planself.answers.model import Value
from planself.interview.numbers import within
from planself.questionnaire.model import (
    AnyQuestion,
    MultipleQuestion,
    NumberQuestion,
    Questionnaire,
    ScaleQuestion,
    SingleQuestion,
    TextQuestion,
    YesNoQuestion,
)


def fits(questionnaire: Questionnaire, question: AnyQuestion, value: Value) -> bool:
    """Return whether a value is an answer to the question."""
    match question, value:
        case YesNoQuestion(), bool():
            return True
        case _, bool():
            return False
        case ScaleQuestion(), int():
            return 0 <= value < len(questionnaire.levels(question))
        case SingleQuestion(), str():
            return any(option.id == value for option in question.options)
        case MultipleQuestion(), tuple():
            return _together(question, value)
        case NumberQuestion(), int():
            return within(question, value)
        case TextQuestion(), str():
            return bool(value.strip())
        case _:
            return False


def _together(question: MultipleQuestion, ticked: tuple[str, ...]) -> bool:
    known = {option.id for option in question.options}
    alone = {option.id for option in question.options if option.exclusive}
    once = len(set(ticked)) == len(ticked)
    return once and known.issuperset(ticked) and (len(ticked) < 2 or alone.isdisjoint(ticked))


def toggle(ticked: Collection[str], option: str, alone: Collection[str]) -> tuple[str, ...]:
    """Return the ticks after one more key press: an exclusive option clears the others, and they clear it."""
    if option in ticked:
        return tuple(other for other in ticked if other != option)
    if option in alone:
        return (option,)
    return (*(other for other in ticked if other not in alone), option)
