"""`planself batch`: many answer files and tables, every answer set scored or set aside with its reason."""

from __future__ import annotations

import gc
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from planself.cli.command import Language, Questionnaire, argument, command, option
from planself.errors import ExitCode, UsageError
from planself.exchange.table_out import Style
from planself.i18n import Reader, _, current
from planself.report_formats import TemplateFormat, any_suffix

if TYPE_CHECKING:
    from planself.batch.request import BatchRequest


class Engine(StrEnum):
    """What computes."""

    POLARS = "polars"
    DUCKDB = "duckdb"
    SPARK = "spark"


_OBJECTS = 50_000
"""After how many new objects Python looks for circles: a batch makes many objects and few circles."""


@command("batch", _("planself batch answers/ survey.csv -o results.xlsx"))
def batch(
    paths: Annotated[list[str], argument(metavar=_("PATHS"))],
    output: Annotated[
        str | None,
        option(
            "-o",
            "--output",
            metavar=_("FILE"),
            help=_("The results: .csv, .tsv, .xlsx, .parquet or .jsonl; - is CSV on stdout.  (needed)"),
        ),
    ] = None,
    style: Annotated[
        Style | None,
        option("--style", help=_("CSV for a German spreadsheet (; and decimal comma) or international (, and point).")),
    ] = None,
    long: Annotated[bool, option("--long", help=_("One row per hurdle."))] = False,
    questionnaire: Questionnaire = None,
    mapping: Annotated[
        Path | None,
        option("--mapping", metavar=_("FILE"), help=_("How columns and cells of the tables are to be read.")),
    ] = None,
    suggest_mapping: Annotated[
        bool, option("--suggest-mapping", help=_("Write a draft of such a file for a table, and score nothing."))
    ] = False,
    sheet: Annotated[str | None, option("--sheet", metavar=_("NAME"), help=_("The sheet of a workbook."))] = None,
    decimal: Annotated[
        str | None, option("--decimal", metavar=",|.", help=_("The decimal sign in the tables, where it is unclear."))
    ] = None,
    keep: Annotated[
        list[str] | None,
        option("--keep", metavar=_("COLUMN"), help=_("Keep a column that would be dropped as personal; repeatable.")),
    ] = None,
    rejected: Annotated[
        Path | None, option("--rejected", metavar=_("FILE"), help=_("Where rejected rows go; else beside the results."))
    ] = None,
    strict: Annotated[bool, option("--strict", help=_("Stop at the first rejected row and write nothing."))] = False,
    lenient: Annotated[
        bool, option("--lenient", help=_("Count cells that cannot be read as missing, instead of rejecting the row."))
    ] = False,
    reports: Annotated[
        Path | None, option("--reports", metavar=_("FOLDER"), help=_("Write a report for every answer set as well."))
    ] = None,
    format_: Annotated[TemplateFormat, typer.Option("--format", help=_("The format of these reports."))] = "html",
    summary: Annotated[
        Path | None,
        option(
            "--summary",
            metavar=_("FILE"),
            help=_("Write a summary of all answer sets: {suffixes}.").format(suffixes=any_suffix()),
        ),
    ] = None,
    by: Annotated[
        str | None, option("--by", metavar=_("COLUMN"), help=_("Compare groups by this column in the summary."))
    ] = None,
    jobs: Annotated[
        int | None, option("--jobs", metavar="N", help=_("Processes that read answer files; else one per core."))
    ] = None,
    engine: Annotated[Engine, typer.Option("--engine", help=_("What computes the rows of tables."))] = Engine.POLARS,
    force: Annotated[bool, option("--force", help=_("Overwrite what is there."))] = False,
    json: Annotated[bool, option("--json", help=_("Print problems on stderr for machines."))] = False,  # noqa: ARG001 -- the boundary reads it
    lang: Language = None,
) -> ExitCode:
    """Score everything that the paths stand for; what is wrong is named and set aside."""
    gc.set_threshold(_OBJECTS)
    from planself.batch.request import BatchRequest
    from planself.cli import batch_job

    request = BatchRequest(
        paths=tuple(paths),
        output=output,
        style=style or Style.of(lang or current().lang),
        long=long,
        questionnaire=questionnaire,
        mapping=mapping,
        sheet=sheet,
        decimal=_decimal(decimal),
        keep=tuple(keep or ()),
        rejected=rejected,
        strict=strict,
        lenient=lenient,
        reports=reports,
        report_format=format_,
        summary=summary,
        by=by,
        jobs=_jobs(jobs),
        engine=engine.value,
        force=force,
        reader=Reader(lang) if lang else current(),
    )
    _refuse_contradictions(request)
    if suggest_mapping:
        from planself.cli.batch_suggest import suggest

        return suggest(request)
    return batch_job.score(request)


def _decimal(sign: str | None) -> Literal[",", "."] | None:
    match sign:
        case None | "," | ".":
            return sign
        case _:
            raise UsageError(_("--decimal: expected , or . and found {sign}").format(sign=sign))


def _jobs(requested: int | None) -> int:
    import os

    if requested is not None and requested < 1:
        raise UsageError(_("--jobs: expected a number of at least 1."))
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return requested or usable


def _refuse_contradictions(request: BatchRequest) -> None:
    if request.strict and request.lenient:
        raise UsageError(_("--strict and --lenient contradict each other."), _("Leave out one of the two."))
    if request.by is not None and request.summary is None:
        raise UsageError(_("--by needs --summary."), _("Say where the summary goes, as in --summary summary.html"))
