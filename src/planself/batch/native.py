"""A table scored on an engine of its own: the same functions on its frames, read and written by the engine itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from planself.batch.blocks import Rejected
from planself.batch.parts import Job, Talk
from planself.batch.rejects import RejectedFile, problem
from planself.batch.run import LostRowsError, StoppedError, Totals
from planself.batch.shape import FIRST
from planself.errors import Location, PlanselfError
from planself.i18n import _
from planself.scoring import frame as frames
from planself.tables import cells, reasons, recode
from planself.tables.headings import Headings, read_headings

NUMBER, RAW = "~number", "~raw:"


class NativeEngine(Protocol):
    """An engine with one opened table."""

    first_row: int
    """The number that a person sees beside the first row."""

    def table(self) -> Any:
        """Return the table as the engine's own frame, its rows numbered from 1 in the column NUMBER."""

    def count(self) -> int:
        """Return how many rows the source has."""

    def with_copies(self, frame: Any, names: Iterable[str], prefix: str) -> Any:
        """Return a frame in which columns stand a second time, under names with a prefix."""

    def write(self, frame: Any, columns: Mapping[str, str | None], source: str, sound: bool) -> int:
        """Write columns by their new names, of good rows only where `sound`; return how many rows these were."""

    def bad(self, frame: Any, columns: Iterable[str]) -> Iterator[Mapping[str, Any]]:
        """Yield some columns of the rows with invalid cells, in order."""

    def place(self) -> None:
        """Let what was written take its place."""


@dataclass(slots=True)
class NativeRun:
    """One run on one table; `totals` and `rejects` can be asked afterwards."""

    job: Job
    name: str
    engine: NativeEngine
    talk: Talk
    totals: Totals
    stack: ExitStack
    rejects: RejectedFile

    def go(self) -> None:
        """Score the table and write the results; nothing is there unless everything is."""
        job, engine = self.job, self.engine
        raw, headings = self._understood()
        kept = engine.with_copies(raw, self._names(headings).values(), RAW)
        coded = cells.code(kept, headings, job.loaded.questionnaire, decimal=job.decimal)
        scored = frames.score(coded, job.plan)
        with self.stack:
            self.totals.read = engine.count()
            self.totals.scored = engine.write(scored, self._columns(headings), self.name, not job.lenient)
            if self.totals.scored < self.totals.read or job.lenient:
                self._reject(scored, headings)
            self._check()
            engine.place()

    def _understood(self) -> tuple[Any, Headings]:
        table, mapping, keep = self.engine.table(), self.job.mapping, list(self.job.keep)
        if mapping is not None:
            names = recode.renamed([name for name in table.columns if name != NUMBER], mapping)
            keep += [names[column] for column in recode.kept(list(names), mapping)]
            table = recode.apply(table, mapping, decimal=self.job.decimal)
        columns = [name for name in table.columns if name != NUMBER]
        headings = read_headings(columns, self.job.loaded.questionnaire, keep=keep, where=Location(self.name))
        for note in headings.notes:
            self.talk.tell(note)
        return table, headings

    def _names(self, headings: Headings) -> dict[str, str]:
        found = (column for sources in headings.sources.values() for one in sources for column in one.columns)
        return {column.heading: column.name for column in found}

    def _columns(self, headings: Headings) -> dict[str, str | None]:
        """Return the columns of the results, each with the one that it is made from; None where there is none."""
        known = {name: headings.known[name].name if name in headings.known else None for name in FIRST}
        carried = {column.name: column.name for column in headings.carried}
        from planself.batch.shape import results

        return {**known, **carried, **{name: name for name in results(self.job.plan)}}

    def _reject(self, scored: Any, headings: Headings) -> None:
        names, targets = self._names(headings), headings.targets
        for row in self.engine.bad(scored, [NUMBER, cells.INVALID, *(RAW + name for name in names.values())]):
            found = list(self._reasons(row, names, targets))
            self.rejects.add(found, counted=not self.job.lenient)
            self.totals.tolerated += len(found) if self.job.lenient else 0
            if self.job.strict:
                raise StoppedError(map(problem, found))
        self.totals.rejected = self.rejects.rows

    def _reasons(
        self, row: Mapping[str, Any], names: Mapping[str, str], targets: Mapping[str, tuple[str, bool]]
    ) -> Iterator[Rejected]:
        number, questionnaire = int(row[NUMBER]), self.job.loaded.questionnaire
        for heading in str(row[cells.INVALID]).split("\t"):
            raw = row[RAW + names[heading]]
            target, beside = targets[heading]
            code, message = reasons.reason(questionnaire, target, raw, self.job.decimal, beside=beside)
            if self.job.lenient:
                message = _("{message} Counted as missing (--lenient).").format(message=message)
            source = f"{self.name}:{number - 1 + self.engine.first_row}"
            yield Rejected(number, source, heading, "" if raw is None else str(raw), code, message)

    def _check(self) -> None:
        totals = self.totals
        if totals.read != totals.scored + totals.rejected:
            raise LostRowsError(f"{totals}")
        if not totals.scored:
            self.stack.close()
            raise PlanselfError(_("No answer set could be scored; no results were written."))


def needs(module: str, extra: str) -> PlanselfError:
    """Return the error for an engine that is not installed."""
    return PlanselfError(
        _("The engine {extra} is not installed: {module} is missing.").format(extra=extra, module=module),
        _("Install it with: pip install 'planself[{extra}]'").format(extra=extra),
    )


def suffix_of(spec: str) -> str:
    """Return the suffix of a table's name."""
    return Path(spec).suffix.lower()
