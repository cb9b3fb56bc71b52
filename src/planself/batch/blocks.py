"""Answer files as blocks of coded rows, read by one process or several, in the order of the input."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planself.batch.inputs import Input
from planself.errors import Problem
from planself.questionnaire.load import Loaded

if TYPE_CHECKING:
    import polars as pl

    from planself.answers.load import Reference
    from planself.scoring.plan import Plan
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Rejected:
    """One reason why an answer set is not among the results; several share a `row` where a file has several."""

    row: int
    source: str
    column: str
    """The question or known column, "" where the whole file is meant."""
    value: str
    code: str
    message: str
    where: str = ""
    """The place in the file: `a.yaml:3:5`."""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Up to some ten thousand answer sets in input order; `read` = rows of the frame + rejected ones.

    The frame has row, source, the known columns, `part` and `round` (text), then the coded columns.
    """

    frame: pl.DataFrame
    read: int
    rejected: tuple[Rejected, ...] = ()
    left_out: tuple[Problem, ...] = ()
    """Other planself files in a folder; they take no row number."""
    notes: Mapping[str, int] | None = None
    """How often each warning or note was given, by code; none of them stops a file."""


def first_questionnaire(
    inputs: Iterator[Input], choose: Callable[[Reference], Loaded]
) -> tuple[Loaded | None, Iterator[Input]]:
    """Return the questionnaire of the first answer file that names one at hand, and the stream with nothing lost."""
    raise NotImplementedError


def coded_blocks(
    inputs: Iterable[Input], loaded: Loaded, *, asked: bool = False, jobs: int = 1, first_row: int = 1
) -> Iterator[Block]:
    """Yield answer files (no TableInput) as blocks of coded rows; close the generator to stop the workers.

    `asked`: the questionnaire was named by the user, so its short and long form are taken as well; else a file
    for another questionnaire is rejected (E290). A block is yielded at least once every few hundred files while
    the caller's progress is due: small ones come with `frame.height` 0 and only `read` > 0 never; see `progress`.
    """
    raise NotImplementedError


def scored(frame: pl.DataFrame, plan: Plan, *, detail: bool = False) -> pl.DataFrame:
    """Return the scored rows of a block's frame, each under its own `part`, in the order of the rows."""
    raise NotImplementedError
