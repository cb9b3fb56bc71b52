"""A whole run: everything that was named goes by once, each answer set scored or set aside with its reasons."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import groupby, islice
from pathlib import Path

import polars as pl

from planself import __version__
from planself.batch.inputs import Input, TableInput
from planself.batch.job import Job, Observer, Part, RunMessages, file_parts
from planself.batch.legend import legend
from planself.batch.provenance import about, facts, text_facts
from planself.batch.rejects import RejectedFile, problem
from planself.batch.shape import ResultShape, results, united
from planself.batch.table_parts import opened, table_parts
from planself.batch.table_source import SourceTable
from planself.errors import InputError, PlanselfError, UsageError, did_you_mean
from planself.exchange.metadata import Facts, checksum, describe
from planself.exchange.table_out import Sheet, TableFormat, TableWriter
from planself.exchange.workbook_cells import cut_notes
from planself.exchange.write_workbook import MAX_COLUMNS, MAX_ROWS, WorkbookWriter
from planself.exchange.writers import open_writer
from planself.files.disk import is_stream, replacing, writing
from planself.i18n import _
from planself.tables.target import plain


@dataclass(slots=True)
class Totals:
    """What became of the answer sets."""

    read: int = 0
    scored: int = 0
    rejected: int = 0
    tolerated: int = 0
    """Cells that count as missing because that was asked for."""


class LostRowsError(Exception):
    """What was read is not what was scored and rejected together: a fault, whatever the reason."""


class StoppedError(InputError):
    """A row was rejected, and that was to end the run; carries the row's problems."""


