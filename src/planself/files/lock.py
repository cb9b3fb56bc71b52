"""One session at a time on an answer file."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from planself.errors import PlanselfError, UsageError
from planself.files.os_errors import reason
from planself.i18n import _


class SessionLock:
    """A lock beside an answer file, held from creation to release; it dies with its process."""

    def __init__(self, path: Path) -> None:
        if not path.parent.is_dir():
            raise UsageError(
                _("The folder {folder} does not exist.").format(folder=path.parent),
                _("Create the folder first, or choose another one."),
            )
        self._file = path.with_name(f".{path.name}.lock")
        if self._file.is_symlink():
            raise PlanselfError(
                _("{file} is a link, and planself keeps its lock there.").format(file=self._file),
                _("Delete the link; planself never makes one."),
            )
        self._lock = FileLock(self._file, timeout=0)
        try:
            self._acquire(path)
        except OSError as error:
            raise PlanselfError(
                _("Answers cannot be saved beside {path}: {reason}.").format(path=path, reason=reason(error)),
                _("Choose a folder of your own, or ask for write permission."),
            ) from error

    def _acquire(self, path: Path) -> None:
        show(self._file)
        try:
            self._lock.acquire()
            if self._file.exists():
                return
            self._lock.release()  # the session before deleted the file between our opening and locking it
            self._lock.acquire()
        except Timeout:
            raise PlanselfError(
                _("{path} is open in another session.").format(path=path),
                _("End that session first; what was answered there is saved."),
            ) from None
        finally:
            hide(self._file)

    def release(self) -> None:
        """Let others in and remove the lock's file."""
        if self._lock.is_locked:
            with suppress(OSError):  # Windows deletes it on release, and not before
                self._file.unlink(missing_ok=True)
            self._lock.release()


_HIDDEN, _NORMAL = 0x2, 0x80


def hide(path: Path) -> None:
    """Let a file not show up in the Explorer."""
    _mark(path, _HIDDEN)


def show(path: Path) -> None:
    """Take that back: Windows refuses to open a hidden file anew for writing."""
    _mark(path, _NORMAL)


def _mark(path: Path, attributes: int) -> None:
    if sys.platform == "win32":
        from ctypes import windll

        windll.kernel32.SetFileAttributesW(str(path), attributes)  # where that fails, the file is only visible
