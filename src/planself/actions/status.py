"""Where a plan stands on a day: what is overdue, due, blocked, running and done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 -- fields are called date
from datetime import timedelta
from enum import StrEnum
from typing import Any

from planself.actions.load import LoadedPlan
from planself.actions.model import STATUSES, Action, ActionPlan
from planself.actions.progress import Progress, progress
from planself.actions.projection import Aim, Projection, project
from planself.files.json_form import schema_of, to_json
from planself.files.json_schema import COUNT, DAY_OR_NONE, QUESTIONNAIRE, TEXT, TEXT_OR_NONE, Schema, document, mapping
from planself.scoring.assessment import Assessment
from planself.scoring.result import Result

FORMAT = "planself/plan-status/1"
SOON = 30
"""Days ahead in which an action counts as due."""


class StatusGroup(StrEnum):
    """Under which heading an action stands: the first that fits."""

    OVERDUE = "overdue"
    DUE = "due"
    BLOCKED = "blocked"
    RUNNING = "running"
    AHEAD = "ahead"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class ActionStatus:
    """An action on a day; `blocked_by` are the actions that have to come first and are not done."""

    action: Action
    group: StatusGroup
    days: int | None
    blocked_by: tuple[str, ...]
    late_start: bool

    def to_json(self) -> dict[str, Any]:
        """Return the entry of `actions`."""
        action = self.action
        return {
            "id": action.id,
            "measure": action.measure,
            "hurdles": list(action.hurdles),
            "status": action.status,
            "group": self.group.value,
            "start": _iso(action.start),
            "due": _iso(action.due),
            "done_on": _iso(action.done_on),
            "days": self.days,
            "blocked_by": list(self.blocked_by),
            "late_start": self.late_start,
        }


@dataclass(frozen=True, slots=True)
class PlanStatus:
    """A whole plan on a day, as far as the answers at hand allow it."""

    plan: LoadedPlan
    today: Date
    actions: tuple[ActionStatus, ...]
    targets: tuple[Progress, ...]
    current: Assessment | None
    projection: Projection | None
    soon: int = SOON

    def of(self, group: StatusGroup) -> tuple[ActionStatus, ...]:
        """Return the actions of a group, the earliest date first."""
        found = [standing for standing in self.actions if standing.group is group]
        return tuple(sorted(found, key=lambda s: s.action.due or Date.max))

    def counts(self) -> dict[str, int]:
        """Return how many actions each group has."""
        return {group.value: len(self.of(group)) for group in StatusGroup}

    def to_json(self) -> dict[str, Any]:
        """Return `planself/plan-status/1`."""
        plan = self.plan.plan
        return {
            "format": FORMAT,
            "questionnaire": self.plan.loaded.identity,
            "subject": {"name": plan.subject.name, "ags": plan.subject.ags},
            "today": self.today.isoformat(),
            "baseline": _iso(plan.baseline.date),
            "current": _iso(self.current.answer_set.date) if self.current else None,
            "counts": self.counts(),
            "actions": [standing.to_json() for standing in self.actions],
            "targets": [to_json(target) for target in self.targets],
            "projection": self.projection.to_json() if self.projection else None,
        }


def plan_status(
    plan: LoadedPlan, today: Date, base: Assessment | None = None, current: Assessment | None = None, soon: int = SOON
) -> PlanStatus:
    """Return where a plan stands; `base` are the answers that it starts from, `current` those of a new assessment.

    Progress needs a new assessment. The projection starts from the newest answers given.
    """
    scores = {hurdle.id: hurdle.score for hurdle in current.result.hurdles} if current else None
    newest = current or base
    return PlanStatus(
        plan=plan,
        today=today,
        actions=tuple(_standings(plan.plan, today, soon)),
        targets=tuple(progress(plan.plan, scores)),
        current=current,
        projection=project(newest, plan.plan.actions) if newest else None,
        soon=soon,
    )


def starts_from(plan: ActionPlan, assessment: Assessment) -> bool:
    """Return whether an assessment is the one that a plan starts from."""
    scores = {hurdle.id: hurdle.score for hurdle in assessment.result.hurdles if hurdle.score is not None}
    return (plan.baseline.date, plan.baseline.scores) == (assessment.answer_set.date, scores)


def _standings(plan: ActionPlan, today: Date, soon: int) -> Iterator[ActionStatus]:
    for action in plan.actions:
        waits = () if action.closed else tuple(id_ for id_ in action.after if not plan.by_id[id_].closed)
        late = action.status in ("proposed", "planned") and action.start is not None and action.start < today
        days = (action.due - today).days if action.due and not action.closed else None
        yield ActionStatus(action, _group(action, today, soon, waits), days, waits, late)


def _group(action: Action, today: Date, soon: int, waits: tuple[str, ...]) -> StatusGroup:
    match action.status:
        case "done":
            return StatusGroup.DONE
        case "dropped":
            return StatusGroup.DROPPED
        case "proposed" | "planned" | "running" as status:
            if action.due is not None and action.due < today:
                return StatusGroup.OVERDUE
            if action.due is not None and action.due <= today + timedelta(days=soon):
                return StatusGroup.DUE
            if waits:
                return StatusGroup.BLOCKED
            return StatusGroup.RUNNING if status == "running" else StatusGroup.AHEAD


def _iso(day: Date | None) -> str | None:
    return day.isoformat() if day else None


_IDS = {"type": "array", "items": TEXT}


def schema() -> Schema:
    """Return the schema of a plan's status."""
    properties = {
        "format": {"const": FORMAT},
        "questionnaire": QUESTIONNAIRE,
        "subject": mapping({"name": TEXT, "ags": TEXT_OR_NONE}),
        "today": {"type": "string", "format": "date"},
        "baseline": DAY_OR_NONE,
        "current": {**DAY_OR_NONE, "description": "The date of the new assessment, where there is one."},
        "counts": mapping({group.value: COUNT for group in StatusGroup}),
        "actions": {"type": "array", "items": mapping(_action())},
        "targets": {"type": "array", "items": schema_of(Progress)},
        "projection": _projection(),
    }
    return document("where an action plan stands", properties)


def _action() -> Schema:
    return {
        "id": TEXT,
        "measure": TEXT_OR_NONE,
        "hurdles": _IDS,
        "status": {"enum": list(STATUSES)},
        "group": {"enum": [group.value for group in StatusGroup]},
        "start": DAY_OR_NONE,
        "due": DAY_OR_NONE,
        "done_on": DAY_OR_NONE,
        "days": {"type": ["integer", "null"], "description": "Days until it is due; below 0 where that has passed."},
        "blocked_by": {**_IDS, "description": "Actions that have to come first and are not done."},
        "late_start": {"type": "boolean", "description": "Should have begun, and has not."},
    }


def _projection() -> Schema:
    result = schema_of(Result)["properties"]
    aims = {"type": "array", "items": schema_of(Aim)}
    found = mapping({"overall": result["overall"], "hurdles": result["hurdles"], "aims": aims})
    return {
        "description": "If every action led where its measure aims: a projection, no forecast. Null without answers.",
        "anyOf": [found, {"type": "null"}],
    }
