"""The file that a session changes: locked while it is open, and never written over what somebody else has written."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from planself.errors import PlanselfError
from planself.files.disk import MAX_BYTES, read_bytes, write_atomic
from planself.files.lock import SessionLock
from planself.i18n import _


class SessionFile:
    """A file of one session at a time; close it, best by `with`."""

    def __init__(self, path: Path, *, there: bool = False, limit: int = MAX_BYTES) -> None:
        """Lock a file that may be new; with `there`, one that is missing is refused."""
        self.path, self._limit = path, limit
        self._lock = SessionLock(path.resolve())
        try:
            self._on_disk = read_bytes(path, limit) if there else self._read()
        except BaseException:
            self.close()
            raise

    def _read(self) -> bytes | None:
        return read_bytes(self.path, self._limit) if self.path.exists() else None

    def _write(self, data: bytes) -> None:
        """Write the file, unless somebody else has changed it meanwhile; raises where that is so."""
        if data == self._on_disk:
            return
        if self._read() != self._on_disk:
            raise PlanselfError(
                _("Somebody else has changed {file} meanwhile.").format(file=self.path),
                _("Nothing was overwritten. Start again, and the change is there."),
            )
        write_atomic(self.path, data)
        self._on_disk = data

    def close(self) -> None:
        """Let other sessions open the file."""
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
