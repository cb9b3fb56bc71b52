"""A table scored: opened, its headings understood, its rows scored in batches, its bad cells named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from planself.batch.advice import advice
from planself.batch.blocks import Rejected
from planself.batch.engine import NUMBER
from planself.batch.inputs import TableInput
from planself.batch.job import Job, Part, RunMessages
from planself.batch.table_source import SourceTable
from planself.errors import Location, Problem, Severity
from planself.exchange.pace import Pace
from planself.exchange.raw_table import RawTable, elsewhere, faults, known_as
from planself.exchange.source_table import open_table
from planself.i18n import _, n_
from planself.scoring import frame as frames
from planself.tables import cells, reasons, recode
from planself.tables.cell_numbers import number_columns
from planself.tables.heading_rows import HeadingRows
from planself.tables.headings import read_headings
from planself.tables.known_columns import tidied
from planself.tables.personal_cells import without_persons
from planself.tables.refused_words import with_refused_words
from planself.tables.repeated import repeated
from planself.tables.scale_cells import Decided, settle_starts

RAW = "~raw:"
"""What the name of a column begins with that holds the cells of a question as found."""
BATCH = 50_000
DETAILED = 100_000
"""So many bad cells of a table are told one by one; of each further row the first, and how many more there are."""
_TOGETHER = 100_000
"""Bad cells that are held at once, at most: a reason takes half a kilobyte."""
_REMEMBERED = 20_000
_HAS_DIGIT = re.compile("[0-9]").search


def opened(given: TableInput, job: Job, messages: RunMessages) -> SourceTable:
    """Return a table with its columns understood; raises InputError with every problem of its headings."""
    said = None if job.mapping is None else job.mapping.header_rows
    with known_as(given.spec, given.source):
        table = open_table(given.spec, sheet=job.request.sheet, top=HeadingRows(job.loaded.questionnaire, said))
    table = table.renamed(given.spec, given.source)
    for note in table.notes:  # first of all, since one says that another sheet could have been meant
        messages.tell(note)
    raw, found = table.numbered(NUMBER), table.frame.collect_schema().names()
    shown = dict(zip(found, table.headings or found, strict=True))
    keep, names, columns = list(job.request.keep), {name: name for name in found}, found
    if job.mapping is not None:
        names = recode.renamed(found, job.mapping)
        keep += [names[column] for column in recode.kept(found, job.mapping)]
        shown = {name: shown[column] for column, name in names.items()}
        columns = [*names.values(), *job.mapping.constants]
    read_as = [name if job.mapping else shown[name] for name in columns]
    described = {names[column]: text for column, text in table.described.items() if column in names}
    where, told = Location(table.name), advice(given.source, job)
    with elsewhere(table.sheets, ("E240",)):
        headings = read_headings(
            columns,
            job.loaded.questionnaire,
            keep=keep,
            headings=read_as,
            described=described,
            where=where,
            advice=told,
        )
    numbers = number_columns(headings, job.loaded.questionnaire)
    fixed = job.request.decimal or (job.mapping.decimal if job.mapping else None)
    decimal = fixed or table.style(column for column, name in names.items() if name in numbers)
    where, questionnaire = Location(table.name), job.loaded.questionnaire
    with faults(table.name):
        headings, doubts = settle_starts(raw, headings, questionnaire, where, _decided(job, names))
    if job.mapping is not None:
        raw = recode.recoded(raw, job.mapping, decimal=decimal)
    with faults(table.name):
        headings = without_persons(raw, headings, where)
        again = repeated(raw, headings, NUMBER, where, table.called)
        headings = with_refused_words(raw, headings, questionnaire)  # an engine sees blocks only
    for note in (*headings.notes, *doubts, *again):
        messages.tell(note)
    return SourceTable(table, raw, headings, {name: shown.get(name, name) for name in columns}, decimal)


def _decided(job: Job, names: Mapping[str, str]) -> Decided | None:
    """Return what the mapping says of where scales begin; `names` gives the columns' names after it."""
    if job.mapping is None:
        return None
    return Decided(job.mapping.offset, job.mapping.values, {name: column for column, name in names.items()})


def table_parts(source: SourceTable, job: Job, first_row: int, messages: RunMessages) -> Iterator[Part]:
    """Yield the rows of a table scored; a row with a cell that cannot be read is left out, unless that is tolerated."""
    done = 0
    notes = Counter[str]()
    checker = _Checker(source, job)
    said = job.mapping is not None and job.mapping.header_rows is not None
    with faults(source.table.name), source.table.pace.kept() as pace:
        for batch in _scored(source, job, notes, pace):
            done += batch.height
            _check_order(source.table, batch, done)
            for part in checker.parts(batch, first_row + done - batch.height):
                if done == batch.height and checker.told == 0 and not said:
                    for note in _maybe_headings(source.table, [*part.rejected, *part.tolerated], first_row):
                        messages.tell(note)
                checker.told += len(part.rejected) + len(part.tolerated)
                yield part
            messages.progress(first_row - 1 + done)
    if source.table.rows not in (None, done):
        raise OrderError(source.table.name)
    if n := notes["N414"]:
        messages.tell(_restored(source.table.name, n))


