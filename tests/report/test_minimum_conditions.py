"""A minimum condition is told as what it asks: the least answer that meets it, whatever the type of its question."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from planself.answers.model import AnswerSet
from planself.i18n import Reader
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import Questionnaire
from planself.report.context import AssessmentContext
from planself.report.minimum_conditions import needed
from planself.scoring.assessment import assess
from planself.scoring.compile import compile_plan

LEVELS = {"levels": [{"label": word} for word in ("never", "rarely", "often", "always")]}
STEPS = [{"from": 0, "points": 0}, {"from": 10, "points": 0.5}, {"from": 20, "points": 1}]
FALLING = [{"from": 0, "points": 1}, {"from": 10, "points": 0.5}, {"from": 20, "points": 0}]
OPTIONS = [{"id": "a", "label": "None", "points": 0}, {"id": "b", "label": "Some", "points": 0.4}]
TICKS = [{"id": "a", "label": "A", "weight": 1}, {"id": "b", "label": "B", "weight": 1}]


def told(question: dict[str, Any], at_least: float, lang: str = "en") -> str:
    questionnaire = Questionnaire.model_validate(
        {
            "format": "planself/questionnaire/1",
            "id": "one",
            "version": "1.0.0",
            "languages": ["en"],
            "title": "One",
            "hurdles": [{"id": "h", "name": "Hurdle", "gates": [{"question": "q", "at_least": at_least}]}],
            "bands": [{"id": "low", "label": "low", "from": 0}, {"id": "high", "label": "high", "from": 50}],
            "stages": [{"id": "start", "label": "Start", "min": 0}],
            "sections": [
                {"id": "s", "title": "S", "questions": [{"id": "q", "text": "Text", "hurdles": {"h": 1}, **question}]}
            ],
        }
    )
    loaded = Loaded(questionnaire, "sha256:0", Path("one.yaml"))
    context = AssessmentContext(assess(loaded, AnswerSet(), compile_plan(questionnaire)), Reader(lang))
    return str(needed(context, "q", ["h"]))


@pytest.mark.parametrize(
    ("question", "at_least", "said"),
    [
        ({"type": "scale", **LEVELS}, 0.5, "“often” or better"),
        ({"type": "scale", **LEVELS}, 1, "“always”"),
        ({"type": "scale", **LEVELS, "reverse": True}, 0.5, "“rarely” or better"),
        ({"type": "scale", **LEVELS, "anchors": ["Nobody.", "Few.", "Many.", "All."]}, 0.6, "“Many.” or better"),
        ({"type": "yes_no"}, 0.5, "“yes”"),
        ({"type": "yes_no", "reverse": True}, 0.5, "“no”"),
        ({"type": "single", "options": OPTIONS}, 0.3, "“Some”"),
        ({"type": "number", "min": 0, "unit": "%", "steps": STEPS}, 0.5, "10% or more"),
        ({"type": "number", "min": 0, "unit": "%", "steps": FALLING}, 0.5, "at least 50 of 100 points"),
        ({"type": "multiple", "options": TICKS}, 0.5, "at least 50 of 100 points"),
    ],
)
def test_the_least_answer_that_meets_it_is_named(question: dict[str, Any], at_least: float, said: str) -> None:
    assert told(question, at_least) == said


def test_it_is_told_in_the_readers_words() -> None:
    assert told({"type": "scale", **LEVELS}, 0.5, "de") == "„often“ oder besser"
    assert told({"type": "yes_no"}, 0.5, "de") == "„ja“"
