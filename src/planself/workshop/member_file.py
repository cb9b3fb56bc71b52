"""A member's own answer file, as `planself run` opens it: found by the code, however that was typed, and prepared."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from planself.answers.model import AnswerSet
from planself.answers.store import is_begun
from planself.errors import InputError, UsageError
from planself.files.disk import write_atomic
from planself.files.links import refuse_leading_out
from planself.i18n import _, current
from planself.questionnaire.load import Loaded
from planself.questionnaire.peek import SUFFIXES
from planself.workshop import municipality_facts as facts
from planself.workshop.create import prepared
from planself.workshop.folder import Folder, open_folder
from planself.workshop.spelling import meant
from planself.workshop_files.workshop import ANSWERS, NAME, SECOND


@dataclass(frozen=True, slots=True)
class MemberFile:
    """The answer file of a member of a workshop; `folder` is None where the workshop's own file cannot be read."""

    path: Path
    folder: Folder | None
    code: str | None

    def prepare(self, loaded: Loaded) -> None:
        """Write the file without answers where it is not there yet, as for the second round, or holds nothing."""
        if self.folder is None or self.code is None or is_begun(self.path):
            return
        self.path.parent.mkdir(exist_ok=True)
        person = self.folder.workshop.by_code[self.code]
        write_atomic(self.path, prepared(self.folder.workshop, person, loaded).encode())

    def begun(self, answers: AnswerSet, loaded: Loaded) -> bool:
        """Return whether somebody has answered here already."""
        known = facts.read(self.folder.workshop.facts, loaded) if self.folder else {}
        return facts.begun(answers, known)


def member_file_at(path: Path) -> MemberFile | None:
    """Return the member's file that a path means, None where it lies in no workshop.

    Raises UsageError for a new file whose name is no code: nobody could tell later whose answers these are. Raises
    InputError for a link that leads out of the workshop: whoever sent the folder would have another file written to.
    """
    home = _workshop_of(path)
    if home is None:
        return None
    member_file = _file_of(path, home)
    refuse_leading_out([member_file.path], home)
    return member_file


def _file_of(path: Path, home: Path) -> MemberFile:
    try:
        folder = open_folder(home)
    except InputError:
        return MemberFile(path, None, None)
    if folder.workshop.closed is not None:
        day = current().short_date(folder.workshop.closed.date)
        raise UsageError(
            _("This workshop was closed on {day}; single answers no longer count.").format(day=day),
            _("Nobody answers in it any more."),
        )
    code = meant(path.stem, folder.workshop.by_code)
    if path.exists():
        return MemberFile(path, folder, code)
    if code is None or path.suffix.lower() not in ("", *SUFFIXES):
        codes = list(folder.workshop.by_code)
        raise UsageError(
            _("{code} is no code of this workshop.").format(code=path.stem),
            _("Its codes run from {first} to {last}.").format(first=codes[0], last=codes[-1]),
        )
    return MemberFile(path.with_name(f"{code}.yaml"), folder, code)


def _workshop_of(path: Path) -> Path | None:
    """Return the folder of the workshop among whose answers a file lies, by its name or by where that leads."""
    by_name = Path(os.path.abspath(path)).parent  # noqa: PTH100 -- a link is not followed yet
    return next((home for home in map(home_of_answers, (by_name, path.resolve().parent)) if home is not None), None)


def home_of_answers(folder: Path) -> Path | None:
    """Return the workshop whose answers lie in a folder, those of the first round or of the second."""
    folder = folder.parent if folder.name == SECOND else folder
    return folder.parent if folder.name == ANSWERS and (folder.parent / NAME).is_file() else None
