"""The rows of a text table: every one looked at before the first is used, in memory that does not grow."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import TextIOWrapper
from typing import TextIO

from planself.errors import InputError, Location, Problem, Severity
from planself.exchange.csv_dialect import Dialect
from planself.exchange.text_source import PIECE, RECORD_LIMIT, Scratch, Text, enumerated, too_long
from planself.files.refusals import MAX_PROBLEMS, refusal
from planself.i18n import _, current, n_

_MAX_SKIPPED = 1_000_000
"""Empty rows among others that are kept in mind; a spreadsheet has no more rows at all."""


@dataclass(slots=True)
class RowShape:
    """What all rows of a table look like beside its headings."""

    name: str
    width: int
    rows: int = 0
    """How many rows were seen, the headings and empty ones included."""
    heading: int = 0
    skipped: list[int] = field(default_factory=list)
    short: list[int] = field(default_factory=list)
    inner_quotes: bool = False
    problems: list[Problem] = field(default_factory=list)
    _blank: int = 0
    """How many empty rows there were since the last one that holds anything."""
    _run: list[int] = field(default_factory=list)

    def take(self, cells: int) -> None:
        """Note one more row and how many cells it has, up to its last filled one where they are too many; 0: empty."""
        self.rows += 1
        if cells == 0:
            self._blank += 1
            return
        if not self.heading:
            self.heading = self.rows
        elif self._blank:
            self._skip()
        self._blank = 0
        if cells > self.width:
            self._too_many(cells)
        if cells < self.width:
            self._too_few(cells)
        else:
            self._run = []

    def _skip(self) -> None:
        """Note the empty rows before this one."""
        self.skipped += range(self.rows - self._blank, self.rows)
        if len(self.skipped) > _MAX_SKIPPED:
            message = _("More than {n} empty rows stand among those that hold anything.")
            hint = _("Delete the empty rows, or export the table again.")
            raise refusal(
                Location(self.name, self.rows), "E258", message.format(n=current().integer(_MAX_SKIPPED)), hint
            )

    def take_empty(self, rows: int) -> None:
        """Note several rows that hold nothing."""
        self.rows += rows
        self._blank += rows

    def take_regular(self, rows: int) -> None:
        """Note several rows that have as many cells as there are headings."""
        self.take(self.width)
        self.rows += rows - 1

    @property
    def blanks(self) -> bool:
        """Whether any row below the headings is empty, the last ones included."""
        return bool(self.skipped or self._blank)

    @property
    def filled(self) -> int:
        """How many rows below the headings hold anything."""
        return self.rows - self.heading - len(self.skipped) - (self._blank if self.heading else 0)

    def notes(self) -> tuple[Problem, ...]:
        """Return what the reader should know of the rows, or raise what is wrong with them."""
        if self.problems:
            raise InputError(self.problems)
        if not self.short:
            return ()
        message = n_(
            "{n} row has fewer cells than there are headings; those missing at its end are read as empty.",
            "{n} rows have fewer cells than there are headings; those missing at their end are read as empty.",
            len(self.short),
        )
        hint = _("Excel leaves them out sometimes. Look whether they are meant to be empty: rows {rows}.")
        where = Location(self.name, self.short[0])
        return (Problem(where, "N451", message, hint.format(rows=enumerated(self.short)), Severity.WARNING),)

    def add(self, row: int, code: str, message: str, hint: str) -> None:
        """Note a problem; after so many, more would not help."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(Location(self.name, row), code, message, hint))

    def _too_many(self, cells: int) -> None:
        message = _("This row has {cells} cells, and there are {headings} headings.")
        hint = _("A cell that holds the separator needs quotation marks around it; or a heading is missing.")
        self.add(self.rows, "E253", message.format(cells=cells, headings=self.width), hint)

    def _too_few(self, cells: int) -> None:
        """Note a short row; several in a row that make a whole one are one row, torn by a line break in a cell."""
        self.short.append(self.rows)
        self._run.append(cells)
        if len(self._run) > 1 and sum(self._run) - len(self._run) + 1 == self.width:
            first = self.rows - len(self._run) + 1
            message = _("Rows {first} to {last} look like one row, torn by a line break inside a cell.")
            hint = _("Put that cell in quotation marks, or export the table as XLSX.")
            self.add(first, "E253", message.format(first=first, last=self.rows), hint)
        self._run = self._run[-8:]