def _scored(source: SourceTable, job: Job, notes: Counter[str], pace: Pace) -> Iterator[pl.DataFrame]:
    """Yield the rows scored, in batches, by whatever computes."""
    headings, questionnaire = source.headings, job.loaded.questionnaire
    kept = source.raw.with_columns(pl.col(name).alias(RAW + name) for name in source.names.values())
    if job.engine is None:
        coded = tidied(cells.code(kept, headings, questionnaire, decimal=source.decimal), headings, notes)
        yield from _taken(frames.score(coded, job.plan, detail=job.detail), pace)
        return
    known = {column.name for column in headings.known.values()}
    asked = [column for column in source.names.values() if column not in known]
    answers_only = replace(headings, known={}, carried=(), dropped=())

    def score(frame: Any) -> Any:
        coded = cells.code(frame, answers_only, questionnaire, decimal=source.decimal)
        return frames.score(coded, job.plan, detail=job.detail)

    kept = kept.drop(column.name for column in headings.dropped)
    for batch in job.engine.scored(_taken(kept, pace), asked, score):
        yield tidied(batch.lazy(), headings, notes).collect()


def _taken(frame: pl.LazyFrame, pace: Pace) -> Iterator[pl.DataFrame]:
    """Yield a frame's rows, each batch counted as taken when the next one is asked for."""
    for batch in frame.collect_batches(chunk_size=BATCH, maintain_order=True):
        yield batch
        pace.taken(batch.height)


class _Checker:
    """Tells the good rows of a table from the bad ones, and why these are bad."""

    def __init__(self, source: SourceTable, job: Job) -> None:
        self.source = source
        self.job = job
        self.told = 0
        """Reasons that were handed on."""
        self._known: dict[tuple[str, type, object], tuple[str, str]] = {}

    def parts(self, batch: pl.DataFrame, first_row: int) -> Iterator[Part]:
        """Yield the batch as parts of the results: as one, where few of its cells are bad."""
        numbered = batch.with_columns(
            pl.int_range(first_row, first_row + batch.height, dtype=pl.Int64).alias("row"),
            self.source.table.places(batch[NUMBER]).alias("source"),
        )
        bad = (numbered[cells.INVALID] != "").sum()
        height = max(1, _TOGETHER // max(1, len(self.source.targets)))
        for piece in [numbered] if bad <= height else numbered.iter_slices(height):
            yield self._part(piece)

    def _part(self, rows: pl.DataFrame) -> Part:
        sound = rows[cells.INVALID] == ""
        if sound.all():
            return Part(rows, rows.height, table=self.source)
        bad = tuple(reason for row in rows.filter(~sound).iter_rows(named=True) for reason in self._reasons(row))
        if self.job.request.lenient:
            return Part(rows, rows.height, tolerated=bad, table=self.source)
        return Part(rows.filter(sound), rows.height, bad, table=self.source)

    def _reasons(self, row: Mapping[str, Any]) -> Iterator[Rejected]:
        """Yield a reason for every bad cell of a row, or for the first where there were too many before."""
        first, *others = row[cells.INVALID].split("\t")
        if self.told < DETAILED:
            yield from (self._reason(row, heading) for heading in (first, *others))
            return
        yield self._reason(row, first, len(others))

    def _reason(self, row: Mapping[str, Any], heading: str, others: int = 0) -> Rejected:
        source = self.source
        name = source.names[heading]
        raw = row[RAW + name]
        code, message = self._why(heading, raw)
        if self.job.request.lenient:
            message = _("{message} Counted as missing (--lenient).").format(message=message)
        if others:
            more = n_("{n} more cell of this row is bad.", "{n} more cells of this row are bad.", others)
            message += " " + more.format(n=others)
        return Rejected(row["row"], row["source"], source.shown[name], "" if raw is None else str(raw), code, message)

    def _why(self, heading: str, raw: object) -> tuple[str, str]:
        """Return code and message of a bad cell; most of them say what others said before."""
        key = (heading, type(raw), str(raw))
        if key not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            target, beside = self.source.targets[heading]
            questionnaire = self.job.loaded.questionnaire
            self._known[key] = reasons.reason(questionnaire, target, raw, self.source.decimal, beside=beside)
        return self._known[key]


def _check_order(table: RawTable, batch: pl.DataFrame, done: int) -> None:
    """Make sure that the rows passed by one after the other, since nothing else would notice one that was lost."""
    numbers = batch[NUMBER]
    if batch.height and not (numbers[-1] == table.row(done - 1) and numbers.is_sorted()):
        raise OrderError(table.name)


def _maybe_headings(table: RawTable, reasons: Sequence[Rejected], first: int) -> Iterator[Problem]:
    """Yield a warning where the first row holds different words in place of answers, as a second row of headings."""
    cells = [reason.value for reason in reasons if reason.row == first]
    if len(cells) > 1 and len(set(cells)) == len(cells) and not any(map(_HAS_DIGIT, cells)):
        rows = table.heading_rows + 1
        message = _("The first row holds words where answers are expected, and may be one more row of headings.")
        hint = _("If so, say `header_rows: {rows}` in a mapping file, and it is left out.").format(rows=rows)
        yield Problem(Location(table.name, table.row(0)), "N462", message, hint, Severity.WARNING)


def _restored(name: str, n: int) -> Problem:
    message = n_(
        "{n} key (AGS) had lost its leading zero; it was put back.",
        "{n} keys (AGS) had lost their leading zero; it was put back.",
        n,
    )
    return Problem(Location(name), "N414", message, severity=Severity.NOTE)


class OrderError(Exception):
    """Rows of a table were lost, doubled or came out of order: a fault."""