class Run:
    """One run; `totals` and `rejects` can be asked at any time, also after it was interrupted."""

    def __init__(self, job: Job, messages: RunMessages, observers: Sequence[Observer] = ()) -> None:
        self.job = job
        self._request = job.request
        self.totals = Totals()
        self._messages = messages
        self._observers = observers
        self._stack = ExitStack()
        self.rejects = RejectedFile(self._request.rejected_file, self._request.style, self._stack)

    def go(self) -> Totals:
        """Score everything and write it; the outputs take their places when all is done, or not at all."""
        with self._stack:
            tables = {id(given): opened(given, self.job, self._messages) for given in _tables(self.job.inputs)}
            self._refuse_keep(tables.values())
            shape = self._shape(tables)
            self._tell_total(tables)
            if self._request.kind() is TableFormat.WORKBOOK:
                self._refuse_too_many(shape, tables)
            with replacing(self.job.output) as temporary:
                rows = self._write(temporary, shape, tables)
                self._check(temporary, rows, shape)
                if self._request.rejected is not None:
                    self.rejects.begin()
                written = self._described(temporary)
                self._stack.close()  # the rejected rows come first, so that no table stands there without them
                if not self.totals.scored:
                    written.pop(self.job.output, None)
                    self._describe(written)
                    raise _nothing(self.totals)
        self.rejects.forget_earlier()
        self._describe(written)
        return self.totals

    def _described(self, temporary: Path) -> dict[Path, Facts]:
        """Return what is to be said of each table, its checksum taken before anybody else can see it."""
        job = self.job
        if self._request.metadata is None:
            return {}
        sums = {job.output: (checksum(temporary), self._request.kind())}
        if self.rejects.path is not None and self.rejects.is_written and not is_stream(self.rejects.path):
            sums[self.rejects.path] = (self.rejects.sha256, TableFormat.CSV)
        totals = self.totals
        asked = len(job.loaded.questionnaire.questions)
        counts = {"questions": asked, "read": totals.read, "scored": totals.scored, "rejected": totals.rejected}
        style = self._request.style
        return {path: facts(job.loaded, sum_, counts, text_facts(kind, style)) for path, (sum_, kind) in sums.items()}

    def _describe(self, tables: Mapping[Path, Facts]) -> None:
        if self._request.metadata is not None and tables:
            describe(self._request.metadata, tables)

    def _refuse_keep(self, tables: Collection[SourceTable]) -> None:
        """Raise UsageError where a column is to be kept that no table has: a slip would lose it without a word."""
        there = {plain(heading): heading for table in tables for heading in table.found}
        for column in self._request.keep:
            if plain(column) not in there:
                near = did_you_mean(column, there.values())
                hint = _("Did you mean {word}?").format(word=near) if near else _("Look the heading up in the table.")
                raise UsageError(_("--keep {column}: no table has this column.").format(column=column), hint)

    def _tell_total(self, tables: dict[int, SourceTable]) -> None:
        rows = [table.table.rows for table in tables.values()]
        known = [n for n in rows if n is not None]
        if len(known) == len(rows):
            self._messages.expect(len(self.job.inputs) - len(tables) + sum(known))

    def _shape(self, tables: dict[int, SourceTable]) -> ResultShape:
        carried = united(table.carried for table in tables.values())
        hurdles = tuple(hurdle.id for hurdle in self.job.plan.hurdles)
        return ResultShape(carried, results(self.job.plan), hurdles, self._request.long)

    def _parts(self, tables: dict[int, SourceTable]) -> Iterator[Part]:
        """Yield what there is, in the order in which it was named."""
        for are_tables, found in groupby(self.job.inputs, lambda given: isinstance(given, TableInput)):
            if not are_tables:
                yield from file_parts(self.job, list(found), self.totals.read + 1, self._messages)
                continue
            for given in found:
                yield from table_parts(tables[id(given)], self.job, self.totals.read + 1, self._messages)

    def _take(self, part: Part, shape: ResultShape, writer: TableWriter) -> int:
        """Count a part, hand it on, and return how many rows were written."""
        self.totals.read += part.read
        self.totals.scored += part.frame.height
        self.totals.tolerated += len(part.tolerated)
        self.rejects.add(part.rejected)
        self.rejects.add(part.tolerated, counted=False)
        self.totals.rejected = self.rejects.rows
        if self._request.strict and part.rejected:
            first = part.rejected[0].row
            raise StoppedError(problem(reason) for reason in part.rejected if reason.row == first)
        if self._observers:
            whole = replace(part, frame=shape.completed(part.frame))
            for observer in self._observers:
                observer.look(whole)
        batch = shape.bring(part.frame)
        with writing(self.job.output):
            writer.write(batch)
        return batch.height

    def _write(self, temporary: Path, shape: ResultShape, tables: dict[int, SourceTable]) -> int:
        """Write all parts and return how many rows these were."""
        job, request, kind = self.job, self._request, self._request.kind()
        sheets = [legend(job.loaded, request.reader, __version__)] if kind is TableFormat.WORKBOOK else []
        with writing(job.output):
            layout = replace(shape.layout, about=about(job.loaded))
            writer = open_writer(kind, temporary, layout, request.style, sheets)
        try:
            rows = sum(self._take(part, shape, writer) for part in self._parts(tables))
            if isinstance(writer, WorkbookWriter) and self.rejects.lines:
                writer.add(Sheet(request.reader._("Rejected rows"), list(self._rejected_lines())))
        except BaseException:
            writer.abandon()
            raise
        with writing(job.output):
            writer.close()
        if isinstance(writer, WorkbookWriter):
            for note in cut_notes(job.output, writer.cut):
                self._messages.tell(note)
        return rows

    def _rejected_lines(self) -> Iterator[list[str]]:
        """Yield the rejected rows, as many as a sheet holds; where those are not all, the last line says so."""
        yield from islice(self.rejects.table(), MAX_ROWS)
        if self.rejects.lines >= MAX_ROWS:
            yield [self._request.reader._("The other lines are in {file} only.").format(file=self.rejects.path)]

    def _check(self, temporary: Path, rows: int, shape: ResultShape) -> None:
        """Compare what was read with what was written, counted at both ends."""
        totals, each = self.totals, len(shape.hurdles) if shape.long else 1
        if self._request.kind() is TableFormat.PARQUET:
            rows = pl.scan_parquet(temporary).select(pl.len()).collect().item()
        if totals.read != totals.scored + totals.rejected or rows != totals.scored * each:
            raise LostRowsError(f"{totals}, {rows} rows written")

    def _refuse_too_many(self, shape: ResultShape, tables: dict[int, SourceTable]) -> None:
        """Raise UsageError before any work where the results do not fit into a workbook."""
        columns = len(shape.layout.schema)
        found = len(self.job.inputs) - len(tables) + sum(table.height for table in tables.values())
        rows = found * (len(shape.hurdles) if shape.long else 1)
        if columns > MAX_COLUMNS or rows > MAX_ROWS:
            message = _(
                "The results would have {rows} rows and {columns} columns; an Excel sheet has {most} and {wide}."
            )
            reader = self._request.reader
            raise UsageError(
                message.format(
                    rows=reader.integer(rows),
                    columns=reader.integer(columns),
                    most=reader.integer(MAX_ROWS),
                    wide=reader.integer(MAX_COLUMNS),
                ),
                _("Write .csv or .parquet instead, or score the input in parts."),
            )


def _tables(inputs: Iterable[Input]) -> Iterator[TableInput]:
    return (given for given in inputs if isinstance(given, TableInput))


def _nothing(totals: Totals) -> PlanselfError:
    if not totals.read:
        return PlanselfError(
            _("There is no answer set among the inputs; nothing was written."),
            _("Name answer files, a folder or archive of them, or a table."),
        )
    return PlanselfError(_("No answer set could be scored; no results were written."))
