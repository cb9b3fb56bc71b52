"""Where a discussion is shown: the wall, redrawn with every key and second, or plain lines; both wait for one key."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol

from planself.i18n import _
from planself.interview.plain import Plain
from planself.terminal.asker import Asker
from planself.terminal.screen import Sieve, sieve_of
from planself.workshop.slides import Slide
from planself.workshop.wall import draw, spoken

Clock = Callable[[], datetime]


class Display(Protocol):
    """Shows slides; Ctrl-C arrives as KeyboardInterrupt, a closed terminal as EOFError."""

    @property
    def asker(self) -> Asker:
        """What asks for texts and has items chosen."""

    def show(self, slide: Slide, *, wording: bool) -> str:
        """Show a slide and return the key that was pressed, one of the slide's."""


class WallDisplay:
    """The whole window, for a projector."""

    def __init__(self, asker: Asker, sieve: Sieve, clock: Clock) -> None:
        self.asker, self._sieve, self._clock = asker, sieve, clock

    def show(self, slide: Slide, *, wording: bool) -> str:
        """Show a slide until one of its keys is pressed; the clock goes on meanwhile."""
        from prompt_toolkit.application import Application
        from prompt_toolkit.formatted_text import FormattedText
        from prompt_toolkit.key_binding import KeyBindings
        from prompt_toolkit.keys import Keys
        from prompt_toolkit.layout import FormattedTextControl, Layout, Window

        from planself.terminal.frame import STYLE, ending, interrupting, press, taking

        bindings, begun = KeyBindings(), self._clock()
        for key in slide.keys:
            press(bindings, (key,), ending(key))
        press(bindings, ("c-c",), interrupting)
        press(bindings, ("c-d",), lambda event: event.app.exit(exception=EOFError))
        shown = slide

        def refuse() -> None:
            nonlocal shown
            shown = replace(slide, notice=_("Text that was pasted or typed ahead is no command here."))

        bindings.add(Keys.BracketedPaste)(taking(lambda line: line in slide.answers, refuse))

        def text() -> FormattedText:
            size = app.output.get_size()
            seconds = slide.seconds + max(int((self._clock() - begun).total_seconds()), 0)
            page = draw(shown, self._sieve, (size.columns, size.rows), seconds, wording=wording)
            return FormattedText(page)

        window = Window(FormattedTextControl(text, show_cursor=False), always_hide_cursor=True)
        app: Application[Any] = Application(
            layout=Layout(window),
            key_bindings=bindings,
            style=STYLE,
            refresh_interval=1.0,
            erase_when_done=True,
        )
        return str(app.run())


class LineDisplay:
    """Plain lines, one after the other."""

    def __init__(self, asker: Plain, sieve: Sieve) -> None:
        self.asker, self._sieve = asker, sieve

    def show(self, slide: Slide, *, wording: bool) -> str:  # noqa: ARG002 -- plain lines have the full wording always
        """Say a slide and return the key that was typed; an empty line is the Enter key."""
        for line in ("", *spoken(slide, self._sieve)):
            self.asker.say(line)
        while True:
            self.asker.show(self._sieve(_("Key, ? for the keys: ")))
            typed = self.asker.read().strip().lower()
            if "\n" in typed:
                self.asker.refuse_paste()
                continue
            if not typed and "enter" in slide.keys:
                return "enter"
            if typed == "?":
                for key, word in slide.legend:
                    self.asker.say(f"{key}: {word}" if key else word)
                if slide.listing:
                    return typed
            elif typed in slide.keys:
                return typed
            else:
                self.asker.say(_("“{line}” is not among the keys.").format(line=self._sieve(typed)))


def display(*, plain: bool, clock: Clock) -> Display:
    """Return where the discussion is shown at this terminal."""
    from planself.interview.session import asker

    sieve = sieve_of(sys.stdout)
    asking = asker(plain=plain, sieve=sieve)
    return LineDisplay(asking, sieve) if isinstance(asking, Plain) else WallDisplay(asking, sieve, clock)
