"""Blocks: what sections beyond the report's own are made of, so that every format prints every section.

A section of blocks becomes an annex of a report, or one of the sections of a page of its own. As in the
view, every string and number is final; a chart never stands without its numbers as text beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from markupsafe import Markup

from planself.report.inline_text import Sentence, Words, unlinked
from planself.report.view_parts import Fact, Note

Said = str | Words | Sentence
_NOTHING = Markup("")
_LONG = 18
"""Letters of a word that always stand beside one another in a cell; a longer word is broken anywhere."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `lead` is set larger, `note` smaller, `flag` must be seen; `of_drawings` is for HTML only."""

    kind: ClassVar[str] = "paragraph"
    text: Said
    tone: Literal["", "lead", "note", "flag"] = ""
    of_drawings: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section."""

    kind: ClassVar[str] = "heading"
    text: Said


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of sentences."""

    kind: ClassVar[str] = "bullets"
    items: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values."""

    kind: ClassVar[str] = "facts"
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading; a `chart` column holds drawings of what its neighbours say, and only HTML prints it."""

    label: str
    numeric: bool = False
    chart: bool = False
    axis: Markup = _NOTHING

    @property
    def long(self) -> bool:
        """Whether the heading has a word that may be broken anywhere."""
        return _has_long_word(self.label)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; `shade` is a band's place whose ground it stands on, besides what its text says."""

    text: Said = ""
    shade: int | None = None
    chart: Markup = _NOTHING

    @property
    def long(self) -> bool:
        """Whether the cell has a word that may be broken anywhere."""
        return _has_long_word(self.text)


def _has_long_word(text: Said) -> bool:
    return any(len(word) > _LONG for word in str(text).split())


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first column names its rows; the `legend` of its drawings and grounds is for HTML only.

    `aligned` tables have columns of the same widths wherever they stand, so that their drawings can be compared.
    `turned` ones have so many columns of numbers that their headings stand upright.
    """

    kind: ClassVar[str] = "table"
    caption: Said
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: Said = ""
    legend: Said = ""
    aligned: bool = False
    turned: bool = False


def if_shown(said: str, sign: str, rows: Iterable[Sequence[Cell]]) -> str:
    """Return what is said of a sign where some cell holds that sign alone, else nothing."""
    return said if any(str(cell.text) == sign for row in rows for cell in row) else ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with a name and what it shows in words; a table with its numbers follows it in the section."""

    kind: ClassVar[str] = "figure"
    svg: Markup
    title: str
    description: str
    caption: Said = ""


Block = Paragraph | Heading | Bullets | Facts | Table | Figure


@dataclass(frozen=True, slots=True)
class Section:
    """A section with the id under which it can be reached."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """Sections that join a full report, and the same as data under one key of the JSON report."""

    sections: tuple[Section, ...]
    key: str
    data: Mapping[str, Any]
    brief: tuple[Note, ...] | None = None
    """What a council's page says of it, in whole numbers; None: what its first section says first."""

    def in_short(self) -> tuple[Note, ...]:
        """Return what a page says of it that has no room for more."""
        return in_short(self.sections[0]) if self.brief is None else self.brief


def in_short(section: Section, most: int = 3) -> tuple[Note, ...]:
    """Return what a section says first, its lead and the list below it, for a page that has room for no more."""
    lead = next((b.text for b in section.blocks if isinstance(b, Paragraph) and b.tone == "lead"), None)
    listed = next((b.items for b in section.blocks if isinstance(b, Bullets)), ())
    if lead is None:
        return ()
    return (Note(Sentence((f"{section.title}:",)), unlinked(lead), tuple(map(unlinked, listed[:most]))),)


@dataclass(frozen=True, slots=True)
class Page:
    """A document of its own: a heading, facts, notices, sections; `bands` is how many grounds its shades use."""

    lang: str
    kind: Words
    title: str
    page_title: str
    footer: str
    meta: tuple[Fact, ...]
    notices: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    bands: int
    result: Mapping[str, Any]
