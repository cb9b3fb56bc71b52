"""A stack of sheets from the first code to the last: types, keeps every page, and saves every finished sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain
from typing import Protocol

from planself.answers.model import Answer
from planself.errors import InputError, PlanselfError
from planself.i18n import Reader
from planself.sheet_entry import difference as two_entries
from planself.sheet_entry.count import count_of_sheet
from planself.sheet_entry.draft import Draft, begun_sheets
from planself.sheet_entry.printed_sheet import PrintedSheet
from planself.sheet_entry.sheet import Sheet, begin, correct, step
from planself.sheet_entry.sheet_view import SheetView, view, view_options
from planself.sheet_entry.stack import SheetFile, Stack
from planself.terminal.asker import Asker, Blank, Menu, MenuItem
from planself.terminal.key_page import Take, Taken
from planself.terminal.screen import Sieve

_OTHER, _CORRECT, _ANEW = "other", "correct", "anew"
_GO_ON, _ASIDE, _THROW_AWAY = "go on", "aside", "throw away"


class SheetAsker(Asker, Protocol):
    """An asker that has the page of a sheet typed as well."""

    def page(self, shown: Callable[[], SheetView], take: Take) -> None:
        """Show a page and give on every key that is pressed, until the page is over."""


@dataclass(frozen=True, slots=True)
class EntryOptions:
    """How a stack is typed; `again` is the second entry, to be compared with what is saved."""

    reader: Reader
    sieve: Sieve
    origin: str = ""
    """What the foot of the sheets says of the questionnaire."""
    again: bool = False
    plain: bool = False


@dataclass(slots=True)
class StackEnd:
    """What came of a stack: the codes whose sheets are done, and how far the two entries of a sheet were apart."""

    sheets: list[str] = field(default_factory=list)
    differences: int = 0
    changed: int = 0
    interrupted: bool = False


def enter_stack(
    stack: Stack, printed: Callable[[tuple[str, ...]], PrintedSheet], asker: SheetAsker, options: EntryOptions
) -> StackEnd:
    """Have sheets typed until a code is left empty; Ctrl-C and a closed terminal only leave."""
    session = _Session(stack, cache(printed), asker, options)
    with asker:
        try:
            while (file := session.next_file()) is not None:
                session.type(file)
        except (KeyboardInterrupt, EOFError):
            session.end.interrupted = True
    return session.end


class _Session:
    """The loop between an asker, the sheet and the files."""

    def __init__(
        self, stack: Stack, printed: Callable[[tuple[str, ...]], PrintedSheet], asker: SheetAsker, options: EntryOptions
    ) -> None:
        self.stack = stack
        self.printed = printed
        self.asker = asker
        self.options = options
        self.reader = options.reader
        self.end = StackEnd()
        self.said = ""
        """What became of the sheet before."""
        self._file: SheetFile | None = None

    # --- whose sheet it is ---

    def next_file(self) -> SheetFile | None:
        """Return the file of the next sheet, None where no further one comes."""
        reader, begun = self.reader, ", ".join(begun_sheets(self.stack.folder, again=self.options.again))
        lines = [
            self.said,
            reader._("At the foot of the sheets: {origin}").format(origin=self.options.origin),
            reader._("Begun, not finished: {codes}").format(codes=begun) if begun else "",
            reader._("Code of the next sheet; Enter without a code ends."),
        ]
        title = reader._("Type sheets a second time") if self.options.again else reader._("Type sheets of paper")
        hint = self.options.sieve("\n".join(filter(None, lines)))
        code = self.asker.write(Blank(title, hint, complain=self._refusal))
        return self._file if code and code.strip() else None

    def _refusal(self, code: str) -> str:
        """Say why there can be no sheet of a code; empty where there can."""
        if not code.strip():
            return ""
        try:
            self._file = file = self.stack.file(code)
        except PlanselfError as error:
            return _words(error)
        if self.options.again and not file.begun:
            return self.reader._("{code} has no answers yet to compare with.").format(code=file.code)
        return ""

    # --- a sheet ---

    def type(self, file: SheetFile) -> None:
        """Have a sheet typed, and save it when it is finished; what is in the way is said before the next one."""
        self.said = ""
        try:
            file.path.parent.mkdir(parents=True, exist_ok=True)
            with Draft(file.path, self.stack.loaded, again=self.options.again) as draft:
                self._type(file, draft)
        except PlanselfError as error:
            self.said = _words(error)

    def _type(self, file: SheetFile, draft: Draft) -> None:
        printed = self.printed(file.part)
        wanted = self._existing(file, draft) if file.begun and not self.options.again else _ANEW
        if wanted == _OTHER:
            return
        sheet = correct(printed, file.answers) if wanted == _CORRECT else _taken_up(printed, draft)
        sheet = self._type_pages(sheet, draft, file.code)
        if sheet.finished:
            (self._compare if self.options.again else self._save)(file, printed, sheet.answers)
            draft.remove()

    def _type_pages(self, sheet: Sheet, draft: Draft, code: str) -> Sheet:
        while not sheet.finished:
            sheet = self._page(sheet, code)
            if not sheet.paused:
                draft.keep(chain.from_iterable(sheet.printed.pages[: sheet.page]), sheet.answers)
                continue
            wanted = self._pause(code, draft.pages(sheet.printed))
            if wanted == _THROW_AWAY:
                draft.remove()
            if wanted in (_ASIDE, _THROW_AWAY):
                break
        return sheet

    def _page(self, sheet: Sheet, code: str) -> Sheet:
        """Have keys typed until a page is checked, or the sheet is paused, and return the sheet then."""
        shown = view_options(sheet.printed, code, self.options.sieve, plain=self.options.plain)
        page = sheet.page

        def take(key: str) -> Taken:
            nonlocal sheet
            sheet = step(sheet, key)
            if sheet.paused or sheet.page != page:
                return Taken.ENDS
            return Taken.REFUSED if sheet.notice else Taken.GOES_ON

        self.asker.page(lambda: view(sheet, shown), take)
        return sheet

    def _existing(self, file: SheetFile, draft: Draft) -> str:
        reader = self.reader
        anew = reader._("Type the whole sheet anew; it replaces them when it is finished")
        begun = reader._("Go on with the sheet that is begun; it replaces them when it is finished")
        title = reader._("There are answers for {code} already.").format(code=file.code)
        items = (
            MenuItem(_OTHER, reader._("It is another code: leave them as they are")),
            MenuItem(_CORRECT, reader._("Correct single answers by their numbers")),
            MenuItem(_ANEW, begun if draft.typed else anew),
        )
        count = count_of_sheet(self.printed(file.part), file.answers)
        line = self.options.sieve(f"{file.path.name}: {count}")
        return self.asker.choose(Menu(self.options.sieve(title), items, (line,), at=_OTHER)) or _OTHER

    def _pause(self, code: str, pages: int) -> str:
        reader = self.reader
        kept = reader._("Finished pages that are kept: {n}").format(n=pages)
        items = (
            MenuItem(_GO_ON, reader._("Go on with this sheet")),
            MenuItem(_ASIDE, reader._("Put it aside: its finished pages are kept")),
            MenuItem(_THROW_AWAY, reader._("Throw away what is typed of this sheet")),
        )
        title = reader._("The sheet {code} is not finished.").format(code=code)
        return self.asker.choose(Menu(self.options.sieve(title), items, (kept,), at=_GO_ON)) or _GO_ON

    # --- a finished sheet ---

    def _save(self, file: SheetFile, printed: PrintedSheet, typed: Mapping[str, Answer]) -> None:
        """Record a sheet; what a prepared file says beforehand stays where the paper says nothing."""
        gone = file.answers.keys() & printed.rows.keys() - typed.keys() if file.begun else ()
        changed = {id_: answer for id_, answer in typed.items() if file.answers.get(id_) != answer}
        self.stack.save(file, {**dict.fromkeys(gone), **changed})
        self.end.sheets.append(file.code)
        said = self.reader._("{code} is saved: {count}.")
        self.said = said.format(code=file.code, count=count_of_sheet(printed, typed))

    def _compare(self, file: SheetFile, printed: PrintedSheet, typed: Mapping[str, Answer]) -> None:
        """List where the second entry differs from what is saved, and record what somebody chooses."""
        found = two_entries.differences(printed, file.answers, typed)
        self.end.sheets.append(file.code)
        if not found:
            self.said = self.reader._("{code}: both entries say the same.").format(code=file.code)
            return
        chosen = two_entries.changes(self._choose(found, printed, file.code), printed)
        if chosen:
            self.stack.save(file, chosen)
        self.end.differences += len(found)
        self.end.changed += len(chosen)
        said = self.reader._("{code}: {differences}, {changed} changed.")
        counted = self.reader.n_("{n} difference", "{n} differences", len(found))
        self.said = said.format(code=file.code, differences=counted, changed=len(chosen))

    def _choose(
        self, found: tuple[two_entries.Difference, ...], printed: PrintedSheet, code: str
    ) -> tuple[two_entries.Difference, ...]:
        sieve = self.options.sieve
        while True:
            chosen = self.asker.choose(two_entries.list_of(found, printed, code, sieve))
            if chosen == two_entries.FINISH:
                return found
            one = next((each for each in found if each.question == chosen), None)
            if one is not None:
                holds = self.asker.choose(two_entries.choice_of(one, printed, code, sieve))
                if holds is not None:
                    found = two_entries.choose(found, one.question, second=holds == two_entries.SECOND)


def _taken_up(printed: PrintedSheet, draft: Draft) -> Sheet:
    """Return a sheet where its draft ends; one of which all pages are typed is checked once more."""
    pages = draft.pages(printed)
    if pages >= len(printed.pages):
        return correct(printed, draft.answers)
    sheet = begin(printed, draft.answers, pages)
    if not pages:
        return sheet
    said = printed.reader._("The pages before are typed already; their answers are corrected by their numbers.")
    return replace(sheet, notice=said)


def _words(error: PlanselfError) -> str:
    problem = error.problems[0] if isinstance(error, InputError) and error.problems else error
    return f"{problem.message} {problem.hint}".strip()
