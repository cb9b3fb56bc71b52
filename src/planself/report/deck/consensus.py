"""What a room agreed on, and what its report proposes: the profile with bands and ranges, and the next steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from planself.report.blocks import Block, Cell, Column, Heading, Paragraph, Table
from planself.report.deck.passages import apart, passages
from planself.report.deck.slides import Passage
from planself.report.inline_text import Piece, Sentence, compose, joined, unlinked
from planself.report.render import environment
from planself.report.view import ReportView
from planself.report.view_parts import Row, StepView
from planself.report.workshop import discussion as talk
from planself.report.workshop.context import WorkshopContext


def consensus(context: WorkshopContext, agreed: ReportView | None, beside: Iterable[Block]) -> Iterator[Passage]:
    """Yield what the consensus says of the hurdles, and itself beside the individual answers, which is `beside`."""
    said: list[Block] = [Paragraph(talk.how_far(context))] if context.talked else []
    *before, table = beside
    if agreed is None:
        yield Passage(apart((*said, *before)))
    else:
        score = Paragraph(f"{agreed.score} {agreed.score_note}".strip())
        yield Passage(apart((Paragraph(unlinked(agreed.lead), "lead"), score, *said, *before)))
        yield Passage(apart([_profile(context, agreed)]), (Paragraph(_dots(context, agreed), "note"),))
    yield from passages([table])


def _profile(context: WorkshopContext, agreed: ReportView) -> Table:
    """Return the hurdles of the consensus with band and range, as the report has them."""
    _, rows = context.reader._, (*agreed.profile.rows, *agreed.profile.unrated)
    macros: Any = environment("html").get_template("html/parts.html.j2").module
    columns = (
        Column(_("Hurdle")),
        Column(_("Score and range from 0 to 100"), chart=True, axis=macros.axis(agreed.profile)),
        Column(_("Score"), numeric=True),
        *(() if agreed.profile.complete else (Column(_("Range"), numeric=True),)),
        Column(_("Band")),
    )
    cells = tuple(
        (
            Cell(row.topic),
            Cell(chart=macros.chart(agreed.profile, row)),
            Cell(row.score),
            *(() if agreed.profile.complete else (Cell("" if row.complete else row.range),)),
            Cell(_band(context, row)),
        )
        for row in rows
    )
    return Table(_("Score of each hurdle from 0 to 100, with band, range and coverage"), columns, cells)


def _band(context: WorkshopContext, row: Row) -> Sentence:
    """Return a hurdle's band and what limits it, or what it lacks for a score."""
    if row.band is None:
        return unlinked(row.lacks or "")
    limits: list[Piece] = [context.reader._("provisional")] if row.provisional else []
    if row.unmet:
        limits.append(row.unmet)
    return compose("{band} ({limits})" if limits else "{band}", band=row.band.label, limits=joined(limits, ", "))


def _dots(context: WorkshopContext, agreed: ReportView) -> str:
    _ = context.reader._
    if agreed.profile.complete:
        return _("Dot: score.")
    return _("Dot: score. Line: range in which the score lies, however the open questions turn out.")


def next_steps(context: WorkshopContext, agreed: ReportView | None) -> Passage:
    """Return the next steps of the report, or why there are none."""
    _ = context.reader._
    if agreed is None:
        return Passage(
            apart([Paragraph(_("Next steps follow from what the group agrees on, and come with its consensus."))])
        )
    if not agreed.steps:
        return Passage(apart([Paragraph(_("No measure of the questionnaire fits these answers."))]))
    return Passage(tuple(tuple(_step(context, step)) for step in agreed.steps))


def _step(context: WorkshopContext, step: StepView) -> Iterator[Block]:
    _ = context.reader._
    yield Heading(compose("{n}. {title}", n=str(step.number), title=step.title))
    if step.text:
        yield Paragraph(step.text)
    hurdle = compose("{topic} ({score})", topic=step.hurdle.topic, score=step.hurdle.score)
    facts = ((_("Hurdle"), hurdle), (_("Who"), step.who), (_("Timeframe"), step.horizon), (_("Effort"), step.effort))
    told = [compose("{label}: {value}", label=label, value=value) for label, value in facts if str(value)]
    yield Paragraph(joined(told, " · "), "note")
