"""Work for several processes, results in the order of the input, and nothing lost where a process is killed.

Each worker has a pipe of its own, and a thread of the parent speaks with it: so it is certain which chunk a worker
had when it died, no lock is shared that a killed process could hold for ever, and a worker whose parent is gone
reads the end of its pipe and goes as well.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Lock, local
from typing import Any, Generic, TypeVar

from planself.errors import PlanselfError
from planself.i18n import _, current, use

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")
AHEAD = 3
"""Chunks for each worker that are under way or wait to be fetched, so that memory stays flat."""
_GRACE = 5.0
"""Seconds that a worker has to end before it is killed."""


class _LostError(Exception):
    """A worker ended while it had work."""


def ordered(
    chunks: Iterable[Sequence[T]], start: Callable[[S], Callable[[Sequence[T]], R]], given: S, jobs: int
) -> Generator[tuple[Sequence[T], R | None], None, None]:
    """Yield every chunk with its result, in order; None for a single item that ended its worker twice.

    `start(given)` is called in each worker and returns what turns a chunk into a result. A chunk whose worker dies
    comes back in parts. Closing the generator ends the workers at once.
    """
    workers = _Workers(start, given)
    waiting: deque[Future[list[tuple[Sequence[T], R | None]]]] = deque()
    threads = ThreadPoolExecutor(jobs, "planself-batch")
    try:
        for chunk in chunks:
            waiting.append(threads.submit(copy_context().run, workers.work, chunk))
            while len(waiting) >= AHEAD * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        workers.close()
        threads.shutdown(wait=True, cancel_futures=True)


class _Workers(Generic[S, T, R]):
    """The processes, one for each thread that asks, started when it first does."""

    def __init__(self, start: Callable[[S], Callable[[Sequence[T]], R]], given: S) -> None:
        self._start = start
        self._given = given
        self._mine = local()
        self._lock = Lock()
        self._all: set[_Worker] = set()
        self._closed = False

    def work(self, chunk: Sequence[T]) -> list[tuple[Sequence[T], R | None]]:
        """Return a chunk with its result; where the worker dies, its halves, down to the item that ends it."""
        try:
            return [(chunk, self._ask(chunk))]
        except _LostError:
            if len(chunk) == 1:
                return [self._once_more(chunk)]
            half = len(chunk) // 2
            return self.work(chunk[:half]) + self.work(chunk[half:])

    def close(self) -> None:
        """End every process, whatever it does."""
        with self._lock:
            self._closed = True
        for worker in self._all:
            worker.end()

    def _once_more(self, chunk: Sequence[T]) -> tuple[Sequence[T], R | None]:
        with suppress(_LostError):
            return chunk, self._ask(chunk)
        return chunk, None

    def _ask(self, chunk: Sequence[T]) -> R:
        worker: _Worker | None = getattr(self._mine, "worker", None)
        if worker is None:
            worker = self._mine.worker = self._begin()
        try:
            worker.connection.send(chunk)
            result: Any = worker.connection.recv()
        except (EOFError, OSError) as error:
            self._mine.worker = None
            self._forget(worker)
            raise _LostError from error
        if isinstance(result, BaseException):
            raise result
        answer: R = result
        return answer

    def _begin(self) -> _Worker:
        """Return a worker that is ready; one that dies while it loads does so for a reason that has no chunk."""
        for _attempt in range(2):
            worker = self._spawn()
            with suppress(EOFError, OSError):
                worker.connection.send(self._given)
                worker.connection.recv()
                return worker
            self._forget(worker)
        message = _("The processes that should read the files do not start.")
        raise PlanselfError(message, _("Try again with --jobs 1."))

    def _spawn(self) -> _Worker:
        with self._lock:
            if self._closed:
                raise CancelledError
            worker = _Worker(self._start)
            self._all.add(worker)
            return worker

    def _forget(self, worker: _Worker) -> None:
        with self._lock:
            if self._closed:
                raise CancelledError
            self._all.discard(worker)
        worker.end()
        worker.connection.close()


class _Worker:
    """One process and the parent's end of its pipe."""

    def __init__(self, start: Callable[[Any], Callable[[Any], Any]]) -> None:
        context = get_context("spawn")  # the same on every system, and no half-copied threads
        self.connection, theirs = context.Pipe()
        if hasattr(signal, "pthread_sigmask"):  # inherited: Ctrl-C must not reach a worker that is still loading
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        # What is large goes through the pipe later: Python would wait for ever to hand it to a child that is killed.
        arguments = (theirs, start, current().lang)
        self.process: BaseProcess = context.Process(target=_serve, args=arguments, daemon=True)
        self.process.start()
        theirs.close()  # else the end of the pipe would never be read here

    def end(self) -> None:
        """End the process at once; it has nothing that could be half-written."""
        self.process.terminate()
        self.process.join(_GRACE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


def _serve(connection: Connection, start: Callable[[Any], Callable[[Any], Any]], lang: str) -> None:
    """Answer chunk after chunk until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's affair
    use(lang)
    with suppress(EOFError, OSError):
        work = start(connection.recv())
        connection.send(None)  # ready
        while True:
            connection.send(_result(work, connection.recv()))


def _result(work: Callable[[Any], Any], chunk: object) -> object:
    try:
        return work(chunk)
    except Exception as error:  # noqa: BLE001 -- the edge of a process: whatever it is, the parent raises it
        return error