def look(text: Text, dialect: Dialect, name: str) -> RowShape:
    """Return the shape of all rows below a `sep=` line, the headings included."""
    shape = RowShape(name, len(dialect.headings))
    if text.quotes or text.returns:
        for record in _records(text, dialect, shape):
            shape.inner_quotes = shape.inner_quotes or '"' in "".join(record)
    else:
        _count(text, dialect, shape)
    return shape


def rewrite(text: Text, dialect: Dialect) -> Text:
    """Return the same table without anything that two readers could take differently."""
    scratch = Scratch()
    writer = csv.writer(_Encoded(scratch), delimiter=dialect.separator, lineterminator="\r\n")  # so it quotes both
    shape = RowShape("", len(dialect.headings))
    writer.writerows(record[: shape.width] for record in _records(text, dialect, shape) if any(record))
    return Text(scratch.done(), quotes=True)


class _Encoded:
    """Where the csv module writes to."""

    def __init__(self, scratch: Scratch) -> None:
        self._scratch = scratch

    def write(self, text: str) -> None:
        self._scratch.write(text.encode())


def _count(text: Text, dialect: Dialect, shape: RowShape) -> None:
    """Look at the rows of a text without quotation marks, where every line is a row."""
    separator = dialect.separator.encode()
    rest = b""
    with text.open() as file:
        if dialect.sep_line:
            file.readline()
        while piece := file.read(PIECE):
            *lines, rest = (rest + piece).replace(b"\r\n", b"\n").split(b"\n")
            _take(lines, separator, shape)
            if len(rest) > RECORD_LIMIT:
                raise too_long(Location(shape.name, shape.rows + 1))
    if rest.rstrip(b"\r"):
        _take([rest.rstrip(b"\r")], separator, shape)


def _take(lines: list[bytes], separator: bytes, shape: RowShape) -> None:
    full = shape.width - 1
    if not any(lines):
        shape.take_empty(len(lines))
        return
    regular = [line.count(separator) for line in lines].count(full) == len(lines)
    if regular and separator * full not in lines:
        shape.take_regular(len(lines))
        return
    for line in lines:
        shape.take(_cells(line, separator, shape.width))


def _cells(line: bytes, separator: bytes, width: int) -> int:
    cells = line.count(separator) + 1
    filled = line.rstrip(separator)
    if not filled:
        return 0
    return cells if cells <= width else max(width, filled.count(separator) + 1)


def _records(text: Text, dialect: Dialect, shape: RowShape) -> Iterator[list[str]]:
    """Yield the rows of a text with quotation marks, strictly read; the first fault ends them."""
    csv.field_size_limit(RECORD_LIMIT)
    with TextIOWrapper(text.open(), "utf-8", newline="") as file:
        if dialect.sep_line:
            file.readline()
        lines = _Lines(file, shape)
        try:
            for record in csv.reader(lines, delimiter=dialect.separator, strict=True):
                lines.taken = 0
                shape.take(_filled(record, shape.width))
                yield record
        except csv.Error:
            _explain(lines, shape)


class _Lines:
    """The lines of a text, and how far a row has come in them."""

    def __init__(self, file: TextIO, shape: RowShape) -> None:
        self._file, self._shape = file, shape
        self.taken = 0
        """Characters since the last row that was whole."""
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._file.readline(RECORD_LIMIT)
        self.taken += len(line)
        self.ended = not line
        if self.taken >= RECORD_LIMIT:
            raise too_long(Location(self._shape.name, self._shape.rows + 1))
        if self.ended:
            raise StopIteration
        return line


def _filled(record: list[str], width: int) -> int:
    if not any(record):
        return 0
    cells = len(record)
    while cells > width and not record[cells - 1]:
        cells -= 1
    return cells


def _explain(lines: _Lines, shape: RowShape) -> None:
    """Note why a row is none, told by how far it has come: the csv module has words of its own."""
    row = shape.rows + 1
    if lines.ended:
        message = _("A quotation mark is opened in this row and never closed.")
    else:
        message = _("In this row, text goes on after the closing quotation mark of a cell.")
    hint = _('A quotation mark inside a cell is written twice (""); the whole cell stands in quotation marks.')
    shape.add(row, "E255", message, hint)
