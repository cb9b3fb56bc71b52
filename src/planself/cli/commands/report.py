"""`planself report`: the report that a council committee can read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from planself.cli import console
from planself.cli.command import Language, Questionnaire, command, file_argument, file_option, option
from planself.cli.report_options import AudienceOption, Force, FormatOption, Output, chosen_format, write_report
from planself.clock import now
from planself.errors import ExitCode
from planself.i18n import Reader, _, current
from planself.shell import file_word, own_command, unused

if TYPE_CHECKING:
    from planself.answers.load import LoadedAnswers
    from planself.report.blocks import Annex
    from planself.scoring.assessment import Assessment


@command("report", _("planself report answers.yaml -o report.html"))
def report(
    answers: Annotated[Path, file_argument(metavar=_("ANSWERS"))],
    output: Output,
    format_: FormatOption = None,
    lang: Language = None,
    audience: AudienceOption = "full",
    template: Annotated[
        Path | None, option("--template", metavar=_("FOLDER"), help=_("Templates of your own."))
    ] = None,
    force: Force = False,
    compare: Annotated[
        list[Path] | None,
        file_option(
            "--compare",
            metavar=_("OLDER"),
            help=_("An earlier answer file to compare with; give the option once for each."),
        ),
    ] = None,
    benchmark: Annotated[
        Path | None,
        file_option("--benchmark", metavar=_("FILE"), help=_("A benchmark: where the municipality lies among others.")),
    ] = None,
    plan: Annotated[
        Path | None,
        file_option(
            "--plan", metavar=_("PLAN"), help=_("An action plan: who does what by when, and how far it has come.")
        ),
    ] = None,
    workshop: Annotated[
        Path | None,
        file_option(
            "--workshop",
            metavar=_("FOLDER"),
            help=_("The workshop that the answers are the consensus of: the group's view."),
        ),
    ] = None,
    questionnaire: Questionnaire = None,
) -> ExitCode:
    """Write one report; a report that planself wrote and nobody edited is overwritten, anything else is not."""
    from planself.cli.inputs import one
    from planself.cli.short_form import answered_instead
    from planself.report.of_answers import report_of

    form, older = chosen_format(output, format_), compare or []
    reader = Reader(lang) if lang else current()
    shown_to = None if form == "json" else reader
    if older:
        loaded, assessment, annexes = _compared(answers, older, questionnaire, reader, shown_to, plan)
    else:
        (loaded, assessment), annexes = one(answers, questionnaire, shown_to), ()
    if benchmark is not None:
        annexes = (*annexes, _among_peers(benchmark, assessment, reader))
    if plan is not None:
        annexes = (*annexes, _of_plan(plan, assessment, answers, reader, questionnaire))
    if workshop is not None:
        from planself.cli.workshop_annex import annex_of

        annexes = (*annexes, annex_of(workshop, loaded.path, assessment, reader, questionnaire))
    text = report_of(assessment, loaded, form, reader, audience, template, annexes)
    write_report(text, output, (loaded.path, *older, *filter(None, [benchmark, plan])), force=force)
    if named := answered_instead(assessment):
        call = own_command("report", file_word(answers), "-o", unused("report.html"), *named)
        said = _("All questions of the short form have an answer. For its report: {command}")
        console.talk(said.format(command=call))
    return ExitCode.DONE


def _compared(
    answers: Path,
    older: list[Path],
    questionnaire: str | None,
    reader: Reader,
    shown_to: Reader | None,
    plan: Path | None,
) -> tuple[LoadedAnswers, Assessment, tuple[Annex, ...]]:
    """Return the newest answers, scored as the older ones are, with the annex that compares them."""
    from planself.analysis.comparison import compare
    from planself.cli.plan_options import measures_in
    from planself.cli.rounds import newest_and_older
    from planself.report.comparison import comparison_annex

    entries = newest_and_older(answers, older, questionnaire, shown_to)
    last = entries[-1].answers
    measures = measures_in(plan, last, reader, questionnaire, in_words=shown_to is not None) if plan else ()
    comparison = compare([entry.round for entry in entries], measures)
    return last, comparison.last, (comparison_annex(comparison, reader),)


def _among_peers(benchmark: Path, assessment: Assessment, reader: Reader) -> Annex:
    """Return the annex that places an assessment among the peers of a file; raises InputError where it cannot."""
    from planself.analysis.benchmark_file import read_benchmark, refuse_other
    from planself.cli.inputs import must_exist
    from planself.files import source
    from planself.report.benchmark import benchmark_annex

    must_exist([benchmark])
    parsed = source.load(benchmark)
    peers = read_benchmark(parsed)
    refuse_other(parsed, peers, assessment.loaded.questionnaire)
    return benchmark_annex(assessment, peers, reader)


def _of_plan(plan: Path, assessment: Assessment, answers: Path, reader: Reader, questionnaire: str | None) -> Annex:
    """Return the annex of a plan for the report on answers: those it starts from, or a later assessment."""
    from planself.actions.load import load_plan, refuse_foreign
    from planself.actions.status import plan_status, starts_from
    from planself.cli.inputs import Questionnaires
    from planself.report.actions import plan_annex

    loaded = load_plan(plan, Questionnaires(questionnaire))
    refuse_foreign(loaded, assessment.loaded.questionnaire.id, answers)
    newer = None if starts_from(loaded.plan, assessment) else assessment
    return plan_annex(plan_status(loaded, now().date(), assessment, newer), reader)
