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
