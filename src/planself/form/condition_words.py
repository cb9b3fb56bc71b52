"""Conditions in words for forms that cannot hide a question: “7 = yes and 9 at least 3”, by the questions' numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planself.analysis.explanation.phrases import number
from planself.i18n import Reader
from planself.questionnaire.model import AnyQuestion, Questionnaire
from planself.scoring.plan import All, AnyOf, Comparison, Condition, Not, Value


@dataclass(frozen=True, slots=True)
class ConditionWords:
    """Says conditions to a reader; `numbers` are those that the questions have in the form."""

    questionnaire: Questionnaire
    numbers: Mapping[str, int]
    reader: Reader

    def __call__(self, condition: Condition) -> str:
        """Return when a condition is met."""
        return self._said(condition, inside=False)

    def _said(self, condition: Condition, *, inside: bool) -> str:
        match condition:
            case Comparison():
                return self._comparison(condition)
            case All(parts):
                return self._joined(parts, self.reader._("{first} and {second}"), inside=inside)
            case AnyOf(parts):
                return self._joined(parts, self.reader._("{first} or {second}"), inside=inside)
            case Not(part):
                return self.reader._("not ({condition})").format(condition=self._said(part, inside=False))

    def _joined(self, parts: Sequence[Condition], pattern: str, *, inside: bool) -> str:
        several = len(parts) > 1
        said, *others = (self._said(part, inside=several or inside) for part in parts)
        for other in others:
            said = pattern.format(first=said, second=other)
        return f"({said})" if several and inside else said

    def _comparison(self, test: Comparison) -> str:
        _, question = self.reader._, self.questionnaire.by_id[test.question]
        values = test.value if isinstance(test.value, tuple) else (test.value,)
        said, *others = (self._value(question, value) for value in values)
        for other in others:
            said = _("{first} or {second}").format(first=said, second=other)
        patterns = {
            "is": "{question} = {value}",
            "is_not": "{question} ≠ {value}",
            "one_of": "{question} = {value}",
            "at_least": _("{question} at least {value}"),
            "at_most": _("{question} at most {value}"),
            "includes": _("{question} with a tick at {value}"),
        }
        return patterns[test.op].format(question=self.numbers[test.question], value=said)

    def _value(self, question: AnyQuestion, value: Value) -> str:
        reader, quantity = self.reader, question.quantity
        if quantity is not None and isinstance(value, int):
            unit, one = (reader.text(text) if text else "" for text in (quantity.unit, quantity.unit_one))
            return reader.quantity(number(reader, value), unit, one)
        choice = question.choice(value)
        if choice is None or choice.word is not None:
            return choice.said(reader) if choice else str(value)
        label = reader._("“{text}”").format(text=choice.said(reader))
        return f"{choice.id} {label}" if question.ladder else label
