"""From paths to the answer files and tables that they stand for, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from planself.batch.inputs import Input
from planself.errors import Problem


def gather(paths: Iterable[str | Path], tell: Callable[[Problem], None]) -> Iterator[Input]:
    """Return a stream of everything that the paths stand for: files, folders, patterns, zip archives, tables.

    Raises UsageError at once for a path that does not exist; whatever cannot be read later on is a Refused in
    the stream, and what was left out is told in notes.
    """
    raise NotImplementedError


def is_among(output: Path, paths: Iterable[str | Path]) -> bool:
    """Return whether a path that is to be written would also be read."""
    raise NotImplementedError
