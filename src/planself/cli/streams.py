"""The three standard streams as a shell may hand them over: open, closed, or with nobody at the other end."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Any, TextIO, cast

_NAMES = ("stdin", "stdout", "stderr")


def open_all() -> None:
    """Give every stream that was closed (`>&-`) a place that swallows what is written, and holds nothing to read.

    Otherwise the next file that is opened would take its number, and be written to by mistake.
    """
    for number, name in enumerate(_NAMES):
        if getattr(sys, name) is None:
            _occupy(number)
            setattr(sys, name, open(os.devnull, "w" if number else "r", encoding="utf-8"))  # noqa: PTH123, SIM115 -- for good
    if not isinstance(sys.stderr, _Talk):
        sys.stderr = cast(TextIO, _Talk(sys.stderr))


def discard(number: int) -> None:
    """Let everything that is still written to a stream vanish."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), number)


def _occupy(number: int) -> None:
    try:
        os.fstat(number)
    except OSError:
        with suppress(OSError):
            taken = os.open(os.devnull, os.O_RDWR)
            if taken != number:
                os.dup2(taken, number)
                os.close(taken)


class _Talk:
    """Stderr that does not stop the work where it cannot be written: talk is not the product."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write a text, where that is possible."""
        try:
            self._stream.write(text)
            self._stream.flush()
        except OSError:
            discard(2)
        return len(text)

    def flush(self) -> None:
        """Write out what is left, where that is possible."""
        try:
            self._stream.flush()
        except OSError:
            discard(2)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
