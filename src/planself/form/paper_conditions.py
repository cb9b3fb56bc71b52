"""When a question is asked, in words that lead to other questions of the sheet by their numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planself.analysis.explanation.phrases import number
from planself.i18n import Reader
from planself.questionnaire.model import Questionnaire
from planself.scoring.compile import WrittenCondition, compiled_condition
from planself.scoring.plan import All, AnyOf, Comparison, Condition, Not, Value


class Conditions:
    """The conditions of a questionnaire for one reader."""

    def __init__(self, questionnaire: Questionnaire, reader: Reader, numbers: Mapping[str, int]) -> None:
        self._by_id = questionnaire.by_id
        self._reader = reader
        self._numbers = numbers

    def of_question(self, when: WrittenCondition) -> str:
        """Return when to answer a question."""
        _ = self._reader._
        return self._sentence(when, _("Only if {condition}"), _("Not if {condition}"))

    def of_section(self, when: WrittenCondition) -> str:
        """Return when to answer the questions of a section."""
        _ = self._reader._
        return self._sentence(when, _("Answer this section only if {condition}"), _("Skip this section if {condition}"))

    def _sentence(self, when: WrittenCondition, only: str, unless: str) -> str:
        condition = compiled_condition(when, self._by_id)
        refused = _refused(condition)
        if refused is not None:
            return unless.format(condition=self._words(refused))
        return only.format(condition=self._words(condition))

    def _words(self, condition: Condition) -> str:
        match condition:
            case Comparison():
                return self._comparison(condition)
            case All():
                return self._joined(self._reader._(" and "), condition.all)
            case AnyOf():
                return self._joined(self._reader._(" or "), condition.any)
            case Not():
                return self._reader._("not ({condition})").format(condition=self._words(condition.negated))

    def _joined(self, word: str, parts: Sequence[Condition]) -> str:
        if len(parts) == 1:
            return self._words(parts[0])
        return word.join(f"({self._words(part)})" if _compound(part) else self._words(part) for part in parts)

    def _comparison(self, test: Comparison) -> str:
        _ = self._reader._
        many = test.value if isinstance(test.value, tuple) else (test.value,)
        said = [self._value(test.question, value) for value in many]
        phrases = {
            "is": _("{number} = {value}"),
            "is_not": _("{number} ≠ {value}"),
            "one_of": _("{number} = {value}"),
            "at_least": _("{number} is at least {value}"),
            "at_most": _("{number} is at most {value}"),
            "includes": _("{value} is ticked at {number}"),
        }
        return phrases[test.op].format(number=self._numbers[test.question], value=_(" or ").join(said))

    def _value(self, id_: str, value: Value) -> str:
        question, reader = self._by_id[id_], self._reader
        if question.quantity is not None and isinstance(value, int):
            unit, one = (reader.text(text or "") for text in (question.quantity.unit, question.quantity.unit_one))
            return reader.quantity(number(reader, value), unit, one)
        choice = question.choice(value)
        if choice is None:
            return str(value)
        if question.ladder:
            return reader._("level {n}").format(n=choice.id)
        return choice.said(reader) if choice.word is not None else reader._("“{text}”").format(text=choice.said(reader))


def _refused(condition: Condition) -> Condition | None:
    """Return what must not be so, where a condition says nothing else; None where it does."""
    if isinstance(condition, Not):
        return condition.negated
    parts = condition.all if isinstance(condition, All) else ()
    refused = tuple(part.negated for part in parts if isinstance(part, Not))
    return AnyOf(refused) if refused and len(refused) == len(parts) else None


def _compound(condition: Condition) -> bool:
    return isinstance(condition, All | AnyOf) and len(_parts(condition)) > 1


def _parts(condition: All | AnyOf) -> Sequence[Condition]:
    return condition.all if isinstance(condition, All) else condition.any
