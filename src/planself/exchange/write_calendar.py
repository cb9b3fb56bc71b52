"""The due dates of an action plan as a calendar that others can import, and import again after a change.

An action is an all-day event on the day it is due: calendars of offices show events everywhere, and tasks seldom. Its
identifier depends on plan and action only, so that a later import moves the event instead of doubling it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, Calendar, Event, vText

from planself.actions.model import Action, ActionPlan
from planself.actions.rules import names_a_person
from planself.actions.status import PlanStatus
from planself.actions.status_words import status_word
from planself.actions.table import Rows
from planself.i18n import Reader
from planself.text import one_line

WARNING = timedelta(days=-7)
"""When calendars remind of an open action."""
_MINUTE = 60


def plan_calendar(status: PlanStatus, reader: Reader, now: datetime) -> bytes:
    """Return the calendar of a plan; actions without a due date have no event, and nobody is named or invited."""
    plan = status.plan.plan
    calendar = Calendar()
    calendar.add("prodid", "-//planself//action plan//" + reader.lang.upper())
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    name = one_line(reader.text(plan.title or reader._("Action plan")))
    about = one_line(plan.subject.name)
    calendar.add("x-wr-calname", vText(f"{name}: {about}" if about else name))
    rows = Rows(status.plan, reader)
    for action in plan.actions:
        if action.due is not None:
            calendar.add_component(_event(action, action.due, rows, now))
    data: bytes = calendar.to_ical()
    return data


def without_date(status: PlanStatus) -> int:
    """Return how many actions have no day that a calendar could show."""
    return sum(action.due is None for action in status.plan.plan.actions)


def uid(plan: ActionPlan, action: Action) -> str:
    """Return an event's identifier, the same in every export of a plan."""
    about = plan.subject.ags or plan.subject.name
    begun = plan.baseline.date.isoformat() if plan.baseline.date else ""
    return f"{uuid5(NAMESPACE_URL, '|'.join(('planself:plan', about, plan.questionnaire.id, begun, action.id)))}"


def _event(action: Action, due: date, rows: Rows, now: datetime) -> Event:
    reader, event = rows.reader, Event()
    event.add("uid", uid(rows.plan, action))
    event.add("dtstamp", now)
    event.add("last-modified", now)
    event.add("sequence", int(now.timestamp()) // _MINUTE)  # a later export always wins over an earlier one
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))
    event.add("summary", reader._("Due: {action}").format(action=one_line(reader.text(action.title))))
    event.add("description", "\n".join(_description(action, rows)))
    event.add("status", _status(action))
    event.add("transp", "TRANSPARENT")  # it blocks nobody's day
    event.add("class", "PUBLIC")
    if not action.closed:
        event.add_component(_alarm(str(event["summary"])))
    return event


def _status(action: Action) -> str:
    match action.status:
        case "proposed":
            return "TENTATIVE"
        case "planned" | "running" | "done":
            return "CONFIRMED"
        case "dropped":
            return "CANCELLED"


def _alarm(said: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", said)
    alarm.add("trigger", WARNING)
    return alarm


def _description(action: Action, rows: Rows) -> Iterator[str]:
    _ = rows.reader._
    yield _("Status: {status}").format(status=status_word(action.status, rows.reader))
    if action.office is not None:
        yield _("Office: {office}").format(office=one_line(rows.say(action.office)))
    if action.responsible is not None and not names_a_person(action.responsible):
        yield _("Function in charge: {function}").format(function=one_line(rows.say(action.responsible)))
    if action.hurdles:
        names = "; ".join(one_line(rows.say(rows.hurdles[id_])) for id_ in action.hurdles)
        yield _("Hurdles: {names}").format(names=names)
    if action.indicator is not None:
        yield _("Indicator: {indicator}").format(indicator=one_line(rows.say(action.indicator)))
    if text := rows.description(action):
        yield one_line(text)
