"""What a run is asked to do, and the parts in which scored answer sets come, whatever they were read from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

import polars as pl

from planself.batch.blocks import Rejected, coded_blocks
from planself.batch.engine import Engine
from planself.batch.inputs import Input
from planself.batch.note_counts import summed
from planself.batch.request import BatchRequest
from planself.batch.scorer import Scorer
from planself.batch.skipped import OTHER_QUESTIONNAIRE, together
from planself.batch.table_source import SourceTable
from planself.errors import Problem
from planself.i18n import _
from planself.questionnaire.load import Loaded
from planself.scoring.compile import compile_plan
from planself.scoring.plan import Plan
from planself.tables.mapping import TableMapping


@dataclass(frozen=True)
class Job:
    """What is to be scored, under what, and where the results go."""

    request: BatchRequest
    loaded: Loaded
    inputs: Sequence[Input]
    output: Path
    """Where the results are written; what is meant for stdout goes through a file."""
    mapping: TableMapping | None = None
    engine: Engine | None = None
    """What computes the rows of tables, where it is not Polars."""

    @property
    def names_questionnaire(self) -> bool:
        """Whether the user named the questionnaire, so that files of its other form belong to it as well."""
        return self.request.questionnaire is not None

    @property
    def detail(self) -> bool:
        """Whether somebody looks at the batches who wants every question's state and points."""
        return self.request.summary is not None

    @cached_property
    def plan(self) -> Plan:
        """The compiled questionnaire."""
        return compile_plan(self.loaded.questionnaire)


@dataclass(frozen=True, slots=True)
class Part:
    """Some answer sets in the order of the input: `read` of them, of which the frame has those that are scored."""

    frame: pl.DataFrame
    """row, source, known columns, carried ones, results; columns that begin with ~ are for those who look closer."""
    read: int
    rejected: Sequence[Rejected] = ()
    tolerated: Sequence[Rejected] = ()
    """Cells that were counted as missing because that was asked for; their rows are in the frame."""
    table: SourceTable | None = None
    """The table that the rows stand in; None for answer files."""


class Observer(Protocol):
    """Whoever wants to see every scored answer set: the summary, the reports."""

    def look(self, part: Part) -> None:
        """Look at some scored rows; `frame` has every carried column, empty where its source has none."""


class RunMessages(Protocol):
    """What a run tells while it works."""

    def tell(self, problem: Problem) -> None:
        """Hand on a note or a warning."""

    def expect(self, total: int) -> None:
        """Say how many answer sets there will be."""

    def progress(self, done: int) -> None:
        """Say how many answer sets have been read."""


def file_parts(job: Job, inputs: Sequence[Input], first_row: int, messages: RunMessages) -> Iterator[Part]:
    """Yield answer files scored."""
    noted: dict[str, int] = {}
    left_out: list[Problem] = []
    read = scored = 0
    progress = _counting(messages, first_row - 1)
    asked, jobs = job.names_questionnaire, job.request.jobs
    blocks = coded_blocks(inputs, job.loaded, asked=asked, jobs=jobs, first_row=first_row, progress=progress)
    score = Scorer(job.plan, detail=job.detail)
    for block in blocks:
        left_out += block.left_out
        for code, n in block.notes.items():
            noted[code] = noted.get(code, 0) + n
        part = Part(score(block.frame), block.read, block.rejected)
        read, scored = read + part.read, scored + part.frame.height
        yield part
    others = [found for found in left_out if found.code == OTHER_QUESTIONNAIRE]
    if others and len(others) >= scored:  # the questionnaire of the few is none that anybody meant
        left_out = [found for found in left_out if found not in others]
        yield Part(part.frame.clear(), len(others), tuple(_refused(others, first_row + read)))
    for note in (*together(left_out), *summed(noted)):
        messages.tell(note)


def _refused(others: Sequence[Problem], first_row: int) -> Iterator[Rejected]:
    hint = _("Score each questionnaire into a table of its own, or name one with -q.")
    for row, found in enumerate(others, first_row):
        yield Rejected(row, found.where.file, "", "", "E290", found.message, found.where.file, hint)


def _counting(messages: RunMessages, done: int) -> Callable[[int], None]:
    def progress(read: int) -> None:
        nonlocal done
        done += read
        messages.progress(done)

    return progress
