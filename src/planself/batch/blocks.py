"""Answer files as blocks of coded rows, read by one process or several, in the order of the input."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import chain, islice
from typing import TYPE_CHECKING

from planself.answers.load import Reference, questionnaire_of
from planself.batch.inputs import AnswerFile, Input, Member
from planself.batch.layout import Head, Layout
from planself.batch.pool import ordered
from planself.batch.reading import GOOD, LEFT_OUT, AnswerReader, Chunk, content
from planself.batch.reasons import Reason
from planself.errors import InputError, Location, PlanselfError, Problem
from planself.files.source import parse_bytes
from planself.i18n import _
from planself.questionnaire.load import Loaded
from planself.tables.target import KNOWN
from planself.text import one_line

if TYPE_CHECKING:
    import polars as pl

    from planself.batch.scorer import Scorer
    from planself.scoring.plan import Plan

HEAD = (*KNOWN, "part", "round")
"""The columns of a block between `source` and the coded ones; part and round are no columns of the results."""
CHUNK = 200
BLOCK = 10_000
FIRST_BLOCK = 1_000
"""Small, so that the scorer gets ready while other processes still read."""
WORTH_A_POOL = 500
"""YAML files; fewer are read before the processes would have started."""
_JSON_WEIGHT = 1 / 25
Read = tuple[Sequence[Input], Chunk]


@dataclass(frozen=True, slots=True)
class Rejected:
    """One reason why an answer set is not among the results; a file with several has several, with one `row`."""

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
    """Up to some ten thousand answer sets; `read` of them, of which `frame.height` good and the others rejected."""

    frame: pl.DataFrame
    """row, source, HEAD (text), then the coded columns."""
    read: int
    rejected: tuple[Rejected, ...] = ()
    left_out: tuple[Problem, ...] = ()
    """Notes on other planself files that a folder held; they take no row number."""
    notes: Mapping[str, int] = field(default_factory=dict)
    """How often each note or warning that stops no file was given, by code."""


def first_questionnaire(
    inputs: Iterable[Input], choose: Callable[[Reference], Loaded]
) -> tuple[Loaded | None, Iterator[Input]]:
    """Return the questionnaire of the first answer file that names one at hand, and the stream with nothing lost.

    Raises InputError where the only ones that are named have errors themselves.
    """
    stream = iter(inputs)
    passed: list[Input] = []
    broken: list[Problem] = []
    for given in stream:
        passed.append(given)
        if isinstance(given, AnswerFile | Member):
            try:
                loaded = questionnaire_of(parse_bytes(content(given), given.source), choose)
            except PlanselfError as error:  # the file is read again, and its own problems are told then
                broken += _of_broken(error, first=not broken)
                continue
            return loaded, chain(passed, stream)
    if broken:
        raise InputError(broken)
    return None, iter(passed)


def _of_broken(error: PlanselfError, *, first: bool) -> list[Problem]:
    """Return what a broken questionnaire has to say, its own problems for the first of its files only."""
    said = error.problems if isinstance(error, InputError) else ()
    named = [problem for problem in said if problem.code == "E214"]
    return list(said) if named and first else named


def coded_blocks(
    inputs: Iterable[Input],
    loaded: Loaded,
    *,
    asked: bool = False,
    jobs: int = 1,
    first_row: int = 1,
    progress: Callable[[int], None] = lambda _read: None,
) -> Iterator[Block]:
    """Yield answer files as blocks of coded rows, numbered from `first_row`; a table among them is refused.

    `asked`: the user named the questionnaire, and files of its short or long form are taken; else a file of another
    questionnaire is rejected (E290). `progress` is called with the number of files after each chunk. Closing the
    generator, or an exception such as KeyboardInterrupt in it, ends the workers at once.
    """
    block = _Assembly(Layout(loaded.questionnaire), first_row)
    with closing(_chunks_read(iter(inputs), partial(AnswerReader, asked=asked), loaded, jobs)) as chunks:
        for given, chunk in chunks:
            block.add(given, chunk)
            progress(len(given))
            if block.full:
                yield block.take()
    if block:
        yield block.take()


def scored(frame: pl.DataFrame, plan: Plan, *, detail: bool = False) -> pl.DataFrame:
    """Return a block's frame with results in place of the coded columns, each row scored under its own part."""
    return _scorer(plan, detail)(frame)


@lru_cache(maxsize=2)
def _scorer(plan: Plan, detail: bool) -> Scorer:
    from planself.batch.scorer import Scorer

    return Scorer(plan, detail=detail)


