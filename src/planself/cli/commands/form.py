"""`planself form`: answering without planself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planself.cli.command import Language, Questionnaire, command, file_option, option
from planself.cli.form_workbook import write_workbook
from planself.cli.report_options import Force, write_report
from planself.cli.usage import refuse_unknown
from planself.errors import ExitCode, UsageError
from planself.i18n import _, current
from planself.workshop.form_kinds import KINDS, parse_kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from planself.answers.model import AnswerSet
    from planself.questionnaire.load import Loaded


@command("form", _("planself form -o form.html"))
def form(
    output: Annotated[
        Path | None,
        option("-o", "--output", metavar=_("FILE"), help=_("Where to write it; the name ends in .html or .xlsx.")),
    ] = None,
    questionnaire: Questionnaire = None,
    lang: Language = None,
    part: Annotated[
        list[str] | None,
        typer.Option(
            "--part", metavar=_("ROLE"), help=_("Only what this role answers; repeatable."), show_default=False
        ),
    ] = None,
    section: Annotated[
        list[str] | None,
        typer.Option("--section", metavar="ID", help=_("Only this section; repeatable."), show_default=False),
    ] = None,
    answers: Annotated[
        Path | None,
        typer.Option(
            "--answers",
            metavar=_("ANSWERS"),
            help=_("An answer file that the form comes filled with."),
            show_default=False,
            readable=False,
        ),
    ] = None,
    blind: Annotated[bool, typer.Option("--blind", help=_("No profile: nobody is steered while answering."))] = False,
    code: Annotated[
        str,
        typer.Option(
            "--code", metavar="W07", help=_("Whose form it is: the code of a participant."), show_default=False
        ),
    ] = "",
    paper: Annotated[bool, typer.Option("--paper", help=_("Sheets to print on A4, in one language."))] = False,
    workshop: Annotated[
        Path | None,
        file_option(
            "--workshop",
            metavar=_("FOLDER"),
            help=_("A form without profile for everybody in this workshop, named by code, into its folder `forms`."),
        ),
    ] = None,
    format_: Annotated[
        str | None,
        option(
            "--format",
            metavar=_("KIND"),
            help=_("With --workshop, the kind of form: {words}.").format(words=", ".join(KINDS)),
        ),
    ] = None,
    force: Force = False,
) -> ExitCode:
    """Write one file to answer in a browser or in Excel, or to print; it loads nothing and sends nothing."""
    from planself.form.content import FormOptions, page_languages
    from planself.form.page import form_page
    from planself.form.paper import paper_form
    from planself.form.paper_pages import PaperOptions

    if workshop is not None:
        _refuse_beside_workshop({"-o": output, "--answers": answers, "--code": code})
        kind = "paper" if paper else parse_kind(format_ or "html", "--format")
        _of_workshop(workshop, questionnaire, (kind, part or (), section or ()), lang, force=force)
        return ExitCode.DONE
    if format_ is not None:
        raise UsageError(_("--format is for --workshop."), _("Let the name end in .html or .xlsx."))
    if output is None:
        raise UsageError(
            _("{name} is missing.").format(name="--output"),
            _("See `{command} --help`.").format(command="planself form"),
        )
    suffix = output.suffix.lower()
    if suffix not in (".html", ".htm", ".xlsx"):
        raise UsageError(
            _("The name {file} does not say which kind of form it is to be.").format(file=output),
            _("Let it end in .html or .xlsx."),
        )
    if paper and suffix == ".xlsx":
        raise UsageError(_("--paper makes a file to print, whose name ends in .html."), _("Leave out one of the two."))
    loaded, given = _with_answers(answers, questionnaire) if answers else (_loaded(questionnaire), None)
    refuse_unknown(part or [], [role.id for role in loaded.questionnaire.roles], "--part")
    refuse_unknown(section or [], [entry.id for entry in loaded.questionnaire.sections], "--section")
    roles = tuple(dict.fromkeys(part or (given.part if given else ())))
    options = FormOptions(
        languages=(lang,) if lang else page_languages(loaded.questionnaire),
        part=roles,
        sections=tuple(section or ()),
        code=_code(code),
        blind=blind,
        filled=_filled(loaded, given, roles) if given else None,
    )
    if suffix == ".xlsx":
        write_workbook(loaded, options, (answers, given) if answers and given else None, output, force=force)
        return ExitCode.DONE
    text = (
        paper_form(loaded, PaperOptions(current(), roles, options.sections, options.code, given))
        if paper
        else form_page(loaded, options)
    )
    write_report(text, output, [answers] if answers else [], force=force)
    return ExitCode.DONE


def _refuse_beside_workshop(others: Mapping[str, object]) -> None:
    """Raise UsageError for an option that is about one form."""
    if named := [name for name, value in others.items() if value]:
        raise UsageError(
            _("{option} is for one form, and --workshop makes one for everybody.").format(option=named[0]),
            _("Leave out one of the two."),
        )


def _of_workshop(
    path: Path,
    questionnaire: str | None,
    wanted: tuple[str, Sequence[str], Sequence[str]],
    lang: str | None,
    *,
    force: bool,
) -> None:
    from planself.cli.workshop_folder import open_without_answers, refuse_closed
    from planself.cli.workshop_forms import write_forms
    from planself.form.content import FormOptions, page_languages

    kind, part, sections = wanted
    folder, loaded = open_without_answers(path, questionnaire)
    refuse_closed(folder)
    refuse_unknown(part, [role.id for role in loaded.questionnaire.roles], "--part")
    refuse_unknown(sections, [entry.id for entry in loaded.questionnaire.sections], "--section")
    languages = (lang,) if lang else page_languages(loaded.questionnaire)
    write_forms(folder, loaded, [kind], FormOptions(languages, sections=tuple(sections)), part, force=force)


def _loaded(questionnaire: str | None) -> Loaded:
    from planself.answers.load import Reference
    from planself.cli.inputs import Questionnaires

    return Questionnaires(questionnaire)(Reference("", "", None))


def _with_answers(path: Path, questionnaire: str | None) -> tuple[Loaded, AnswerSet]:
    from planself.cli.inputs import one

    loaded, assessment = one(path, questionnaire)
    return loaded.loaded, assessment.answer_set


def _filled(loaded: Loaded, answers: AnswerSet, part: tuple[str, ...]) -> str:
    from dataclasses import replace

    from planself.form.filled import filled

    return filled(loaded, replace(answers, part=part))


def _code(code: str) -> str:
    """Return a code as it stands in the answer file, which is also called after it."""
    if code and not all(sign.isalnum() or sign in "-_." for sign in code):
        raise UsageError(_("--code: a code has letters, digits and hyphens only."))
    return code
