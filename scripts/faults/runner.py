"""Runs tests against a copy of the sources, in forked processes: libraries are loaded once, planself anew each time."""

from __future__ import annotations

import importlib
import json
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from scripts.faults.operators import Fault
from scripts.faults.rooms import Room

ROOT = Path(__file__).parent.parent.parent
_HEAVY = ("pydantic", "yaml", "openpyxl", "jinja2", "typer", "rich", "babel", "filelock")
"""Not polars and what stands on it: its threads do not live on in a fork, and whoever waits for them waits for ever."""
_ARGUMENTS = ("-o", "addopts=", "--import-mode=importlib", "--strict-markers", "-q", "--no-header", "--tb=no")
_LOOK = 1.5
"""For how many seconds of a test it is noted what it calls: it slows the test down, and comes early or not at all."""
_LONGEST = 90
"""A test that takes more seconds is left out, and named: a fault would keep it for as long."""
_NEAR = 6.0
"""Tests that take longer are not tried against faults of functions that they do not call themselves."""
_PLAIN = (
    "-p",
    "no:cacheprovider",
    "-p",
    "no:randomly",
    "-p",
    "no:xdist",
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",
)


@dataclass
class Known:
    """Which tests of a room call which function, how long each takes, and which fail without any fault."""

    calling: dict[str, list[str]] = field(default_factory=dict)
    """By `file function`, and by `file` alone, the ids of tests."""
    seconds: dict[str, float] = field(default_factory=dict)
    failing: list[str] = field(default_factory=list)

    def direct(self, fault: Fault) -> list[str]:
        """Return the tests that call the function with the fault, the quickest first."""
        called = self.calling.get(f"{fault.file} {fault.function}") or self.near(fault)
        return self._quickest(called)

    def near(self, fault: Fault) -> list[str]:
        """Return all tests of the test files that come to the fault's file, for what fixtures and caches share."""
        files = {test.split("::")[0] for test in self.calling.get(fault.file, [])}
        return self._quickest([t for t, needed in self.seconds.items() if t.split("::")[0] in files and needed < _NEAR])

    def _quickest(self, tests: list[str]) -> list[str]:
        return sorted((test for test in tests if test not in self.failing), key=lambda test: self.seconds[test])


class Copy:
    """A copy of the sources into which one fault at a time is planted."""

    def __init__(self, folder: Path, root: Path = ROOT) -> None:
        self.root, self.source = root, folder / "src"
        shutil.copytree(root / "src", self.source)
        for name in ("questionnaires", "templates"):
            (folder / name).symlink_to(root / name)

    @contextmanager
    def holding(self, fault: Fault) -> Iterator[None]:
        """Hold the fault, then be as before."""
        path = self.source / "planself" / fault.file
        text, times = path.read_text("utf-8"), path.stat()
        path.write_text(fault.planted(text), "utf-8")
        try:
            yield
        finally:
            path.write_text(text, "utf-8")
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def load_libraries() -> None:
    """Load what every test process needs, so that forks have it; nothing of planself."""
    for name in _HEAVY:
        importlib.import_module(name)


def explore(copy: Copy, room: Room, kept: Path | None, seconds: float = 2400) -> Known:
    """Run a room's tests without a fault, and learn which test calls what; `kept` holds it for the next time."""
    with tempfile.TemporaryDirectory() as folder:
        out = kept or Path(folder, "known.json")
        if out.exists():
            return Known(**json.loads(out.read_text("utf-8")))
        observer = _Observer(str(copy.source / "planself") + os.sep, out)
        arguments = [*room.tests, "-k", f"not ({room.without})", f"--timeout={_LONGEST}"]
        _forked(copy, arguments, observer, seconds)
        if not out.exists():
            raise SystemExit(f"the tests of {room.tests} did not come to an end")
        return Known(**json.loads(out.read_text("utf-8")))


def noticed(copy: Copy, tests: list[str], seconds: float) -> str:
    """Return `caught`, `survived` or `timeout` for the fault that the copy holds."""
    files = sorted({test.split("::")[0] for test in tests})
    code = _forked(copy, ["-x", *files], _Chosen(tests), seconds)
    return "timeout" if code is None else "survived" if code == pytest.ExitCode.OK else "caught"


def _forked(copy: Copy, arguments: list[str], plugin: object, seconds: float) -> int | None:
    """Return the exit code of pytest in a process of its own; None where the time was up."""
    child = os.fork()
    if child == 0:
        _run(copy, arguments, plugin)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def _run(copy: Copy, arguments: list[str], plugin: object) -> None:
    """Be the forked process: run pytest over the copy and end with its code."""
    code = 70
    try:
        os.setsid()
        silent = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silent, stream)
        os.chdir(copy.root)
        os.environ["PYTHONPATH"] = str(copy.source)
        os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
        sys.dont_write_bytecode = True
        sys.path.insert(0, str(copy.source))
        code = pytest.main([*_ARGUMENTS, *_PLAIN, *arguments], plugins=[plugin])
    finally:
        os._exit(code)


class _Steady:
    """Draws few examples, and always the same: a law must not fail by chance where it held without the fault."""

    def pytest_collection_finish(self) -> None:
        from hypothesis import settings

        settings.register_profile("faults", settings.default, max_examples=20, derandomize=True, database=None)
        settings.load_profile("faults")


class _Chosen(_Steady):
    """Lets pytest run certain tests only, in the given order."""

    def __init__(self, tests: list[str]) -> None:
        self._place = {test: place for place, test in enumerate(tests)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted(
            (item for item in items if item.nodeid in self._place), key=lambda item: self._place[item.nodeid]
        )


class _Observer(_Steady):
    """Notes for every test what it calls, by `sys.setprofile`."""

    def __init__(self, folder: str, out: Path) -> None:
        self._folder, self._out = folder, out
        self._calling: dict[str, set[str]] = defaultdict(set)
        self._seconds: dict[str, float] = {}
        self._failing: list[str] = []
        self._seen: set[Any] = set()
        self._names: set[str] = set()
        self._until = 0.0

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._seen.clear()
        self._names.clear()
        began = time.monotonic()
        self._until = began + _LOOK
        threading.setprofile(self._called)
        sys.setprofile(self._called)
        try:
            return (yield)
        finally:
            sys.setprofile(None)
            threading.setprofile(None)
            self._seconds[item.nodeid] = time.monotonic() - began
            for name in self._names:
                self._calling[name].add(item.nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._failing.append(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        calling = {name: sorted(tests) for name, tests in self._calling.items()}
        known = {"calling": calling, "seconds": self._seconds, "failing": self._failing}
        self._out.write_text(json.dumps(known), "utf-8")

    def _called(self, frame: FrameType, event: str, _argument: Any) -> None:
        code = frame.f_code
        if time.monotonic() > self._until:
            sys.setprofile(None)
        elif event == "call" and code not in self._seen:
            self._seen.add(code)
            if code.co_filename.startswith(self._folder):
                file = code.co_filename[len(self._folder) :]
                names = [name for name in code.co_qualname.split(".") if not name.startswith("<")]
                self._names.update((file, f"{file} {'.'.join(names) or '<module>'}"))
