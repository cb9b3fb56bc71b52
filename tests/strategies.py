"""Random questionnaires and answers for laws that hold for every one of them.

A questionnaire is drawn as the data of a file, so that the models and the compiler are under test as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from planself.questionnaire.model import Questionnaire
from planself.scoring.compile import compile_plan
from planself.scoring.plan import (
    FreeText,
    Gate,
    Given,
    Hurdle,
    Multiple,
    Number,
    Plan,
    Question,
    Rule,
    Scale,
    Single,
    Stage,
    State,
    Threshold,
    Value,
    YesNo,
)

Data = dict[str, Any]
ROLES = ("planning", "council", "care")


# --- questionnaires ---
# Building a strategy costs more than drawing from it: what does not hang on an example is built once.

_one_of = cache(st.sampled_from)
_COIN = st.booleans()


@st.composite
def questionnaire_data(
    draw: st.DrawFn, *, full_range: bool = False, conditions: bool = True, roles: bool = False, max_questions: int = 8
) -> Data:
    """Draw a questionnaire's data; with `full_range` every scored question can have no points and all of them."""
    hurdles = [f"h{n}" for n in range(draw(st.integers(1, 3)))]
    questions: list[Data] = []
    for number in range(draw(st.integers(1, max_questions))):
        question = draw(_question(f"q{number}", hurdles, full_range))
        if conditions and _comparable(questions) and draw(_COIN):
            question["when"] = draw(condition(questions))
        if roles and draw(_COIN):
            question["roles"] = draw(_some(ROLES))
        questions.append(question)
    _measure_every_hurdle(questions, hurdles)
    scored = [question["id"] for question in questions if question.get("hurdles")]
    bands: list[Data] = [{"id": f"b{n}", "from": low, "label": f"Band {n}"} for n, low in enumerate(draw(_THRESHOLDS))]
    return {
        "format": "planself/questionnaire/1",
        "id": "drawn",
        "version": "1.0.0",
        "languages": ["de"],
        "title": "Drawn",
        "bands": bands,
        "stages": [draw(_stage(n, low)) for n, low in enumerate(draw(_THRESHOLDS))],
        "scoring": {"min_coverage": draw(_one_of((0, 60, Decimal("33.3"), 100)))},
        "roles": [{"id": role, "label": role} for role in ROLES],
        "hurdles": [draw(_hurdle(id_, scored, [band["id"] for band in bands])) for id_ in hurdles],
        "sections": draw(_sections(questions, conditions=conditions)),
    }


def questionnaires(**options: Any) -> st.SearchStrategy[Questionnaire]:
    """Draw a questionnaire."""
    return questionnaire_data(**options).map(Questionnaire.model_validate)


def plans(**options: Any) -> st.SearchStrategy[Plan]:
    """Draw a plan, compiled from a questionnaire."""
    return questionnaires(**options).map(compile_plan)


@cache
def weights() -> st.SearchStrategy[Decimal]:
    """Draw a weight as written: the round ones most of the time, the whole range now and then."""
    hundredths = st.one_of(st.sampled_from([50, 100, 200, 33, 125]), st.integers(1, 10_000))
    return hundredths.map(lambda n: Decimal(n).scaleb(-2))


@cache
def _points() -> st.SearchStrategy[Decimal]:
    return st.one_of(st.sampled_from([0, 250, 500, 1000]), st.integers(0, 1000)).map(lambda n: Decimal(n).scaleb(-3))


def _some(choices: Any) -> st.SearchStrategy[list[Any]]:
    return _some_of(tuple(choices))


@cache
def _some_of(choices: Any) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(choices), min_size=1, unique=True)


_THRESHOLDS = st.lists(st.integers(1, 1000), max_size=4, unique=True).map(
    lambda above: [Decimal(tenths).scaleb(-1) for tenths in (0, *sorted(above))]
)


def _measure_every_hurdle(questions: list[Data], hurdles: list[str]) -> None:
    measured = {hurdle for question in questions for hurdle in question.get("hurdles", {})}
    left = [hurdle for hurdle in hurdles if hurdle not in measured]
    if left:
        yes_no = {"id": "filler", "text": "Filler?", "type": "yes_no", "hurdles": dict.fromkeys(left, 1)}
        questions.append(yes_no)


@st.composite
def _stage(draw: st.DrawFn, number: int, low: Decimal) -> Data:
    stage: Data = {"id": f"s{number}", "min": low, "label": f"Stage {number}"}
    return stage | {"gates": "met"} if number and draw(_COIN) else stage


@st.composite
def _hurdle(draw: st.DrawFn, id_: str, scored: list[str], bands: list[str]) -> Data:
    gates = draw(st.lists(st.sampled_from(scored), unique=True, max_size=2))
    return {
        "id": id_,
        "name": f"Hurdle {id_}",
        "weight": draw(weights()),
        "gates": [draw(_gate(question, bands)) for question in gates],
    }


