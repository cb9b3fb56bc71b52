"""Comparisons: laws that hold for every questionnaire, and what a new question does."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planself.analysis.comparison import Comparison, PlannedMeasure, Round, Trend, comparable_part, compare
from planself.questionnaire.model import Questionnaire
from planself.scoring.assessment import Assessment
from planself.scoring.compile import compile_plan
from planself.scoring.plan import FULL, Given, State, rdiv
from planself.scoring.result import HurdleResult, Overall, Status
from tests import strategies
from tests.reaching import reached, reaching
from tests.report.material import assessed, small, small_case

AnyCourse = Trend[HurdleResult] | Trend[Overall]
Drawn = tuple[Assessment, ...]


@st.composite
def assessments(draw: st.DrawFn, least: int = 2) -> Drawn:
    """Draw a questionnaire, answered several times."""
    questionnaire: Questionnaire = draw(strategies.questionnaires())
    answers = strategies.answers(compile_plan(questionnaire))
    return tuple(assessed(questionnaire, draw(answers)) for _time in range(draw(st.integers(least, 4))))


@st.composite
def rounds(draw: st.DrawFn) -> tuple[Round, ...]:
    """Draw rounds of which some were not asked everything."""
    drawn = draw(assessments())
    ids = [question.id for question in drawn[0].plan.questions]
    return tuple(Round(found, "1.0.0", draw(st.frozensets(st.sampled_from(ids)))) for found in drawn)


def plain(*drawn: Assessment) -> Comparison:
    return compare([Round(found, "1.0.0") for found in drawn])


def courses(found: Comparison) -> list[AnyCourse]:
    return [found.overall, *(hurdle.whole for hurdle in found.hurdles)]


@reaching("changed", "apart", "crossed")
@settings(max_examples=100)
@given(assessments())
def test_the_other_way_round_every_change_has_the_other_sign(drawn: Drawn) -> None:
    there, back = plain(*drawn), plain(*reversed(drawn))
    for one, other in zip(courses(there), courses(back), strict=True):
        assert one.change == (None if other.change is None else -other.change)
        assert one.apart == other.apart
        assert one.crossed == (None if other.crossed is None else other.crossed[::-1])
        reached("changed", bool(one.change))
        reached("apart", one.apart)
        reached("crossed", one.crossed is not None)
    assert [(moved.id, moved.change) for moved in there.moved] == [
        (moved.id, None if moved.change is None else -moved.change) for moved in back.moved
    ]


@given(assessments(least=1))
def test_against_itself_nothing_changed(drawn: Drawn) -> None:
    found = plain(drawn[0], *drawn, drawn[0])
    for course in courses(found):
        assert course.change == (0 if course.results[0].status is Status.RATED else None)
        assert not course.apart
        assert course.crossed is None
    assert found.moved == ()


@given(assessments())
def test_where_nothing_is_new_the_comparable_part_is_everything(drawn: Drawn) -> None:
    series = [Round(found, "1.0.0") for found in drawn]
    assert compare(series).comparable is None
    assert comparable_part(series, ()) == tuple(found.result for found in drawn)


@reaching("apart", "together", "no score")
@given(assessments())
def test_the_mark_is_given_where_no_value_lies_in_both_ranges(drawn: Drawn) -> None:
    for course in courses(plain(*drawn)):
        first, last = course.results[0], course.results[-1]
        if first.score is None or last.score is None:
            assert course.change is None
            assert not course.apart
            reached("no score")
            continue
        reached("apart" if course.apart else "together")
        assert course.apart == (not in_range(first) & in_range(last))


def in_range(numbers: HurdleResult | Overall) -> set[int]:
    assert numbers.lower is not None
    assert numbers.upper is not None
    return set(range(numbers.lower, numbers.upper + 1))


@reaching("a comparable part", "nothing new", "a new question")
@given(rounds())
def test_the_comparable_part_counts_the_questions_that_all_were_asked(series: tuple[Round, ...]) -> None:
    found = compare(series)
    for place, hurdle in enumerate(found.hurdles):
        if hurdle.comparable is None:
            assert not hurdle.new
            reached("nothing new")
            continue
        reached("a comparable part")
        reached("a new question", bool(hurdle.new))
        for round_, result in zip(series, hurdle.comparable.results, strict=True):
            assert (result.lower, result.upper, result.coverage) == by_hand(round_, hurdle.id, found.new)
        weights = {
            question.id for question in series[0].assessment.plan.questions if dict(question.weights).get(hurdle.id)
        }
        gates = {gate.question for gate in series[0].assessment.plan.hurdles[place].gates}
        assert set(hurdle.new) == set(found.new) & (weights | gates)
    assert (found.comparable is None) == (not found.new)


def by_hand(round_: Round, hurdle: str, new: tuple[str, ...]) -> tuple[int | None, int | None, int | None]:
    """Section 4 of the rules once more, slowly, without the new questions."""
    plan, result = round_.assessment.plan, round_.assessment.result
    counted = [
        (dict(question.weights)[hurdle], settled.points)
        for question, settled in zip(plan.questions, result.questions, strict=True)
        if hurdle in dict(question.weights) and question.id not in new and settled.state.applicable
    ]
    whole = sum(weight for weight, _points in counted)
    if not whole:
        return None, None, None
    answered = sum(weight for weight, points in counted if points is not None)
    earned = sum(weight * points for weight, points in counted if points is not None)
    return rdiv(earned, whole), rdiv(earned + FULL * (whole - answered), whole), rdiv(FULL * answered, whole)


@reaching("new", "absent and not new", "moved")
@given(rounds())
def test_new_are_absent_questions_that_apply_somewhere(series: tuple[Round, ...]) -> None:
    absent = frozenset[str]().union(*(round_.absent for round_ in series))
    found = compare(series)
    assert set(found.new) <= absent
    reached("new", bool(found.new))
    reached("absent and not new", set(found.new) < absent)
    reached("moved", bool(found.moved))
    for id_ in found.new:
        assert any(round_.assessment.result.question(id_).state.applicable for round_ in series)
    assert not {moved.id for moved in found.moved} & (series[0].absent | series[-1].absent)


# --- cases ---


def library(**answers: Given) -> Assessment:
    return assessed(small().questionnaire, {"floors": "many", **answers})


def test_a_new_question_names_its_hurdles_and_the_gate_that_hangs_on_it() -> None:
    then = Round(library(keys=True, share=80_000_000), "1.1.0", frozenset({"hours"}))
    now = Round(library(keys=True, share=80_000_000, hours=0), "1.2.0")
    found = compare([then, now])
    doors = next(hurdle for hurdle in found.hurdles if hurdle.id == "doors")
    assert found.new == doors.new == ("hours",)
    assert doors.comparable is not None
    assert [numbers.score for numbers in doors.comparable.results] == [1000, 1000]
    assert [numbers.failed_gates for numbers in doors.comparable.results] == [(), ()]
    assert doors.whole.results[1].failed_gates == ("hours",)
    assert all(hurdle.comparable is None for hurdle in found.hurdles if hurdle.id != "doors")


def test_a_question_that_is_asked_of_nobody_is_not_new() -> None:
    one_floor: dict[str, Given] = {"floors": "one"}
    then = Round(assessed(small().questionnaire, one_floor), "1.1.0", frozenset({"lift"}))
    assert compare([then, Round(assessed(small().questionnaire, one_floor), "1.2.0")]).new == ()


def test_what_moved_is_the_answer_and_not_the_order_of_ticks_or_a_remark() -> None:
    then = library(leaflets=("rules", "signs"), hours=1, keys=State.UNKNOWN, lift="planned")
    now = library(leaflets=("signs", "rules"), hours=2, keys=True, lift="full")
    moved = {found.id: found for found in plain(then, now).moved}
    assert list(moved) == ["hours", "keys", "lift"]
    assert moved["hours"].change == 500
    assert moved["keys"].change is None


def test_in_a_series_the_change_leads_from_the_first_to_the_last() -> None:
    found = plain(library(share=0), library(share=100_000_000), library(share=33_500_000))
    words = found.hurdles[1].whole
    assert [numbers.lower for numbers in words.results] == [0, 333, 133]
    assert found.hurdles[1].whole.change is None  # too few answers for a score
    answered = [library(share=share, leaflets=()) for share in (0, 100_000_000, 33_500_000)]
    assert plain(*answered).hurdles[1].whole.change == 133


def test_measures_stand_at_their_hurdles() -> None:
    measure = PlannedMeasure("words", "m_plain", "Write plainly", "done")
    found = compare([Round(small_case("open"), "1.2.0"), Round(small_case("mixed"), "1.2.0")], [measure])
    assert [hurdle.measures for hurdle in found.hurdles] == [(), (measure,), ()]
    assert found.to_json()["hurdles"][1]["measures"] == [{"id": "m_plain", "title": "Write plainly", "status": "done"}]


@pytest.mark.parametrize("name", ["mixed", "open"])
def test_a_round_says_when_and_by_which_version(name: str) -> None:
    found = compare(
        [Round(small_case(name), "1.0.0", frozenset(), False, "old.yaml"), Round(small_case("mixed"), "1.2.0")]
    )
    told = found.to_json()["rounds"][0]
    day = small_case(name).answer_set.date
    assert told["version"] == "1.0.0"
    assert told["version_at_hand"] is False
    assert told["date"] == (day.isoformat() if isinstance(day, date) else None)
    assert not found.sure
