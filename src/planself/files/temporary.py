"""Temporary files and folders, which hold answers: named after their process, so that what a killed one left goes."""

from __future__ import annotations

import os
import re
import shutil
import socket
import stat
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

_NAME = re.compile(r"\.planself-(?:([0-9a-f]{8})-([0-9]+)-)?[0-9a-f]{16}\.tmp").fullmatch
_DAY = 24 * 60 * 60.0
"""Seconds after which what cannot be asked for its process counts as left behind."""
_swept: set[str] = set()


def beside(folder: Path) -> Path:
    """Return a new name in a folder that tells this machine and this process; what dead ones left there is removed."""
    sweep(folder)
    return folder / f".planself-{_machine()}-{os.getpid()}-{os.urandom(8).hex()}.tmp"


@contextmanager
def scratch(folder: Path, mode: int = 0o700) -> Iterator[Path]:
    """Give an empty folder in a folder, for its owner only; it is gone afterwards, unless it was renamed."""
    path = beside(folder)
    path.mkdir(mode)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Remove what a killed planself left in a folder; once a process, and without a word where that fails."""
    place = str(folder)
    if place in _swept:
        return
    _swept.add(place)
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".planself-") and (match := _NAME(entry.name)):
                _remove_if_dead(entry, match[1], match[2])


def _remove_if_dead(entry: os.DirEntry[str], machine: str | None, process: str | None) -> None:
    with suppress(OSError):
        found = entry.stat(follow_symlinks=False)
        if stat.S_ISLNK(found.st_mode) or (hasattr(os, "getuid") and found.st_uid != os.getuid()):
            return
        asked = machine == _machine() and process is not None and os.name != "nt"
        if not (_is_dead(int(process)) if asked and process else time.time() - found.st_mtime > _DAY):
            return
        if stat.S_ISDIR(found.st_mode):
            shutil.rmtree(entry.path, ignore_errors=True)
        else:
            Path(entry.path).unlink(missing_ok=True)


def _is_dead(process: int) -> bool:
    """Tell whether no process has this number; on Windows the same question would end it."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False  # it is somebody else's
    return False


@cache
def _machine() -> str:
    """Return a short sign for this machine: on a shared drive another one's processes cannot be asked for."""
    return f"{zlib.crc32(socket.gethostname().encode()):08x}"
