"""Tables on their way out: which format a name asks for, what its writer is told, and what every writer can do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import polars as pl


class TableFormat(StrEnum):
    """The formats of a table that is written, by the suffix that asks for them."""

    CSV = "csv"
    TSV = "tsv"
    WORKBOOK = "xlsx"
    PARQUET = "parquet"
    JSON_LINES = "jsonl"


class Style(StrEnum):
    """How text tables are written: for a German spreadsheet, or as programs and English spreadsheets read them."""

    GERMAN = "de"
    INTERNATIONAL = "int"

    @classmethod
    def of(cls, language: str) -> Style:
        """Return the style of the spreadsheet in which readers of a language will open a table."""
        return cls.GERMAN if language == "de" else cls.INTERNATIONAL


@dataclass(frozen=True, slots=True)
class Sheet:
    """A further sheet of a workbook: rows of texts and numbers, the first one its heading."""

    name: str
    rows: Sequence[Sequence[str | int | float | None]]
    widths: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """What a writer knows of its table before the first row comes.

    `scores` are columns of numbers with one decimal; `own` are all that planself made itself, which hold ids and
    numbers only, so that no text of others is in them. `about` is written where a format has a place beside its rows.
    """

    schema: pl.Schema
    own: frozenset[str] = frozenset()
    scores: frozenset[str] = frozenset()
    about: Mapping[str, str] = field(default_factory=dict)


class TableWriter(Protocol):
    """Takes a table batch by batch; whoever opened it calls exactly one of `close` and `abandon` in the end."""

    def write(self, batch: pl.DataFrame) -> None:
        """Add the rows of a batch, which has the columns of the layout."""

    def close(self) -> None:
        """Return once everything is in the file; raises OSError where the disk refuses."""

    def abandon(self) -> None:
        """Stop without an error; what is in the file then is of no use."""


def kind_of(path: Path) -> TableFormat | None:
    """Return the format that a file's name asks for, None where it asks for none of them."""
    suffix = path.suffix.lower().removeprefix(".")
    return next((kind for kind in TableFormat if kind == suffix), None)
