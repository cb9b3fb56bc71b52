"""Lines as they are typed; what comes faster than hands type is one text of several lines."""

from __future__ import annotations

import select
import sys
from typing import TextIO

_PASTED = 0.004
"""Seconds between two lines of one paste."""


class TypedLines:
    """Reads from a terminal: one line, or all lines of a paste with the line breaks between them.

    Lines of digits alone are answers typed ahead, and come one by one.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._ended = False
        self._ahead: list[str] = []

    def __call__(self) -> str:
        """Return what was typed; raises EOFError at the end."""
        if not self._ahead:
            lines = [self._line()]
            while lines[-1] and self._more():
                lines.append(self._line())
            numbers = all(line.strip().isdecimal() for line in lines if line)
            self._ahead = lines if numbers else ["".join(lines)]
        text = self._ahead.pop(0)
        if not text:
            raise EOFError
        return text

    def _line(self) -> str:
        line = "" if self._ended else self._stream.readline()
        self._ended = not line  # a terminal says so once only
        return line

    def _more(self) -> bool:
        if sys.platform == "win32":  # a console cannot be asked there
            return False
        return bool(select.select([self._stream], [], [], _PASTED)[0])
