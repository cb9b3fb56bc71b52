"""Every fault of a questionnaire is found, at its line and column, and one fault is reported once."""

from __future__ import annotations

import json

import pytest

from planself import i18n
from planself.codes import CODES
from planself.errors import InputError
from planself.files import source
from planself.questionnaire.check import check
from planself.questionnaire.lint import RULES
from tests.questionnaire.cases import MEANING, STRUCTURE
from tests.questionnaire.samples import BASE, HERE, broken, problems

ELSEWHERE = {"E128", "E160", "E161", "W316"}
"""Codes that need other files; `test_load.py` and `test_forms.py` produce them."""


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


def test_the_sample_itself_is_sound() -> None:
    assert problems(BASE) == ()


@pytest.mark.parametrize(("code", "old", "new"), [*STRUCTURE, *(case for case in MEANING if HERE in case[2])])
def test_a_fault_is_reported_once_at_its_place(code: str, old: str, new: str) -> None:
    case = broken(old, new) if new != "¦" else broken("format:", "¦format:", BASE.replace(old, ""))
    found = [(problem.code, problem.where.line, problem.where.column) for problem in problems(case.text)]
    assert found == [(code, case.line, case.column)]


def test_measures_that_wait_for_each_other_are_reported_once() -> None:
    found = problems(BASE.replace("title: Reden, below: 50,", "title: Reden, below: 50, after: [pilot],"))
    assert [problem.code for problem in found] == ["E143"]
    assert "talk → pilot → talk" in found[0].message


def test_every_code_has_a_case() -> None:
    produced = {code for code, _old, _new in (*STRUCTURE, *MEANING)} | {rule.code for rule in RULES} | ELSEWHERE
    assert produced == {
        code
        for code in CODES
        if code.startswith(("E10", "E11", "E12", "E13", "E14", "E15", "E16", "W30", "W31", "W34", "W35"))
    }


def test_all_problems_of_a_file_are_reported_at_once() -> None:
    text = BASE
    for old, new in (
        ("text: Gruppe?", "txet: Gruppe?"),
        ("who: [plan]", "who: [plann]"),
        ("when: {question: kind, is: town}", "when: {question: kind, is: twon}"),
        ("from: 50, label: niedrig", "from: 0, label: niedrig"),
        ("{id: odd, label: x, scored: false}", "{id: odd, label: x}"),
        ("{id: goal, min: 60, label: Ziel}", "{id: goal, min: hoch, label: Ziel}"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    assert [problem.code for problem in problems(text)] == ["E141", "E104", "E123", "E152", "E102", "E131"]


def test_problems_come_in_the_order_of_the_file() -> None:
    text = BASE.replace("at_least: 0.5", "at_least: 0").replace("from: 50, label", "from: 0, label")
    places = [(problem.where.line, problem.where.column) for problem in problems(text)]
    assert places == sorted(places)


def test_a_broken_question_causes_no_follow_up_faults() -> None:
    """Its id is still known to gates, conditions, aims and hurdles."""
    text = BASE.replace("        type: scale\n", "        type: scala\n").replace("text: Art?", "text: ")
    assert [problem.code for problem in problems(text)] == ["E104", "E103"]


@pytest.mark.parametrize("kept", range(1, len(BASE.splitlines())))
def test_a_torn_file_has_plain_problems(kept: int) -> None:
    """Whatever is cut off, no word of pydantic reaches the reader, and nothing crashes."""
    text = "\n".join(BASE.splitlines()[:kept]) + "\n"
    try:
        data = source.parse(text, "torn.yaml")
    except InputError:
        return
    found = check(data)[1]
    assert not any("Input" in problem.message or "{" in problem.message for problem in found)


@pytest.mark.parametrize("text", ["- a\n", "word\n", "1\n", "null: 1\n"])
def test_what_is_no_mapping_of_the_format_is_refused(text: str) -> None:
    assert problems(text)


def test_the_hint_names_the_nearest_word() -> None:
    hints = {
        "scale: maturty": "maturity",
        "scale: maturity\n        anchor: [a]": "anchors",
    }
    for new, meant in hints.items():
        found = problems(BASE.replace("scale: maturity", new))
        assert any(meant in problem.hint for problem in found), found


def test_a_gate_in_levels_is_explained_in_points() -> None:
    found = problems(BASE.replace("at_least: 0.5", "at_least: 2"))
    assert found[0].hint == "Did you mean level 2 = 1?"


def test_a_malformed_id_comes_with_a_proposal() -> None:
    found = problems(BASE.replace("{id: town, label: Stadt}", "{id: Große Stadt, label: Stadt}"))
    assert "grosse_stadt" in found[0].hint


def test_every_problem_speaks_german() -> None:
    """No message is left in English; the catalogue has every phrase, and placeholders are filled."""
    i18n.use("de")
    for _code, old, new in (*STRUCTURE, *MEANING):
        for problem in problems(BASE.replace(old, new.replace("¦", ""))):
            assert not any(word in problem.message for word in (" the ", " is ", "This ", "There ")), problem.message
            assert "{id" not in problem.message


def test_json_problems_have_places_too() -> None:
    data = source.parse(BASE, "sample.yaml").data
    text = json.dumps(data, default=float, indent=1).replace('"maturity",', '"maturty",')
    found = check(source.parse_json(text, "sample.json"))[1]
    line = next(n for n, row in enumerate(text.splitlines(), 1) if '"maturty",' in row)
    assert [(problem.code, problem.where.line) for problem in found] == [("E123", line)]
