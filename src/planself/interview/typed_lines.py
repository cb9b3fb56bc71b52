"""Lines as they are typed; what comes faster than hands type is one text of several lines."""

from __future__ import annotations

import select
import sys
from typing import TextIO

_PASTED = 0.03
"""Seconds between two lines of one paste."""


class TypedLines:
    """Reads from a terminal: one line, or all lines of a paste with the line breaks between them."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._ended = False

    def __call__(self) -> str:
        """Return what was typed; raises EOFError at the end."""
        text = self._line()
        while text and not self._ended and self._more():
            text += self._line()
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
