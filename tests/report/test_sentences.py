"""A thousand random answer sets in two languages: every sentence of a council's page agrees with the numbers."""

from __future__ import annotations

from functools import cache
from random import Random

import pytest
from hypothesis import given

from planself.answers.model import Answer, AnswerSet
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import Questionnaire
from planself.scoring.assessment import Assessment, assess
from planself.scoring.compile import compile_plan
from planself.scoring.plan import Given, Plan, Question, State, Value
from planself.scoring.points import points
from tests.reaching import REACHED, reached, reaching
from tests.report.material import LANGUAGES, answered, assessed, shipped, small
from tests.report.rules import keep
from tests.strategies import choices

BATCHES, SETS = 20, 50
BRANCHES = (
    *(
        "a superlative",
        "best named",
        "a tie in the lead",
        "a near second",
        "ties",
        "more in the way",
        "three steps",
        "two further steps",
        "a stage",
    ),
    *("a hurdle without a step", "a step that aims", "a step at a failed gate", "failed_gates", "open_gates"),
    *("statutory points open", "statutory points unmet", "some answers without evidence"),
    *("a list leaves questions out", "a list of scored and other questions", "open in the consensus"),
)
"""What the sets of every batch come to; that nothing is in the way is rarer, and drawn on purpose."""


@cache
def questionnaires() -> tuple[tuple[Loaded, Plan], ...]:
    found = {a.loaded.questionnaire.id: (a.loaded, a.plan) for a in shipped().values()}
    long, others = found.pop("integrierte-planung"), tuple(found.values())
    return (long, long, *others, (small(), compile_plan(small().questionnaire)))


def seeded(number: int) -> Random:
    return Random(number)  # noqa: S311 -- answers for tests, no secrets


def random_set(number: int) -> Assessment:
    """Return an answer set of one of several tempers: at random, all alike, good, bad, with a lot left open."""
    random = seeded(number)
    loaded, plan = random.choice(questionnaires())
    temper = random.choice(("any", "any", "alike", "good", "bad", "open", "best"))
    level = random.random()
    answers = {question.id: _answer(random, question, temper, level) for question in plan.questions}
    given_ = {id_: answer for id_, answer in answers.items() if answer}
    return assess(loaded, AnswerSet(answers=given_, round=random.choice(("individual", "consensus"))), plan)


def _answer(random: Random, question: Question, temper: str, level: float) -> Answer | None:
    open_, apart = (0.4, 0.15) if temper == "open" else (0.06, 0.04) if temper in ("any", "good", "bad") else (0, 0)
    dice = random.random()
    if dice < open_:
        return None if dice < open_ / 2 else Answer(said="unknown")
    if dice < open_ + apart:
        return Answer(said="not_applicable")
    evidence = "Protokoll" if random.random() < 0.3 else ""
    return Answer(value=_value(random, question, temper, level), evidence=evidence)


def _value(random: Random, question: Question, temper: str, level: float) -> Value:
    possible = choices(question.rule)
    if question.scored:
        possible.sort(key=lambda value: points(question.rule, value))
    last = len(possible) - 1
    place = {
        "alike": round(level * last),
        "best": last if random.random() < 0.97 else random.randint(0, last),
        "good": max(random.randint(0, last), random.randint(0, last)),
        "bad": min(random.randint(0, last), random.randint(0, last)),
    }.get(temper, random.randint(0, last))
    return possible[place]


@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_sentence_agrees_with_the_numbers(batch: int) -> None:
    REACHED.clear()
    for number in range(batch * SETS, (batch + 1) * SETS):
        assessment = random_set(number)
        for lang in LANGUAGES:
            keep(assessment, lang)
    assert [branch for branch in BRANCHES if not REACHED[branch]] == []


@reaching("rated", "a superlative")
@given(answered())
def test_every_sentence_agrees_with_the_numbers_of_any_questionnaire(
    case: tuple[Questionnaire, dict[str, Given]],
) -> None:
    assessment = assessed(*case)
    for lang in LANGUAGES:
        keep(assessment, lang)
    reached("rated", any(found.score is not None for found in assessment.result.hurdles))


def test_the_rules_would_notice() -> None:
    """Where everything is at its best, nothing is in the way; with one answer at its worst, its hurdle is."""
    loaded, plan = questionnaires()[0]
    best = {q.id: Answer(value=_value(seeded(0), q, "alike", 1.0)) for q in plan.questions}
    page = keep(assess(loaded, AnswerSet(answers=best), plan), "en")
    assert not page.blockers
    assert page.steps_title == "Next steps"
    gate = next(h for h in loaded.questionnaire.hurdles if h.gates)
    question = next(q for q in plan.questions if q.id == gate.gates[0].question)
    worse = best | {question.id: Answer(value=_value(seeded(0), question, "alike", 0.0))}
    assessment = assess(loaded, AnswerSet(answers=worse), plan)
    assert State.ANSWERED is assessment.result.question(question.id).state
    assert [blocker.row.id for blocker in keep(assessment, "de").blockers] == [gate.id]
