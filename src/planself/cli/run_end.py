"""What `planself run` says when an interview has ended: the profile, and the commands that go on."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from planself.answers.store import is_begun
from planself.cli import console
from planself.cli.inputs import one
from planself.cli.profile import show_profile
from planself.cli.short_form import is_open, pair
from planself.errors import ExitCode, InputError, PlanselfError
from planself.i18n import _
from planself.interview.session import InterviewEnd
from planself.questionnaire.catalogue import naming
from planself.questionnaire.load import Loaded
from planself.scoring.assessment import Assessment
from planself.shell import file_word, own_command, unused


def end_without_profile(path: Path, options: list[str], *, finished: bool) -> ExitCode:
    """Say how it ended where nothing was saved, or in a workshop, where others look on."""
    if not is_begun(path):
        console.talk(_("Nothing was answered, so nothing was saved."))
    elif finished:
        console.talk(_("Saved as {code}. Thank you! The next person can begin now.").format(code=path.stem))
    else:
        _say_how_to_go_on(path, options)
    return ExitCode.DONE if finished else ExitCode.INTERRUPTED


def end(path: Path, outcome: InterviewEnd, options: list[str], requested: str | None, short: Loaded | None) -> ExitCode:
    """Show the profile where the interview is finished, else say how to go on; `requested` names the questionnaire.

    `short` is the short form, where the interview began with it.
    """
    if not outcome.finished:
        _say_how_to_go_on(path, options)
        # Left before what a changed questionnaire no longer has was asked again, the file has no scores yet.
        with suppress(InputError):
            _offer_short_report(path, one(path, requested)[1], short)
        return ExitCode.INTERRUPTED
    assessment = one(path, requested)[1]
    show_profile(assessment)
    console.talk("")
    report = own_command(
        "report", file_word(path), "-o", unused("report.html"), *(["-q", requested] if requested else [])
    )
    console.talk(_("Saved in {file}. For the report: {command}").format(file=path, command=report))
    if _has_long_form(outcome.form):
        again = own_command("run", file_word(path), *dict.fromkeys([*options, "--short"]))
        console.talk(_("To go on with the long form, which keeps every answer: {command}").format(command=again))
    else:
        _offer_short_report(path, assessment, short)
    return ExitCode.DONE


def _offer_short_report(path: Path, assessment: Assessment, short: Loaded | None) -> None:
    """Name the report of the short form where that is answered and the long form has no overall score yet."""
    is_short = assessment.loaded.questionnaire.short_of is not None
    if (short is None and not is_short) or (not is_short and assessment.result.overall.score is not None):
        return
    form = short or assessment.loaded
    if is_open(assessment, form):
        return
    named = naming(form) or ([] if is_short else ["-q", form.questionnaire.id])
    report = own_command("report", file_word(path), "-o", unused("report.html"), *named)
    said = _("All questions of the short form have an answer. For its report: {command}")
    console.talk(said.format(command=report))


def _say_how_to_go_on(path: Path, options: list[str]) -> None:
    again = own_command("run", file_word(path), *options)
    console.talk(_("Saved in {file}. Go on with: {command}").format(file=path, command=again))


def _has_long_form(form: Loaded) -> bool:
    if form.questionnaire.short_of is None:
        return False
    try:
        return pair(form).short is form
    except PlanselfError:
        return False
