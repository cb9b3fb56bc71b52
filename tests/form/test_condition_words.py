"""Conditions on paper and in workbooks are said by the numbers of their questions."""

from __future__ import annotations

import pytest

from planself.form.condition_words import ConditionWords
from planself.i18n import Reader
from planself.interview.sheet_keys import question_numbers
from planself.scoring.plan import All, AnyOf, Comparison, Condition, Not
from tests.form.samples import sample

BOARD, OFTEN = Comparison("board", "is", True), Comparison("vision", "at_least", 3)
RULES = Comparison("rules", "one_of", ("some", "full"))


@pytest.mark.parametrize(
    ("condition", "german", "english"),
    [
        (BOARD, "4 = ja", "4 = yes"),
        (OFTEN, "2 mindestens 3 „oft“", "2 at least 3 “often”"),
        (RULES, "8 = „einige“ oder „für alles“", "8 = “some” or “for everything”"),
        (Comparison("kind", "is_not", "town"), "1 ≠ „Stadt“", "1 ≠ “Town”"),
        (Comparison("partners", "includes", "kita"), "3 mit Kreuz bei „Kita“", "3 with a tick at “Day care”"),
        (Comparison("quota", "at_most", 12_500_000), "7 höchstens 12,5 %", "7 at most 12.5%"),
        (Not(BOARD), "nicht (4 = ja)", "not (4 = yes)"),
        (
            All((BOARD, AnyOf((OFTEN, RULES)))),
            "4 = ja und (2 mindestens 3 „oft“ oder 8 = „einige“ oder „für alles“)",
            "4 = yes and (2 at least 3 “often” or 8 = “some” or “for everything”)",
        ),
        (All((BOARD,)), "4 = ja", "4 = yes"),
    ],
)
def test_a_condition_is_said_by_numbers(condition: Condition, german: str, english: str) -> None:
    questionnaire = sample().questionnaire
    said = [
        ConditionWords(questionnaire, question_numbers(questionnaire), Reader(lang))(condition) for lang in ("de", "en")
    ]
    assert said == [german, english]
