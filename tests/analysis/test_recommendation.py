"""Next steps: the order of docs, exact, with prerequisites first and the limits kept."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from planself.analysis.aims import fits
from planself.analysis.obstacles import obstacles
from planself.analysis.recommendation import IN_ALL, PER_HURDLE, first_steps, ranked, recommend
from planself.answers.model import Answer, AnswerSet
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import Questionnaire
from planself.scoring.assessment import Assessment, assess
from tests.reaching import reached, reaching

STAGES = [{"id": "one", "min": 0, "label": "one"}, {"id": "two", "min": 30, "label": "two"}]


def case(
    measures: dict[str, list[dict[str, Any]]],
    points: dict[str, int],
    stages: list[dict[str, Any]] = STAGES,
    **hurdle: dict[str, Any],
) -> Assessment:
    """Return an assessment with one ten-level question a hurdle, answered so that it has these points of 10."""
    data = {
        "format": "planself/questionnaire/1",
        "id": "steps",
        "version": "1.0.0",
        "languages": ["en"],
        "title": "Steps",
        "bands": [{"id": "low", "from": 0, "label": "low"}, {"id": "high", "from": 80, "label": "high"}],
        "stages": stages,
        "hurdles": [
            {"id": id_, "name": id_, "measures": [{"title": m["id"], **m} for m in found], **hurdle.get(id_, {})}
            for id_, found in measures.items()
        ],
        "sections": [
            {
                "id": "all",
                "title": "All",
                "questions": [
                    {
                        "id": f"q_{id_}",
                        "type": "scale",
                        "text": id_,
                        "levels": [{"label": str(n)} for n in range(11)],
                        "hurdles": {id_: 1},
                    }
                    for id_ in measures
                ],
            }
        ],
    }
    answers = {f"q_{id_}": Answer(value=level) for id_, level in points.items()}
    loaded = Loaded(Questionnaire.model_validate(data), "sha256:0", Path("steps.yaml"))
    return assess(loaded, AnswerSet(answers=answers))


def order(assessment: Assessment) -> list[str]:
    return [step.measure.id for step in ranked(assessment)]


def steps(assessment: Assessment) -> list[str]:
    return [step.measure.id for step in recommend(assessment)]


def test_weight_times_gap_by_effort_decides() -> None:
    found = case(
        {
            "a": [{"id": "a_low", "effort": "low"}, {"id": "a_high", "effort": "high"}],
            "b": [{"id": "b_low", "effort": "low"}],
        },
        {"a": 5, "b": 7},
        b={"weight": 2},
    )
    assert order(found) == ["b_low", "a_low", "a_high"]
    assert [step.worth for step in ranked(found)] == [Fraction(60), Fraction(50), Fraction(50, 3)]


def test_a_hurdle_that_holds_the_next_stage_back_comes_first() -> None:
    found = case({"a": [{"id": "m_a"}], "b": [{"id": "m_b", "effort": "high"}]}, {"a": 3, "b": 2}, a={"weight": 9})
    assert order(found) == ["m_b", "m_a"]
    assert [step.holds_back for step in ranked(found)] == [True, False]


def test_a_measure_that_aims_at_a_failed_gate_comes_first() -> None:
    """Before one that holds the next stage back; another measure of the gated hurdle does not come with it."""
    gate = {"gates": [{"question": "q_b", "at_least": 0.9}]}
    measures: dict[str, list[dict[str, Any]]] = {
        "a": [{"id": "m_a"}],
        "b": [{"id": "m_other", "effort": "high"}, {"id": "m_gate", "effort": "high", "aims_at": {"q_b": 9}}],
    }
    found = case(measures, {"a": 2, "b": 8}, b=gate)
    assert order(found) == ["m_gate", "m_a", "m_other"]
    assert [step.failed_gates for step in ranked(found)] == [("q_b",), (), ()]
    assert order(case(measures, {"a": 2, "b": 9}, b=gate)) == ["m_a", "m_other"]  # where it aims is reached


def test_a_hurdle_can_hold_the_next_stage_back_by_its_gate() -> None:
    stages = [{"id": "one", "min": 0, "label": "one"}, {"id": "two", "min": 30, "label": "two", "gates": "met"}]
    gate = {"gates": [{"question": "q_b", "at_least": 0.9}]}
    found = case({"a": [{"id": "m_a"}], "b": [{"id": "m_b", "effort": "high"}]}, {"a": 3, "b": 8}, stages, b=gate)
    assert found.result.overall.held_back_by == ("b",)
    assert order(found) == ["m_b", "m_a"]


def test_a_prerequisite_comes_before_what_builds_on_it_even_from_another_hurdle() -> None:
    found = case(
        {"a": [{"id": "m_a", "effort": "high"}], "b": [{"id": "m_b", "effort": "low", "after": ["m_a"]}]},
        {"a": 9, "b": 1},
    )
    assert order(found) == ["m_a", "m_b"]
    assert ranked(found)[0].needed_for == ("m_b",)
    assert steps(found) == ["m_a", "m_b"]  # none appears without what must come before it, whatever stands worse


def test_a_prerequisite_that_is_not_offered_counts_as_met() -> None:
    found = case({"a": [{"id": "m_a", "below": 10}, {"id": "m_b", "after": ["m_a"]}]}, {"a": 5})
    assert order(found) == ["m_b"]


def test_at_most_three_a_hurdle_and_none_without_its_prerequisite() -> None:
    many = [{"id": f"m{n}", "effort": "low"} for n in range(4)]
    found = case({"a": many, "b": [{"id": "m_b", "after": ["m3"]}]}, {"a": 1, "b": 1})
    assert steps(found) == ["m0", "m1", "m2"]


def test_equals_keep_the_questionnaires_order() -> None:
    found = case({id_: [{"id": f"m_{id_}"}] for id_ in "cab"}, dict.fromkeys("cab", 5))
    assert order(found) == ["m_c", "m_a", "m_b"]


def test_the_first_steps_are_one_for_each_hurdle_in_the_way_the_worst_first() -> None:
    """By rank alone both would be at b, which weighs nine times as much; d is overcome, and c has no measure."""
    measures: dict[str, list[dict[str, Any]]] = {
        "a": [{"id": "a1", "effort": "high"}, {"id": "a2"}],
        "b": [{"id": "b1"}, {"id": "b2"}],
        "c": [],
        "d": [{"id": "d1", "effort": "low"}],
    }
    found = case(measures, {"a": 3, "b": 5, "c": 4, "d": 8}, STAGES[:1], b={"weight": 9})
    assert [hurdle.id for hurdle in obstacles(found).named] == ["a", "c", "b"]
    assert {id_: step.measure.id for id_, step in first_steps(found).items()} == {"a": "a2", "b": "b1"}
    assert steps(found) == ["a2", "b1", "b2", "a1", "d1"]


def test_a_hurdle_with_the_best_band_is_in_the_way_only_while_a_gate_fails() -> None:
    gate = {"gates": [{"question": "q_b", "at_least": 0.9}]}
    measures: dict[str, list[dict[str, Any]]] = {"a": [], "b": []}
    assert [found.id for found in obstacles(case(measures, {"a": 8, "b": 8}, b=gate)).in_the_way] == ["b"]
    kept = {"gates": [{"question": "q_b", "at_least": 0.9, "cap": "high"}]}  # a gate that takes no band away
    assert [found.id for found in obstacles(case(measures, {"a": 8, "b": 8}, b=kept)).in_the_way] == ["b"]
    assert not obstacles(case(measures, {"a": 8, "b": 9}, b=gate)).in_the_way


def test_an_open_or_inapplicable_answer_is_not_known_to_be_weak() -> None:
    measures: dict[str, list[dict[str, Any]]] = {
        "a": [{"id": "open", "aims_at": {"q_b": 9}}, {"id": "both", "aims_at": {"q_b": 9, "q_a": 9}}],
        "b": [],
    }
    assert steps(case(measures, {"a": 3})) == ["both"]
    assert [step.weak for step in ranked(case(measures, {"a": 3, "b": 2}))] == [("q_b",), ("q_b", "q_a")]


@st.composite
def random_cases(draw: st.DrawFn) -> Assessment:
    names = [f"m{n}" for n in range(draw(st.integers(1, 14)))]
    hurdles = ["h0", "h1", "h2"]
    measures: dict[str, list[dict[str, Any]]] = {hurdle: [] for hurdle in hurdles}
    for place, name in enumerate(names):
        after = draw(st.lists(st.sampled_from(names[:place]), unique=True, max_size=2)) if place else []
        effort = draw(st.sampled_from(["low", "medium", "high"]))
        aims = {f"q_{hurdle}": 10 for hurdle in draw(st.lists(st.sampled_from(hurdles), max_size=1))}
        measure = {"id": name, "after": after, "effort": effort, "aims_at": aims}
        measures[draw(st.sampled_from(hurdles))].append(measure)
    gate = {"gates": [{"question": f"q_{draw(st.sampled_from(hurdles))}", "at_least": 0.9}]}
    return case(measures, {hurdle: draw(st.integers(0, 10)) for hurdle in hurdles}, h0=gate)


@reaching("chosen", "some not chosen", "a prerequisite")
@given(random_cases())
def test_limits_and_prerequisites_always_hold(assessment: Assessment) -> None:
    chosen = recommend(assessment)
    offered = {step.measure.id for step in ranked(assessment)}
    assert len(chosen) <= IN_ALL
    assert all(count <= PER_HURDLE for count in Counter(step.hurdle.id for step in chosen).values())
    seen: set[str] = set()
    reached("chosen", bool(chosen))
    reached("some not chosen", len(chosen) < len(offered))
    for step in chosen:
        reached("a prerequisite", bool(set(step.measure.after) & offered))
        assert set(step.measure.after) & offered <= seen
        seen.add(step.measure.id)


@reaching("ranked", "a failed gate", "a stage held back", "offered and not fitting")
@given(random_cases())
def test_every_offered_measure_is_ranked_once_in_the_order_of_the_rules(assessment: Assessment) -> None:
    found = ranked(assessment)
    measures = {m.id: m for hurdle in assessment.loaded.questionnaire.hurdles for m in hurdle.measures}
    fitting = [id_ for id_ in assessment.offered if fits(assessment, measures[id_])]
    assert sorted(step.measure.id for step in found) == sorted(fitting)
    reached("offered and not fitting", len(fitting) < len(assessment.offered))
    needed = {id_ for step in found for id_ in step.measure.after}
    free = [step for step in found if not step.measure.after and step.measure.id not in needed]
    keys = [(not step.failed_gates, not step.holds_back, -step.worth) for step in free]
    assert keys == sorted(keys)
    reached("ranked", len(set(keys)) > 1)
    reached("a failed gate", any(step.failed_gates for step in found))
    reached("a stage held back", any(step.holds_back for step in found))


@reaching("a step aims", "several in the way", "one without a step")
@given(random_cases())
def test_every_step_aims_at_a_weak_answer_and_the_first_belong_to_hurdles_in_the_way(assessment: Assessment) -> None:
    chosen, named = recommend(assessment, in_all=None), [found.id for found in obstacles(assessment).named]
    questions = {question.id: question for question in assessment.loaded.questionnaire.questions}
    for step in chosen:
        aims = {id_: answer for id_, answer in step.measure.aims_at.items() if id_ in questions}
        level = {id_: assessment.answer_set.answers[id_].value for id_ in aims}
        assert not aims or any(level[id_] < aims[id_] for id_ in aims)  # type: ignore[operator]
        assert set(step.failed_gates) <= set(step.weak) <= set(aims)
        reached("a step aims", bool(aims))
    first = [hurdle for hurdle in named if hurdle in first_steps(assessment)]
    assert [step.hurdle.id for step in chosen[: len(first)]] == first
    reached("several in the way", len(first) > 1)
    reached("one without a step", len(first) < len(named))
