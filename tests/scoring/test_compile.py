"""From a questionnaire to its plan: the units, the words of a file, and what goes without saying."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from planself.questionnaire.model import Questionnaire
from planself.scoring.compile import compile_plan
from planself.scoring.plan import All, Comparison, Measure, Multiple, Not, Number, Plan, Question, Single, Value

ASKED: tuple[dict[str, Any], ...] = (
    {"id": "people", "type": "number", "text": "Wie viele?"},
    {"id": "own", "type": "yes_no", "text": "Eigenes Jugendamt?"},
    {"id": "level", "type": "scale", "text": "Stufe?", "levels": [{"label": "0"}, {"label": "1"}]},
    {"id": "kind", "type": "single", "text": "Art?", "options": [{"id": 1, "label": "a"}, {"id": "b", "label": "b"}]},
)


def plan(*questions: dict[str, Any], when: object = None, **hurdle: object) -> Plan:
    data = {
        "format": "planself/questionnaire/1",
        "id": "small",
        "version": "1.0.0",
        "languages": ["de"],
        "title": "Klein",
        "bands": [{"id": "all", "from": 0, "label": "alles"}],
        "stages": [{"id": "all", "min": 0, "label": "alles"}],
        "hurdles": [{"id": "h", "name": "H", **hurdle}],
        "sections": [
            {"id": "first", "title": "A", "questions": list(ASKED)},
            {"id": "then", "title": "B", "questions": list(questions) or [{"id": "t", "type": "text", "text": "T"}]}
            | ({"when": when} if when else {}),
        ],
    }
    return compile_plan(Questionnaire.model_validate(data))


def last(compiled: Plan) -> Question:
    return compiled.questions[-1]


@pytest.mark.parametrize(
    ("test", "op", "value"),
    [
        ({"question": "people", "at_least": Decimal("0.000001")}, "at_least", 1),
        ({"question": "people", "at_most": Decimal("1.5")}, "at_most", 1_500_000),
        ({"question": "people", "is": 30}, "is", 30_000_000),
        ({"question": "people", "is_not": Decimal("-0.5")}, "is_not", -500_000),
        ({"question": "own", "is": "yes"}, "is", True),
        ({"question": "own", "is": False}, "is", False),
        ({"question": "own", "is_not": "no"}, "is_not", False),
        ({"question": "level", "at_least": 1}, "at_least", 1),
        ({"question": "kind", "is": 1}, "is", "1"),
        ({"question": "kind", "one_of": [1, "b"]}, "one_of", ("1", "b")),
    ],
)
def test_a_comparison_stands_in_the_plans_units(test: dict[str, Any], op: str, value: Value) -> None:
    found = last(plan({"id": "q", "type": "text", "text": "Q", "when": test})).when
    assert isinstance(found, Comparison)
    assert (found.question, found.op, found.value) == (test["question"], op, value)
    assert type(found.value) is type(value)


def test_the_section_is_asked_before_the_question() -> None:
    own, level = {"question": "own", "is": "yes"}, {"question": "level", "is": 0}
    compiled = plan({"id": "q", "type": "text", "text": "Q", "when": {"not": level}}, when=own)
    both = All((Comparison("own", "is", True), Not(Comparison("level", "is", 0))))
    assert last(compiled).when == both


def test_ticks_weigh_one_and_all_of_them_are_full_but_the_exclusive_one() -> None:
    options = [
        {"id": "a", "label": "a"},
        {"id": "b", "label": "b", "weight": Decimal("0.5")},
        {"id": "none", "label": "n", "exclusive": True},
    ]
    question = {"id": "q", "type": "multiple", "text": "Q", "options": options, "hurdles": {"h": 1}}
    assert last(plan(question)).rule == Multiple((("a", 100), ("b", 50)), ("none",), 150)
    assert last(plan(question | {"full": 1})).rule == Multiple((("a", 100), ("b", 50)), ("none",), 100)


def test_an_option_outside_the_score_has_no_points_and_a_context_option_none_to_give() -> None:
    options = [{"id": "a", "label": "a", "points": Decimal("0.125")}, {"id": "b", "label": "b", "scored": False}]
    scored = {"id": "q", "type": "single", "text": "Q", "options": options, "hurdles": {"h": Decimal("1.25")}}
    assert last(plan(scored)).rule == Single((("a", 125), ("b", None)))
    assert last(plan(scored)).weights == (("h", 125),)
    assert plan().questions[3].rule == Single((("1", 0), ("b", 0)))


def test_steps_and_limits_are_millionths() -> None:
    steps = [{"from": Decimal("0.5"), "points": 1}, {"from": 2, "points": 0}]
    question = {"id": "q", "type": "number", "text": "Q", "min": Decimal("0.5"), "steps": steps, "hurdles": {"h": 1}}
    assert last(plan(question)).rule == Number(((500_000, 1000), (2_000_000, 0)), 500_000, None)


def test_measures_are_offered_at_any_score_unless_they_say_otherwise() -> None:
    when = {"question": "own", "is": "no"}
    measures = [
        {"id": "always", "title": "A"},
        {"id": "low", "title": "L", "below": Decimal("49.9"), "from": 10, "when": when},
    ]
    assert plan(measures=measures).hurdles[0].measures == (
        Measure("always", 0, 1010),
        Measure("low", 100, 499, Comparison("own", "is", False)),
    )
