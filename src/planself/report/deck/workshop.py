"""What a deck shows of a workshop: the words and numbers of its report, chosen for a room that looks at a wall.

What people wrote beside their answers, notes and dissenting views are left to the report: nobody is to find a
sentence of their own on the wall.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from planself.analysis.group_result import GroupResult
from planself.i18n import Reader
from planself.report.blocks import Block, Cell, Column, Paragraph, Table
from planself.report.deck.consensus import consensus, next_steps
from planself.report.deck.division import divided
from planself.report.deck.passages import apart, band_names, below, passages
from planself.report.deck.slides import Deck, Passage, Subject
from planself.report.view import Provenance, ReportView, build_view
from planself.report.workshop import discussion as talk
from planself.report.workshop import hurdles, people
from planself.report.workshop.context import WorkshopContext
from planself.report.workshop.questions import bar
from planself.report.workshop.reported_workshop import ReportedWorkshop
from planself.report.workshop.sections import workshop_page

_ROLES = 5
"""So many role groups have room beside each other."""


def workshop_deck(result: GroupResult, workshop: ReportedWorkshop, reader: Reader, made: Provenance) -> Deck:
    """Return the deck of a workshop; its heading is that of the group's page."""
    context, page = WorkshopContext(result, workshop, reader), workshop_page(result, workshop, reader, made)
    scored = workshop.scored_consensus
    agreed = None if scored is None else build_view(scored, reader, made)
    return Deck(
        lang=page.lang,
        kind=page.kind,
        title=page.title,
        page_title=page.page_title,
        footer=page.footer,
        slides=tuple(slide for subject in _subjects(context, agreed) for slide in divided(subject, reader)),
        bands=page.bands,
    )


def _subjects(context: WorkshopContext, agreed: ReportView | None) -> Iterator[Subject]:
    """Yield what is shown, in order; `agreed` is the report of the consensus, where it has a score."""
    _, workshop = context.reader._, context.workshop
    yield Subject("group", _("Who took part"), (Passage(apart(_people(context))),))
    yield Subject("group-profile", _("The hurdles as the group sees them"), tuple(_profile(context)))
    yield Subject("group-roles", _("The view of the role groups"), tuple(_roles(context)))
    yield Subject("group-topics", _("What to talk about"), (_topics(context),))
    if workshop.consensus is not None:
        shown = tuple(consensus(context, agreed, hurdles.consensus(context, workshop.consensus)))
        yield Subject("group-consensus", _("The consensus"), shown)
    if workshop.votes:
        yield Subject("group-votes", _("What the group wants to tackle first"), tuple(passages(talk.votes(context))))
    yield Subject("steps", _("Next steps"), (next_steps(context, agreed),))


def _people(context: WorkshopContext) -> Iterator[Block]:
    yield from people.people(context)
    for notice in people.notices(context):
        yield Paragraph(notice, "flag")


def _profile(context: WorkshopContext) -> Iterator[Passage]:
    blocks = hurdles.profile(context)
    said = next(blocks)
    table = next(block for block in blocks if isinstance(block, Table))
    yield Passage(apart((said, Paragraph(table.note))))
    yield Passage(((replace(_columns(table, range(3)), note=""),),), (band_names(context),))


def _roles(context: WorkshopContext) -> Iterator[Passage]:
    blocks = list(hurdles.heat_map(context))
    tables = [part for block in blocks if isinstance(block, Table) for part in _narrow(block)]
    others = [block for block in blocks if not isinstance(block, Table)]
    yield from (Passage(apart([replace(table, note="")]), below(table)) for table in tables)
    yield Passage(apart(others))


def _narrow(table: Table) -> Iterator[Table]:
    """Yield a table of role groups in tables that have room for them; the number of questions is left out."""
    last = len(table.columns) - 1
    for start in range(1, last, _ROLES):
        yield replace(_columns(table, [0, *range(start, min(start + _ROLES, last))]), turned=False)


def _topics(context: WorkshopContext) -> Passage:
    blocks = list(talk.topics(context))
    return Passage(apart(_with_answers(context, b) if isinstance(b, Table) else b for b in blocks))


def _with_answers(context: WorkshopContext, table: Table) -> Table:
    """Return the discussion list with how the answers lie, in place of what sums them up."""
    _ = context.reader._
    columns = (
        *table.columns[:2],
        Column(_("Answers"), chart=True),
        Column(_("People per level (0 first)"), numeric=True),
    )
    discussed = zip(table.rows, context.result.discussion, strict=True)
    rows = tuple((*row[:2], *_answers(context, item.question)) for row, item in discussed)
    return replace(table, columns=columns, rows=rows)


def _answers(context: WorkshopContext, id_: str | None) -> tuple[Cell, Cell]:
    """Return how the answers on a scale lie; what is no scale has no levels."""
    if id_ is None or not context.question(id_).ladder:
        return Cell(), Cell()
    found = context.by_id[id_]
    return bar(context, id_, found), Cell(context.counts(found.counts))


def _columns(table: Table, places: Sequence[int]) -> Table:
    rows = tuple(tuple(row[place] for place in places) for row in table.rows)
    return replace(table, columns=tuple(table.columns[place] for place in places), rows=rows)