@st.composite
def _gate(draw: st.DrawFn, question: str, bands: list[str]) -> Data:
    gate: Data = {"question": question, "at_least": Decimal(draw(st.integers(1, 1000))).scaleb(-3)}
    return gate | {"cap": draw(st.sampled_from(bands))} if draw(_COIN) else gate


@st.composite
def _sections(draw: st.DrawFn, questions: list[Data], *, conditions: bool) -> list[Data]:
    cut = draw(st.integers(1, len(questions)))
    sections: list[Data] = [{"id": "a", "title": "A", "questions": questions[:cut]}]
    if questions[cut:]:
        sections.append({"id": "b", "title": "B", "questions": questions[cut:]})
        if conditions and _comparable(questions[:cut]) and draw(_COIN):
            sections[1]["when"] = draw(condition(questions[:cut]))
    return sections


@st.composite
def _question(draw: st.DrawFn, id_: str, hurdles: list[str], full_range: bool) -> Data:
    kind = draw(_one_of(("scale", "single", "yes_no", "multiple", "number", "text")))
    scored = kind != "text" and draw(st.integers(0, 4)) > 0
    question: Data = {"id": id_, "text": f"Question {id_}?", "type": kind}
    if scored:
        question["hurdles"] = {hurdle: draw(weights()) for hurdle in draw(_some(hurdles))}
    match kind:
        case "scale":
            top = draw(st.integers(1, 10))
            question |= {"levels": [{"label": f"Level {n}"} for n in range(top + 1)], "reverse": draw(_COIN)}
        case "yes_no":
            question["reverse"] = draw(_COIN)
        case "single":
            question["options"] = draw(_single_options(scored, full_range))
        case "multiple":
            question |= draw(_multiple_options(full_range))
        case "number" if scored:
            question |= draw(_steps(full_range))
    return question


@st.composite
def _single_options(draw: st.DrawFn, scored: bool, full_range: bool) -> list[Data]:
    count = draw(st.integers(2, 5))
    options: list[Data] = [{"id": f"o{n}", "label": f"Option {n}"} for n in range(count)]
    if scored:
        for option in options:
            option["points"] = draw(_points())
        if full_range:
            options[0]["points"], options[1]["points"] = draw(_ONE_FIRST)
        if count > 2 and draw(_COIN):
            options[-1] = {"id": options[-1]["id"], "label": "No matter here", "scored": False}
    return options


@st.composite
def _multiple_options(draw: st.DrawFn, full_range: bool) -> Data:
    options: list[Data] = [
        {"id": f"o{n}", "label": f"Option {n}", "weight": draw(weights())} for n in range(draw(st.integers(2, 4)))
    ]
    total = sum(option["weight"] for option in options)
    if draw(_COIN):
        options.append({"id": "none", "label": "None of these", "exclusive": True})
    if not draw(_COIN):
        return {"options": options}
    full = draw(weights())
    return {"options": options, "full": min(full, total) if full_range else full}


_ONE_FIRST = st.permutations([0, 1])
_HALVES = st.lists(st.integers(-10, 40).map(lambda n: Decimal(n) / 2), min_size=2, max_size=4, unique=True)


@st.composite
def _steps(draw: st.DrawFn, full_range: bool) -> Data:
    """Draw steps; where their points fall somewhere, nothing may lie below the first."""
    thresholds = sorted(draw(_HALVES))
    earned = [draw(_points()) for _ in thresholds]
    if full_range:
        earned[0], earned[-1] = (Decimal(n) for n in draw(_ONE_FIRST))
    steps = [{"from": low, "points": points} for low, points in zip(thresholds, earned, strict=True)]
    falls = any(after < before for before, after in pairwise(earned))
    return {"steps": steps, "min": thresholds[0]} if falls else {"steps": steps}


# --- conditions ---


@st.composite
def condition(draw: st.DrawFn, earlier: list[Data], depth: int = 2) -> Data:
    """Draw a condition over earlier questions, in the words of the file."""
    kinds = ["comparison"] if depth == 0 else ["comparison", "comparison", "all", "any", "not"]
    match draw(_one_of(tuple(kinds))):
        case "not":
            return {"not": draw(condition(earlier, depth - 1))}
        case "all" | "any" as joined:
            return {joined: draw(st.lists(condition(earlier, depth - 1), min_size=1, max_size=3))}
    return draw(_comparison(draw(st.sampled_from(_comparable(earlier)))))


def _comparable(questions: list[Data]) -> list[Data]:
    return [question for question in questions if question["type"] != "text"]


