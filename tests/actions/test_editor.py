"""Planning in plain lines: what somebody types ends in the file at once, and nothing else changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from planself.actions.editor import Planner, plan_in_terminal
from planself.actions.load import LoadedPlan, load_plan
from planself.actions.propose import proposals
from planself.actions.store import PlanStore
from planself.actions.target_questions import parse_target
from planself.i18n import use
from planself.terminal.screen import Sieve
from tests.actions.samples import HEAD, choose, city
from tests.interview.test_plain import Lines

BODY = (
    HEAD
    + """\
# ours
baseline: {scores: {participation: 26}}
actions:
  - id: m_part_places   # first
    measure: m_part_places
    title: {de: Hingehen, en: Go there}
    hurdles: [participation]
    status: proposed
"""
)
OFFICE, DUE, STATUS, HURDLES, AFTER, BACK = "2", "5", "8", "10", "11", "13"
"""The numbers of an action's fields."""
MORE, OWN, TARGETS, DONE = range(4)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(BODY, "utf-8")
    return path


def sit(file: Path, *lines: str, lang: str = "en") -> tuple[LoadedPlan, str, Sequence[str]]:
    """Let a person type, and return the plan, what was shown, and what was left to type."""
    person = Lines(*lines)
    reader = use(lang)
    planner = Planner(person.plain(), reader, Sieve(), date(2026, 11, 23))
    with PlanStore(file, choose) as store:
        plan_in_terminal(store, planner, proposals(city(2024), everything=True))
    return load_plan(file, choose), person.shown, person.waiting


def entry(actions: int, which: int) -> str:
    """Return the number of an entry below the actions of the plan."""
    return str(actions + which + 1)


def test_fields_are_filled_in_and_saved_at_once(file: Path) -> None:
    found, shown, left = sit(file, "1", OFFICE, "Youth office", DUE, "1.3.2027", BACK, entry(1, DONE))
    action = found.plan.by_id["m_part_places"]
    assert (action.office, action.due) == ("Youth office", date(2027, 3, 1))
    assert "Go there (proposed" in shown
    assert "2027-03-01" in shown
    assert left == []
    assert "# ours\n" in file.read_text("utf-8")
    assert "- id: m_part_places   # first\n" in file.read_text("utf-8")


def test_a_wrong_date_is_asked_for_again(file: Path) -> None:
    found, shown, _left = sit(file, "1", DUE, "30.2.2027", "28.2.2027", BACK, entry(1, DONE))
    assert "There is no day 30.2.2027." in shown
    assert found.plan.actions[0].due == date(2027, 2, 28)


def test_a_title_in_two_languages_keeps_the_other(file: Path) -> None:
    found, _shown, _left = sit(file, "1", "1", "Go and ask", BACK, entry(1, DONE))
    assert found.plan.actions[0].title == {"de": "Hingehen", "en": "Go and ask"}


def test_what_is_done_gets_its_date_and_loses_it_again(file: Path) -> None:
    found, _shown, _left = sit(file, "1", STATUS, "4", BACK, entry(1, DONE))
    assert found.plan.actions[0].done_on == date(2026, 11, 23)
    found, _shown, _left = sit(file, "1", STATUS, "3", BACK, entry(1, DONE))
    assert (found.plan.actions[0].status, found.plan.actions[0].done_on) == ("running", None)


def test_an_action_of_one_s_own_is_added_and_waits_for_another(file: Path) -> None:
    typed = (entry(1, OWN), "Family council", "8", "11", AFTER, "1", "2", BACK, entry(2, DONE))
    found, _shown, left = sit(file, *typed)
    action = found.plan.by_id["own_1"]
    assert left == []
    assert (action.title, action.status, action.measure) == ("Family council", "planned", None)
    assert action.hurdles == [city(2024).loaded.questionnaire.hurdles[7].id]
    assert action.after == ["m_part_places"]


def test_a_circle_is_refused_with_the_reason_and_nothing_is_lost(file: Path) -> None:
    own = (entry(1, OWN), "Family council", "11", AFTER, "1", "2", BACK)
    found, shown, left = sit(file, *own, "1", AFTER, "1", "2", BACK, entry(2, DONE))
    assert left == []
    assert found.plan.by_id["m_part_places"].after == []
    assert "wait for each other in a circle" in " ".join(shown.split())  # the file's path decides where a line ends


def test_more_of_the_offered_measures_are_taken(file: Path) -> None:
    found, shown, _left = sit(file, entry(1, MORE), "1", "b", entry(2, DONE))
    offered = [one.measure.id for one in proposals(city(2024), everything=True)]
    assert list(found.plan.by_id) == ["m_part_places", next(id_ for id_ in offered if id_ != "m_part_places")]
    assert "Which measures belong to the plan?" in shown


def test_targets_are_set(file: Path) -> None:
    hurdles = [hurdle.id for hurdle in city(2024).loaded.questionnaire.hurdles]
    place, back = str(hurdles.index("participation") + 1), str(len(hurdles) + 1)
    found, shown, _left = sit(file, entry(1, TARGETS), place, "150", "52,5", back, entry(1, DONE))
    assert found.plan.targets == {"participation": 525}
    assert "between 0 and 100" in shown
    assert "26.0 → 52.5" in shown


def test_whoever_closes_the_terminal_has_lost_nothing(file: Path) -> None:
    with pytest.raises(EOFError):
        sit(file, "1", OFFICE, "Youth office")
    assert load_plan(file, choose).plan.actions[0].office == "Youth office"


@pytest.mark.parametrize(("typed", "target"), [("60", 60), ("60 %", 60), ("52,5", 52.5), ("0", 0), ("100", 100)])
def test_targets_as_people_type_them(typed: str, target: float) -> None:
    assert float(parse_target(typed)) == target


@pytest.mark.parametrize("typed", ["", "x", "-1", "100.1", "1,25"])
def test_what_is_no_target(typed: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_target(typed)


def test_an_action_names_its_hurdles_and_what_it_waits_for_by_what_they_are_called(file: Path) -> None:
    _found, shown, _left = sit(file, "1", BACK, entry(1, DONE))
    line = next(line for line in shown.splitlines() if "Hurdles: " in line)
    assert "_" not in line
