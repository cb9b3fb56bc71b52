"""Explanations: every formula is worked out again, and the numbers are those of the result."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise
from math import floor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself.analysis.explanation import Line, explain
from planself.answers.model import Answer, AnswerSet
from planself.errors import UsageError
from planself.i18n import Reader
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import Questionnaire
from planself.scoring.assessment import Assessment, assess
from planself.scoring.compile import compile_plan
from planself.scoring.plan import Given, State
from planself.scoring.result import Status
from tests.reaching import reached, reaching
from tests.strategies import answers, questionnaires

GERMAN, ENGLISH = Reader("de"), Reader("en")
MARKS = {"de": (",", ".", ":", "gerundet", "höchstens"), "en": (".", ",", "÷", "rounded", "at most")}


# --- a pocket calculator that knows nothing of planself ---


def number(text: str, lang: str) -> Fraction:
    decimal, group = MARKS[lang][:2]
    assert re.fullmatch(rf"(\d{{1,3}}(\{group}\d{{3}})*|\d+)(\{decimal}\d+)?", text), text
    return Fraction(text.replace(group, "").replace(decimal, "."))


def work_out(expression: str, lang: str) -> Fraction:
    """Work out sums, differences, products, one kind of division, and brackets."""
    tokens = re.findall(r"[()+−×:÷]|[\d.,]+", expression)
    assert "".join(tokens) == expression.replace(" ", "")

    def atom() -> Fraction:
        sign = tokens.pop(0)
        if sign != "(":
            return number(sign, lang)
        inside = total()
        assert tokens.pop(0) == ")"
        return inside

    def product() -> Fraction:
        found = atom()
        while tokens and tokens[0] in ("×", MARKS[lang][2]):
            found = found * atom() if tokens.pop(0) == "×" else found / atom()
        return found

    def total() -> Fraction:
        found = product()
        while tokens and tokens[0] in "+−":
            found = found + product() if tokens.pop(0) == "+" else found - product()
        return found

    found = total()
    assert not tokens, expression
    return found


def check(formula: str, lang: str) -> Fraction:
    """Check every step of a formula and return the number that it ends with."""
    _decimal, _group, _division, rounded, at_most = MARKS[lang]
    expression, _, rest = formula.partition(" = ")
    value = work_out(expression, lang)
    shown, *steps = rest.split(", ")
    cut = number(shown.removesuffix("…"), lang)
    assert 0 <= value - cut < Fraction(1, 1000)
    assert (value != cut) == shown.endswith("…")
    for step in steps:
        word, _, after = step.rpartition(" ")
        found = number(after, lang)
        if word == rounded:
            assert found != value
            assert found == Fraction(floor(10 * value + Fraction(1, 2)), 10)
        else:
            assert word == at_most
            assert found < value
        value = found
    return value


@pytest.mark.parametrize(
    "formula", ["1 + 1 = 3", "2 ÷ 3 = 0.667", "5 ÷ 8 = 0.625, rounded 0.7", "10 ÷ 1 = 10, at most 100"]
)
def test_the_calculator_finds_a_wrong_formula(formula: str) -> None:
    with pytest.raises(AssertionError):
        check(formula, "en")


def test_the_calculator_passes_a_right_formula() -> None:
    assert check("265 : 4 = 66,25, gerundet 66,3", "de") == Fraction(663, 10)


# --- any questionnaire, any answers ---


@st.composite
def assessments(draw: st.DrawFn) -> Assessment:
    questionnaire = draw(questionnaires(roles=True))
    given_ = draw(answers(compile_plan(questionnaire)))
    part = draw(st.sampled_from([(), (), ("council",)]))
    answer_set = AnswerSet(part=part, answers={id_: _recorded(value) for id_, value in given_.items()})
    return assess(Loaded(questionnaire, "digest", Path("drawn.yaml")), answer_set)


def _recorded(given_: Given) -> Answer:
    if given_ is State.UNKNOWN:
        return Answer(said="unknown")
    return Answer(said="not_applicable", comment="Reason") if isinstance(given_, State) else Answer(value=given_)


def finals(lines: tuple[Line, ...], lang: str) -> dict[str, Fraction]:
    return {line.text: check(line.formula, lang) for line in lines if line.formula}


def tenths(value: int | None) -> Fraction | None:
    return None if value is None else Fraction(value, 10)


@given(assessments())
def test_the_whole_is_recomputed_to_the_published_numbers(assessment: Assessment) -> None:
    overall, found = assessment.result.overall, finals(explain(assessment, ENGLISH), "en")
    assert found.get("Score") == tenths(overall.score)
    assert found.get("Lower bound") == tenths(overall.lower)
    assert found.get("Upper bound") == tenths(overall.upper)
    assert found.get("Coverage") == tenths(overall.coverage)


@reaching(*Status, "an interval")
@given(assessments())
def test_every_hurdle_is_recomputed_to_the_published_numbers(assessment: Assessment) -> None:
    for hurdle in assessment.result.hurdles:
        reached(hurdle.status)
        reached("an interval", hurdle.lower != hurdle.upper)
        found = finals(explain(assessment, ENGLISH, hurdle.id), "en")
        assert found.get("Score") == tenths(hurdle.score)
        assert found.get("Coverage") == tenths(hurdle.coverage)
        assert found.get("Applies, of what was asked") == tenths(hurdle.applicable)
        bounds = [value for text, value in found.items() if text.startswith(("Lower", "Upper"))]
        assert bounds == ([] if hurdle.lower is None else [tenths(hurdle.lower), tenths(hurdle.upper)])


@reaching("a lever", "a gap", "points", "no points")
@given(assessments())
def test_every_question_is_recomputed_to_its_points_and_gain(assessment: Assessment) -> None:
    levers = {lever.question: lever for lever in assessment.leverage}
    widths = {gap.question: gap.width for gap in assessment.gaps}
    for question in assessment.result.questions:
        lines = explain(assessment, ENGLISH, question.id)
        found = finals(lines, "en")
        lever = levers.get(question.id)
        reached("a lever", lever is not None)
        reached("a gap", question.id in widths)
        reached("no points" if question.points is None else "points")
        assert found.get("Missing") == tenths(lever.missing if lever else None)
        assert found.get("Gain") == tenths(lever.gain if lever else None)
        assert found.get("Width") == tenths(widths.get(question.id))
        headings = [place for place, line in enumerate(lines) if line.heading]
        points = [lines[place + 1 : next_] for place, next_ in pairwise(headings) if lines[place].text == "Points"]
        assert [check([line for line in part if line.formula][-1].formula, "en") for part in points] == (
            [] if question.points is None else [tenths(question.points)]
        )


@given(assessments())
def test_german_formulas_say_the_same(assessment: Assessment) -> None:
    targets = [None, *(h.id for h in assessment.result.hurdles), *(q.id for q in assessment.result.questions)]
    for target in targets:
        german, english = explain(assessment, GERMAN, target), explain(assessment, ENGLISH, target)
        assert list(finals(german, "de").values()) == list(finals(english, "en").values())


# --- words ---


def told(data: dict[str, object], answer_set: AnswerSet, target: str | None, reader: Reader = ENGLISH) -> str:
    questionnaire = Questionnaire.model_validate(data)
    assessment = assess(Loaded(questionnaire, "digest", Path("small.yaml")), answer_set)
    return "\n".join(map(str, explain(assessment, reader, target)))


SMALL: dict[str, object] = {
    "format": "planself/questionnaire/1",
    "id": "small",
    "version": "1.0.0",
    "languages": ["de"],
    "title": "Klein",
    "bands": [{"id": "low", "from": 0, "label": "hoch"}, {"id": "top", "from": 50, "label": "niedrig"}],
    "stages": [{"id": "s0", "min": 0, "label": "Anfang"}, {"id": "s1", "min": 70, "label": "Fortgang"}],
    "roles": [{"id": "council", "label": "Rat"}, {"id": "planning", "label": "Planung"}],
    "hurdles": [{"id": "silos", "name": "Silos", "gates": [{"question": "plan", "at_least": 0.5}]}],
    "sections": [
        {
            "id": "a",
            "title": "A",
            "questions": [
                {"id": "own", "type": "yes_no", "text": "Eigenes Jugendamt?"},
                {
                    "id": "plan",
                    "type": "scale",
                    "text": "Plan?",
                    "levels": [{"label": "keiner"}, {"label": "Entwurf"}, {"label": "beschlossen"}],
                    "hurdles": {"silos": 1},
                    "when": {"question": "own", "is": "yes"},
                    "roles": ["planning"],
                },
                {
                    "id": "office",
                    "type": "single",
                    "text": "Stelle?",
                    "options": [
                        {"id": "none", "label": "keine", "points": 0},
                        {"id": "other", "label": "andere", "scored": False},
                    ],
                    "hurdles": {"silos": 1},
                },
                {"id": "team", "type": "yes_no", "text": "Team?", "hurdles": {"silos": 1}},
            ],
        }
    ],
}


@pytest.mark.parametrize(
    ("recorded", "target", "expected"),
    [
        ({"own": Answer(value=False)}, "plan", "Eigenes Jugendamt? (own): needs yes; answered: no: not met"),
        ({}, "plan", "Eigenes Jugendamt? (own): needs yes; no answer yet: undecided"),
        ({"plan": Answer(value=2)}, "plan", "The answer recorded for it (level 2 “beschlossen”) stays in the file"),
        ({"team": Answer(said="not_applicable", comment="zu klein")}, "team", "The reason given: zu klein"),
        ({"team": Answer(said="not_applicable")}, "team", "without a reason"),
        ({"team": Answer(said="unknown")}, "team", "listed as a knowledge gap"),
        ({}, "team", "No answer yet."),
        ({"office": Answer(value="other")}, "office", "This option takes the question out of the score."),
        ({"team": Answer(value=True)}, "team", "“yes” earns: 1 × 100 = 100"),
        (
            {"own": Answer(value=True), "plan": Answer(value=0)},
            "silos",
            "at least 50.0 points, has 0.0: not met; the band is “hoch” at best",
        ),
        ({"own": Answer(value=True), "plan": Answer(value=1)}, "silos", "at least 50.0 points, has 50.0: met"),
        ({"team": Answer(value=True)}, "silos", "No score: the coverage of 33.3 is below the 60.0"),
        ({"team": Answer(value=True)}, None, "Silos (silos): 1 more answer"),
    ],
)
def test_what_did_not_count_is_said_with_its_reason(
    recorded: dict[str, Answer], target: str | None, expected: str
) -> None:
    assert expected in told(SMALL, AnswerSet(answers=recorded), target)


def test_a_part_names_whose_question_it_is() -> None:
    text = told(SMALL, AnswerSet(part=("council",), answers={}), "plan")
    assert "This answer file covers the part of Rat; the question is for Planung." in text


def test_a_failed_gate_is_named_with_the_band_it_leaves() -> None:
    recorded = {"own": Answer(value=True), "plan": Answer(value=0), "office": Answer(value="other")}
    text = told(SMALL, AnswerSet(answers=recorded | {"team": Answer(value=True)}), "silos", GERMAN)
    assert "100 : 2 = 50" in text
    assert "„niedrig“" in text
    assert "„hoch“" in text


def test_an_open_gate_and_little_that_applies_are_named_as_reasons() -> None:
    given_ = {"own": Answer(value=True), "team": Answer(value=True), "office": Answer(said="not_applicable")}
    data = {**SMALL, "scoring": {"min_coverage": 0}}
    assert "Provisional: still lacking: Plan? (plan)." in told(data, AnswerSet(answers=given_), "silos")
    few = {"plan": Answer(said="not_applicable"), "office": Answer(said="not_applicable")}
    text = told(data, AnswerSet(answers={**given_, **few}), "silos")
    assert "Provisional: 1 of 3 questions applies; the score rests on this one." in text
    assert "Applies, of what was asked: 100 × 1 ÷ 3 = 33.333…, rounded 33.3" in text


def test_a_stage_says_by_which_gate_it_is_held_back() -> None:
    stages = [{"id": "s0", "min": 0, "label": "Anfang"}, {"id": "s1", "min": 30, "label": "Fortgang", "gates": "met"}]
    recorded = {"own": Answer(value=True), "plan": Answer(value=0), "team": Answer(value=True)}
    data = {**SMALL, "stages": stages}
    text = told(data, AnswerSet(answers=recorded), None)
    assert "“Fortgang” asks 30.0 of every hurdle and all minimum conditions met. Held back by:" in text
    assert "Silos (silos): 50.0, minimum condition not met: Plan? (plan)" in text


def test_headings_stand_free() -> None:
    lines = told(SMALL, AnswerSet(answers={"team": Answer(value=True)}), "team").splitlines()
    assert lines[:4] == ["Question: Team? (team)", "  Answered: yes.", "", "Points"]


def test_an_unknown_target_is_refused_with_the_nearest_word() -> None:
    with pytest.raises(UsageError) as raised:
        told(SMALL, AnswerSet(), "silo")
    assert "silo" in raised.value.message
    assert raised.value.hint == "Did you mean silos?"
    with pytest.raises(UsageError) as raised:
        told(SMALL, AnswerSet(), "xyz")
    assert raised.value.hint == "The hurdles are silos."
