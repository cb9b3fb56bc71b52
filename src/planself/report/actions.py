"""The action plan in a report: who does what until when, how far the targets are, what it could lead to."""

from __future__ import annotations

from collections.abc import Iterator

from planself.actions.model import Action
from planself.actions.progress import Progress
from planself.actions.projection import Projection
from planself.actions.status import Group, PlanStatus, Standing
from planself.actions.table import Rows
from planself.actions.words import status_word
from planself.i18n import Reader
from planself.report.blocks import Annex, Block, Bullets, Cell, Column, Heading, Page, Paragraph, Section, Table
from planself.report.parts import Fact
from planself.report.texts import Texts
from planself.report.words import Sentence, Words, clean, compose, joined
from planself.scoring.result import HurdleResult, Overall
from planself.text import Text

KEY = "plan"
NOTHING = "–"
AnyResult = HurdleResult | Overall


def plan_annex(status: PlanStatus, reader: Reader) -> Annex:
    """Return the annex of a plan for a report."""
    return Annex(tuple(_Plan(status, reader).sections()), KEY, status.to_json())


def plan_page(status: PlanStatus, reader: Reader) -> Page:
    """Return a plan as a document of its own."""
    plan = _Plan(status, reader)
    kind, about = plan.words(plan.questionnaire.title), clean(status.plan.plan.subject.name)
    title = plan.words(status.plan.plan.title) or Words(reader._("Action plan"))
    full = f"{about}: {title}" if about else title
    return Page(
        lang=reader.lang,
        kind=kind,
        title=full,
        page_title=f"{full} ({reader.digits(status.today)})",
        footer=f"{full}, {reader.digits(status.today)}",
        meta=tuple(plan.meta()),
        notices=(),
        sections=tuple(plan.sections()),
        bands=len(plan.bands),
        result=status.to_json(),
    )


