"""Plans that were edited by hand: the terminal changes one entry, and every other byte stays."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself.actions.load import load_plan
from planself.actions.propose import action_of, draft, proposals, taken
from planself.actions.store import PlanStore
from planself.actions.write import action_lines, fresh
from planself.errors import InputError, PlanselfError, UsageError
from planself.files.emit import Word
from planself.files.refusals import FORBIDDEN
from planself.i18n import Reader, use
from tests.actions.samples import EXAMPLE, HEAD, choose, city, questionnaire

BY_HAND = (
    HEAD
    + """\
# our own remark
targets: {participation: 40}   # agreed in the committee

actions:
- id: first      # the first of all
  title:   'An action'
  office: Jugendamt   # see minutes
  # nothing yet about dates
  status: planned
- {id: second, title: Another, after: [first]}
"""
)


@pytest.fixture(autouse=True)
def english() -> None:
    use("en")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_bytes(BY_HAND.encode())
    return path


def changed(before: str, after: str) -> list[str]:
    """Return the lines that are new."""
    old = before.splitlines()
    return [line for line in after.splitlines() if line not in old]


def edit(file: Path, *change: Any) -> list[str]:
    before = file.read_text("utf-8")
    with PlanStore(file, choose) as store:
        store.put(*change)
    return changed(before, file.read_text("utf-8"))


def test_a_value_is_replaced_and_the_remark_beside_it_stays(file: Path) -> None:
    assert edit(file, "first", "office", "Schulamt: Nord") == ['  office: "Schulamt: Nord"   # see minutes']


def test_a_new_key_finds_its_place(file: Path) -> None:
    assert edit(file, "first", "due", Word("2026-12-01")) == ["  due: 2026-12-01"]
    assert load_plan(file, choose).plan.by_id["first"].due == date(2026, 12, 1)


def test_an_action_in_braces_is_edited_in_its_braces(file: Path) -> None:
    assert edit(file, "second", "status", "running") == [
        "- {id: second, title: Another, status: running, after: [first]}"
    ]


def test_a_key_is_taken_out_and_its_remark_stays(file: Path) -> None:
    edit(file, "first", "office", None)
    assert "# see minutes" in file.read_text("utf-8")
    assert load_plan(file, choose).plan.by_id["first"].office is None


def test_a_new_action_shows_two_days_that_can_follow_each_other() -> None:
    raw = action_of(proposals(city(2024))[0], ())
    lines = action_lines(raw, "", None, questionnaire().questionnaire, Reader("de"))
    start, due = (
        next(re.findall(r"[\d-]{10}", line)[0] for line in lines if f"{key}:" in line) for key in ("start", "due")
    )
    assert date.fromisoformat(start) < date.fromisoformat(due)


def test_targets_are_set_and_taken_out(file: Path) -> None:
    with PlanStore(file, choose) as store:
        store.target("data_basis", 70)
        store.target("participation", None)
    text = file.read_text("utf-8")
    assert "targets: {data_basis: 70}   # agreed in the committee" in text
    assert load_plan(file, choose).plan.targets == {"data_basis": 700}


@pytest.mark.parametrize("start", ["", "actions: []\n", "actions:\n", "targets:\n", "actions: [{id: b, title: y}]\n"])
def test_an_action_is_added_whatever_is_there(tmp_path: Path, start: str) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(HEAD + start, "utf-8")
    raw = {"id": "own_1", "title": "x: y", "office": None, "status": "planned"}
    lines = action_lines(raw, "", None, questionnaire().questionnaire, Reader("de"))
    with PlanStore(file, choose) as store:
        store.target("participation", 50)
        store.add(raw, lines)
    plan = load_plan(file, choose).plan
    assert plan.targets == {"participation": 500}
    assert list(plan.by_id) == (["b"] if "id: b" in start else []) + ["own_1"]


def test_windows_line_ends_stay(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_bytes(BY_HAND.replace("\n", "\r\n").encode())
    raw = {"id": "own_1", "title": "x"}
    with PlanStore(file, choose) as store:
        store.put("first", "due", Word("2026-12-01"))
        store.add(raw, action_lines(raw, "", None, questionnaire().questionnaire, Reader("de")))
    data = file.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")


def test_what_is_wrong_is_refused_and_the_file_stays(file: Path) -> None:
    before = file.read_bytes()
    with PlanStore(file, choose) as store:
        with pytest.raises(InputError):
            store.put("first", "after", ["second"])
        with pytest.raises(InputError):
            store.put("first", "due", "soon")
        assert store.plan.by_id["first"].after == []
    assert file.read_bytes() == before


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(file: Path) -> None:
    with PlanStore(file, choose) as store:
        file.write_text(BY_HAND + "# theirs\n", "utf-8")
        with pytest.raises(PlanselfError, match="meanwhile"):
            store.put("first", "office", "x")
    assert file.read_text("utf-8") == BY_HAND + "# theirs\n"


def test_two_sessions_do_not_write_at_once(file: Path) -> None:
    with PlanStore(file, choose), pytest.raises(PlanselfError):
        PlanStore(file, choose)
    PlanStore(file, choose).close()


def test_json_is_read_and_not_edited(tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_text('{"format": "planself/plan/1"}', "utf-8")
    with pytest.raises(PlanselfError, match="JSON"):
        PlanStore(file, choose)


texts = st.text(max_size=40).map(lambda text: FORBIDDEN.sub("", text)).filter(str.strip)


@given(
    text=texts, key=st.sampled_from(["title", "office", "note", "target"]), which=st.sampled_from(["first", "second"])
)
def test_every_text_survives_editing_and_hurts_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, text: str, key: str, which: str
) -> None:
    file = tmp_path_factory.mktemp("plan") / "plan.yaml"
    file.write_bytes(BY_HAND.encode())
    with PlanStore(file, choose) as store:
        before = store.plan
        store.put(which, key, text)
        expected = before.by_id[which].model_copy(update={key: text})
        assert store.plan.by_id == {**before.by_id, which: expected}
    assert "# our own remark\n" in file.read_text("utf-8")


def test_the_shipped_plan_can_be_edited_everywhere(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_bytes(EXAMPLE.read_bytes())
    with PlanStore(file, choose) as store:
        for id_ in store.plan.by_id:
            store.put(id_, "note", f"Note on {id_}")
            store.put(id_, "status", "planned")
            store.put(id_, "done_on", None)
        assert all(action.note == f"Note on {action.id}" for action in store.plan.actions)
    text = file.read_text("utf-8")
    assert all(line in text for line in EXAMPLE.read_text("utf-8").splitlines() if line.strip().startswith("#"))


# --- new plans ---


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("everything", [False, True])
def test_a_fresh_plan_is_sound_and_proposes_in_the_order_of_the_report(
    tmp_path: Path, lang: str, everything: bool
) -> None:
    offered = proposals(city(2024), everything=everything)
    top, actions = draft(city(2024), "answers.yaml", offered, {"participation": 555})
    file = tmp_path / "plan.yaml"
    file.write_text(fresh(top, actions, offered, questionnaire().questionnaire, Reader(lang)), "utf-8")
    found = load_plan(file, choose)
    assert [action.id for action in found.plan.actions] == [one.measure.id for one in offered]
    assert found.notes == ()
    assert found.plan.targets == {"participation": 555}
    scores = {hurdle.id: hurdle.score for hurdle in city(2024).result.hurdles if hurdle.score is not None}
    assert found.plan.baseline.scores == scores
    placed = list(found.plan.by_id)
    for action in found.plan.actions:
        assert all(placed.index(earlier) < placed.index(action.id) for earlier in action.after)


def test_measures_are_taken_by_name_whether_offered_or_not() -> None:
    found = taken(city(2024), ["m_silo_rule", "m_part_places", "m_fund_costs"])
    assert [one.measure.id for one in found] == ["m_fund_costs", "m_part_places", "m_silo_rule"]
    assert found[-1].step is None
    with pytest.raises(UsageError) as refused:
        taken(city(2024), ["m_part_place"])
    assert "m_part_places" in refused.value.hint


def test_only_prerequisites_in_the_plan_are_named() -> None:
    proposal = taken(city(2024), ["m_silo_calendar"])[0]
    assert "after" not in action_of(proposal, ["m_silo_calendar"])
    assert action_of(proposal, ["m_silo_inventory", "m_silo_calendar"])["after"] == ["m_silo_inventory"]
