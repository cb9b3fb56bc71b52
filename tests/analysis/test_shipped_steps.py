"""The steps of the shipped questionnaires fit the kind of municipality, and every failed gate has one."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from functools import cache, partial

import pytest

from planself import resources
from planself.analysis.obstacles import obstacles
from planself.analysis.recommendation import Step, first_steps, ranked
from planself.questionnaire.load import load_questionnaire
from planself.questionnaire.model import Measure, Questionnaire
from planself.scoring.assessment import Assessment
from planself.scoring.compile import compile_plan
from planself.scoring.plan import Given, State
from planself.scoring.points import points
from planself.text import resolve
from tests.report.material import assessed
from tests.strategies import choices

LONG, SHORT = "integrierte-planung", "integrierte-planung-kurz"
OWN_OFFICES = {"lead", "youth", "plan", "edu", "health", "urban", "stat", "coord", "fin", "council", "prov"}
KINDS: dict[str, tuple[Mapping[str, Given], set[str]]] = {
    "independent city": ({"kind": "kreisfrei"}, OWN_OFFICES),
    "district": ({"kind": "landkreis"}, OWN_OFFICES | {"muni"}),
    "town with a youth office": ({"kind": "kreisangehoerig_mit"}, OWN_OFFICES - {"health", "stat"} | {"county"}),
    "town without one": ({"kind": "kreisangehoerig_ohne"}, {"lead", "townhall", "county", "council", "fin", "prov"}),
    "borough with one": ({"kind": "stadtbezirk", "own_youth_office": True}, OWN_OFFICES - {"stat"} | {"city"}),
    "borough without": ({"kind": "stadtbezirk", "own_youth_office": False}, {"borough", "city", "council", "prov"}),
}
"""Each kind of municipality with the roles that can carry a measure there."""
NO_YOUTH_OFFICE = {"town without one", "borough without"}
NO_DISTRICT = {"independent city", "borough with one", "borough without"}
FOREIGN = {
    "all": ("Dezernat", "directorate"),
    "no office": ("Jugendamt", "youth office", "Jugendhilfeausschuss", "youth welfare committee", "§ 78", "§ 79"),
    "no district": ("Landkreis", " district"),
}
"""What no text of a measure names: anywhere, where there is no youth office, or no district."""


@cache
def _questionnaire(name: str) -> Questionnaire:
    return load_questionnaire(resources.questionnaires() / f"{name}.yaml").questionnaire


def _drawn(name: str, kind: str, sets: int, **fixed: Given) -> Iterator[Assessment]:
    """Yield answer sets of one kind of municipality: leaning low, high or neither way, a few answers open."""
    questionnaire, dice = _questionnaire(name), random.Random(f"{name} {kind} {sets} {fixed}")  # noqa: S311
    plan = compile_plan(questionnaire)
    for _ in range(sets):
        lean = dice.choice([0.4, 1.0, 2.5])
        given: dict[str, Given] = {}
        for question in plan.questions:
            if question.scored:
                values = sorted(choices(question.rule), key=partial(points, question.rule))
                given[question.id] = values[int(len(values) * dice.random() ** lean)]
                if dice.random() < 0.1:
                    given[question.id] = dice.choice([State.UNKNOWN, State.NOT_APPLICABLE])
        given["population"] = dice.choice(["below_10000", "from_10000", "from_20000", "from_50000", "from_200000"])
        yield assessed(questionnaire, {**given, **KINDS[kind][0], **fixed})


def _texts(measure: Measure) -> str:
    texts = (measure.title, measure.text)
    return "\n".join(resolve(text, language)[0] for text in texts if text is not None for language in ("de", "en"))


@pytest.mark.parametrize("name", [LONG, SHORT])
@pytest.mark.parametrize("kind", KINDS)
def test_no_step_names_an_office_that_this_kind_of_municipality_does_not_have(kind: str, name: str) -> None:
    met: dict[str, Step] = {}
    for assessment in _drawn(name, kind, 60 if name == LONG else 20):
        met |= {step.measure.id: step for step in ranked(assessment)}
    assert len(met) > (60 if name == LONG else 20)
    words = FOREIGN["all"] + (FOREIGN["no office"] if kind in NO_YOUTH_OFFICE else ())
    words += FOREIGN["no district"] if kind in NO_DISTRICT else ()
    for id_, step in met.items():
        assert step.who, id_
        assert set(step.who) <= KINDS[kind][1], id_
        assert [word for word in words if word in _texts(step.measure)] == [], id_


@pytest.mark.parametrize("name", [LONG, SHORT])
@pytest.mark.parametrize("kind", KINDS)
def test_every_failed_gate_has_a_step_of_its_own_whatever_the_score(kind: str, name: str) -> None:
    questionnaire, plan = _questionnaire(name), compile_plan(_questionnaire(name))
    rules = {question.id: question.rule for question in plan.questions}
    for hurdle in questionnaire.hurdles:
        for gate in hurdle.gates:
            failing = [v for v in choices(rules[gate.question]) if points(rules[gate.question], v) < gate.at_least]
            assert failing
            for value in failing:
                for assessment in _drawn(name, kind, 4, **{gate.question: value}):
                    if assessment.result.hurdle(hurdle.id).score is not None:
                        steps = [step for step in ranked(assessment) if gate.question in step.failed_gates]
                        assert steps, (hurdle.id, gate.question, value)


@pytest.mark.parametrize("name", [LONG, SHORT])
@pytest.mark.parametrize("kind", KINDS)
def test_every_hurdle_that_is_named_as_in_the_way_has_a_first_step(kind: str, name: str) -> None:
    for assessment in _drawn(name, kind, 40 if name == LONG else 20):
        named = obstacles(assessment).named
        assert named
        assert [hurdle.id for hurdle in named if hurdle.id not in first_steps(assessment)] == []
