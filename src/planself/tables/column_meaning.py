"""What the columns of a table mean: questions, options, known columns, and what is carried along."""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, field

from planself.errors import Problem

_HEADLESS = re.compile(r"(?:column ?|unnamed: ?|spalte ?|\.\.\.)[0-9]+", re.IGNORECASE).fullmatch
"""What readers, pandas, R and Excel call a column that has no heading."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the frame, its heading as found, which messages show, and what describes it besides."""

    name: str
    heading: str
    described: str = ""


@dataclass(slots=True)
class Source:
    """The columns of a question under one of its ids: one for all, or one for each option, or both."""

    id: str
    whole: Column | None = None
    options: dict[str, Column] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[Column, ...]:
        """All of them."""
        return (*((self.whole,) if self.whole else ()), *self.options.values())


@dataclass(frozen=True, slots=True)
class Headings:
    """What the columns of a table mean."""

    sources: dict[str, tuple[Source, ...]]
    """Of every question with columns, the one that counts first: present id, then earlier ids, the latest first."""
    known: dict[str, Column]
    """The known columns by the names of the format, in its order."""
    carried: tuple[Column, ...]
    dropped: tuple[Column, ...]
    """Personal ones."""
    notes: tuple[Problem, ...]
    kept: frozenset[str] = frozenset()
    """The names of those carried that were asked for."""
    refused: Mapping[str, Collection[Hashable]] | None = None
    """By column, the cells of words that their question does not take; None before it was asked."""

    @property
    def unasked(self) -> tuple[Column, ...]:
        """The carried columns that nobody named."""
        return tuple(column for column in self.carried if column.name not in self.kept)

    @property
    def read(self) -> dict[str, Column]:
        """Every column whose cells are read and can be invalid, by its heading."""
        asked = (column for found in self.sources.values() for source in found for column in source.columns)
        return {column.heading: column for column in (*self.known.values(), *asked)}

    @property
    def targets(self) -> dict[str, tuple[str, bool]]:
        """The headings whose cells can be invalid with `question`, `question.option` or the name of a known column.

        Beside it stands whether the question's options have columns of their own.
        """
        return {column.heading: (name, False) for name, column in self.known.items()} | {
            column.heading: (id_ if column is source.whole else f"{id_}.{option}", bool(source.options))
            for id_, sources in self.sources.items()
            for source in sources
            for option, column in [("", source.whole), *source.options.items()]
            if column
        }


def headless(heading: str) -> bool:
    """Whether a heading is one that a reader gave to a column without."""
    return _HEADLESS(heading) is not None
