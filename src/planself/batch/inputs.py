"""What a batch reads: answer files on the disk or inside an archive, tables, and what turned out to be unreadable."""

from __future__ import annotations

from dataclasses import dataclass

from planself.errors import Problem

ANSWER_FILES = (".yaml", ".yml", ".json")


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """A file on the disk; `found` in a folder or by a pattern, where other planself files may lie beside it."""

    path: str
    found: bool = False

    @property
    def source(self) -> str:
        """How messages and results name it."""
        return self.path


@dataclass(frozen=True, slots=True)
class Member:
    """An answer file inside a zip archive: the number of its entry, and the name that stands there."""

    archive: str
    index: int
    name: str

    @property
    def source(self) -> str:
        """How messages and results name it."""
        return f"{self.archive}!{self.name}"


@dataclass(frozen=True, slots=True)
class TableInput:
    """A table, for whoever opens tables: a path, or `duckdb:file.db#table`.

    `called` is what it is named by where that is no path: `-` for what came from stdin.
    """

    spec: str
    called: str = ""

    @property
    def source(self) -> str:
        """How messages and results name it."""
        return self.called or self.spec


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that cannot be read at all and takes its place among the rejected rows."""

    source: str
    problem: Problem


Input = AnswerFile | Member | TableInput | Refused
