"""A table as it came back: one lazy frame, what a person calls its rows, and what every reader needs."""

from __future__ import annotations

import os
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from planself.errors import InputError, Location, Problem, UsageError
from planself.exchange.pace import Pace
from planself.files.disk import missing
from planself.files.in_use import patiently
from planself.files.os_errors import close_it, is_used, reason
from planself.files.refusals import brief, damaged, refusal
from planself.i18n import _, current
from planself.text import one_line

if TYPE_CHECKING:
    import polars as pl

Style = Literal[",", "."]
MAX_COLUMNS = 4096

MAX_HEADINGS = 1 << 20
"""Characters of all headings together; a hundred questions in full have some ten thousand."""
_MANY = 5_000_000
_BULK, _BYTES_A_BYTE = 256 << 20, 1000
_ROWS_A_BYTE = 50
"""Rows that no file with answers of people packs into a byte, whatever its format."""


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table's cells as found, in order, and what is needed to speak of them."""

    name: str
    """As messages name it: "umfrage.csv", "umfrage.xlsx#Tabelle1", "panel.duckdb#antworten"."""
    frame: pl.LazyFrame
    """Text columns as String, typed ones as typed, empty cells as null, rows without any cell left out."""
    first_row: int
    """The number that a person sees beside the first row: 2 below a heading line, 1 in Parquet and JSON Lines."""
    headings: tuple[str, ...] = ()
    """The headings as found, doubled ones too; the frame's columns stand in the same order under unique names."""
    signs: Mapping[str, frozenset[Style]] = field(default_factory=dict)
    """The decimal signs that cells of text show beyond doubt, by the frame's names of their columns."""
    notes: tuple[Problem, ...] = ()
    skipped: tuple[int, ...] = ()
    """The numbers of the rows that were left out because they are empty, or hold headings, where rows follow."""
    hidden: frozenset[int] = frozenset()
    """The numbers of the sheet's rows that a filter or a person has hidden; they are among the rows."""
    totals: frozenset[int] = frozenset()
    """The numbers of the sheet's rows that the workbook declares to be totals; they are among the rows."""
    heading_rows: int = 1
    """How many rows held headings; where it is more than one, the others are among those skipped."""
    described: Mapping[str, str] = field(default_factory=dict)
    """What the other rows of headings say of columns, by the frame's names."""
    sheets: tuple[str, ...] = ()
    """The other sheets of the workbook that could have been meant, where nobody chose one."""
    parts: tuple[tuple[str, int], ...] = ()
    """Where the table is several files: the name of each, and how many rows stand in those before it."""
    rows: int | None = None
    """How many rows the frame will have, counted without it; None where only reading them tells."""
    pace: Pace = field(default_factory=Pace, compare=False)
    """How far the frame may run ahead of whoever takes its rows in batches."""

    def style(self, columns: Iterable[str]) -> Style | None:
        """Return the decimal sign that the cells of these columns fix; None where they show none, or both.

        Only columns of numbers can tell: times (10.30), coordinates and numbers of versions stand in other ones.
        """
        shown = frozenset[Style]().union(*(self.signs.get(column, ()) for column in columns))
        return next(iter(shown)) if len(shown) == 1 else None

    def row(self, index: int) -> int:
        """Return the number that a person sees beside a row of the frame, the first having index 0."""
        return self.first_row + index + bisect_right(self._steps(), index)

    def place(self, number: int) -> Location:
        """Return where a row stands: in the table, or in that of its files which holds it."""
        if not self.parts:
            return Location(self.name, number)
        name, before = self.parts[bisect_left(self.parts, number, key=lambda part: part[1]) - 1]
        return Location(name, number - before)

    def called(self, number: int) -> str:
        """Return what a person calls a row where the table is known: its number, with the file where it is several."""
        where = self.place(number)
        return f"{Path(where.file).name}:{where.line}" if self.parts else str(number)

    def places(self, numbers: pl.Series) -> pl.Series:
        """Return where rows stand, as text."""
        import polars as pl

        if not self.parts:
            return pl.select(pl.format("{}:{}", pl.lit(self.name), numbers)).to_series()
        names, before = (pl.Series(column) for column in zip(*self.parts, strict=True))
        part = before.search_sorted(numbers, "left").cast(pl.Int64) - 1
        return pl.select(pl.format("{}:{}", names.gather(part), numbers - before.gather(part))).to_series()

    def renamed(self, name: str, called: str) -> RawTable:
        """Return the table under another name, its notes, too."""
        if name == called:
            return self
        return replace(self, name=called, notes=tuple(_renamed(note, name, called) for note in self.notes))

    def numbered(self, column: str) -> pl.LazyFrame:
        """Return the frame with these numbers in a first column."""
        import polars as pl

        frame = self.frame.with_row_index(column).with_columns(pl.col(column).cast(pl.Int64))
        if not self.skipped:
            return frame.with_columns(pl.col(column) + self.first_row)
        steps = pl.Series(self._steps(), dtype=pl.Int64)

        def number(index: pl.Series) -> pl.Series:
            return index + self.first_row + steps.search_sorted(index, "right").cast(pl.Int64)

        return frame.with_columns(pl.col(column).map_batches(number, return_dtype=pl.Int64, is_elementwise=True))

    def _steps(self) -> list[int]:
        """Return the indices from which on a row's number is one higher."""
        return [number - self.first_row - before for before, number in enumerate(self.skipped)]


