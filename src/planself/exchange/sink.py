"""A sink of Polars that is fed batch by batch: the caller keeps the loop, and Ctrl-C reaches the caller."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextvars import copy_context
from pathlib import Path
from queue import Empty, Full, Queue
from threading import Thread

import polars as pl
from polars.io.plugins import register_io_source

_AHEAD = 2
"""Batches that wait for the writing thread; more would only cost memory."""


_PROBE = 1 << 20
"""Bytes that are written behind a file of no use, to learn whether the disk takes any."""


class Sink:
    """Writes batches in a thread of its own, in the order in which they come."""

    def __init__(self, path: Path, schema: pl.Schema, pour: Callable[[pl.LazyFrame], object]) -> None:
        self._path = path
        self._waiting: Queue[pl.DataFrame | None] = Queue(_AHEAD)
        self._failure: BaseException | None = None
        self._abandoned = False
        self._thread = Thread(
            target=copy_context().run, args=(self._run, schema, pour), name="planself-writer", daemon=True
        )
        self._thread.start()

    def write(self, batch: pl.DataFrame) -> None:
        """Hand over a batch; raises what the thread failed with."""
        self._put(batch)

    def close(self) -> None:
        """Wait until all is written; raises OSError where the disk refused."""
        self._put(None)
        self._thread.join()
        self._check()

    def abandon(self) -> None:
        """Stop the thread; nothing that it fails with matters any more."""
        self._abandoned = True
        while self._thread.is_alive():
            try:
                self._waiting.put(None, timeout=0.05)
            except Full:
                self._drain()
            self._thread.join(timeout=0.05)

    def _put(self, batch: pl.DataFrame | None) -> None:
        while True:
            self._check()
            try:
                self._waiting.put(batch, timeout=0.5)
            except Full:  # the thread may have failed meanwhile, and would never take it
                continue
            return

    def _check(self) -> None:
        if self._failure is not None:
            raise _as_os_error(self._failure, self._path) from self._failure

    def _run(self, schema: pl.Schema, pour: Callable[[pl.LazyFrame], object]) -> None:
        try:
            pour(register_io_source(self._batches, schema=schema))
        except BaseException as failure:  # noqa: BLE001 - handed to the caller's thread; Polars brings Ctrl-C here too
            self._failure = failure

    def _batches(
        self, _columns: list[str] | None, _predicate: pl.Expr | None, _rows: int | None, _size: int | None
    ) -> Iterator[pl.DataFrame]:
        while not self._abandoned and (batch := self._waiting.get()) is not None:
            yield batch

    def _drain(self) -> None:
        try:
            while True:
                self._waiting.get_nowait()
        except Empty:
            pass


def _as_os_error(failure: BaseException, path: Path) -> BaseException:
    """Return a failure of the disk as Python knows it; Polars tells its number in the text, and not always."""
    if isinstance(failure, KeyboardInterrupt):
        return failure
    found = re.search(r"\(os error (\d+)\)", str(failure))
    if found is not None and os.name != "nt":
        number = int(found[1])
        return OSError(number, os.strerror(number))
    try:
        with path.open("ab") as file:
            file.write(bytes(_PROBE))
    except OSError as error:
        return error
    return failure
