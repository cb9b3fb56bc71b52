"""The words for where an action stands, for every reader."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 -- fields are called date

from planself.actions.model import Status
from planself.actions.status import PlanStatus, StatusGroup
from planself.i18n import Reader


def status_word(status: Status, reader: Reader) -> str:
    """Return the word for a status."""
    _ = reader._
    match status:
        case "proposed":
            return _("proposed")
        case "planned":
            return _("planned")
        case "running":
            return _("running")
        case "done":
            return _("completed")
        case "dropped":
            return _("dropped")


def beginning(status: PlanStatus, reader: Reader) -> str:
    """Return of which day the scores at the beginning of a plan are."""
    return _dated(status.plan.plan.baseline.date, reader) or reader._("At the beginning")


def newest(status: PlanStatus, reader: Reader) -> str:
    """Return of which day the newest scores are: those of the beginning where there was no assessment since."""
    day = status.current.answer_set.date if status.current else status.plan.plan.baseline.date
    return _dated(day, reader) or reader._("Newest assessment")


def _dated(day: Date | None, reader: Reader) -> str:
    return reader._("As of {day}").format(day=reader.short_date(day)) if day else ""


def group_count(group: StatusGroup, n: int, reader: Reader) -> str:
    """Return how many actions are in a group, for use inside a sentence; nothing where there is none."""
    if not n:
        return ""
    n_ = reader.n_
    match group:
        case StatusGroup.OVERDUE:
            return n_("{n} overdue", "{n} overdue", n)
        case StatusGroup.DUE:
            return n_("{n} due soon", "{n} due soon", n)
        case StatusGroup.BLOCKED:
            return n_("{n} waiting for another action", "{n} waiting for another action", n)
        case StatusGroup.RUNNING:
            return n_("{n} under way", "{n} under way", n)
        case StatusGroup.AHEAD:
            return n_("{n} still to come", "{n} still to come", n)
        case StatusGroup.DONE:
            return n_("{n} completed", "{n} completed", n)
        case StatusGroup.DROPPED:
            return n_("{n} dropped", "{n} dropped", n)


def group_word(group: StatusGroup, reader: Reader, soon: int) -> str:
    """Return the heading for a group of actions; `soon` is how many days ahead count as due."""
    _ = reader._
    match group:
        case StatusGroup.OVERDUE:
            return _("Overdue")
        case StatusGroup.DUE:
            return reader.n_("Due within {n} day", "Due within {n} days", soon)
        case StatusGroup.BLOCKED:
            return _("Waiting for another action")
        case StatusGroup.RUNNING:
            return _("Under way")
        case StatusGroup.AHEAD:
            return _("Still to come")
        case StatusGroup.DONE:
            return _("Completed")
        case StatusGroup.DROPPED:
            return _("Dropped")