def unique(headings: Sequence[str | None]) -> list[str]:
    """Return a name for every column: its heading, told apart where it is doubled, or its place where it has none."""
    names: dict[str, None] = {}
    taken = {heading for heading in headings if heading}
    again: Counter[str] = Counter()
    for number, heading in enumerate(headings, 1):
        name = heading or f"column {number}"
        if name in names or (not heading and name in taken):
            again[name] += 1
            numbered = (f"{name} ({n})" for n in count(again[name] + 1))
            name = next(n for n in numbered if n not in taken and n not in names)
        names[name] = None
    return list(names)


def refuse_wide(columns: int, name: str) -> None:
    """Raise InputError where a table has far more columns than any survey: each costs time in every step."""
    if columns > MAX_COLUMNS:
        message = _("The table has {n} columns; planself reads up to {limit}.").format(n=columns, limit=MAX_COLUMNS)
        hint = _("Leave out the columns that are no answers, and export it again.")
        raise refusal(Location(name), "E258", message, hint)


def refuse_wordy(headings: Sequence[str], name: str) -> None:
    """Raise InputError where headings are whole books: each is compared with every question."""
    length = sum(map(len, headings))
    if length > MAX_HEADINGS:
        message = _("The headings have {n} characters together; planself reads up to {limit}.")
        numbers = current()
        found = message.format(n=numbers.integer(length), limit=numbers.integer(MAX_HEADINGS))
        raise refusal(
            Location(name), "E258", found, _("Shorten the headings, or leave out the columns that are no answers.")
        )


def refuse_swollen(rows: int, size: int, name: str) -> None:
    """Raise InputError where a file of few bytes holds rows by the hundred million, the same again and again."""
    if rows > _MANY and rows > _ROWS_A_BYTE * size:
        message = _("The file has {size} bytes and {rows} rows, far more than answers of people take.")
        hint = _("Ask whoever made it what it is; if it is meant, export its rows as CSV.")
        numbers = current()
        found = message.format(size=numbers.integer(size), rows=numbers.integer(rows))
        raise refusal(Location(name), "E258", found, hint)


def refuse_bulky(taken: int, size: int, name: str) -> None:
    """Raise InputError where what a file holds is far more than any table of its size."""
    if taken > _BULK and taken > _BYTES_A_BYTE * size:
        message = _("Unpacked, this file would have more than {size} MiB, far more than a table of its size.")
        hint = _("Ask whoever made it what it is; if it is meant, export its rows as CSV.")
        raise refusal(Location(name), "E258", message.format(size=_BULK >> 20), hint)


def existing(path: Path, name: str) -> int:
    """Return a file's size, or raise why it cannot be read."""
    try:
        with patiently(lambda: path.open("rb")) as file:
            return os.fstat(file.fileno()).st_size
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise missing(path) from error
    except IsADirectoryError as error:
        raise UsageError(
            _("{path} is a folder, and a file is needed here.").format(path=name), _("Name a file in that folder.")
        ) from error
    except OSError as error:
        hint = (
            close_it(path)
            if is_used(error, path)
            else _("Check the path and your permission to read it, then try again.")
        )
        message = _("The file cannot be read: {reason}.").format(reason=reason(error))
        raise refusal(Location(name), "E002", message, hint) from error


@contextmanager
def known_as(name: str, called: str) -> Iterator[None]:
    """Let what is found wrong in a file be told under another name than its own."""
    try:
        yield
    except InputError as error:
        raise InputError(_renamed(problem, name, called) for problem in error.problems) from error


def _renamed(problem: Problem, name: str, called: str) -> Problem:
    return replace(problem, where=replace(problem.where, file=problem.where.file.replace(name, called)))


@contextmanager
def faults(name: str) -> Iterator[None]:
    """Turn what Polars finds wrong in a file, maybe only while its rows pass by, into a problem of that file."""
    import polars as pl

    try:
        yield
    except (pl.exceptions.PolarsError, OSError) as error:
        raise damaged(name, _why(error)) from error


def _why(error: Exception) -> str:
    """Return in our words why a library gave up; Polars hides the system's number in its own."""
    number = re.search(r"\(os error (\d+)\)", str(error)) if os.name != "nt" else None
    if number is not None:
        return reason(OSError(int(number[1]), ""))
    if isinstance(error, OSError) and error.errno is not None:
        return reason(error)
    return _("its content is damaged, or of a kind that planself does not know")


@contextmanager
def elsewhere(sheets: Sequence[str], codes: Collection[str]) -> Iterator[None]:
    """Let these errors of a table name the workbook's other sheets, since the answers may stand there."""
    try:
        yield
    except InputError as error:
        if not sheets or not any(problem.code in codes for problem in error.problems):
            raise
        names = ", ".join(brief(one_line(sheet)) for sheet in sheets[:5]) + (" …" if len(sheets) > 5 else "")
        hint = _("If another sheet is meant, name it with --sheet: {sheets}.").format(sheets=names)
        raise InputError(
            replace(problem, hint=f"{hint} {problem.hint}") if problem.code in codes else problem
            for problem in error.problems
        ) from error
