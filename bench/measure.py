"""Taking turns: subject and peer alternate in one run, so that a slow moment of the machine hits both."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

Task = Callable[[], tuple[float, float]]
"""Does its work once and returns CPU and wall seconds."""


@dataclass(frozen=True)
class Times:
    """The seconds of one side, round by round."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)

    def add(self, seconds: tuple[float, float]) -> None:
        """Note one round."""
        self.cpu.append(seconds[0])
        self.wall.append(seconds[1])


def take_turns(subject: Task, peer: Task | None, rounds: int) -> tuple[Times, Times]:
    """Return the times of both sides after one round each that does not count (caches, bytecode)."""
    sides = [(subject, Times())] + ([(peer, Times())] if peer else [])
    for task, _times in sides:
        task()
    for number in range(rounds):
        for task, times in sides if number % 2 == 0 else reversed(sides):
            times.add(task())
    return sides[0][1], sides[-1][1]


def process(command: Sequence[str]) -> Task:
    """Return a task that runs a command to its end; raises RuntimeError where it fails."""

    def run() -> tuple[float, float]:
        start = time.perf_counter()
        started = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment(),
        )
        _, status, usage = os.wait4(started.pid, 0)  # tells this child's CPU seconds alone
        wall = time.perf_counter() - start
        started.returncode = os.waitstatus_to_exitcode(status)
        if started.returncode:
            raise RuntimeError(f"exit code {started.returncode}: {' '.join(command)}")
        return usage.ru_utime + usage.ru_stime, wall

    return run


def environment() -> dict[str, str]:
    """Return ours, with bytecode kept as it is for everybody who installs planself."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(Path(__file__).parent.parent), "PLANSELF_LANG": "en"}


def call(function: Callable[[], object], times: int) -> Task:
    """Return a task that calls a function some times and takes the mean."""

    def run() -> tuple[float, float]:
        cpu, wall = time.process_time(), time.perf_counter()
        for _ in range(times):
            function()
        return (time.process_time() - cpu) / times, (time.perf_counter() - wall) / times

    return run


def least_and_median(seconds: Sequence[float]) -> tuple[float, float]:
    """Return the least and the median in milliseconds."""
    return 1000 * min(seconds), 1000 * statistics.median(seconds)
