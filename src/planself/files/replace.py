"""How a finished file takes the place of another one, or a place of its own."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from planself.files.in_use import patiently


def take_place(temporary: Path, target: Path, old: os.stat_result | None, overwrite: bool) -> None:
    """Give a file another one's name, and that one's rights; with `overwrite` false only where nothing has the name."""
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    if old is not None:
        _like(temporary, old)
    if overwrite:
        patiently(lambda: temporary.replace(target), permitted=True)
    else:
        _claim(temporary, target)
    _sync_folder(target.parent)


def _like(path: Path, old: os.stat_result) -> None:
    """Give a file the owner, as far as one may, and the mode of the one that it is to replace."""
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(path, old.st_uid, old.st_gid)
    path.chmod(stat.S_IMODE(old.st_mode))


def _claim(temporary: Path, target: Path) -> None:
    """Give a file its name only where nothing has that name."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:  # no hard links here (FAT, some network shares): take the name first, then fill it
        target.open("xb").close()
        try:
            patiently(lambda: temporary.replace(target), permitted=True)
        except BaseException:
            target.unlink(missing_ok=True)
            raise


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # Windows and some network shares have no such thing
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
