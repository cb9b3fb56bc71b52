"""Groups by a column: their quartiles, as far as they tell of nobody by himself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planself.analysis.summary.result import GroupBreakdown, GroupScores, GroupSummary, HurdleSummary
from planself.analysis.suppression import LEAST_SETS
from planself.report.blocks import Block, Cell, Column, Paragraph, Section, Table
from planself.report.inline_text import Sentence, clean
from planself.report.summary.context import HIDDEN, NO_BREAK, SummaryContext

MOST = 500
"""More groups than this nobody reads; the JSON summary has all of them."""
ABREAST = 4
"""Hurdles side by side, so that their names stay readable."""


def groups(context: SummaryContext) -> Section | None:
    """Return the groups' quartiles; nothing where no column was asked for."""
    found = context.summary.groups
    if found is None:
        return None
    blocks: list[Block] = [Paragraph(sentence) for sentence in _told(context, found)]
    largest = {group.name for group in sorted(found.named, key=lambda group: -group.n)[:MOST]}
    listed = [group for group in found.named if group.name in largest]
    starts = range(0, len(context.summary.hurdles), ABREAST) if listed else ()
    blocks += [_table(context, found, listed, slice(start, start + ABREAST)) for start in starts]
    return Section("groups", context.reader._("Groups"), tuple(blocks))


def _told(context: SummaryContext, found: GroupBreakdown) -> Iterator[Sentence]:
    reader = context.reader
    yield context.say(
        reader._(
            "Grouped by {column}, in the order of the names. A cell holds lower quartile, median and upper quartile in "
            "whole points and, in brackets, how many self-assessments have a score there. A dash stands where these "
            "are fewer than {least}, or where those with a score outside the groups shown would be one to {most}: "
            "then the smallest group is left out as well, because they could be computed."
        ),
        column=context.quoted(clean(found.by)),
        least=str(LEAST_SETS),
        most=str(LEAST_SETS - 1),
    )
    if not found.named:
        yield context.say(
            reader._(
                "No group is shown. It takes two groups of at least {least} self-assessments, with none or at least "
                "{least} outside all groups shown; otherwise a few could be computed from the others."
            ),
            least=str(LEAST_SETS),
        )
    elif found.unnamed:
        yield context.say(
            reader.n_(
                "{n} group is not shown and not named: it, or what could be computed of it, would be too few.",
                "{n} groups are not shown and not named: they, or what could be computed of them, would be too few.",
                found.unnamed,
            )
        )
    if found.without:
        yield context.say(
            reader.n_(
                "{n} self-assessment has no entry in this column.",
                "{n} self-assessments have no entry in this column.",
                found.without,
            )
        )
    if len(found.named) > MOST:
        yield context.say(
            reader._("Of {all} groups the {shown} largest are listed; the summary as JSON has all of them."),
            all=context.count(len(found.named)),
            shown=context.count(MOST),
        )


def _table(context: SummaryContext, found: GroupBreakdown, listed: Sequence[GroupSummary], part: slice) -> Table:
    _, hurdles = context.reader._, context.summary.hurdles
    first, last = part.start + 1, min(part.stop, len(hurdles))
    caption = _("Quartiles by group: hurdles {first} to {last} of {all}").format(
        first=first, last=last, all=len(hurdles)
    )
    whole = (
        Cell(_("all")),
        Cell(context.count(context.summary.n)),
        *(_whole(context, hurdle) for hurdle in hurdles[part]),
    )
    return Table(
        caption,
        (
            Column(clean(found.by)),
            Column(_("Number"), numeric=True),
            *(Column(context.topic(hurdle.id), numeric=True) for hurdle in hurdles[part]),
        ),
        (
            *(
                (
                    Cell(clean(group.name)),
                    Cell(context.count(group.n)),
                    *(_cell(context, cell) for cell in group.hurdles[part]),
                )
                for group in listed
            ),
            whole,
        ),
        legend=_("Ground of a cell: the band in which its median would lie."),
    )


def _whole(context: SummaryContext, hurdle: HurdleSummary) -> Cell:
    found = hurdle.spread
    if found.n is None or found.quartiles is None:
        return _cell(context, None)
    return _cell(context, GroupScores(found.n, found.quartiles))


def _cell(context: SummaryContext, found: GroupScores | None) -> Cell:
    if found is None:
        return Cell(HIDDEN)
    quartiles = context.points(found.quartiles, f"{NO_BREAK}· ")
    return Cell(f"{quartiles} ({context.count(found.n)})", shade=context.band_of(10 * found.quartiles[1]))
