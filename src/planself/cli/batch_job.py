"""From what was asked of a batch to its run, and from the run to what is said of it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir
from typing import Literal, cast

from planself.answers.envelope import Reference
from planself.batch.blocks import first_questionnaire
from planself.batch.engine import Engine
from planself.batch.gather import gather
from planself.batch.inputs import Input
from planself.batch.job import Job, Observer
from planself.batch.reports import Reports
from planself.batch.run import Run, StoppedError
from planself.cli import console
from planself.cli.batch_messages import BatchTalk, show_interrupted, show_questionnaire, show_rejected, show_totals
from planself.cli.batch_places import read_paths, refuse, refuse_answer_files
from planself.cli.batch_request import Asked
from planself.cli.batch_stdin import standard_input
from planself.cli.batch_summary import Summed
from planself.cli.inputs import Questionnaires
from planself.errors import ExitCode, Problem, UsageError
from planself.exchange.write_csv import MARK
from planself.files.disk import writing
from planself.files.overwriting import refuse_to_overwrite
from planself.files.temporary import scratch
from planself.i18n import _
from planself.questionnaire.load import Loaded
from planself.report.formats import SUFFIXES, Format
from planself.tables.mapping import TableMapping, load_mapping
from planself.text import inert


def score(asked: Asked) -> ExitCode:
    """Score everything on the engine of this process, and say what became of it."""
    with standard_input(asked.paths) as stdin:
        return _score(asked, stdin)


def _score(asked: Asked, stdin: Path | None) -> ExitCode:
    kind = asked.kind
    notes: list[Problem] = []
    inputs = list(gather(asked.paths, notes.append, stdin))
    refuse_answer_files(asked.engine, inputs)
    loaded, mapping = _understood(asked, inputs)
    refuse(asked.outputs, read_paths(inputs, [asked.mapping, loaded.path]), force=asked.force)
    page = _page(asked, inputs)
    with _destination(asked) as output:
        job = Job(
            loaded=loaded,
            inputs=inputs,
            output=output,
            kind=kind,
            reader=asked.reader,
            style=asked.style,
            long=asked.long,
            rejected=asked.rejected_file,
            rejected_always=asked.rejected is not None,
            metadata=asked.metadata,
            strict=asked.strict,
            lenient=asked.lenient,
            mapping=mapping,
            keep=asked.keep,
            sheet=asked.sheet,
            decimal=cast(Literal[",", "."] | None, asked.decimal),
            jobs=asked.jobs,
            asked=asked.questionnaire is not None,
            engine=_engine(asked, output.parent),
            detail=page is not None,
        )
        console.show_problems(notes)
        return _run(job, asked, page)


def _engine(asked: Asked, beside: Path) -> Engine | None:
    """Return what computes, None for Polars; raises what is to be installed."""
    if asked.engine == "duckdb":
        from planself.batch.on_duckdb import OnDuckdb

        return OnDuckdb(beside)
    if asked.engine == "spark":
        from planself.batch.on_spark import OnSpark

        return OnSpark(beside, asked.jobs)
    return None


def _run(job: Job, asked: Asked, page: Format | None) -> ExitCode:
    summed = Summed(job, asked.by) if page else None
    with BatchTalk() as talk:
        reports = _reports(job, asked, talk) if asked.reports else None
        observers: list[Observer] = [observer for observer in (summed, reports) if observer is not None]
        run = Run(job, talk, observers)
        try:
            with _reasons_first(run, asked):
                run.go()
        except KeyboardInterrupt:
            reasons = asked.rejected_file if run.rejects.lines else None
            missing = [path for path in (None if asked.to_stdout else job.output, reasons, asked.summary) if path]
            show_interrupted(run, missing, reports.done if reports else 0, asked.reports)
            return ExitCode.INTERRUPTED
        except StoppedError as stopped:
            console.show_problems(stopped.problems)
            console.show_error(_("Stopped at the first rejected row (--strict); no results were written."))
            return ExitCode.PROBLEMS
    if summed is not None and page is not None and asked.summary is not None:
        summed.write(asked.summary, page, asked.reader, asked.paths, run.totals.rejected)
    show_totals(run.totals, _written(run, asked))
    show_questionnaire(job.loaded, with_digest=asked.to_stdout)
    return ExitCode.PROBLEMS if run.totals.rejected else ExitCode.DONE


@contextmanager
def _reasons_first(run: Run, asked: Asked) -> Iterator[None]:
    """Show what was rejected before anything is said of how the run ended, so that the end stands last."""
    try:
        yield
    finally:
        if not asked.strict:
            show_rejected(run.rejects)


def _understood(asked: Asked, inputs: Sequence[Input]) -> tuple[Loaded, TableMapping | None]:
    """Return the questionnaire: that asked for, the first answer file's, the mapping's, or the built-in one."""
    choose = Questionnaires(asked.questionnaire)
    mapping = load_mapping(asked.mapping, choose) if asked.mapping else None
    named = None if asked.questionnaire else first_questionnaire(inputs, choose)[0]
    if named is not None:
        return named, mapping
    questionnaire = mapping.questionnaire.id if mapping else ""
    return choose(Reference(questionnaire, "", None)), mapping


def _page(asked: Asked, inputs: Sequence[Input]) -> Format | None:
    """Return the format of the summary, None where none is asked for; raises UsageError where it cannot be written."""
    if asked.summary is None:
        return None
    form = SUFFIXES.get(asked.summary.suffix.lower())
    if form is None:
        raise UsageError(
            _("--summary {file}: the name must end in one of {known}.").format(
                file=asked.summary, known=", ".join(dict.fromkeys(SUFFIXES))
            )
        )
    refuse([*asked.outputs, asked.summary], read_paths(inputs, [asked.mapping]), force=True)
    refuse_to_overwrite(asked.summary, force=asked.force)
    return form


@contextmanager
def _destination(asked: Asked) -> Iterator[Path]:
    """Give the path of the results; what is meant for stdout is poured there when it is whole, without a mark.

    The byte-order mark is for spreadsheets that open a file; a program that reads a pipe takes it for a letter.
    """
    if not asked.to_stdout:
        yield Path(cast(str, asked.output))
        return
    with scratch(Path(gettempdir())) as folder:
        whole = folder / "results.csv"
        yield whole
        if whole.exists():
            sys.stdout.flush()
            if sys.stdout.isatty():
                with whole.open(encoding="utf-8-sig") as text:
                    sys.stdout.writelines(map(inert, text))
                return
            with whole.open("rb") as file:
                file.seek(len(MARK) if file.read(len(MARK)) == MARK else 0)
                shutil.copyfileobj(file, sys.stdout.buffer)


def _reports(job: Job, asked: Asked, talk: BatchTalk) -> Reports:
    folder = cast(Path, asked.reports)
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    return Reports(job, folder, asked.report_format, talk.reports, force=asked.force)


def _written(run: Run, asked: Asked) -> list[tuple[str, Path]]:
    written = [] if asked.to_stdout else [(_("Results"), run.job.output)]
    if run.rejects.path is not None and run.rejects.is_written:
        written.append((_("Rejected rows"), run.rejects.path))
    if asked.metadata is not None:
        written.append((_("Metadata"), asked.metadata))
    if asked.reports is not None:
        written.append((_("Reports"), asked.reports))
    return [*written, (_("Summary"), asked.summary)] if asked.summary else written
