"""The terminal that the prompts draw on: its second screen, the frame around a prompt, and what its keys do."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.application.current import create_app_session, get_app_session
from prompt_toolkit.filters import Always
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import Dimension, FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.output import Output
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.styles import Style

from planself.errors import UsageError
from planself.i18n import _
from planself.terminal import styled_page as page
from planself.terminal.burst import Burst, BurstInput, as_keys, plain_text
from planself.terminal.screen import Sieve
from planself.terminal.styled_page import Foot, Tokens

STYLE = Style(
    [
        ("section", "bold"),
        ("done", "fg:ansicyan"),
        ("figure", "bold"),
        ("rest", "fg:ansibrightblack"),
        ("asked", "bold"),
        ("aside", "italic"),
        ("remark", "fg:ansicyan"),
        ("notice", "bold fg:ansiyellow"),
        ("state", "fg:ansibrightblack"),
        ("pointer", "fg:ansicyan bold"),
        ("pointed", "fg:ansicyan bold"),
        ("pointed-detail", "fg:ansicyan"),
        ("label", "bold"),
        ("letter", "bold"),
        ("key", "noinherit"),
        ("answer", "noinherit"),
        ("validation-toolbar", "noinherit bold fg:ansiyellow"),
    ]
)
_ESCAPE_WAIT = 0.25
"""Seconds after which a lone Escape counts as such and no longer as the beginning of Alt+Enter."""
_OUT_OF_SIGHT = 200
"""Lines that no window has."""

Press = Callable[[KeyPressEvent], None]


def reach_terminal() -> Output:
    """Return the terminal to draw on; says what to do where Windows has none, as in Git Bash."""
    if sys.platform == "win32":
        from prompt_toolkit.output.win32 import NoConsoleScreenBufferError

        return _reach(_output, NoConsoleScreenBufferError)
    return _output()


def _output() -> Output:
    return get_app_session().output


def _reach(output: Callable[[], Output], refusal: type[Exception]) -> Output:
    try:
        return output()
    except refusal as refused:
        raise UsageError(
            _("This window is no terminal that planself can draw on."),
            _("Use Windows Terminal or PowerShell, put `winpty` in front of the command, or add `--plain`."),
        ) from refused


def clear_everything() -> None:
    """Leave nothing in the window, nor above it where the terminal can forget that.

    Where nothing can be drawn, empty lines push what is there out of sight.
    """
    try:
        output = reach_terminal()
    except UsageError:
        push_away()
        return
    output.erase_screen()
    output.cursor_goto(0, 0)
    if _knows_escapes(output):
        output.write_raw("\x1b[3J")  # the lines above; without escapes, a console's whole memory is erased anyway
    output.flush()


def push_away() -> None:
    """Write as many empty lines as no window has."""
    sys.stdout.write("\n" * _OUT_OF_SIGHT)
    sys.stdout.flush()


def _knows_escapes(output: Output) -> bool:
    """Tell whether a terminal is steered by escapes; a console of Windows may be so with one output of two."""
    return isinstance(getattr(output, "vt100_output", output), Vt100_Output)


class SecondScreen:
    """The terminal's second screen: whatever stood in the window is there again afterwards."""

    def __init__(self) -> None:
        self.output = reach_terminal()
        self._session = ExitStack()

    def open(self) -> None:
        """Show the second screen, empty, and tell keys that are pressed from text that comes at once."""
        if sys.platform != "win32":  # there prompt_toolkit does it itself
            session = create_app_session(input=BurstInput(get_app_session().input), output=self.output)
            self._session.enter_context(session)
        self.output.enter_alternate_screen()
        self.output.erase_screen()
        self.output.cursor_goto(0, 0)
        self.output.flush()

    def close(self) -> None:
        """Show what was there before."""
        self._session.close()
        self.output.quit_alternate_screen()
        self.output.flush()


@dataclass(frozen=True, slots=True)
class Page:
    """What stands around a prompt: the head for so many columns and lines, what is below, and the prompt's least."""

    head: Callable[[int, int], Tokens]
    below: Callable[[], Foot]
    sieve: Sieve
    least: int = 3
    """Lines that the prompt itself needs at least."""

    def parts(self, columns: int, lines: int) -> tuple[Tokens, Tokens]:
        """Return head and foot for a window: where it is too small for both, the question comes first."""
        head, below = self.head(columns, page.ROOMY), self.below()
        foot = page.foot(below, self.sieve, columns)
        room = lines - min(self.least, lines // 3)
        if page.height(head) + page.height(foot) <= room:
            return head, foot
        foot = page.brief(below, self.sieve, columns, max(room - page.height(head), 1))
        return self.head(columns, room - page.height(foot)), foot


def frame(app: Application[Any], around: Page) -> None:
    """Put a prompt between what stands above and below it, over the whole height of the window."""
    inner = app.layout
    focus = inner.current_window
    focus.dont_extend_height = Always()

    def part(place: int) -> Window:
        def tokens() -> Tokens:
            size = app.output.get_size()
            return around.parts(size.columns, size.rows)[place]

        control = FormattedTextControl(lambda: FormattedText(tokens()))
        return Window(control, height=lambda: Dimension.exact(page.height(tokens())), wrap_lines=True)

    body = [part(0), inner.container, Window(), part(1)]
    app.layout = Layout(HSplit(body, height=lambda: app.output.get_size().rows), focused_element=focus)
    app.timeoutlen = app.ttimeoutlen = _ESCAPE_WAIT


def press(bindings: KeyBindings, names: Sequence[str], act: Press) -> None:
    """Bind keys, letters in either case; later bindings win over earlier ones."""
    both = {case for name in names for case in ((name, name.upper()) if len(name) == 1 else (name,))}
    for name in both:
        bindings.add(name, eager=True)(act)


def ending(result: object) -> Press:
    """Return a key's act that ends the prompt with a result."""
    return lambda event: event.app.exit(result=result)


def interrupting(event: KeyPressEvent) -> None:
    """End the prompt like Ctrl-C."""
    event.app.exit(exception=KeyboardInterrupt)


def filling(words: str) -> Press:
    """Return a key's act that writes words into the line in place of what stands there."""

    def fill(event: KeyPressEvent) -> None:
        event.current_buffer.text = words
        event.current_buffer.cursor_position = len(words)

    return fill


def typing(sign: str, words: dict[str, str]) -> Press:
    """Return a key's act that types a sign; words that were filled in make room for it."""

    def type_(event: KeyPressEvent) -> None:
        if event.current_buffer.text in words:
            event.current_buffer.reset()
        event.current_buffer.insert_text(sign)

    return type_


def taking(means: Callable[[str], bool], refuse: Callable[[], None]) -> Press:
    """Return what is done with a text that came at once: an answer and its Enter count as keys, all else is refused."""

    def take(event: KeyPressEvent) -> None:
        found = as_keys(event.data, means)
        if found is None:
            refuse()
        else:
            event.key_processor.feed_multiple(found, first=True)

    return take


def writing(event: KeyPressEvent, *, long: bool) -> None:
    """Write a text that came at once; one line that was typed with its Enter is done, what was pasted is not."""
    text = plain_text(event.data)
    line = text.removesuffix("\n")
    event.current_buffer.insert_text(line if long else " ".join(line.split("\n")))
    if isinstance(event.data, Burst) and text != line and "\n" not in line:
        event.current_buffer.validate_and_handle()
