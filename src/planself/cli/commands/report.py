"""`planself report`: the report that a council committee can read."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planself.cli import console
from planself.cli.command import Language, Questionnaire, command
from planself.clock import now
from planself.errors import ExitCode, UsageError
from planself.i18n import Reader, _, current

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planself.answers.load import LoadedAnswers
    from planself.report.blocks import Annex
    from planself.scoring.assessment import Assessment


class Format(StrEnum):
    """The formats of a report."""

    HTML = "html"
    MARKDOWN = "md"
    JSON = "json"


class Audience(StrEnum):
    """Whom a report is for: a council reads one sheet, everyone else all of it in order."""

    COUNCIL = "council"
    FULL = "full"


_SUFFIXES = {".html": Format.HTML, ".htm": Format.HTML, ".md": Format.MARKDOWN, ".json": Format.JSON}


@command("report", _("planself report answers.yaml -o report.html"))
def report(
    answers: Annotated[Path, typer.Argument(metavar=_("ANSWERS"), show_default=False, readable=False)],
    output: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            metavar=_("FILE"),
            help=_("Where to write it; the suffix chooses the format, - is stdout."),
        ),
    ],
    format_: Annotated[
        Format | None,
        typer.Option("--format", help=_("The format, where the suffix does not say it."), show_default=False),
    ] = None,
    lang: Language = None,
    audience: Annotated[
        Audience,
        typer.Option("--audience", help=_("council: one sheet for the council; full: everything in order.")),
    ] = Audience.FULL,
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar=_("FOLDER"), help=_("Templates of your own."), show_default=False),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=_("Overwrite the file even if it was edited since."))] = False,
    compare: Annotated[
        list[Path] | None,
        typer.Option(
            "--compare",
            metavar=_("OLDER"),
            help=_("An earlier answer file to compare with; give the option once for each."),
            show_default=False,
            readable=False,
        ),
    ] = None,
    benchmark: Annotated[
        Path | None,
        typer.Option(
            "--benchmark",
            metavar=_("FILE"),
            help=_("A benchmark: where the municipality lies among others."),
            show_default=False,
            readable=False,
        ),
    ] = None,
    plan: Annotated[
        Path | None,
        typer.Option(
            "--plan",
            metavar=_("PLAN"),
            help=_("An action plan: who does what by when, and how far it has come."),
            show_default=False,
            readable=False,
        ),
    ] = None,
    workshop: Annotated[
        Path | None,
        typer.Option(
            "--workshop",
            metavar=_("FOLDER"),
            help=_("The workshop that the answers are the consensus of: the group's view."),
            show_default=False,
            readable=False,
        ),
    ] = None,
    questionnaire: Questionnaire = None,
) -> ExitCode:
    """Write one report; a report that planself wrote and nobody edited is overwritten, anything else is not."""
    from planself.cli.inputs import must_exist, one
    from planself.files.disk import write_atomic

    chosen, older = chosen_format(output, format_), compare or []
    reader = Reader(lang) if lang else current()
    told = None if chosen is Format.JSON else reader
    if older:
        loaded, assessment, annexes = _compared(answers, older, questionnaire, reader, told, plan)
    else:
        (loaded, assessment), annexes = one(answers, questionnaire, told), ()
    if benchmark is not None:
        from planself.cli.commands.benchmark_build import annex_of

        must_exist([benchmark])
        annexes = (*annexes, annex_of(benchmark, assessment, reader))
    if plan is not None:
        from planself.cli.commands.plan_status import annex_of as annex_of_plan

        annexes = (*annexes, annex_of_plan(plan, assessment, answers, reader, questionnaire))
    if workshop is not None:
        from planself.cli.workshop_annex import annex_of as annex_of_workshop

        annexes = (*annexes, annex_of_workshop(workshop, loaded.path, assessment, reader, questionnaire))
    text = rendered(assessment, loaded, chosen, reader, audience, template, annexes)
    if output == Path("-"):
        console.write(text)
        return ExitCode.DONE
    for file in (loaded.path, *older, *filter(None, [benchmark, plan])):
        refuse_to_overwrite(output, file, force=force)
    write_atomic(output, text.encode())
    console.talk(_("Written: {file}").format(file=output))
    return ExitCode.DONE


def _compared(
    answers: Path, older: list[Path], questionnaire: str | None, reader: Reader, told: Reader | None, plan: Path | None
) -> tuple[LoadedAnswers, Assessment, tuple[Annex, ...]]:
    """Return the newest answers, scored as the older ones are, with the annex that compares them."""
    from planself.analysis.comparison import compare
    from planself.cli.commands.plan_status import measures_in
    from planself.cli.rounds import newest_and_older
    from planself.report.comparison import comparison_annex

    entries = newest_and_older(answers, older, questionnaire, told)
    last = entries[-1].answers
    measures = measures_in(plan, last, reader, questionnaire, in_words=told is not None) if plan else ()
    comparison = compare([entry.round for entry in entries], measures)
    return last, comparison.last, (comparison_annex(comparison, reader),)


def chosen_format(output: Path, asked: Format | None) -> Format:
    """Return the format asked for, or that of the name's suffix."""
    found = asked or _SUFFIXES.get(output.suffix.lower())
    if found is None:
        raise UsageError(
            _("The name {file} does not say which format the report is to have.").format(file=output),
            _("Let it end in .html, .md or .json, or use --format."),
        )
    return found


def rendered(
    assessment: Assessment,
    answers: LoadedAnswers,
    format_: Format,
    reader: Reader,
    audience: Audience,
    template: Path | None = None,
    annexes: Sequence[Annex] = (),
) -> str:
    """Return the report as text that carries its seal; raises PlanselfError where an own template fails."""
    from planself import __version__
    from planself.report.method import Provenance
    from planself.report.render import render
    from planself.report.view import build_view

    origin = Provenance(
        planself_version=__version__,
        created=now(),
        answer_file=answers.path.name,
        notes=tuple(dict.fromkeys(note.code for note in answers.notes)),
    )
    return render(build_view(assessment, reader, origin, audience.value, annexes), format_.value, template)


def ours(file: Path) -> bool:
    """Return whether a file is a report that planself wrote and nobody edited since."""
    from planself.seal import is_unchanged

    try:
        return is_unchanged(file.read_bytes().decode())
    except UnicodeDecodeError:
        return False


def refuse_to_overwrite(target: Path, answers: Path, *, force: bool) -> None:
    """Raise UsageError where a file stands that planself did not write, or that was edited since."""
    if target.exists() and target.resolve() == answers.resolve():
        raise UsageError(_("The report would overwrite its own answer file {file}.").format(file=answers))
    if target.is_dir():
        raise UsageError(_("{file} is a folder.").format(file=target), _("Name a file in it."))
    if target.is_file() and not force and not ours(target):  # a pipe, such as /dev/stdout, holds nothing to lose
        raise UsageError(
            _("{file} exists and was not written by planself, or was edited since.").format(file=target),
            _("Choose another name, or overwrite it with --force."),
        )
