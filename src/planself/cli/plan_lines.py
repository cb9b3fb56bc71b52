"""Where a plan stands, as plain lines in the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from planself.actions.progress import Progress
from planself.actions.projection import Projection
from planself.actions.status import ActionStatus, PlanStatus, StatusGroup
from planself.actions.status_words import group_word, status_word
from planself.cli import console
from planself.i18n import Reader
from planself.text import one_line


def show_status(found: PlanStatus, reader: Reader) -> None:
    """Print a plan's groups of actions, its targets and its projection."""
    _Lines(found, reader).show()


class _Lines(console.Lines):
    def __init__(self, found: PlanStatus, reader: Reader) -> None:
        super().__init__(reader, console.product())
        self.found = found
        self.names = {hurdle.id: self._text(hurdle.topic_or_name) for hurdle in found.plan.loaded.questionnaire.hurdles}

    def show(self) -> None:
        reader, found = self.reader, self.found
        name = self._text(found.plan.plan.title or reader._("Action plan"))
        about = one_line(found.plan.plan.subject.name)
        self._line((f"{name}: {about}" if about else name, "bold"), (f"  {reader.short_date(found.today)}", "dim"))
        for group in StatusGroup:
            self.group(group)
        if not found.actions:
            self._line((reader._("The plan has no actions yet."), ""))
        if found.targets:
            self.targets()
        self.projection(found.projection)

    def group(self, group: StatusGroup) -> None:
        members = self.found.of(group)
        if members:
            self._title(f"{group_word(group, self.reader, self.found.soon)} ({len(members)})")
        for standing in members:
            style = "bold red" if group is StatusGroup.OVERDUE else ""
            self._line((self._text(standing.action.title), style), indent=2)
            said = "; ".join(self.facts(standing))
            if said:
                self._line((said, "dim"), indent=4)

    def facts(self, standing: ActionStatus) -> Iterator[str]:
        reader, _, action = self.reader, self.reader._, standing.action
        if action.office is not None:
            yield self._text(action.office)
        if action.responsible is not None:
            yield self._text(action.responsible)
        if action.due and not action.closed:
            yield _("due {day}").format(day=reader.short_date(action.due)) + self.days(standing)
        if action.done_on:
            yield _("completed on {day}").format(day=reader.short_date(action.done_on))
        if not action.closed:
            yield status_word(action.status, reader)
        if standing.late_start and action.start:
            yield _("start overdue since {day}").format(day=reader.short_date(action.start))
        if standing.blocked_by:
            by_id = self.found.plan.plan.by_id
            first = ", ".join(self._text(by_id[id_].title) for id_ in standing.blocked_by)
            yield _("waiting for: {actions}").format(actions=first)

    def days(self, standing: ActionStatus) -> str:
        days = standing.days or 0
        if days < 0:
            return " (" + self.reader.n_("{n} day ago", "{n} days ago", -days) + ")"
        return " (" + (self.reader.n_("in {n} day", "in {n} days", days) if days else self.reader._("today")) + ")"

    def targets(self) -> None:
        _ = self.reader._
        self._title(_("Targets"))
        for target in self.found.targets:
            self._line((self.names[target.hurdle], ""), indent=2)
            self._line((self.way(target), "dim"), indent=4)
        if self.found.current is None:
            self._line((_("For progress, name a new assessment with --answers."), "dim"), indent=2)

    def way(self, target: Progress) -> str:
        reader, _ = self.reader, self.reader._
        start = reader.tenths(target.baseline) if target.baseline is not None else "–"
        said = _("from {start} to {target}").format(start=start, target=reader.tenths(target.target))
        if target.current is not None:
            said += "; " + _("now {score}").format(score=reader.tenths(target.current))
        if target.share is not None:
            said += "; " + _("{share}% of the way").format(share=str(target.share).replace("-", "−"))
        if target.reached:
            said += "; " + _("reached")
        return said

    def projection(self, found: Projection | None) -> None:
        _ = self.reader._
        if found is None:
            self._title(_("Projection"))
            hint = _("Without the answers that the plan starts from there is no projection; name some with --answers.")
            self._line((hint, "dim"), indent=2)
            return
        self._title(_("Projection: the profile if every action led where its measure aims"))
        self._line(
            (_("No forecast. It shows what the measures aim at, not what they will achieve."), "yellow"), indent=2
        )
        self.change(_("Overall"), found.before.overall.score, found.after.overall.score)
        for old, new in zip(found.before.hurdles, found.after.hurdles, strict=True):
            if old.score != new.score:
                self.change(self.names[old.id], old.score, new.score)

    def change(self, name: str, old: int | None, new: int | None) -> None:
        before, after = (self.reader.tenths(score) if score is not None else "–" for score in (old, new))
        arrow = "→" if console.can_show("→") else "->"
        self._line((f"{before:>5} {arrow} {after:>5}  ", "bold"), (name, ""), indent=2)
