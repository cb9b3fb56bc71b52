"""Telling typed keys from text: what comes faster than hands type is one text, whatever letters are in it.

Terminals that know bracketed paste say what was pasted. Where one does not, a paste arrives as keys, and its letters
would be commands. prompt_toolkit does the same for the consoles of Windows, where this is therefore not needed.
"""

from __future__ import annotations

import select
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from itertools import groupby

from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.keys import Keys

_TYPED = 0.004
"""Seconds within which no hand types a second key."""
_PASTED = 0.05
"""Seconds between two pieces of one paste."""
_MOST = 1_000_000
"""Keys of one burst, so that an endless one is read piece by piece."""
_ENTER, _SPACES = (Keys.ControlM, Keys.ControlJ), (Keys.ControlI,)


class Burst(str):
    """A text that came at once, without being marked as pasted; it may end in the Enter that confirms it."""

    __slots__ = ()


class BurstInput(Input):
    """Another input, with what comes at once joined to a text."""

    def __init__(self, inner: Input) -> None:
        self.inner = inner

    def read_keys(self) -> list[KeyPress]:
        """Return the keys at hand, after waiting whether more belongs to them."""
        keys = self.inner.read_keys()
        patience = _TYPED
        while any(map(_is_text, keys)) and len(keys) < _MOST and self._more_within(patience):
            keys += self.inner.read_keys()
            patience = _PASTED
        return list(joined(keys))

    def _more_within(self, seconds: float) -> bool:
        return not self.inner.closed and bool(select.select([self.inner.fileno()], [], [], seconds)[0])

    def flush_keys(self) -> list[KeyPress]:
        """Return the keys that only more input could have completed."""
        return self.inner.flush_keys()

    def flush(self) -> None:
        """Let the inner input flush."""
        self.inner.flush()

    def fileno(self) -> int:
        """Return the inner input's descriptor."""
        return self.inner.fileno()

    def typeahead_hash(self) -> str:
        """Return under which name keys typed ahead are kept."""
        return self.inner.typeahead_hash()

    @property
    def closed(self) -> bool:
        """Whether nothing more can come."""
        return self.inner.closed

    def raw_mode(self) -> AbstractContextManager[None]:
        """Take the terminal's keys one by one."""
        return self.inner.raw_mode()

    def cooked_mode(self) -> AbstractContextManager[None]:
        """Take the terminal's keys line by line."""
        return self.inner.cooked_mode()

    def attach(self, input_ready_callback: Callable[[], None]) -> AbstractContextManager[None]:
        """Call back when there are keys."""
        return self.inner.attach(input_ready_callback)

    def detach(self) -> AbstractContextManager[None]:
        """Call back no longer."""
        return self.inner.detach()

    def close(self) -> None:
        """Close the inner input."""
        self.inner.close()


def joined(keys: Iterable[KeyPress]) -> Iterator[KeyPress]:
    """Yield keys, those that make a text as one; a single sign after Enters was typed ahead, and they stay keys."""
    for texts, group in groupby(keys, key=_is_text):
        found = list(group)
        signs = [place for place, key in enumerate(found) if not isinstance(key.key, Keys)]
        if not texts or not signs:
            yield from found
            continue
        ahead = signs[0] if len(signs) == 1 and len(found) - signs[0] <= 2 else 0
        yield from found[:ahead]
        rest = found[ahead:]
        yield rest[0] if len(rest) == 1 else KeyPress(Keys.BracketedPaste, Burst("".join(map(_sign, rest))))


def _is_text(press: KeyPress) -> bool:
    return not isinstance(press.key, Keys) or press.key in (*_ENTER, *_SPACES)


def _sign(press: KeyPress) -> str:
    return "\n" if press.key in _ENTER else press.data


def plain_text(data: str) -> str:
    """Return a pasted text with its line breaks all alike."""
    return data.replace("\r\n", "\n").replace("\r", "\n")


def as_keys(data: str, means: Callable[[str], bool]) -> list[KeyPress] | None:
    """Return the keys of a burst that is an answer and the Enter after it, as over a slow line; None where it is text.

    `means` says whether a line without its Enter is an answer.
    """
    text = plain_text(data)
    line = text.removesuffix("\n")
    if not line or "\n" in line or not means(line):
        return None
    return [KeyPress(Keys.ControlM if sign == "\n" else sign) for sign in text]
