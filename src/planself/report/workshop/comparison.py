"""Two workshops beside each other as a page, and in sentences that the terminal says as well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 -- fields are called date
from typing import Any

from markupsafe import Markup

from planself.analysis.group_result import GroupResult
from planself.analysis.group_words import NOTHING
from planself.analysis.rooms import HurdlePair, RoomComparison, ValuePair, to_json
from planself.analysis.ties import hurdles_title
from planself.i18n import Reader
from planself.questionnaire.load import Loaded
from planself.report.blocks import Block, Cell, Column, Page, Paragraph, Section, Table, if_shown
from planself.report.chart import percent, segments, ticks
from planself.report.drawing import axis, dot, scale
from planself.report.inline_text import Sentence, Words
from planself.report.texts import Texts
from planself.report.view_parts import Fact
from planself.report.workshop.method import how_values_come
from planself.text import Text


@dataclass(frozen=True, slots=True)
class ComparedRoom:
    """A workshop as its comparison names it, and what its own result says."""

    title: Text
    date: Date
    result: GroupResult


class ComparedRooms(Texts):
    """Two workshops for one reader, the earlier one first."""

    def __init__(
        self, loaded: Loaded, earlier: ComparedRoom, later: ComparedRoom, rooms: RoomComparison, reader: Reader
    ) -> None:
        super().__init__(loaded.questionnaire, reader)
        self.both = (earlier, later)
        self.rooms = rooms

    @property
    def least(self) -> int:
        """How many people there are in a group that may be shown, by the stricter of both rules."""
        return max(room.result.min_group for room in self.both)

    @property
    def open(self) -> bool:
        """Whether in both workshops everybody agreed to be recognised."""
        return all(room.result.open for room in self.both)

    @property
    def in_order(self) -> tuple[HurdlePair, ...]:
        """The hurdles, those with the lowest later value first, those without one last."""
        return tuple(sorted(self.rooms.hurdles, key=lambda pair: (pair.whole.later is None, pair.whole.later or 0)))

    def label(self, room: ComparedRoom) -> Sentence:
        """Return a workshop by its title and day."""
        return self.say("{title} ({day})", title=self.words(room.title), day=self.reader.short_date(room.date))

    def people(self, room: ComparedRoom) -> str:
        """Return how many answered."""
        return self.reader.n_("{n} person", "{n} people", room.result.n)

    def said(self, room: ComparedRoom) -> Sentence:
        """Return a workshop with how many answered."""
        return self.say("{room}, {people}", room=self.label(room), people=self.people(room))

    def topic(self, id_: str) -> Words:
        """Return what a hurdle is about."""
        return self.words(self.hurdles[id_].topic_or_name)

    def score(self, tenths: int | None) -> str:
        """Write a value, or a dash."""
        return NOTHING if tenths is None else self.reader.tenths(tenths)

    def change(self, pair: ValuePair, minus: str = "−") -> str:
        """Write a change with its sign, or a dash."""
        if pair.change is None:
            return NOTHING
        sign = "+" if pair.change > 0 else minus if pair.change < 0 else ""
        return f"{sign}{self.reader.tenths(abs(pair.change))}"


def cautions(compared: ComparedRooms) -> Iterator[str]:
    """Yield what the numbers do not say, and what can be inferred from them all the same."""
    reader, apart = compared.reader, compared.rooms.apart
    yield reader._(
        "These are the values of two groups. A change can come from other people having "
        "answered; it shows nobody's progress and proves nothing."
    )
    if compared.open:
        return
    if 0 < apart < compared.least:
        few = reader._(
            "The groups differ by {n}. If otherwise the same people gave the same answers, the "
            "difference tells what those answered: pass this on only if most of the people were "
            "others."
        )
        yield few.format(n=reader.n_("{n} person", "{n} people", apart))
        return
    yield reader._(
        "Whoever knows that the same people were in both groups but for a few can work out from both what these said."
    )


def comparison_data(compared: ComparedRooms) -> dict[str, Any]:
    """Return the comparison for machines."""
    one, two = compared.both
    return to_json(compared.rooms, (one.result, two.result), (one.date.isoformat(), two.date.isoformat()))


def comparison_page(compared: ComparedRooms) -> Page:
    """Return the comparison as a document of its own."""
    _, kind = compared.reader._, compared.words(compared.questionnaire.title)
    one, two = compared.both
    facts = ((_("Earlier workshop"), compared.said(one)), (_("Later workshop"), compared.said(two)))
    title = _("Two workshops beside each other")
    return Page(
        lang=compared.reader.lang,
        kind=kind,
        title=title,
        page_title=f"{kind}: {title}",
        footer=str(compared.label(two)),
        meta=tuple(Fact(label, said) for label, said in facts),
        notices=tuple(compared.say(said) for said in cautions(compared)),
        sections=(
            Section("rooms", _("What the groups see differently"), tuple(_values(compared))),
            Section("rooms-method", _("What is compared"), tuple(map(Paragraph, _method(compared)))),
        ),
        bands=len(compared.bands),
        result=comparison_data(compared),
    )


def _values(compared: ComparedRooms) -> Iterator[Block]:
    yield Paragraph(_whole(compared), "lead")
    yield _table(compared)
    if different := [pair for pair in compared.in_order if not pair.is_same and pair.comparable.change is not None]:
        yield _comparable(compared, different)


def _whole(compared: ComparedRooms) -> Sentence:
    _, whole = compared.reader._, compared.rooms.whole
    if whole.change is None:
        return compared.say(_("There is no overall value to compare: no hurdle has one in both groups."))
    old, new = compared.score(whole.earlier), compared.score(whole.later)
    if not whole.change:
        return compared.say(_("The overall value is {score} of 100 in both groups."), score=new)
    phrase = _("The overall value was {old} of 100 in the earlier group and is {new} in the later one ({change}).")
    return compared.say(phrase, old=old, new=new, change=compared.change(whole))


def _table(compared: ComparedRooms) -> Table:
    _ = compared.reader._
    starts = [band.from_ for band in compared.questionnaire.bands]
    columns = (
        Column(_("Hurdle")),
        Column(_("Value, from 0 to 100"), chart=True, axis=axis(ticks(starts, [compared.exact(s, 1) for s in starts]))),
        Column(_("Earlier"), numeric=True),
        Column(_("Later"), numeric=True),
        Column(_("Change"), numeric=True),
    )
    rows = tuple(
        (
            Cell(compared.topic(pair.id)),
            Cell(chart=scale(segments(starts), _marks(pair.whole))),
            Cell(compared.score(pair.whole.earlier)),
            Cell(compared.score(pair.whole.later)),
            Cell(compared.change(pair.whole) if pair.is_same else NOTHING),
        )
        for pair in compared.in_order
    )
    dash = _("A dash stands where a group's result shows no value, or where both values rest on different questions.")
    legend = _("Ring: earlier. Dot: later.")
    title = hurdles_title((pair.whole.later for pair in compared.in_order), compared.reader)
    return Table(title, columns, rows, if_shown(dash, NOTHING, rows), legend)


def _comparable(compared: ComparedRooms, different: list[HurdlePair]) -> Table:
    _ = compared.reader._
    columns = (
        Column(_("Hurdle")),
        *(Column(label, numeric=True) for label in (_("Earlier"), _("Later"), _("Change"), _("Questions counted"))),
    )
    rows = tuple(
        (
            Cell(compared.topic(pair.id)),
            Cell(compared.score(pair.comparable.earlier)),
            Cell(compared.score(pair.comparable.later)),
            Cell(compared.change(pair.comparable)),
            Cell(compared.reader.integer(len(pair.common))),
        )
        for pair in different
    )
    return Table(_("Over the questions that both groups show"), columns, rows)


def _marks(pair: ValuePair) -> Markup:
    """Return both values, joined by a line."""
    ring = Markup('<circle cx="{}" cy="15" r="6" fill="var(--bg)" stroke="currentColor" stroke-width="2.5"/>')
    drawn = Markup("")
    if pair.earlier is not None and pair.later is not None:
        line = Markup('<line class="iv" x1="{}" x2="{}" y1="15" y2="15"/>')
        drawn = line.format(percent(pair.earlier), percent(pair.later))
    if pair.earlier is not None:
        drawn += ring.format(percent(pair.earlier))
    return drawn if pair.later is None else drawn + dot(pair.later)


def _method(compared: ComparedRooms) -> Iterator[str]:
    _ = compared.reader._
    yield _(
        "Only what each group's own result shows is compared: what one of them hides is left out on both sides. Role "
        "groups, single questions and agreement are not compared."
    )
    yield _(
        "The overall value is the mean over the hurdles that both groups have a comparable value for. Where the "
        "groups show different questions of a hurdle, it is compared over those that both show and whose counts tell "
        "their mean."
    )
    yield how_values_come(compared.reader)
