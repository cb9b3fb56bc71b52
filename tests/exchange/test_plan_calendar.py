"""Plans as calendars, read back by a parser that has nothing to do with the library that wrote them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import vobject

from planself.actions.load import LoadedPlan
from planself.actions.status import plan_status
from planself.exchange.write_calendar import plan_calendar, uid, without_date
from planself.i18n import Reader
from tests.actions.samples import HARM, TODAY, example, hostile, plan_of, status

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def text_of(plan: LoadedPlan, now: datetime = NOW) -> str:
    return plan_calendar(plan_status(plan, TODAY), Reader("de"), now).decode()


def unfolded(text: str) -> str:
    """Return a calendar without the breaks that keep its lines short, and which tear words."""
    return text.replace("\r\n ", "")


def events(text: str) -> list[Any]:
    calendar = vobject.readOne(text)
    return list(calendar.contents.get("vevent", []))


def test_every_due_date_is_an_all_day_event() -> None:
    text = plan_calendar(status(), Reader("de"), NOW).decode()
    found = events(text)
    assert len(found) == 8
    first = found[0]
    assert first.summary.value == "Fällig: Kosten von fünf Maßnahmen klären"
    assert (first.dtstart.value, first.dtend.value) == (date(2025, 6, 30), date(2025, 7, 1))
    assert first.transp.value == "TRANSPARENT"
    assert "Amt: Kämmerei" in first.description.value.split("\n")
    assert "\r\n" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_open_actions_remind_a_week_before_and_dropped_ones_are_cancelled() -> None:
    by_summary = {event.summary.value.removeprefix("Fällig: "): event for event in events(text_of(example()))}
    assert by_summary["Rollen auf einer Seite klären"].valarm.trigger.value == timedelta(days=-7)
    assert "valarm" not in by_summary["Zehn Begriffe klären"].contents
    states = {name: event.status.value for name, event in by_summary.items()}
    assert states["Gegenseitig hospitieren"] == "CANCELLED"
    assert states["Zehn Begriffe klären"] == "CONFIRMED"


def test_a_later_export_moves_events_and_does_not_double_them() -> None:
    before = events(text_of(example()))
    plan = example()
    moved = [a.model_copy(update={"due": date(2027, 3, 1), "title": "another"}) for a in plan.plan.actions]
    changed = LoadedPlan(plan.path, plan.plan.model_copy(update={"actions": moved}), plan.loaded)
    after = events(text_of(changed, NOW + timedelta(minutes=1)))
    assert [event.uid.value for event in before] == [event.uid.value for event in after]
    assert all(int(o.sequence.value) < int(n.sequence.value) for o, n in zip(before, after, strict=True))
    assert len({event.uid.value for event in before}) == 8


def test_another_municipality_has_other_events() -> None:
    plan = example().plan
    other = plan.model_copy(update={"subject": plan.subject.model_copy(update={"name": "Anderswo"})})
    assert uid(plan, plan.actions[0]) != uid(other, plan.actions[0])


def test_nobody_is_named_or_invited() -> None:
    body = (
        "actions:\n"
        "  - {id: a, title: x, due: 2026-12-01, responsible: Frau Dr. Erika Mustermann}\n"
        "  - {id: b, title: y, due: 2026-12-01, responsible: Leitung Jugendamt}\n"
        "  - {id: c, title: no date}\n"
    )
    plan = plan_of(body)
    text = unfolded(text_of(plan))
    assert "Mustermann" not in text
    assert "Erika" not in text
    assert "Leitung Jugendamt" in text
    assert not {"ATTENDEE", "ORGANIZER", "CONTACT"} & {line.split(":")[0].split(";")[0] for line in text.splitlines()}
    assert len(events(text)) == 2
    assert without_date(plan_status(plan, TODAY)) == 1


@pytest.mark.parametrize("text", HARM)
def test_no_text_becomes_a_line_of_the_calendar(text: str) -> None:
    written = text_of(hostile(text))
    found = events(written)
    assert len(found) == 2
    assert written.count("BEGIN:VEVENT\r\n") == 2
    assert not any(line.startswith("ATTENDEE") for line in written.split("\r\n"))
    shown = " ".join(text.replace("\u202e", "�").replace("\u202c", "�").split())
    assert found[0].summary.value == f"Fällig: {shown}"
    assert len(lines(found[0])) <= len(lines(events(text_of(hostile("plain")))[0]))
    assert "\u202e" not in unfolded(written)


def lines(event: Any) -> list[str]:
    """Return what the description of an event says, line by line."""
    said: list[str] = event.description.value.split("\n")
    return said


def test_an_event_says_what_the_action_is_about() -> None:
    body = (
        "actions:\n"
        "  - {id: a, title: x, text: Was zu tun ist, indicator: zehn Treffen, due: 2026-12-01}\n"
        "  - {id: b, title: y, due: 2026-12-01}\n"
    )
    first, second = events(text_of(plan_of(body)))
    assert "Was zu tun ist" in lines(first)
    assert any(line.endswith("zehn Treffen") for line in lines(first))
    assert len(lines(second)) == 1


def test_a_plan_without_dates_is_an_empty_calendar() -> None:
    assert events(text_of(plan_of("actions: [{id: a, title: x}]\n"))) == []


def test_the_name_of_a_calendar_is_escaped_like_every_other_text() -> None:
    plan = example()
    named = plan.plan.model_copy(update={"title": "Ziele; Wege, Mittel\\Zeit", "actions": plan.plan.actions[:1]})
    text = text_of(LoadedPlan(plan.path, named, plan.loaded)).replace("\r\n ", "")
    (line,) = [line for line in text.split("\r\n") if line.startswith("X-WR-CALNAME")]
    assert "Ziele\\; Wege\\, Mittel\\\\Zeit" in line
    assert vobject.readOne(text).x_wr_calname.value.startswith("Ziele")