class _Plan(Texts):
    """A plan for one reader."""

    def __init__(self, status: PlanStatus, reader: Reader) -> None:
        super().__init__(status.plan.loaded.questionnaire, reader)
        self.status = status
        self.plan = status.plan.plan
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
        yield Section(KEY, _("Action plan"), tuple(self.actions()))
        if self.status.targets:
            yield Section("plan-targets", _("Targets and progress"), tuple(self.targets()))
        if self.status.projection and self.status.projection.aims:
            yield Section("plan-projection", _("Projection"), tuple(self.projection(self.status.projection)))

    # --- actions ---

    def actions(self) -> Iterator[Block]:
        """Yield the summary and the table of actions."""
        _ = self.reader._
        yield Paragraph(self.summary(), "lead")
        urgent = [*self.status.of(Group.OVERDUE), *self.status.of(Group.DUE)]
        if urgent:
            yield Bullets(tuple(map(self.reminder, urgent)))
        if not self.status.actions:
            return
        yield Heading(_("Who does what until when"))
        heads = (_("Action"), _("Responsible"), _("Dates"), _("Indicator"), _("Status"))
        for hurdle, members in self.by_hurdle().items():
            caption = self.words(self.hurdles[hurdle].name) if hurdle else _("Without a hurdle")
            yield Table(caption, tuple(map(Column, heads)), tuple(map(self.row, members)))

    def by_hurdle(self) -> dict[str, list[Standing]]:
        """Return the actions under the first hurdle of each, in the plan's order."""
        found: dict[str, list[Standing]] = {}
        for standing in self.status.actions:
            found.setdefault(next(iter(standing.action.hurdles), ""), []).append(standing)
        return found

    def summary(self) -> Sentence:
        """Return how many actions there are, and how far they have come."""
        reader, _ = self.reader, self.reader._
        number = reader.n_("{n} action", "{n} actions", len(self.status.actions))
        counts = self.status.counts()
        overdue, blocked = counts[Group.OVERDUE], sum(bool(standing.blocked_by) for standing in self.status.actions)
        running = sum(standing.action.status == "running" for standing in self.status.actions)
        parts = [
            reader.n_("{n} completed", "{n} completed", counts[Group.DONE]),
            reader.n_("{n} running", "{n} running", running),
            reader.n_("{n} overdue", "{n} overdue", overdue),
            *([reader.n_("{n} waiting for another", "{n} waiting for another", blocked)] if blocked else []),
        ]
        phrase = _("{actions} on {day}: {parts}.")
        return self.say(phrase, actions=number, day=reader.date(self.status.today), parts=self.listed(parts))

    def reminder(self, standing: Standing) -> Sentence:
        """Return what is due, or overdue, in a sentence."""
        reader, _ = self.reader, self.reader._
        action, days = standing.action, standing.days or 0
        due = reader.date(action.due) if action.due else ""
        phrase = _("Overdue since {day}: {action}.") if days < 0 else _("Due on {day}: {action}.")
        return self.say(phrase, day=due, action=self.quoted(self.words(action.title)))

    def row(self, standing: Standing) -> tuple[Cell, ...]:
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
        title, others = self.words(action.title), action.hurdles[1:]
        if not others:
            return title
        named = self.listed(self.words(self.hurdles[id_].name) for id_ in others)
        return self.say(self.reader._("{action} (also: {hurdles})"), action=title, hurdles=named)

    def together(self, texts: tuple[Text | None, ...], between: str) -> Sentence | str:
        """Return the texts that are there, or a dash."""
        said = [self.words(text) for text in texts if text is not None]
        return joined(said, between) if said else NOTHING

    def dates(self, action: Action) -> str:
        """Return from when until when."""
        reader, _ = self.reader, self.reader._
        start, due = (reader.digits(day) if day else "" for day in (action.start, action.due))
        if start and due:
            return f"{start}–{due}"
        return _("until {day}").format(day=due) if due else _("from {day}").format(day=start) if start else NOTHING

    def state(self, standing: Standing) -> Sentence:
        """Return a status with what has to be seen."""
        reader, _, action = self.reader, self.reader._, standing.action
        said: list[str | Sentence] = [status_word(action.status, reader)]
        if action.done_on:
            said.append(_("on {day}").format(day=reader.digits(action.done_on)))
        if standing.group is Group.OVERDUE:
            said.append(_("overdue"))
        if standing.late_start:
            said.append(_("should have begun"))
        if standing.blocked_by:
            first = self.listed(self.quoted(self.words(self.plan.by_id[id_].title)) for id_ in standing.blocked_by)
            said.append(self.say(_("waits for {actions}"), actions=first))
        return joined(said, ", ")

    # --- targets ---

    def targets(self) -> Iterator[Block]:
        """Yield the table of targets."""
        _ = self.reader._
        measured = self.status.current is not None
        columns = (
            Column(_("Hurdle")),
            Column(_("At the beginning"), numeric=True),
            *((Column(_("Now"), numeric=True),) if measured else ()),
            Column(_("Target"), numeric=True),
            *((Column(_("Progress"), numeric=True),) if measured else ()),
        )
        rows = tuple(self.target(target, measured=measured) for target in self.status.targets)
        note = _(
            "Progress is how much of the way from the beginning to the target is done. It does not say what the "
            "change is due to."
        )
        yield Table(_("From where to where"), columns, rows, note if measured else "")
        if not measured:
            yield Paragraph(_("Progress will be seen with the next assessment."), "note")

    def target(self, target: Progress, *, measured: bool) -> tuple[Cell, ...]:
        """Return a target as a row."""
        share = NOTHING if target.share is None else self.reader._("{number}%").format(number=_signed(target.share))
        if target.reached:
            share = self.reader._("{share}, reached").format(share=share)
        return (
            Cell(self.topic(target.hurdle)),
            Cell(self.score(target.baseline)),
            *((Cell(self.score(target.current)),) if measured else ()),
            Cell(self.score(target.target)),
            *((Cell(share),) if measured else ()),
        )

    def score(self, score: int | None) -> str:
        """Return a score, or a dash."""
        return NOTHING if score is None else self.reader.tenths(score)

    # --- projection ---

    def projection(self, found: Projection) -> Iterator[Block]:
        """Yield the projected profile beside the present one, and what it rests on."""
        reader, _ = self.reader, self.reader._
        yield Paragraph(
            _(
                "A projection, no forecast: the profile if every action led to the answers that its measure aims at, "
                "and nothing else changed."
            ),
            "flag",
        )
        columns = (
            Column(_("Hurdle")),
            Column(_("Present"), numeric=True),
            Column(_("Projected"), numeric=True),
            Column(_("Change"), numeric=True),
            Column(_("Projected band")),
        )
        pairs = sorted(zip(found.before.hurdles, found.after.hurdles, strict=True), key=lambda pair: _place(pair[0]))
        rows = [self.projected(Words(_("Overall")), found.before.overall, found.after.overall)]
        rows += [self.projected(self.topic(old.id), old, new) for old, new in pairs]
        yield Table(
            _("Present and projected profile"),
            columns,
            tuple(rows),
            legend=_("The grounds are the bands."),
        )
        left = len(found.aims) - sum(aim.counted for aim in found.aims)
        better = found.counted
        said = [reader.n_("{n} answer is better in it than now.", "{n} answers are better in it than now.", better)]
        if left:
            said.append(
                reader.n_(
                    "{n} aim is left out, because the answer is as good already, or a score would be lower.",
                    "{n} aims are left out, because the answers are as good already, or a score would be lower.",
                    left,
                )
            )
        said.append(_("Actions of one's own, without a measure, change nothing here. Dropped ones do not count."))
        yield Paragraph(" ".join(said), "note")

    def projected(self, name: Words, old: AnyResult, new: AnyResult) -> tuple[Cell, ...]:
        """Return a hurdle, or the whole, as a row."""
        change = None if old.score is None or new.score is None else new.score - old.score
        return (
            Cell(name),
            Cell(self.score(old.score), self.shade(old)),
            Cell(self.score(new.score), self.shade(new)),
            Cell(NOTHING if change is None else self.reader.change(change)),
            Cell(self.level(new)),
        )

    def shade(self, numbers: AnyResult) -> int | None:
        """Return the ground of a hurdle's band."""
        return self.bands[numbers.band].place if isinstance(numbers, HurdleResult) and numbers.band else None

    def level(self, numbers: AnyResult) -> Words | Sentence:
        """Return the name of a band, or of the stage of the whole."""
        if isinstance(numbers, HurdleResult):
            return self.bands[numbers.band].label if numbers.band else Words(NOTHING)
        stage = next((stage for stage in self.questionnaire.stages if stage.id == numbers.stage), None)
        if stage is None:
            return Words(NOTHING)
        return compose(self.reader._("stage {stage}"), stage=self.quoted(self.words(stage.label)))


def _place(numbers: HurdleResult) -> int:
    return 1001 if numbers.score is None else numbers.score


def _signed(share: int) -> str:
    return str(share).replace("-", "−")
