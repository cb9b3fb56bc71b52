"""Work that goes wrong in its worker. Each worker loads this file, so it loads next to nothing."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path


def badly(folder: str) -> Callable[[Sequence[str]], list[str]]:
    """Return work that does as its items say."""
    return partial(_work, folder)


def _work(folder: str, chunk: Sequence[str]) -> list[str]:
    """Do as the items say: kill this process always, or only the first time."""
    for item in chunk:
        if item == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if item == "exit":
            os._exit(0)
        if item.startswith("once"):
            try:
                (Path(folder) / item).touch(exist_ok=False)
            except FileExistsError:
                continue
            os.kill(os.getpid(), signal.SIGKILL)
        if item == "fault":
            raise ZeroDivisionError(item)
    return [item.upper() for item in chunk]


def stillborn(_given: str) -> Callable[[Sequence[str]], list[str]]:
    """End a worker before it is ready."""
    os._exit(3)
