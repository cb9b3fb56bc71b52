"""`planself run --keys`: where a stack of sheets belongs, which questionnaire is printed on it, and what comes next."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planself.answers.load import Reference, questionnaire_of
from planself.cli import console
from planself.cli.inputs import Questionnaires
from planself.cli.usage import refuse_unknown
from planself.cli.workshop_folder import refuse_closed
from planself.errors import UsageError
from planself.files import source
from planself.form.paper_pages import origin, pages
from planself.i18n import _, current, n_
from planself.questionnaire.load import Loaded
from planself.questionnaire.peek import SUFFIXES
from planself.sheet_entry.draft import begun_sheets
from planself.sheet_entry.printed_sheet import PrintedSheet
from planself.sheet_entry.session import EntryOptions, SheetAsker, StackEnd, enter_stack
from planself.sheet_entry.stack import FolderStack, Stack
from planself.sheet_entry.workshop_stack import WorkshopStack
from planself.shell import file_word, own_command, unused
from planself.terminal.screen import Sieve, sieve_of
from planself.workshop.folder import open_folder, questionnaire_for
from planself.workshop.member_file import home_of_answers
from planself.workshop_files.workshop import NAME


@dataclass(frozen=True, slots=True)
class StackOptions:
    """What was asked for; `section` and `role` where the sheets were printed for them."""

    questionnaire: str | None
    section: str | None
    role: str | None
    again: bool
    plain: bool


def stack_at(folder: Path | None, options: StackOptions) -> Stack:
    """Return the stack of a workshop, of its second round, or of a folder; without one, of the workshop at hand."""
    here = folder or Path()
    home = here if (here / NAME).is_file() else home_of_answers(here.absolute())
    if home is not None:
        return _of_workshop(here, home, options)
    if folder is not None and folder.exists() and not folder.is_dir():
        raise UsageError(
            _("{file} is a file, and --keys takes a folder: each sheet becomes a file of its own.").format(file=folder),
            _("Name the folder of a workshop, or one for the answer files."),
        )
    target = folder or Path(f"planself-antworten-{date.today().isoformat()}")
    loaded = _printed_in(target, Questionnaires(options.questionnaire))
    _refuse_unknown(loaded, options)
    return FolderStack(loaded, target, (options.role,) if options.role else (), date.today())


def _of_workshop(here: Path, home: Path, options: StackOptions) -> WorkshopStack:
    folder = open_folder(home)
    refuse_closed(folder)
    loaded = questionnaire_for(folder, Path.cwd(), os.environ, options.questionnaire)
    _refuse_unknown(loaded, options)
    return WorkshopStack(loaded, folder.answers if here == home else here, folder.workshop, options.role)


def _printed_in(folder: Path, at_hand: Questionnaires) -> Loaded:
    """Return the questionnaire that is asked for, or else the one of the sheets that lie in the folder already."""
    names = sorted(folder.iterdir()) if folder.is_dir() else []
    first = next((path for path in names if path.suffix.lower() in SUFFIXES and not path.name.startswith(".")), None)
    return at_hand(Reference("", "", None)) if first is None else questionnaire_of(source.load(first), at_hand)


def _refuse_unknown(loaded: Loaded, options: StackOptions) -> None:
    questionnaire = loaded.questionnaire
    wanted_section, wanted_role = ([each] if each else [] for each in (options.section, options.role))
    refuse_unknown(wanted_section, [section.id for section in questionnaire.sections], "--section")
    refuse_unknown(wanted_role, [role.id for role in questionnaire.roles], "--role")


def type_sheets(stack: Stack, options: StackOptions) -> StackEnd:
    """Have the sheets of a stack typed, and return what came of them."""
    loaded, reader, sieve = stack.loaded, current(), sieve_of(sys.stdout)
    sections = (options.section,) if options.section else ()

    def printed(part: tuple[str, ...]) -> PrintedSheet:
        return PrintedSheet(loaded.questionnaire, pages(loaded, reader, part, sections), reader, part)

    entry = EntryOptions(reader, sieve, origin(loaded), again=options.again, plain=options.plain)
    return enter_stack(stack, printed, _asker(sieve, plain=options.plain), entry)


def _asker(sieve: Sieve, *, plain: bool) -> SheetAsker:
    if plain:
        from planself.sheet_entry.plain_sheet import PlainSheet
        from planself.terminal.typed_lines import TypedLines

        return PlainSheet(TypedLines(sys.stdin), _show, sieve)
    from planself.sheet_entry.key_pages import KeyPages  # heavy, and not needed for plain lines

    return KeyPages(sieve)


def _show(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def say_what_next(stack: Stack, end: StackEnd, options: list[str], *, again: bool) -> None:
    """Say which sheets are done, which only begun, and how to go on."""
    call = ("run", "--keys", *(["--again"] if again else []), file_word(stack.named), *options)
    if not end.sheets:
        console.talk(_("No sheet was finished."))
    else:
        counted = n_("{n} sheet is typed", "{n} sheets are typed", len(set(end.sheets)))
        console.talk(f"{counted}: {', '.join(dict.fromkeys(end.sheets))}.")
    if again and end.sheets:
        said = _("Differences between the two entries: {n}, answers changed: {changed}.")
        console.talk(said.format(n=end.differences, changed=end.changed))
    if begun := list(begun_sheets(stack.folder, again=again)):
        said = _("Begun, not finished: {codes}. Go on with: {command}")
        console.talk(said.format(codes=", ".join(begun), command=own_command(*call)))
    if end.sheets and not again:
        second = own_command("run", "--keys", "--again", file_word(stack.named), *options)
        console.talk(_("To type sheets a second time and compare: {command}").format(command=second))
    if end.sheets:
        console.talk(_("Then: {command}").format(command=_then(stack, options)))


def _then(stack: Stack, options: list[str]) -> str:
    if isinstance(stack, WorkshopStack):
        return own_command("workshop", "status", file_word(stack.home))
    named = options[options.index("-q") :][:2] if "-q" in options else []
    return own_command("batch", file_word(stack.folder), *named, "-o", unused("results.csv"))
