"""`planself run`: the interview in the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planself.cli import console
from planself.cli.command import Plain, Questionnaire, command, file_argument, option
from planself.cli.usage import refuse_unknown
from planself.errors import ExitCode, UsageError
from planself.i18n import _, current

if TYPE_CHECKING:
    from planself.cli.inputs import Questionnaires
    from planself.questionnaire.load import Loaded
    from planself.workshop.member_file import MemberFile


@command("run", _("planself run answers.yaml"))
def run(
    answers: Annotated[
        Path | None,
        file_argument(
            metavar=_("ANSWERS"), help=_("The answer file, new or begun; with --keys a folder of them, or a workshop.")
        ),
    ] = None,
    questionnaire: Questionnaire = None,
    section: Annotated[str | None, option("--section", metavar="ID", help=_("Only this section."))] = None,
    role: Annotated[str | None, option("--role", metavar="ID", help=_("Only what this role can answer."))] = None,
    short: Annotated[bool, typer.Option("--short", help=_("The short form first, then where it is weakest."))] = False,
    keys: Annotated[bool, typer.Option("--keys", help=_("Type sheets of paper, one key for each answer."))] = False,
    again: Annotated[
        bool, typer.Option("--again", help=_("With --keys: type sheets a second time, and see where the two differ."))
    ] = False,
    plain: Plain = False,
) -> ExitCode:
    """Ask, save after every answer, and show the profile at the end."""
    from planself.answers.store import Store, is_begun
    from planself.cli.inputs import Questionnaires
    from planself.cli.run_end import end, end_without_profile
    from planself.cli.short_form import pair, with_short_form
    from planself.interview.session import Options
    from planself.interview.session import run as interview
    from planself.questionnaire.catalogue import naming
    from planself.workshop.member_file import member_file_at

    _refuse_together(short=short, section=section, keys=keys, again=again)
    if answers is not None and _is_workbook(answers):
        answers = _out_of_workbook(answers, Questionnaires(questionnaire))
    _need_terminal()
    if keys:
        return _type_sheets(answers, questionnaire, section, role, again=again, plain=plain)
    path = answers or Path(f"planself-antworten-{date.today().isoformat()}.yaml")
    member_file = member_file_at(path)
    path = member_file.path if member_file else path
    at_hand = Questionnaires(questionnaire)
    loaded = _loaded(path, at_hand, member_file)
    at_hand.show_in(current(), loaded)
    refuse_unknown([section] if section else [], [entry.id for entry in loaded.questionnaire.sections], "--section")
    refuse_unknown([role] if role else [], [entry.id for entry in loaded.questionnaire.roles], "--role")
    forms = (pair if member_file is None else with_short_form)(loaded) if short else None
    loaded = forms.long if forms else loaded
    plain_asked, plain = plain, plain or os.environ.get("TERM") == "dumb"
    if member_file is not None:
        member_file.prepare(loaded)
    options = Options(
        section=section,
        role=role,
        plain=plain,
        lang=current().lang,
        short=forms.short if forms else None,
        today=date.today(),
        alone=member_file is None,
    )
    begun_with = forms.short if forms and member_file is None and forms.begins(path) else loaded
    with Store.open(path, begun_with, ask_again=True) as store, _unseen() if member_file is not None else nullcontext():
        if member_file is not None and member_file.begun(store.answer_set, loaded) and not _own(path, plain=plain):
            return ExitCode.INTERRUPTED
        _say_what_is_asked_again(store.asked_again)
        outcome = interview(store, loaded, options)
    given = _given(questionnaire=questionnaire, section=section, role=role, short=short, plain=plain_asked)
    if member_file is not None or not is_begun(path):
        return end_without_profile(path, given, finished=outcome.finished)
    asked = next(iter(naming(outcome.form)[1:]), None) if forms else questionnaire
    return end(path, outcome, given, asked, forms.short if forms else None)


def _refuse_together(*, short: bool, section: str | None, keys: bool, again: bool) -> None:
    """Raise UsageError for options that do not go together."""
    if short and section:
        raise UsageError(_("--short and --section do not go together."), _("Leave out one of them."))
    if again and not keys:
        raise UsageError(_("--again belongs to --keys."), _("Add --keys, or leave out --again."))
    if short and keys:
        raise UsageError(_("--short and --keys do not go together."), _("Name the questionnaire on the paper: -q NAME"))


def _type_sheets(
    folder: Path | None, questionnaire: str | None, section: str | None, role: str | None, *, again: bool, plain: bool
) -> ExitCode:
    """Have sheets of paper typed; where people of a workshop answered on them, nothing of that stays in the window."""
    from planself.cli.paper_stack import StackOptions, say_what_next, stack_at, type_sheets
    from planself.sheet_entry.workshop_stack import WorkshopStack

    plain_asked, plain = plain, plain or os.environ.get("TERM") == "dumb"
    options = StackOptions(questionnaire, section, role, again=again, plain=plain)
    stack = stack_at(folder, options)
    with _unseen() if isinstance(stack, WorkshopStack) else nullcontext():
        end = type_sheets(stack, options)
    given = _given(questionnaire=questionnaire, section=section, role=role, short=False, plain=plain_asked)
    say_what_next(stack, end, given, again=again)
    return ExitCode.INTERRUPTED if end.interrupted else ExitCode.DONE


def _given(*, questionnaire: str | None, section: str | None, role: str | None, short: bool, plain: bool) -> list[str]:
    """Return the options of this call, for the command that goes on with it."""
    named = {"-q": questionnaire, "--section": section, "--role": role}
    words = [word for option, value in named.items() if value is not None for word in (option, value)]
    return [*words, *(["--short"] if short else []), *(["--plain"] if plain else [])]


def _say_what_is_asked_again(ids: tuple[str, ...]) -> None:
    if ids:
        said = _("The questionnaire has changed. What no longer fits is asked again, and kept as a comment: {ids}")
        console.talk(said.format(ids=", ".join(ids)))


def _own(path: Path, *, plain: bool) -> bool:
    """Ask whether a code with answers is one's own, before anything of them is shown: it may be mistyped."""
    from planself.interview.session import asker
    from planself.terminal.asker import Menu, MenuItem

    items = (MenuItem("leave", _("It is not my code: leave")), MenuItem("go on", _("It is my code: go on")))
    title = _("There are answers for {code} already.").format(code=path.stem)
    with asker(plain=plain) as asking:
        try:
            return asking.choose(Menu(title, items, at="leave")) == "go on"
        except (KeyboardInterrupt, EOFError):
            return False


