"""From what is requested of a batch to its run, and from the run to what is said of it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir
from typing import cast

from planself.answers.envelope import Reference
from planself.batch.blocks import first_questionnaire
from planself.batch.engine import Engine
from planself.batch.gather import gather
from planself.batch.inputs import Input
from planself.batch.job import Job, Observer
from planself.batch.reports import Reports
from planself.batch.request import BatchRequest
from planself.batch.run import Run, StoppedError
from planself.cli import console
from planself.cli.batch_messages import BatchTalk, show_interrupted, show_questionnaire, show_rejected, show_totals
from planself.cli.batch_places import read_paths, refuse, refuse_answer_files
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
from planself.report_formats import SUFFIXES, Format, any_suffix
from planself.tables.mapping import TableMapping, load_mapping
from planself.text import inert


def score(request: BatchRequest) -> ExitCode:
    """Score everything on the engine of this process, and say what became of it."""
    with standard_input(request.paths) as stdin:
        return _score(request, stdin)


def _score(request: BatchRequest, stdin: Path | None) -> ExitCode:
    request.kind()  # refuses a name that says no format, before any input is looked for
    notes: list[Problem] = []
    inputs = list(gather(request.paths, notes.append, stdin))
    refuse_answer_files(request.engine, inputs)
    loaded, mapping = _understood(request, inputs)
    refuse(request.outputs, read_paths(inputs, [request.mapping, loaded.path]), force=request.force)
    page = _page(request, inputs)
    with _destination(request) as output:
        job = Job(request, loaded, inputs, output, mapping, _engine(request, output.parent))
        console.show_problems(notes)
        return _run(job, request, page)


def _engine(request: BatchRequest, beside: Path) -> Engine | None:
    """Return what computes, None for Polars; raises what is to be installed."""
    if request.engine == "duckdb":
        from planself.batch.on_duckdb import OnDuckdb

        return OnDuckdb(beside)
    if request.engine == "spark":
        from planself.batch.on_spark import OnSpark

        return OnSpark(beside, request.jobs)
    return None


def _run(job: Job, request: BatchRequest, page: Format | None) -> ExitCode:
    summed = Summed(job, request.by) if page else None
    with BatchTalk() as talk:
        reports = _reports(job, request, talk) if request.reports else None
        observers: list[Observer] = [observer for observer in (summed, reports) if observer is not None]
        run = Run(job, talk, observers)
        try:
            with _reasons_first(run, request):
                run.go()
        except KeyboardInterrupt:
            reasons = request.rejected_file if run.rejects.lines else None
            missing = [path for path in (None if request.to_stdout else job.output, reasons, request.summary) if path]
            show_interrupted(run, missing, reports.done if reports else 0, request.reports)
            return ExitCode.INTERRUPTED
        except StoppedError as stopped:
            console.show_problems(stopped.problems)
            console.show_error(_("Stopped at the first rejected row (--strict); no results were written."))
            return ExitCode.PROBLEMS
    if summed is not None and page is not None and request.summary is not None:
        summed.write(request.summary, page, request.reader, request.paths, run.totals.rejected)
    show_totals(run.totals, _written(run, request))
    show_questionnaire(job.loaded, with_digest=request.to_stdout)
    return ExitCode.PROBLEMS if run.totals.rejected else ExitCode.DONE


@contextmanager
def _reasons_first(run: Run, request: BatchRequest) -> Iterator[None]:
    """Show what was rejected before anything is said of how the run ended, so that the end stands last."""
    try:
        yield
    finally:
        if not request.strict:
            show_rejected(run.rejects)


def _understood(request: BatchRequest, inputs: Sequence[Input]) -> tuple[Loaded, TableMapping | None]:
    """Return the questionnaire: that asked for, the first answer file's, the mapping's, or the built-in one."""
    choose = Questionnaires(request.questionnaire)
    mapping = load_mapping(request.mapping, choose) if request.mapping else None
    named = None if request.questionnaire else first_questionnaire(inputs, choose)[0]
    if named is not None:
        return named, mapping
    questionnaire = mapping.questionnaire.id if mapping else ""
    return choose(Reference(questionnaire, "", None)), mapping


def _page(request: BatchRequest, inputs: Sequence[Input]) -> Format | None:
    """Return the format of the summary, None where none is asked for; raises UsageError where it cannot be written."""
    if request.summary is None:
        return None
    form = SUFFIXES.get(request.summary.suffix.lower())
    if form is None:
        raise UsageError(
            _("--summary {file}: the name must end in {known}.").format(file=request.summary, known=any_suffix())
        )
    refuse([*request.outputs, request.summary], read_paths(inputs, [request.mapping]), force=True)
    refuse_to_overwrite(request.summary, force=request.force)
    return form


@contextmanager
def _destination(request: BatchRequest) -> Iterator[Path]:
    """Give the path of the results; what is meant for stdout is poured there when it is whole, without a mark.

    The byte-order mark is for spreadsheets that open a file; a program that reads a pipe takes it for a letter.
    """
    if not request.to_stdout:
        yield Path(cast(str, request.output))
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


def _reports(job: Job, request: BatchRequest, talk: BatchTalk) -> Reports:
    folder = cast(Path, request.reports)
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    return Reports(job, folder, talk.reports)


def _written(run: Run, request: BatchRequest) -> list[tuple[str, Path]]:
    written = [] if request.to_stdout else [(_("Results"), run.job.output)]
    if run.rejects.path is not None and run.rejects.is_written:
        written.append((_("Rejected rows"), run.rejects.path))
    if request.metadata is not None:
        written.append((_("Metadata"), request.metadata))
    if request.reports is not None:
        written.append((_("Reports"), request.reports))
    return [*written, (_("Summary"), request.summary)] if request.summary else written
