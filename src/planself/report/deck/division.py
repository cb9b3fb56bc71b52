"""From passages to slides: as few as have room for everything, and those evenly filled.

A table parts between its rows and has its headings on every slide; a list parts between its items, a text between
its words, and both only where one slide has no room for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from planself.i18n import Reader
from planself.report.blocks import Block, Bullets, Cell, Facts, Figure, Heading, Paragraph, Table
from planself.report.deck.lines import pieces
from planself.report.deck.sizes import (
    LABEL,
    LINE,
    ROW,
    SIGN,
    WIDTH,
    cell_room,
    grid,
    head,
    height,
    line,
    measure,
    room,
)
from planself.report.deck.slides import Grid, Passage, Shown, Slide, Subject
from planself.report.view_parts import Fact

Group = tuple[Shown, ...]
_STEP = 50
"""How finely slides are evened out, in hundredths of the type's size."""


def divided(subject: Subject, reader: Reader) -> tuple[Slide, ...]:
    """Return the slides of a subject, numbered in their titles where there are several."""
    longest = _numbered(subject.title, 99, 99, reader)
    shown = [blocks for passage in subject.passages for blocks in _slides(passage, room(longest))]
    return tuple(
        Slide(
            id=subject.id if n == 1 else f"{subject.id}-{n}",
            subject=subject.title,
            title=subject.title if len(shown) == 1 else _numbered(subject.title, n, len(shown), reader),
            blocks=blocks,
            first=n == 1,
        )
        for n, blocks in enumerate(shown, 1)
    )


def _numbered(title: str, number: int, total: int, reader: Reader) -> str:
    place = reader._("{number} of {total}").format(number=number, total=total)
    return f"{title} ({place})"


def _slides(passage: Passage, most: int) -> list[Group]:
    foot = tuple(_shown(passage.foot))
    most -= _height(foot)
    parts = [part for group in passage.groups for part in _parts(tuple(_shown(group)), most)]
    packed = _packed(parts, most)
    least = most
    while least > _STEP and len(_packed(parts, least - _STEP)) == len(packed) and _fits(parts, least - _STEP):
        least -= _STEP
    return [(*slide, *foot) for slide in _packed(parts, least)]


def _fits(parts: Sequence[Group], most: int) -> bool:
    return all(_height(part) <= most for part in parts)


def _height(group: Group) -> int:
    return sum(map(height, group))


def _packed(parts: Sequence[Group], most: int) -> list[Group]:
    slides: list[Group] = []
    for part in parts:
        joined = _joined(slides[-1], part) if slides else part
        if slides and _height(joined) <= most:
            slides[-1] = joined
        else:
            slides.append(part)
    return slides


def _joined(slide: Group, part: Group) -> Group:
    """Return a slide with more on it; rows, items and facts go on where their like ends."""
    match slide[-1], part[0]:
        case Grid() as one, Grid() as two if replace(one.table, rows=()) == replace(two.table, rows=()):
            return (*slide[:-1], _with_rows(one, (*one.table.rows, *two.table.rows)), *part[1:])
        case Bullets() as one, Bullets() as two:
            return (*slide[:-1], Bullets((*one.items, *two.items)), *part[1:])
        case Facts() as one, Facts() as two:
            return (*slide[:-1], Facts((*one.facts, *two.facts)), *part[1:])
        case _:
            return (*slide, *part)


# --- parts that a slide has room for ---


def _shown(group: Sequence[Block]) -> Iterator[Shown]:
    """Yield blocks as a deck shows them; drawings without a table are none of its blocks."""
    for block in group:
        match block:
            case Table():
                yield grid(block)
            case Figure():
                pass
            case Paragraph() | Heading() | Bullets() | Facts():
                yield block


def _with_rows(shown: Grid, rows: tuple[tuple[Cell, ...], ...]) -> Grid:
    return replace(shown, table=replace(shown.table, rows=rows))


def _parts(group: Group, most: int) -> Iterator[Group]:
    if (len(group) > 1 or isinstance(group[0], Grid)) and _height(group) <= most:
        yield group
        return
    for block in group:
        for part in _cut(block, most):
            yield (part,)


def _cut(block: Shown, most: int) -> Iterator[Shown]:
    match block:
        case Paragraph():
            found = pieces(block.text, measure(block), (most - height(replace(block, text=""))) // line(block) + 1)
            yield from (replace(block, text=text) for text in found)
        case Bullets():
            for item in block.items:
                yield from (Bullets((text,)) for text in pieces(item, WIDTH - SIGN, most // LINE - 1))
        case Facts():
            yield from _facts(block, most // LINE - 1)
        case Grid():
            shares = [cell_room(share) for share in block.shares]
            for row in block.table.rows:
                for part in _row(row, shares, (most - head(block) - ROW) // LINE - 1):
                    yield _with_rows(block, (part,))
        case Heading():
            yield block


def _facts(block: Facts, most: int) -> Iterator[Facts]:
    for fact in block.facts:
        for text in pieces(fact.value, cell_room(100 - LABEL), most):
            yield Facts((Fact(fact.label, text),))


def _row(row: Sequence[Cell], shares: Sequence[int], most: int) -> Iterator[tuple[Cell, ...]]:
    """Yield a row, and what of its texts a slide has no room for as further rows."""
    columns = [
        [replace(cell, text=text) if not n else Cell(text) for n, text in enumerate(pieces(cell.text, share, most))]
        for cell, share in zip(row, shares, strict=True)
    ]
    yield from zip_longest(*columns, fillvalue=Cell())
