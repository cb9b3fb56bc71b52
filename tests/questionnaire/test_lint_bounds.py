"""Where advice begins: the smallest step, overlap and aim that a rule objects to, beside the largest that it leaves."""

from __future__ import annotations

import pytest

from planself.files.source import Source
from planself.questionnaire.check import check
from planself.questionnaire.lint import RULES
from tests.questionnaire.test_lint import _completed

RULE = {rule.code: rule for rule in RULES}


def told(example: str, code: str) -> int:
    """Return how often a rule objects to an example."""
    questionnaire, problems = check(Source("example.yaml", "", _completed(example)))
    assert (problems, questionnaire is None) == ((), False)
    assert questionnaire is not None
    return len(list(RULE[code].find(questionnaire)))


def numbers(*steps: tuple[int, float]) -> str:
    listed = ", ".join(f"{{from: {low}, points: {points}}}" for low, points in steps)
    return (
        "questions: [{id: meetings, type: number, text: Wie viele?, min: 0, "
        f"steps: [{listed}], hurdles: {{silos: 1}}}}]"
    )


@pytest.mark.parametrize(
    ("steps", "flat"),
    [
        ([(0, 0), (2, 1)], 0),
        ([(0, 0), (2, 0.5), (4, 1)], 0),
        ([(0, 0), (2, 0.5), (4, 0.5)], 1),
        ([(0, 0), (2, 0), (4, 0), (6, 1)], 2),
    ],
)
def test_each_step_that_changes_nothing_is_told(steps: list[tuple[int, float]], flat: int) -> None:
    assert told(numbers(*steps), "W343") == flat


@pytest.mark.parametrize(
    ("points", "flat"), [(["0", "1"], 0), (["0.5", "0.5"], 1), (["1", "1", "0.9"], 0), (["1", "1", None], 1)]
)
def test_options_are_flat_where_all_that_count_are_worth_the_same(points: list[str | None], flat: int) -> None:
    options = ", ".join(
        f"{{id: o{n}, label: Antwort {n}, {'scored: false' if worth is None else f'points: {worth}'}}}"
        for n, worth in enumerate(points)
    )
    example = f"questions: [{{id: q, type: single, text: Was gilt?, options: [{options}], hurdles: {{silos: 1}}}}]"
    assert told(example, "W343") == flat


@pytest.mark.parametrize(
    ("labels", "overlaps"),
    [
        (["1–5", "6–10", "mehr als 10"], 0),
        (["1–5", "5–10"], 1),
        (["1–5", "5–10", "10–20"], 2),
        (["1–5", "2–3", "4–9"], 2),
        (["bis 5", "ab 5"], 1),
        (["bis 5", "mehr als 5"], 0),
        (["ja", "nein"], 0),
    ],
)
def test_each_option_that_shares_a_number_with_one_before_is_told_once(labels: list[str], overlaps: int) -> None:
    options = ", ".join(
        f"{{id: o{n}, label: '{label}', points: {n / len(labels):.2f}}}" for n, label in enumerate(labels)
    )
    example = f"questions: [{{id: q, type: single, text: Wie viele?, options: [{options}], hurdles: {{silos: 1}}}}]"
    assert told(example, "W342") == overlaps


@pytest.mark.parametrize(
    ("levels", "overlaps"), [(["1–2", "2–4"], 1), (["1–2", "3–4"], 0), (["ab 2", "ab 4"], 0), (["bis 3", "2–4"], 0)]
)
def test_levels_may_build_on_each_other(levels: list[str], overlaps: int) -> None:
    labels = ", ".join(f"{{label: '{label}'}}" for label in levels)
    example = f"questions: [{{id: q, type: scale, text: Wie viele?, levels: [{labels}], hurdles: {{silos: 1}}}}]"
    assert told(example, "W342") == overlaps


def weights(*questions: tuple[str, float]) -> str:
    """Return questions of a hurdle: scales of five levels and yes-or-no ones, with their weights."""
    listed = "".join(
        f"  - {{id: m{n}, type: {type_}, text: 'Gibt es davon {'abcdef'[n]}?', "
        f"hurdles: {{money: {weight}}}{', scale: steps' if type_ == 'scale' else ''}}}\n"
        for n, (type_, weight) in enumerate(questions)
    )
    return (
        "scales:\n  steps: {levels: [{label: nie}, {label: selten}, {label: manchmal}, {label: oft}, {label: immer}]}\n"
        "hurdles:\n"
        "  - {id: silos, name: Ressortdenken, measures: [{id: talk, title: Reden}]}\n"
        "  - {id: money, name: Geld fehlt, measures: [{id: ask, title: Geld beantragen}]}\n"
        f"questions:\n{listed}"
    )


SCALE, YES = "scale", "yes_no"


@pytest.mark.parametrize(
    ("questions", "large"),
    [
        ([(SCALE, 1), (SCALE, 1), (SCALE, 1), (YES, 1)], 1),
        ([(SCALE, 1), (SCALE, 1), (YES, 1)], 0),
        ([(SCALE, 1), (SCALE, 1), (SCALE, 1), (YES, 0.75)], 0),
        ([(SCALE, 1), (SCALE, 1), (SCALE, 1), (YES, 0.76)], 1),
        ([(SCALE, 1), (SCALE, 1), (SCALE, 1), (SCALE, 1), (YES, 1)], 0),
        ([(SCALE, 1), (SCALE, 1), (SCALE, 1), (SCALE, 1), (YES, 1.05)], 1),
    ],
)
def test_a_step_is_large_above_a_fifth_of_a_hurdle_of_four_questions(
    questions: list[tuple[str, float]], large: int
) -> None:
    assert told(weights(*questions), "W348") == large


@pytest.mark.parametrize(
    ("gate", "aim", "short"),
    [("0.5", "2", False), ("0.5", "1", True), ("0.51", "2", True), ("1", "4", False), ("0.25", "1", False)],
)
def test_a_measure_reaches_a_gate_or_stops_short_of_it(gate: str, aim: str, short: bool) -> None:
    labels = ", ".join(f"{{label: {label}}}" for label in ("nie", "selten", "manchmal", "oft", "immer"))
    example = (
        "hurdles:\n"
        f"  - {{id: silos, name: Ressortdenken, gates: [{{question: often, at_least: {gate}}}], measures: [{{id: talk, "
        f"title: Reden, aims_at: {{often: {aim}, shared: yes, known: yes}}}}]}}\n"
        f"questions: [{{id: often, type: scale, text: Wie oft?, levels: [{labels}], hurdles: {{silos: 1}}}}]\n"
    )
    assert told(example, "W346") == int(short)
