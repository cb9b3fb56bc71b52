"""The words for where an action stands, for every reader."""

from __future__ import annotations

from planself.actions.model import Status
from planself.actions.status import Group
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


def group_count(group: Group, n: int, reader: Reader) -> str:
    """Return how many actions are in a group, for use inside a sentence; nothing where there is none."""
    if not n:
        return ""
    n_ = reader.n_
    match group:
        case Group.OVERDUE:
            return n_("{n} overdue", "{n} overdue", n)
        case Group.DUE:
            return n_("{n} due soon", "{n} due soon", n)
        case Group.BLOCKED:
            return n_("{n} waiting for another action", "{n} waiting for another action", n)
        case Group.RUNNING:
            return n_("{n} under way", "{n} under way", n)
        case Group.AHEAD:
            return n_("{n} still to come", "{n} still to come", n)
        case Group.DONE:
            return n_("{n} completed", "{n} completed", n)
        case Group.DROPPED:
            return n_("{n} dropped", "{n} dropped", n)


def group_word(group: Group, reader: Reader, soon: int) -> str:
    """Return the heading for a group of actions; `soon` is how many days ahead count as due."""
    _ = reader._
    match group:
        case Group.OVERDUE:
            return _("Overdue")
        case Group.DUE:
            return reader.n_("Due within {n} day", "Due within {n} days", soon)
        case Group.BLOCKED:
            return _("Waiting for another action")
        case Group.RUNNING:
            return _("Under way")
        case Group.AHEAD:
            return _("Still to come")
        case Group.DONE:
            return _("Completed")
        case Group.DROPPED:
            return _("Dropped")