@contextmanager
def _unseen() -> Iterator[None]:
    """Clear the window before somebody answers, and afterwards however that ended."""
    _clear()
    try:
        yield
    finally:
        _clear()


def _clear() -> None:
    """Leave nothing in the window, nor above it, for whoever sits down next; old consoles know no escapes."""
    from planself.terminal.frame import clear_everything, push_away

    if os.environ.get("TERM") == "dumb":
        push_away()
    else:
        clear_everything()


def _is_workbook(path: Path) -> bool:
    from planself.files.source import WORKBOOKS

    return path.suffix.lower() in WORKBOOKS


def _out_of_workbook(path: Path, at_hand: Questionnaires) -> Path:
    """Return an answer file beside a filled-in Excel form, where the interview can save; raises where none may be."""
    from planself.cli.sound_answers import beside_workbook, refuse_workbook
    from planself.workshop.member_file import member_file_at

    if path.with_suffix(".yaml").exists() or not _has_terminal() or member_file_at(path) is not None:
        refuse_workbook(path)
    return beside_workbook(path, at_hand)


def _has_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _need_terminal() -> None:
    if not _has_terminal():
        raise UsageError(
            _("`planself run` needs a terminal, and there is none here."),
            _("Fill in an answer file with an editor and score it with `planself score FILE`. See `planself demo`."),
        )


def _loaded(path: Path, at_hand: Questionnaires, member_file: MemberFile | None) -> Loaded:
    from planself.answers.load import Reference, questionnaire_of
    from planself.answers.store import is_begun
    from planself.files import source
    from planself.workshop.folder import questionnaire_for

    if member_file is not None and member_file.folder is not None:
        return questionnaire_for(member_file.folder, Path.cwd(), os.environ, at_hand.asked)
    if is_begun(path):
        return questionnaire_of(source.load(path), at_hand)
    return at_hand(Reference("", "", None))
