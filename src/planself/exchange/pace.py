"""The pace of a source: it runs only so far ahead of whoever takes its rows, so that memory stays flat.

Polars reads as fast as it can and keeps what nobody has taken yet, without any bound: ten million rows that are written
more slowly than they are read would all wait in memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

AHEAD = 125_000
"""Rows; more than a batch and what an engine keeps back to fill one."""
_PATIENCE = 10.0
"""Seconds after which the source goes on in any case: nothing may wait for ever."""


class Pace:
    """Rows that are read wait for those before them to be taken, inside of `kept`; else nothing waits."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._waits = False
        self.lap = 0
        """Changes whenever somebody begins or ends to take rows."""
        self._under_way = 0

    @contextmanager
    def kept(self) -> Iterator[Pace]:
        """Hold rows back while the block takes them; whatever is left at its end nobody takes any more."""
        self._turn(waits=True)
        try:
            yield self
        finally:
            self._turn(waits=False)

    def _turn(self, *, waits: bool) -> None:
        with self._changed:
            self.lap += 1
            self._waits, self._under_way = waits, 0
            self._changed.notify_all()

    def taken(self, rows: int) -> None:
        """Report rows as taken."""
        with self._changed:
            self._under_way -= rows
            self._changed.notify_all()

    def read(self, rows: int, lap: int) -> bool:
        """Report rows as read in a lap; return, when it is time to read on, whether it still is that lap."""
        with self._changed:
            self._under_way += rows
            self._changed.wait_for(lambda: self._under_way <= AHEAD or self.lap != lap or not self._waits, _PATIENCE)
            return self.lap == lap
