"""The action plan in a report: who does what by when, how far the targets are, what it could lead to."""

from __future__ import annotations

from collections.abc import Iterator

from planself.actions.model import Action
from planself.actions.status import ActionStatus, PlanStatus, StatusGroup
from planself.actions.status_words import group_count, status_word
from planself.actions.table import Rows
from planself.i18n import Reader
from planself.report.blocks import Annex, Block, Bullets, Cell, Column, Heading, Page, Paragraph, Section, Table
from planself.report.inline_text import Sentence, Words, clean, joined
from planself.report.plan_numbers import NOTHING, PlanNumbers
from planself.report.view_parts import Fact
from planself.text import Text

KEY = "plan"


def plan_annex(status: PlanStatus, reader: Reader) -> Annex:
    """Return the annex of a plan for a report."""
    return Annex(tuple(_Plan(status, reader).sections()), KEY, status.to_json())


def plan_page(status: PlanStatus, reader: Reader) -> Page:
    """Return a plan as a document of its own."""
    plan = _Plan(status, reader)
    kind, about = plan.words(plan.questionnaire.title), clean(status.plan.plan.subject.name)
    title = plan.own(status.plan.plan.title) or Words(reader._("Action plan"))
    full = f"{about}: {title}" if about else title
    return Page(
        lang=reader.lang,
        kind=kind,
        title=full,
        page_title=f"{full} ({reader.short_date(status.today)})",
        footer=f"{full}, {reader.short_date(status.today)}",
        meta=tuple(plan.meta()),
        notices=(),
        sections=tuple(plan.sections()),
        bands=len(plan.bands),
        result=status.to_json(),
    )


class _Plan(PlanNumbers):
    """A plan for one reader."""

    def __init__(self, status: PlanStatus, reader: Reader) -> None:
        super().__init__(status, reader)
        self.rows = Rows(status.plan, reader)

    def meta(self) -> Iterator[Fact]:
        """Yield the facts at the top of a page."""
        reader, _ = self.reader, self.reader._
        yield Fact(_("As of"), reader.date(self.status.today))
        if self.plan.baseline.date:
            yield Fact(_("Starts from the assessment of"), reader.date(self.plan.baseline.date))
        if self.status.current and self.status.current.answer_set.date:
            yield Fact(_("Compared with the assessment of"), reader.date(self.status.current.answer_set.date))

    def sections(self) -> Iterator[Section]:
        """Yield the sections: the actions always, targets and projection where there are some."""
        _ = self.reader._
        yield Section(KEY, _("Action plan"), tuple(self.overview()))
        if self.status.actions:
            yield Section("plan-actions", _("Who does what by when"), tuple(self.actions()))
        if self.status.targets:
            yield Section("plan-targets", _("Targets and progress"), tuple(self.targets()))
        if self.status.projection and self.status.projection.aims:
            yield Section("plan-projection", _("Projection"), tuple(self.projection(self.status.projection)))

    # --- actions ---

    def overview(self) -> Iterator[Block]:
        """Yield how many actions there are, and what is due."""
        yield Paragraph(self.summary(), "lead")
        urgent = [*self.status.of(StatusGroup.OVERDUE), *self.status.of(StatusGroup.DUE)]
        if urgent:
            yield Bullets(tuple(map(self.reminder, urgent)))

    def actions(self) -> Iterator[Block]:
        """Yield the actions of each hurdle."""
        _ = self.reader._
        heads = (_("Action"), _("Responsible"), _("Dates"), _("Indicator"), _("Status"))
        for hurdle, members in self.by_hurdle().items():
            name = self.headed(hurdle) if hurdle else _("Without a hurdle")
            yield Heading(name)
            yield Table(
                self.say(_("Actions on {topic}"), topic=self.quoted(self.topic(hurdle) if hurdle else name)),
                tuple(map(Column, heads)),
                tuple(map(self.row, members)),
            )

    def by_hurdle(self) -> dict[str, list[ActionStatus]]:
        """Return the actions under the first hurdle of each, in the plan's order."""
        found: dict[str, list[ActionStatus]] = {}
        for standing in self.status.actions:
            found.setdefault(next(iter(standing.action.hurdles), ""), []).append(standing)
        return found

    def summary(self) -> Sentence:
        """Return how many actions there are, and how far they have come."""
        reader, _ = self.reader, self.reader._
        number = reader.n_("{n} action", "{n} actions", len(self.status.actions))
        parts = [group_count(group, len(self.status.of(group)), reader) for group in StatusGroup]
        phrase = _("{actions} on {day}: {parts}.") if any(parts) else _("{actions} on {day}.")
        said = self.listed(filter(None, parts))
        return self.say(phrase, actions=number, day=reader.date(self.status.today), parts=said)

    def reminder(self, standing: ActionStatus) -> Sentence:
        """Return what is due, or overdue, in a sentence."""
        reader, _ = self.reader, self.reader._
        action, days = standing.action, standing.days or 0
        due = reader.date(action.due) if action.due else ""
        phrase = _("Overdue since {day}: {action}.") if days < 0 else _("Due on {day}: {action}.")
        return self.say(phrase, day=due, action=self.quoted(self.own(action.title)))

    def row(self, standing: ActionStatus) -> tuple[Cell, ...]:
        """Return an action as a row."""
        action = standing.action
        return (
            Cell(self.title(action)),
            Cell(self.together((action.office, action.responsible), ", ")),
            Cell(self.dates(action)),
            Cell(self.together((action.indicator, action.target), ": ")),
            Cell(self.state(standing)),
        )

    def title(self, action: Action) -> Words | Sentence:
        """Return an action's title, with the further hurdles that it is to overcome."""
        title, others = self.own(action.title), action.hurdles[1:]
        if not others:
            return title
        named = self.listed(self.topic(id_) for id_ in others)
        return self.say(self.reader._("{action} (also: {hurdles})"), action=title, hurdles=named)

    def together(self, texts: tuple[Text | None, ...], between: str) -> Sentence | str:
        """Return the texts that are there, or a dash."""
        said = [self.own(text) for text in texts if text is not None]
        return joined(said, between) if said else NOTHING

    def dates(self, action: Action) -> str:
        """Return from when until when."""
        reader, _ = self.reader, self.reader._
        start, due = (reader.short_date(day) if day else "" for day in (action.start, action.due))
        if start and due:
            return f"{start}–{due}" if reader.lang == "de" else f"{start} – {due}"
        return _("until {day}").format(day=due) if due else _("from {day}").format(day=start) if start else NOTHING

    def state(self, standing: ActionStatus) -> Sentence:
        """Return a status with what has to be seen."""
        reader, _, action = self.reader, self.reader._, standing.action
        said: list[str | Sentence] = [status_word(action.status, reader)]
        if action.done_on:
            said.append(_("on {day}").format(day=reader.short_date(action.done_on)))
        if standing.group is StatusGroup.OVERDUE:
            said.append(_("overdue"))
        if standing.late_start:
            said.append(_("start overdue"))
        if standing.blocked_by:
            first = self.listed(self.quoted(self.own(self.plan.by_id[id_].title)) for id_ in standing.blocked_by)
            said.append(self.say(_("waiting for {actions}"), actions=first))
        return joined(said, ", ")
