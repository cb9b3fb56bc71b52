"""What a deck is made of: passages of blocks that belong together go in, slides that have room for them come out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from planself.report.blocks import Block, Bullets, Facts, Heading, Paragraph, Table
from planself.report.inline_text import Words


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, or some rows of it, with the percentages of its columns, which are those of the whole table."""

    kind: ClassVar[str] = "grid"
    table: Table
    shares: tuple[int, ...]


Shown = Paragraph | Heading | Bullets | Facts | Grid


@dataclass(frozen=True, slots=True)
class Passage:
    """Blocks that are shown together where a slide has room for them; `foot` stands below them on every slide.

    Groups of blocks, such as a heading and what it heads, part only where a whole slide has no room for them.
    """

    groups: tuple[tuple[Block, ...], ...]
    foot: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """What a deck shows under one title, each passage from the top of a slide on."""

    id: str
    title: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide as it is shown: its subject, and a title that says which part of it, where there are several."""

    id: str
    subject: str
    title: str
    blocks: tuple[Shown, ...]
    first: bool


@dataclass(frozen=True, slots=True)
class Deck:
    """Slides, and what their cover says; `bands` is how many grounds the drawings use."""

    lang: str
    kind: Words
    title: str
    page_title: str
    footer: str
    slides: tuple[Slide, ...]
    bands: int
