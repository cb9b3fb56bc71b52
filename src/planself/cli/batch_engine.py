"""`planself batch --engine duckdb|spark`: one table, read, scored and written by another engine."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Literal, cast

from planself.answers.envelope import Reference
from planself.batch.native import NativeEngine, NativeRun
from planself.batch.parts import Job
from planself.batch.rejects import RejectedFile
from planself.batch.run import StoppedError, Totals
from planself.cli import console
from planself.cli.batch_job import Asked
from planself.cli.batch_places import refuse
from planself.cli.batch_talk import BatchTalk, show_rejected, show_totals
from planself.cli.inputs import Questionnaires, must_exist
from planself.errors import ExitCode, UsageError
from planself.exchange.source_table import DUCKDB
from planself.exchange.table_out import Kind, Style
from planself.files import replacing
from planself.i18n import _
from planself.tables.mapping import load_mapping


def score_on(engine: str, asked: Asked) -> ExitCode:
    """Score one table on another engine, and say what became of it."""
    spec, output = _refuse(engine, asked), Path(str(asked.output))
    path = Path(spec.removeprefix(DUCKDB).rpartition("#")[0] if spec.startswith(DUCKDB) else spec)
    must_exist([path])
    outputs = [output, *([asked.rejected_file] if asked.rejected_file else [])]
    if engine == "spark" and output.is_dir():
        raise UsageError(_("{file} exists already.").format(file=output), _("Spark writes a folder; name a new one."))
    refuse(outputs, [path], force=asked.force)
    try:
        return _scored(engine, spec, _job(asked, output), asked.jobs)
    except StoppedError as stopped:
        console.show_problems(stopped.problems)
        console.show_error(_("Stopped at the first rejected row (--strict); no results were written."))
        return ExitCode.PROBLEMS


def _scored(engine: str, spec: str, job: Job, jobs: int) -> ExitCode:
    with ExitStack() as places, BatchTalk() as talk:
        opened: NativeEngine
        if engine == "duckdb":
            from planself.batch.on_duckdb import OnDuckdb

            opened = OnDuckdb(spec, job.output, places.enter_context(replacing(job.output)))
        else:
            from planself.batch.on_spark import OnSpark

            opened = places.enter_context(OnSpark(spec, job.output, jobs))
        rejected = ExitStack()
        rejects = RejectedFile(job.rejected, job.style, rejected)
        native = NativeRun(job, spec, opened, talk, Totals(), rejected, rejects)
        try:
            native.go()
        finally:
            if not job.strict:
                show_rejected(rejects)
    written = [(_("Results"), job.output)]
    if rejects.path is not None and rejects.lines:
        written.append((_("Rejected rows"), rejects.path))
    show_totals(native.totals, written)
    return ExitCode.PROBLEMS if native.totals.rejected else ExitCode.DONE


def _refuse(engine: str, asked: Asked) -> str:
    """Return the one table; raises UsageError where the engine cannot do what was asked."""
    given = {
        "--long": asked.long,
        "--reports": asked.reports,
        "--summary": asked.summary,
        "--sheet": asked.sheet,
        "-o -": asked.to_stdout,
    }
    if wrong := [name for name, value in given.items() if value]:
        raise UsageError(
            _("--engine {engine} does not go with {options}.").format(engine=engine, options=", ".join(wrong)),
            _("Leave out --engine: the usual one does everything."),
        )
    if len(asked.paths) != 1:
        raise UsageError(_("--engine {engine} takes one table at a time.").format(engine=engine))
    if asked.output is None:
        raise UsageError(_("Where do the results go?"), _("Name a file with -o, as in -o results.csv"))
    if engine == "duckdb":
        from planself.batch import on_duckdb

        on_duckdb.check(asked.paths[0], Path(asked.output))
    else:
        from planself.batch import on_spark

        on_spark.check(asked.paths[0], Path(asked.output))
    return asked.paths[0]


def _job(asked: Asked, output: Path) -> Job:
    choose = Questionnaires(asked.questionnaire)
    mapping = load_mapping(asked.mapping, choose) if asked.mapping else None
    if mapping is not None and mapping.notes:
        console.show_problems(mapping.notes)
    return Job(
        loaded=choose(Reference(mapping.questionnaire.id if mapping else "", "", None)),
        inputs=(),
        output=output,
        kind=Kind.PARQUET,
        reader=asked.reader,
        style=Style.INTERNATIONAL,
        rejected=asked.rejected_file,
        strict=asked.strict,
        lenient=asked.lenient,
        mapping=mapping,
        keep=asked.keep,
        decimal=cast(Literal[",", "."] | None, asked.decimal),
    )
