"""The file of rejected cells: there only where something was rejected, one line a reason."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from planself.batch.blocks import Rejected
from planself.errors import Location, Problem
from planself.exchange.table_out import Style
from planself.exchange.write_csv import MARK, lines, separator_of
from planself.files.disk import MAX_BYTES, replacing, writing
from planself.i18n import _
from planself.text import one_line, tidy

COLUMNS = ("row", "source", "column", "value", "code", "message")
_TOGETHER = 1_000
SHOWN = 20
"""Reasons that are kept to be told, beside the first one of each kind."""


class RejectedFile:
    """Takes reasons as they come; the file is part of a stack, with which it takes its place or goes.

    Without a path it only counts.
    """

    def __init__(self, path: Path | None, style: Style, stack: ExitStack) -> None:
        self.path = path
        self.lines = 0
        self.rows = 0
        self.first: list[Rejected] = []
        self.kinds: Counter[str] = Counter()
        """How many reasons there are, by code."""
        self._last_row = 0
        self._style = style
        self._stack = stack
        self._temporary: Path | None = None
        self._file: IO[bytes] | None = None
        self._sum = hashlib.sha256()

    def add(self, reasons: Sequence[Rejected], *, counted: bool = True) -> None:
        """Write reasons in the order of their rows; `counted` where their rows are left out of the results."""
        for reason in reasons:
            self._count(reason, counted)
        if self.path is not None:
            for first in range(0, len(reasons), _TOGETHER):
                self._write(self.path, lines(map(cells, reasons[first : first + _TOGETHER]), self._style))

    def _count(self, reason: Rejected, counted: bool) -> None:
        if len(self.first) < SHOWN or reason.code not in self.kinds:
            self.first.append(reason)
        self.kinds[reason.code] += 1
        self.lines += 1
        if counted and reason.row != self._last_row:
            self.rows += 1
            self._last_row = reason.row

    @property
    def is_written(self) -> bool:
        """Whether there is such a file."""
        return self._file is not None

    @property
    def sha256(self) -> str:
        """The checksum of the file as it will stand there."""
        return self._sum.hexdigest()

    def begin(self) -> None:
        """Make the file with nothing but its headings, where nothing was rejected."""
        if self.path is not None and self._file is None:
            self._write(self.path, "")

    def forget_earlier(self) -> None:
        """Delete the file of an earlier run where this one rejected nothing: its rows would seem to be of this run.

        A file that begins with other headings is none of ours, and stays.
        """
        if self.path is not None and not self.is_written and _is_ours(self.path):
            with writing(self.path):
                self.path.unlink(missing_ok=True)

    def table(self) -> Iterator[list[str]]:
        """Yield what stands in the file so far, headings first."""
        if self._file is not None and self._temporary is not None:
            self._file.flush()
            csv.field_size_limit(MAX_BYTES)  # a cell that was refused may be a whole row long
            with self._temporary.open(encoding="utf-8-sig", newline="") as file:
                yield from csv.reader(file, delimiter=separator_of(self._style))

    def _write(self, path: Path, text: str) -> None:
        if self._file is None:
            self._temporary = self._stack.enter_context(replacing(path))
            self._stack.enter_context(writing(path))
            self._file = self._stack.enter_context(self._temporary.open("wb"))
            self._put(MARK + lines([COLUMNS], self._style).encode())
        with writing(path):
            self._put(text.encode(errors="backslashreplace"))

    def _put(self, data: bytes) -> None:
        assert self._file is not None  # noqa: S101 - it was opened just now
        self._file.write(data)
        self._sum.update(data)


def _is_ours(path: Path) -> bool:
    starts = [MARK + lines([COLUMNS], style).encode() for style in Style]
    try:
        with path.open("rb") as file:
            return file.read(max(map(len, starts))).startswith(tuple(starts))
    except OSError:
        return False


def cells(reason: Rejected) -> tuple[int, str, str, str, str, str]:
    """Return a reason in the order of the columns."""
    message = tidy(f"{reason.message} {reason.hint}".strip())
    return reason.row, reason.where or reason.source, reason.column, reason.value, reason.code, message


def problem(reason: Rejected) -> Problem:
    """Return a reason as any other problem of a file."""
    message = reason.message
    if reason.column and not reason.where:  # the place in an answer file says more than its question
        message = _("{column}: {message}").format(column=one_line(reason.column), message=message)
    return Problem(Location(reason.where or reason.source), reason.code, message, reason.hint)