@st.composite
def _comparison(draw: st.DrawFn, question: Data) -> Data:
    test: Data = {"question": question["id"]}
    match question["type"]:
        case "scale":
            level = draw(st.integers(0, len(question["levels"]) - 1))
            return test | {draw(_one_of(("is", "is_not", "at_least", "at_most"))): level}
        case "number":
            least = question.get("min", -5)
            number = max(Decimal(draw(st.integers(-10, 40))) / 2, Decimal(least))
            return test | {draw(_one_of(("is", "is_not", "at_least", "at_most"))): number}
        case "yes_no":
            return test | {draw(_one_of(("is", "is_not"))): draw(st.sampled_from(["yes", "no", True, False]))}
        case "multiple":
            return test | {"includes": draw(st.sampled_from(question["options"]))["id"]}
        case _:
            ids = [option["id"] for option in question["options"] if option.get("scored", True)]
            operator = draw(_one_of(("is", "is_not", "one_of")))
            return test | {operator: draw(_some(ids)) if operator == "one_of" else draw(st.sampled_from(ids))}


# --- answers ---


def values(rule: Rule) -> st.SearchStrategy[Value]:
    """Draw a valid answer to a question."""
    match rule:
        case Scale():
            return st.integers(0, rule.top)
        case YesNo():
            return st.booleans()
        case Single():
            return st.sampled_from([option for option, _ in rule.options])
        case Multiple():
            ticked = st.lists(st.sampled_from([option for option, _ in rule.options]), unique=True)
            exclusive = st.sampled_from([[option] for option in rule.exclusive] or [[]])
            return st.one_of(ticked, exclusive).map(tuple)
        case Number():
            near = [threshold + step for threshold, _ in rule.steps for step in (-1, 0, 1)]
            number = st.one_of(st.sampled_from(near or [0]), st.integers(-10_000_000, 25_000_000))
            return number.map(lambda n: n if rule.minimum is None else max(n, rule.minimum))
        case FreeText():
            return st.sampled_from(["Text", "<b>Text</b>", "=1+1"])


def choices(rule: Rule) -> list[Value]:
    """Return answers of which one has the most and one the fewest points that the question can have."""
    match rule:
        case Scale():
            return list(range(rule.top + 1))
        case YesNo():
            return [False, True]
        case Single():
            return [option for option, earned in rule.options if earned is not None]
        case Multiple():
            plain = tuple(option for option, _ in rule.options)
            return [(), *((option,) for option in rule.exclusive), *(plain[:n] for n in range(1, len(plain) + 1))]
        case Number():
            return [threshold for threshold, _ in rule.steps] or [0]
        case FreeText():
            return ["Text"]


@st.composite
def answers(draw: st.DrawFn, plan: Plan) -> Mapping[str, Given]:
    """Draw answers to some of a plan's questions, whether or not they are asked."""
    given: dict[str, Given] = {}
    for question in plan.questions:
        match draw(_one_of(("value",) * 6 + ("missing", "missing", "unknown", "not_applicable"))):
            case "value":
                given[question.id] = draw(values(question.rule))
            case "unknown":
                given[question.id] = State.UNKNOWN
            case "not_applicable":
                given[question.id] = State.NOT_APPLICABLE
    return given


@st.composite
def answered_plans(draw: st.DrawFn, /, **options: Any) -> tuple[Plan, Mapping[str, Given]]:
    """Draw a plan together with answers."""
    plan = draw(plans(**options))
    return plan, draw(answers(plan))


# --- plans in which what is rare elsewhere is common ---


@st.composite
def gated_plans(draw: st.DrawFn) -> tuple[Plan, Mapping[str, Given]]:
    """Draw a plan whose hurdles have gates and whose stages ask for them, with every question answered."""
    plan = draw(plans(conditions=False))
    scored = [question.id for question in plan.questions if question.scored]
    bands = tuple(Threshold(f"b{n}", 250 * n) for n in range(4))
    gate = st.builds(Gate, st.sampled_from(scored), st.integers(400, 1000), st.integers(0, 3))
    gates = st.lists(gate, max_size=2, unique_by=lambda one: one.question).map(tuple)
    low = st.builds(Stage, st.just("s1"), st.integers(1, 20), st.just(True))
    high = st.builds(Stage, st.just("s2"), st.integers(21, 60), st.booleans())
    hurdles = tuple(replace(hurdle, gates=draw(gates)) for hurdle in plan.hurdles)
    plan = replace(plan, hurdles=hurdles, bands=bands, stages=(Stage("s0", 0), draw(low), draw(high)))
    return plan, {question.id: draw(values(question.rule)) for question in plan.questions}


@st.composite
def even_plans(draw: st.DrawFn) -> tuple[Plan, Mapping[str, Given]]:
    """Draw a plan in which nearly everything weighs the same, so that ranks are often shared."""
    hurdles = tuple(Hurdle(f"h{n}", draw(st.sampled_from([100, 100, 200]))) for n in range(draw(st.integers(2, 3))))
    rules: list[Rule] = [YesNo(), Scale(2)]
    questions = tuple(
        Question(f"q{n}", draw(st.sampled_from(rules)), ((hurdles[n % len(hurdles)].id, 100),))
        for n in range(draw(st.integers(3, 9)))
    )
    plan = Plan(questions, hurdles, (Threshold("b0", 0),), (Stage("s0", 0),), 0)
    given = {question.id: draw(st.one_of(values(question.rule), st.just(State.UNKNOWN))) for question in questions}
    return plan, given
