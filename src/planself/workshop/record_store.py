"""The open file of a discussion, or of its votes: saved after every step, never over what somebody else has written."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from planself.errors import InputError, PlanselfError
from planself.files import source as files
from planself.files.disk import read_bytes, write_atomic
from planself.files.lock import SessionLock
from planself.i18n import _
from planself.workshop.record_file import CheckContext, check_discussion, check_votes
from planself.workshop_files.discussion import Discussion
from planself.workshop_files.text import discussion_text, votes_text
from planself.workshop_files.votes import Votes


class RecordStore:
    """A file that one session at a time writes whole; close it, best by `with`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = SessionLock(path.resolve())
        try:
            self._on_disk = read_bytes(path) if path.exists() else None
        except BaseException:
            self._lock.release()
            raise

    def save(self, record: Discussion | Votes) -> None:
        """Write the record, unless somebody else has changed the file meanwhile; raises where that is so."""
        text = discussion_text(record) if isinstance(record, Discussion) else votes_text(record)
        data = text.encode()
        if data == self._on_disk:
            return
        if (read_bytes(self.path) if self.path.exists() else None) != self._on_disk:
            raise PlanselfError(
                _("Somebody else has changed {file} meanwhile.").format(file=self.path),
                _("Nothing was overwritten. Start again, and the change is there."),
            )
        write_atomic(self.path, data)
        self._on_disk = data

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.release()


def read_discussion(path: Path, context: CheckContext) -> Discussion | None:
    """Return the discussion in a file, None where there is no file; raises InputError with its problems."""
    if not path.exists():
        return None
    found, problems = check_discussion(files.load(path), context)
    if found is None:
        raise InputError(problems)
    return found


def read_votes(path: Path, context: CheckContext) -> Votes | None:
    """Return the votes in a file, None where there is no file; raises InputError with its problems."""
    if not path.exists():
        return None
    found, problems = check_votes(files.load(path), context)
    if found is None:
        raise InputError(problems)
    return found
