"""Conditions on paper and in workbooks are said by the numbers of their questions."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter

from planself.form.paper_conditions import Conditions
from planself.i18n import Reader
from planself.interview.sheet_keys import question_numbers
from planself.questionnaire.condition import Condition
from tests.form.samples import sample

BOARD, OFTEN = {"question": "board", "is": True}, {"question": "vision", "at_least": 3}
RULES = {"question": "rules", "one_of": ["some", "full"]}


@pytest.mark.parametrize(
    ("condition", "german", "english"),
    [
        (BOARD, "Nur wenn 4 = ja", "Only if 4 = yes"),
        (OFTEN, "Nur wenn 2 mindestens Stufe 3 ist", "Only if 2 is at least level 3"),
        (RULES, "Nur wenn 8 = „einige“ oder „für alles“", "Only if 8 = “some” or “for everything”"),
        ({"question": "kind", "is_not": "town"}, "Nur wenn 1 ≠ „Stadt“", "Only if 1 ≠ “Town”"),
        ({"question": "quota", "at_most": 12}, "Nur wenn 7 höchstens 12 % ist", "Only if 7 is at most 12%"),
        ({"not": BOARD}, "Entfällt, wenn 4 = ja", "Not if 4 = yes"),
        (
            {"all": [BOARD, {"any": [OFTEN, RULES]}]},
            "Nur wenn 4 = ja und (2 mindestens Stufe 3 ist oder 8 = „einige“ oder „für alles“)",
            "Only if 4 = yes and (2 is at least level 3 or 8 = “some” or “for everything”)",
        ),
        ({"all": [BOARD]}, "Nur wenn 4 = ja", "Only if 4 = yes"),
    ],
)
def test_a_condition_is_said_by_numbers(condition: dict[str, Any], german: str, english: str) -> None:
    questionnaire = sample().questionnaire
    when = TypeAdapter(Condition).validate_python(condition)
    said = [
        Conditions(questionnaire, Reader(lang), question_numbers(questionnaire)).of_question(when)
        for lang in ("de", "en")
    ]
    assert said == [german, english]
