"""Groups by a column: their means, as far as they single nobody out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planself.analysis.summary.result import Groups, GroupSummary, HurdleSummary, Mean
from planself.report.blocks import Block, Cell, Column, Paragraph, Section, Table
from planself.report.summary.lot import HIDDEN, Lot
from planself.report.words import Sentence, clean

MOST = 500
"""More groups than this nobody reads; the JSON summary has all of them."""
ABREAST = 4
"""Hurdles side by side, so that their names stay readable."""


def groups(lot: Lot) -> Section | None:
    """Return the groups' means; nothing where no column was asked for."""
    found = lot.summary.groups
    if found is None:
        return None
    blocks: list[Block] = [Paragraph(sentence) for sentence in _told(lot, found)]
    largest = {group.name for group in sorted(found.named, key=lambda group: -group.n)[:MOST]}
    listed = [group for group in found.named if group.name in largest]
    starts = range(0, len(lot.summary.hurdles), ABREAST) if listed else ()
    blocks += [_table(lot, found, listed, slice(start, start + ABREAST)) for start in starts]
    return Section("groups", lot.reader._("Groups"), tuple(blocks))


def _told(lot: Lot, found: Groups) -> Iterator[Sentence]:
    reader, least = lot.reader, str(lot.summary.protection.min_group)
    yield lot.say(
        reader._(
            "Grouped by {column}, in the order of the names. A cell holds the mean score and, in brackets, how many "
            "self-assessments have a score there. "
            "A dash stands where a mean would tell of too few: a cell of fewer than {least}, one whose scores are all "
            "the same, and cells from which such a one could be computed."
        ),
        column=lot.quoted(clean(found.by)),
        least=least,
    )
    if found.unnamed:
        yield lot.say(
            reader.n_(
                "{n} group is too small to be named.",
                "{n} groups are too small to be named.",
                found.unnamed,
            )
        )
    if found.without:
        yield lot.say(
            reader.n_(
                "{n} self-assessment has no entry in this column.",
                "{n} self-assessments have no entry in this column.",
                found.without,
            )
        )
    if len(found.named) > MOST:
        yield lot.say(
            reader._("Of {all} groups the {shown} largest are listed; the summary as JSON has all of them."),
            all=lot.count(len(found.named)),
            shown=lot.count(MOST),
        )


def _table(lot: Lot, found: Groups, listed: Sequence[GroupSummary], part: slice) -> Table:
    _, hurdles = lot.reader._, lot.summary.hurdles
    first, last = part.start + 1, min(part.stop, len(hurdles))
    caption = _("Means by group: hurdles {first} to {last} of {all}").format(first=first, last=last, all=len(hurdles))
    whole = (Cell(_("all")), Cell(lot.count(lot.summary.n)), *(_whole(lot, hurdle) for hurdle in hurdles[part]))
    return Table(
        caption,
        (
            Column(clean(found.by)),
            Column(_("Number"), numeric=True),
            *(Column(lot.hurdle(hurdle.id), numeric=True) for hurdle in hurdles[part]),
        ),
        (
            *(
                (Cell(clean(group.name)), Cell(lot.count(group.n)), *(_cell(lot, mean) for mean in group.means[part]))
                for group in listed
            ),
            whole,
        ),
        legend=_("Ground of a cell: the band in which its mean would lie."),
    )


def _whole(lot: Lot, hurdle: HurdleSummary) -> Cell:
    found = hurdle.spread
    return _cell(lot, None if found.mean is None else Mean(found.n, found.mean))


def _cell(lot: Lot, mean: Mean | None) -> Cell:
    if mean is None:
        return Cell(HIDDEN)
    return Cell(f"{lot.reader.tenths(mean.mean)} ({lot.count(mean.n)})", shade=lot.band_of(mean.mean))
