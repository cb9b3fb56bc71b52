"""When a question or a section is to be answered, as a sentence of a sheet."""

from __future__ import annotations

from planself.form.condition_words import ConditionWords
from planself.scoring.compile import WrittenCondition, compiled_condition
from planself.scoring.plan import All, AnyOf, Condition, Not


def for_question(words: ConditionWords, when: WrittenCondition) -> str:
    """Return when to answer a question."""
    _ = words.reader._
    return _sentence(words, when, _("Only if {condition}"), _("Not if {condition}"))


def for_section(words: ConditionWords, when: WrittenCondition) -> str:
    """Return when to answer the questions of a section."""
    _ = words.reader._
    return _sentence(words, when, _("Answer this section only if {condition}"), _("Skip this section if {condition}"))


def _sentence(words: ConditionWords, when: WrittenCondition, only: str, unless: str) -> str:
    condition = compiled_condition(when, words.questionnaire.by_id)
    refused = _refused(condition)
    return only.format(condition=words(condition)) if refused is None else unless.format(condition=words(refused))


def _refused(condition: Condition) -> Condition | None:
    """Return what must not be so, where a condition says nothing else; None where it does."""
    if isinstance(condition, Not):
        return condition.negated
    parts = condition.all if isinstance(condition, All) else ()
    refused = tuple(part.negated for part in parts if isinstance(part, Not))
    return AnyOf(refused) if refused and len(refused) == len(parts) else None
