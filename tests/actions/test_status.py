"""Where a plan stands on a day, how far its targets are, and what it could lead to."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself.actions.planned import planned
from planself.actions.progress import progress, share
from planself.actions.projection import project, project_aims
from planself.actions.status import StatusGroup, plan_status, schema, starts_from
from planself.i18n import Reader
from planself.scoring.plan import Plan, State
from planself.scoring.record import score
from tests import strategies
from tests.actions.samples import TODAY, city, example, plan_of, status
from tests.reaching import reached, reaching


def test_the_shipped_plan_stands_where_it_says() -> None:
    found = status()
    groups = {group.value: [standing.action.id for standing in found.of(group)] for group in StatusGroup}
    assert groups == {
        "overdue": ["m_part_places"],
        "due": ["m_steer_roles", "m_fund_decide"],
        "blocked": ["m_part_feedback"],
        "running": [],
        "ahead": ["family_council"],
        "done": ["m_cult_terms", "m_fund_costs"],
        "dropped": ["m_cult_visit"],
    }
    blocked = found.of(StatusGroup.BLOCKED)[0]
    assert blocked.blocked_by == ("m_part_places",)
    assert blocked.late_start
    assert found.of(StatusGroup.OVERDUE)[0].days == -24


@pytest.mark.parametrize(
    ("days", "group"),
    [(-1, StatusGroup.OVERDUE), (0, StatusGroup.DUE), (30, StatusGroup.DUE), (31, StatusGroup.AHEAD)],
)
def test_the_day_decides(days: int, group: StatusGroup) -> None:
    due = (TODAY + timedelta(days=days)).isoformat()
    plan = plan_of(f"actions: [{{id: a, title: x, due: {due}}}]\n")
    standing = plan_status(plan, TODAY).actions[0]
    assert (standing.group, standing.days) == (group, days)


@pytest.mark.parametrize("closed", ["done", "dropped"])
def test_what_is_done_or_dropped_neither_blocks_nor_falls_due(closed: str) -> None:
    body = (
        f"actions: [{{id: a, title: x, due: 2020-01-01, status: {closed}, done_on: 2020-01-01}},"
        " {id: b, title: y, after: [a]}]\n"
    )
    first, second = plan_status(plan_of(body), TODAY).actions
    assert first.group.value == closed
    assert first.days is None
    assert second.blocked_by == ()


def test_an_overdue_action_still_says_what_it_waits_for() -> None:
    body = "actions: [{id: a, title: x}, {id: b, title: y, due: 2026-01-01, after: [a]}]\n"
    second = plan_status(plan_of(body), TODAY).actions[1]
    assert (second.group, second.blocked_by) == (StatusGroup.OVERDUE, ("a",))


def test_without_answers_there_is_neither_progress_nor_projection() -> None:
    found = plan_status(example(), TODAY)
    assert found.projection is None
    assert all(target.share is None and target.reached is None for target in found.targets)


# --- progress ---


def test_progress_of_the_shipped_plan() -> None:
    shares = {target.hurdle: target.share for target in status().targets}
    assert shares == {
        "participation": 33,
        "funding_and_implementation": 117,
        "cooperation_culture": 79,
        "steering_and_roles": 93,
    }
    assert [target.hurdle for target in status().targets if target.reached] == ["funding_and_implementation"]


@pytest.mark.parametrize(
    ("baseline", "target", "current", "expected"),
    [
        (260, 500, 340, 33),
        (260, 500, 260, 0),
        (260, 500, 500, 100),
        (260, 500, 740, 200),
        (260, 500, 140, -50),
        (0, 200, 1, 1),  # 0.5 goes up
        (500, 700, 499, 0),  # −0.5 goes up as well
        (500, 700, 497, -1),  # −1.5 too
        (500, 500, 600, None),
        (500, 400, 450, None),
    ],
)
def test_the_share_of_the_way(baseline: int, target: int, current: int, expected: int | None) -> None:
    assert share(baseline, target, current) == expected


tenths = st.integers(0, 1000)


@reaching("no way to go", "on the way", "past it")
@given(baseline=tenths, target=tenths, current=tenths)
def test_the_share_is_the_nearest_whole_percent(baseline: int, target: int, current: int) -> None:
    found = share(baseline, target, current)
    if reached("no way to go", target <= baseline):
        assert found is None
        return
    assert found is not None
    exact = Fraction(100 * (current - baseline), target - baseline)
    assert exact - Fraction(1, 2) < found <= exact + Fraction(1, 2)
    assert reached("past it", found >= 100) or current < target
    reached("on the way", 0 < found < 100)


@reaching("compared")
@given(baseline=tenths, target=tenths, one=tenths, other=tenths)
def test_more_is_never_less_progress(baseline: int, target: int, one: int, other: int) -> None:
    low, high = (share(baseline, target, current) for current in sorted((one, other)))
    assert low is None or high is None or (reached("compared") and low <= high)


def test_a_target_without_baseline_or_present_score_has_no_share() -> None:
    plan = plan_of("targets: {participation: 50, data_basis: 60}\nbaseline: {scores: {data_basis: 10}}\n").plan
    found = list(progress(plan, {"participation": 700, "data_basis": None}))
    assert [(target.share, target.reached) for target in found] == [(None, True), (None, None)]


# --- projection ---


def test_the_projection_improves_the_shipped_plan_s_hurdles() -> None:
    found = status().projection
    assert found is not None
    better = {
        old.id: (old.score, new.score)
        for old, new in zip(found.before.hurdles, found.after.hurdles, strict=True)
        if old.score != new.score
    }
    assert better == {
        "steering_and_roles": (733, 789),
        "participation": (340, 590),
        "funding_and_implementation": (600, 650),
    }


def test_what_is_as_good_already_stays_and_dropped_actions_do_not_count() -> None:
    actions = example().plan.actions
    found = project(city(2026), actions)
    assert not any(aim.action == "m_cult_visit" for aim in found.aims)
    assert {aim.question for aim in found.aims if not aim.counted}
    dropped = [action.model_copy(update={"status": "dropped"}) for action in actions]
    assert project(city(2026), dropped).after == city(2026).result


@st.composite
def aimed_plans(draw: st.DrawFn) -> tuple[Plan, dict[str, object], list[tuple[str, str, object]]]:
    plan, answers = draw(strategies.answered_plans())
    scored = [question for question in plan.questions if question.scored]
    chosen = draw(st.lists(st.sampled_from(scored), max_size=6)) if scored else []
    return plan, dict(answers), [(f"a{n}", q.id, draw(strategies.values(q.rule))) for n, q in enumerate(chosen)]


@given(drawn=aimed_plans())
def test_a_projection_never_lowers_a_score_nor_loses_one(drawn: tuple[Plan, dict, list]) -> None:  # type: ignore[type-arg]  # drawn above
    plan, answers, aims = drawn
    found = project_aims(plan, answers, (), aims)
    assert found.before == score(plan, answers)
    scores = [(found.before.overall.score, found.after.overall.score)]
    scores += [(old.score, new.score) for old, new in zip(found.before.hurdles, found.after.hurdles, strict=True)]
    for lower, higher in scores:
        assert lower is None or (higher is not None and higher >= lower)
    for before, after in zip(found.before.hurdles, found.after.hurdles, strict=True):
        assert set(after.failed_gates) <= set(before.failed_gates)
    kept = {q.id for q in found.before.questions if q.state in (State.NOT_APPLICABLE, State.NOT_ASKED)}
    first = next((aim for aim in found.aims if aim.counted), None)
    assert first is None or first.question not in kept


@given(drawn=aimed_plans())
def test_doing_everything_again_changes_nothing_more(drawn: tuple[Plan, dict, list]) -> None:  # type: ignore[type-arg]  # drawn above
    plan, answers, aims = drawn
    found = project_aims(plan, answers, (), aims)
    assert found.counted <= len(aims)
    assert project_aims(plan, answers, (), []).after == found.before


# --- for machines, and beside a comparison ---


@pytest.mark.parametrize("later", [True, False])
def test_the_status_keeps_to_its_schema(later: bool) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(status(later=later).to_json(), schema(), jsonschema.Draft202012Validator)
    jsonschema.validate(plan_status(example(), TODAY).to_json(), schema(), jsonschema.Draft202012Validator)


def test_the_plan_knows_the_answers_that_it_starts_from() -> None:
    assert starts_from(example().plan, city(2024))
    assert not starts_from(example().plan, city(2026))


def test_a_comparison_gets_every_action_at_each_of_its_hurdles() -> None:
    found = planned(example(), Reader("en"))
    assert len(found) == 8
    assert found[0].status == "completed, 4 Jul 2025"
    assert planned(example(), Reader("en"), in_words=False)[0].status == "done"
    assert date(2025, 7, 4) == example().plan.actions[0].done_on