def _chunks_read(
    inputs: Iterator[Input], start: Callable[[Loaded], AnswerReader], loaded: Loaded, jobs: int
) -> Generator[Read, None, None]:
    """Yield inputs with what became of them, read here or, where it is worth it, by several processes."""
    first, worth_it = _look_ahead(inputs) if jobs > 1 else ([], False)
    chunks = _in_chunks(chain(first, inputs))
    if not worth_it:
        read = start(loaded)
        yield from ((given, read(given)) for given in chunks)
        return
    with closing(ordered(chunks, start, loaded, jobs)) as results:
        yield from ((given, _lost(given) if chunk is None else chunk) for given, chunk in results)


def _look_ahead(inputs: Iterator[Input]) -> tuple[list[Input], bool]:
    """Return the next inputs, and whether they are so much work that processes pay."""
    taken: list[Input] = []
    weight = 0.0
    for given in inputs:
        taken.append(given)
        weight += _JSON_WEIGHT if given.source.endswith(".json") else 1
        if weight > WORTH_A_POOL:
            return taken, True
    return taken, False


def _in_chunks(inputs: Iterator[Input]) -> Iterator[list[Input]]:
    while chunk := list(islice(inputs, CHUNK)):
        yield chunk


def _lost(given: Sequence[Input]) -> Chunk:
    chunk = Chunk()
    for lost in given:
        message = _("The process that read this file was ended twice; maybe there is too little memory.")
        problem = Problem(Location(lost.source), "E273", message, _("Try again with --jobs 1, or look at the file."))
        chunk.reject([Reason("", "", problem)])
    return chunk


class _Assembly:
    """A block in the making."""

    def __init__(self, layout: Layout, first_row: int) -> None:
        self._layout = layout
        self._next = first_row
        self._enough = FIRST_BLOCK
        self._clear()

    def _clear(self) -> None:
        self.size = 0
        self._rows: list[int] = []
        self._sources: list[str] = []
        self._heads: list[Head] = []
        self._codes = array("h")
        self._values = array("q")
        self._rejected: list[Rejected] = []
        self._left_out: list[Problem] = []
        self._notes: Counter[str] = Counter()

    @property
    def full(self) -> bool:
        """Whether there are rows, or reasons why there are none, for a block."""
        return max(self.size, len(self._rejected)) >= self._enough

    def __bool__(self) -> bool:
        return bool(self.size or self._left_out)

    def add(self, inputs: Sequence[Input], chunk: Chunk) -> None:
        """Add a chunk and number its answer sets."""
        rejected = iter(chunk.rejected)
        for given, fate in zip(inputs, chunk.fates, strict=True):
            if fate == LEFT_OUT:
                continue
            source = given.source if given.source.isprintable() else one_line(given.source)
            if fate == GOOD:
                self._rows.append(self._next)
                self._sources.append(source)
            else:
                self._rejected += (_rejected(self._next, source, reason) for reason in next(rejected))
            self._next += 1
            self.size += 1
        self._heads += chunk.heads
        self._codes += chunk.codes
        self._values += chunk.values
        self._left_out += chunk.left_out
        self._notes += chunk.notes

    def take(self) -> Block:
        """Return what there is and begin anew."""
        frame = self._frame()
        block = Block(frame, self.size, tuple(self._rejected), tuple(self._left_out), dict(self._notes))
        self._enough = BLOCK
        self._clear()
        return block

    def _frame(self) -> pl.DataFrame:
        import polars as pl

        layout = self._layout
        heads = zip(*self._heads, strict=True) if self._heads else [()] * len(HEAD)
        series = {
            "row": pl.Series("row", self._rows, pl.Int64),
            "source": pl.Series("source", self._sources, pl.String),
            **{name: pl.Series(name, cells, pl.String) for name, cells in zip(HEAD, heads, strict=True)},
            **_columns(layout.code_columns, self._codes, pl.Int16),
            **_columns(layout.value_columns, self._values, pl.Int64),
        }
        return pl.DataFrame([series[name] for name in ("row", "source", *HEAD, *layout.columns)])


def _columns(names: Sequence[str], cells: array[int], kind: type[pl.Int16] | type[pl.Int64]) -> dict[str, pl.Series]:
    """Cut rows that lie one after the other into columns."""
    import polars as pl

    width = len(names)
    return {name: pl.Series(name, cells[place::width].tolist(), kind) for place, name in enumerate(names)}


def _rejected(row: int, source: str, reason: Reason) -> Rejected:
    problem = reason.problem
    where = str(problem.where)
    return Rejected(row, source, reason.column, reason.value, problem.code, problem.message, where, problem.hint)
