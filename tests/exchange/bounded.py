"""A process that runs one command of planself after another under hard bounds, and is replaced when it breaks one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

SECONDS, BYTES = 60, 3 << 30
"""Of processor for a command, and of address space, the runtime of Polars and its threads included."""
_SERVE = """
import json, os, resource, sys
from planself.cli.boundary import run
SECONDS, BYTES = map(int, sys.argv[1:])
resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))

def used():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime

def most():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

def size():
    return int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()

asked, answered = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")
for line in asked:
    arguments, folder, said = json.loads(line)
    began = used()
    resource.setrlimit(resource.RLIMIT_CPU, (int(began) + SECONDS, resource.RLIM_INFINITY))
    os.chdir(folder)
    out, nothing = os.open(said, os.O_WRONLY | os.O_CREAT), os.open(os.devnull, os.O_RDONLY)
    for taken, number in ((nothing, 0), (out, 1), (out, 2)):
        os.dup2(taken, number)
    os.close(out)
    os.close(nothing)
    code = run(arguments)
    sys.stdout.flush()
    sys.stderr.flush()
    answered.write(json.dumps([code, used() - began, size(), most()]) + "\\n")
    answered.flush()
"""
_SWOLLEN = 1 << 30
"""A process that keeps so much has less left for the next command than a fresh one, and ends."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended, and what it took."""

    code: int
    said: str
    seconds: float
    mebibytes: float = 0
    """The most that the process has had so far; of one that a signal ended nothing is known."""


class Bounded:
    """Runs commands; begins with a fresh process after one that was ended by a signal."""

    def __init__(self, seconds: int = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[str] | None = None

    def run(self, *arguments: str | Path, folder: Path) -> Ended:
        """Return how a command ended; a breach of the bounds ends it by a signal, and the code is negative."""
        process = self._process or self._begin()
        assert process.stdin is not None
        assert process.stdout is not None
        with tempfile.NamedTemporaryFile() as said:
            process.stdin.write(json.dumps([[str(word) for word in arguments], str(folder), said.name]) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
            text = Path(said.name).read_text("utf-8", "replace")
        if not line:
            self.end()
            return Ended(process.wait(), text, self._seconds)
        code, seconds, size, most = json.loads(line)
        if size > _SWOLLEN:
            self.end()
        return Ended(code, text, seconds, most)

    def end(self) -> None:
        """Let the process go."""
        if self._process is not None:
            self._process.communicate()
            self._process = None

    def _begin(self) -> subprocess.Popen[str]:
        environment = os.environ | {"POLARS_MAX_THREADS": "2", "PLANSELF_LANG": "en"}
        command = [sys.executable, "-c", _SERVE, str(self._seconds), str(BYTES)]
        self._process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return self._process
