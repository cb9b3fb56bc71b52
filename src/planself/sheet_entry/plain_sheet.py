"""Sheets typed in numbered plain lines: nothing is redrawn, so that a screen reader can speak it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from planself.i18n import _
from planself.sheet_entry.sheet import BACKSPACE, ENTER, ESCAPE
from planself.sheet_entry.sheet_view import SheetView
from planself.terminal.key_page import Take, Taken
from planself.terminal.plain import PlainLines

_NAMED = {"": ENTER, "<": BACKSPACE, "<<": ESCAPE}


@dataclass(frozen=True, slots=True)
class PlainSheet(PlainLines):
    """Asks for a line at each question; several keys on a line answer several questions in turn."""

    def __enter__(self) -> Self:
        self.say(_("Each page is saved when it is checked, each sheet when it is finished."))
        return self

    def page(self, shown: Callable[[], SheetView], take: Take) -> None:
        """Have a page of a sheet typed until it is over."""
        view = shown()
        self.say("", f"{view.title}, {view.place}")
        self.say(*(f"{key}: {word}" for key, word in view.legend))
        while True:
            self._show(view)
            line = self.ask(f"{view.prompt}: ")
            if "\n" in line:
                self.refuse_paste()
                continue
            if self._take(line, shown, take) is Taken.ENDS:
                return
            view = shown()

    def _show(self, view: SheetView) -> None:
        if view.notice:
            self.say(view.notice)
        if view.count:
            self.say(*(f"{line.number}. {line.text} {line.answer}" for line in view.lines), view.count)
            self.say(*(f"{key}: {word}" for key, word in view.legend))
        elif not view.typed:
            self.say(view.question, *(f"{key}: {label}" for key, label in view.choices))

    def _take(self, line: str, shown: Callable[[], SheetView], take: Take) -> Taken:
        """Give on the keys of a line; Enter counts where it alone was typed, or ends what was typed."""
        if line in _NAMED:
            return take(_NAMED[line])
        for sign in line:
            came = take(sign)
            if came is not Taken.GOES_ON:
                return self._refused(came, shown, take)
        return self._refused(take(ENTER), shown, take) if shown().pending else Taken.GOES_ON

    def _refused(self, came: Taken, shown: Callable[[], SheetView], take: Take) -> Taken:
        """Drop what is left of a line that is no answer; why it is none goes with it, and is said before."""
        if came is Taken.REFUSED and shown().pending:
            self.say(shown().notice)
            take(ESCAPE)
        return came
