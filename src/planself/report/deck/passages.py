"""Blocks of a report as passages of a deck."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from planself.report.blocks import Block, Paragraph, Table
from planself.report.deck.slides import Passage
from planself.report.inline_text import joined
from planself.report.texts import Texts


def passages(blocks: Iterable[Block]) -> Iterator[Passage]:
    """Yield a passage for every table, with what stands before it; its legend and its note stand below it."""
    before: list[Block] = []
    for block in blocks:
        if not isinstance(block, Table):
            before.append(block)
            continue
        yield Passage(apart((*before, replace(block, note="", legend=""))), below(block))
        before = []
    if before:
        yield Passage(apart(before))


def below(table: Table) -> tuple[Block, ...]:
    """Return the legend and the note of a table as a paragraph."""
    said = joined([each for each in (table.legend, table.note) if each])
    return (Paragraph(said, "note"),) if said.parts else ()


def band_names(texts: Texts) -> Paragraph:
    """Return the names of the bands, from the left end of the scale to the right."""
    named = [
        texts.say("{from_} {score}: {band}", from_=texts.reader._("from"), score=band.from_, band=band.label)
        for band in texts.bands.values()
    ]
    return Paragraph(joined(named, " · "), "note")


def apart(blocks: Iterable[Block]) -> tuple[tuple[Block, ...], ...]:
    """Return blocks of which each may stand alone."""
    return tuple((block,) for block in blocks)
