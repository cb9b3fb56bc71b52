"""`planself plan export`: the plan for spreadsheets, calendars and papers."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planself.cli import console
from planself.cli.command import Language, Questionnaire, command, option
from planself.cli.plan_options import NewerAnswers, PlanFile, Today, day_of, status_of
from planself.clock import set_moment
from planself.errors import ExitCode, Problem, UsageError
from planself.exchange.metadata import describe, metadata_file
from planself.exchange.table_out import Style
from planself.files.disk import is_stream, write_atomic
from planself.files.overwriting import refuse_to_overwrite
from planself.i18n import Reader, _, current, either, n_

if TYPE_CHECKING:
    from planself.actions.status import PlanStatus

_SUFFIXES = (".xlsx", ".csv", ".ics", ".md", ".html")
_SEALED = (".md", ".html")
"""What carries its own seal."""


@command("plan export", _("planself plan export answers/plan-beispielstadt.yaml -o plan.xlsx"))
def export(
    plan: PlanFile,
    output: Annotated[
        Path,
        typer.Option(
            "-o", "--output", metavar=_("FILE"), help=_("Where to write it: {known}.").format(known=either(_SUFFIXES))
        ),
    ],
    answers: NewerAnswers = None,
    today: Today = None,
    style: Annotated[Style | None, option("--style", help=_("CSV for a German spreadsheet, or international."))] = None,
    force: Annotated[bool, typer.Option("--force", help=_("Overwrite a file that is there."))] = False,
    lang: Language = None,
    questionnaire: Questionnaire = None,
) -> ExitCode:
    """Write one file; the suffix chooses the format."""
    suffix = output.suffix.lower()
    if suffix not in _SUFFIXES:
        raise UsageError(
            _("The name {file} does not say which format the plan is to have.").format(file=output),
            _("Let it end in one of {suffixes}.").format(suffixes=", ".join(_SUFFIXES)),
        )
    _refuse_to_overwrite(output, plan, suffix, force=force)
    reader = Reader(lang) if lang else current()
    found = status_of(plan, answers, day_of(today), questionnaire)
    data, notes = _rendered(found, output, reader, style or Style.of(reader.lang))
    write_atomic(output, data)
    if suffix not in _SEALED:
        _describe(found, output, data)
    console.show_problems(notes)
    if suffix == ".ics":
        _tell_of_undated(found)
    console.talk(_("Written: {file}").format(file=output))
    return ExitCode.DONE


def _rendered(found: PlanStatus, output: Path, reader: Reader, style: Style) -> tuple[bytes, list[Problem]]:
    """Return the file's content, and what could not be carried over."""
    match suffix := output.suffix.lower():
        case ".xlsx":
            from planself.exchange.workbook_cells import cut_notes
            from planself.exchange.write_plan import plan_workbook

            data, cut = plan_workbook(found, reader)
            return data, list(cut_notes(output, cut))
        case ".csv":
            from planself.exchange.write_plan import plan_csv

            return plan_csv(found, reader, style), []
        case ".ics":
            from planself.exchange.write_calendar import plan_calendar

            return plan_calendar(found, reader, _changed(found.plan.path)), []
        case _:
            from planself.report.actions import plan_page
            from planself.report.render import render

            return render(plan_page(found, reader), "md" if suffix == ".md" else "html").encode(), []


def _changed(plan: Path) -> datetime:
    """Return when a plan was last changed, so that the same plan gives the same calendar."""
    return set_moment() or datetime.fromtimestamp(plan.stat().st_mtime, UTC)


def _refuse_to_overwrite(target: Path, plan: Path, suffix: str, *, force: bool) -> None:
    """Raise UsageError where a file stands that planself may not replace: sealed pages it knows as its own."""
    from planself.cli.batch_places import refuse

    if suffix in _SEALED:
        refuse_to_overwrite(target, [plan], force=force)
    else:
        refuse([target, metadata_file(target)], [plan], force=force)


def _describe(found: PlanStatus, output: Path, data: bytes) -> None:
    """Lay down beside a file that has no place for it what it was made of, and its checksum."""
    from planself.batch.provenance import facts

    if not is_stream(output):
        loaded = found.plan.loaded
        describe(metadata_file(output), {output: facts(loaded, sha256(data).hexdigest(), {}, {})})


def _tell_of_undated(found: PlanStatus) -> None:
    from planself.exchange.write_calendar import without_date

    if count := without_date(found):
        console.talk(
            n_(
                "{n} action has no due date and is not in the calendar.",
                "{n} actions have no due date and are not in the calendar.",
                count,
            )
        )
