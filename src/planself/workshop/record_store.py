"""The open file of a discussion, or of its votes: saved after every step, never over what somebody else has written."""

from __future__ import annotations

from pathlib import Path

from planself.errors import InputError
from planself.files import source as files
from planself.files.session_file import SessionFile
from planself.workshop.record_file import CheckContext, check_discussion, check_votes
from planself.workshop_files.discussion import Discussion
from planself.workshop_files.text import discussion_text, votes_text
from planself.workshop_files.votes import Votes


class RecordStore(SessionFile):
    """A file that is written whole after every step."""

    def save(self, record: Discussion | Votes) -> None:
        """Write the record, unless somebody else has changed the file meanwhile; raises where that is so."""
        text = discussion_text(record) if isinstance(record, Discussion) else votes_text(record)
        self._write(text.encode())


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
