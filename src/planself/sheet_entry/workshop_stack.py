"""Sheets of a workshop: each becomes the answer file of a participant, found by the code however that is written."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from planself.answers.load import check_answers
from planself.answers.model import Answer, AnswerSet
from planself.answers.store import Store
from planself.errors import InputError, UsageError
from planself.files import source
from planself.i18n import _
from planself.questionnaire.load import Loaded
from planself.questionnaire.peek import SUFFIXES
from planself.sheet_entry.stack import SheetFile, answers_in, refuse_changed, refuse_odd
from planself.workshop import municipality_facts as facts
from planself.workshop.file_owner import code_in_name, owner
from planself.workshop.member_file import member_file_at
from planself.workshop.members import files_in
from planself.workshop_files.workshop import SECOND, Workshop


@dataclass(frozen=True, slots=True)
class WorkshopStack:
    """Sheets whose answer files lie among the answers of a workshop, of the first round or of the second."""

    loaded: Loaded
    folder: Path
    workshop: Workshop
    role: str | None = None
    """Whose part is printed on the sheets; else the one that the workshop gives the participant."""

    @property
    def named(self) -> Path:
        """The workshop, or the folder of its second round."""
        return self.folder if self.folder.name == SECOND else self.home

    @property
    def home(self) -> Path:
        """The workshop's own folder."""
        return self.folder.parent.parent if self.folder.name == SECOND else self.folder.parent

    def file(self, written: str) -> SheetFile:
        """Return the file of a participant; where answers came under another name, that one."""
        refuse_odd(written)
        member_file = member_file_at(self.folder / written.strip())
        if member_file is None or member_file.code is None:
            raise UsageError(_("{code} is no code of this workshop.").format(code=written))
        code = member_file.code
        path = self._elsewhere(code, member_file.path) or member_file.path
        answers = answers_in(path, self.loaded)
        known = facts.read(self.workshop.facts, self.loaded)
        begun = facts.begun(AnswerSet(answers=answers), known)
        part = (self.role,) if self.role else tuple(self.workshop.by_code[code].part)
        return SheetFile(code, path, part, answers, begun)

    def _elsewhere(self, code: str, own: Path) -> Path | None:
        """Return the file under another name that holds the answers of a code; raises where they cannot be typed in."""
        for path in files_in(self.folder) if self.folder.is_dir() else ():
            if path == own or self._code_of(path) != code:
                continue
            if path.suffix.lower() not in SUFFIXES:
                raise UsageError(
                    _("{code} has answers in {file} already.").format(code=code, file=path.name),
                    _("Put that file elsewhere first if the sheet is to count instead."),
                )
            if answers_in(path, self.loaded):
                return path
        return None

    def _code_of(self, path: Path) -> str | None:
        """Return whose answers a file holds; one that is called exactly after a code is not opened to find that out."""
        if path.stem in self.workshop.by_code or path.suffix.lower() not in SUFFIXES:
            return code_in_name(path, self.workshop)
        with suppress(InputError):
            opened = source.load(path)
            answers, _problems = check_answers(opened, self.loaded)
            if answers is not None:
                return owner(path, opened, answers, self.workshop)
        return code_in_name(path, self.workshop)

    def save(self, file: SheetFile, answers: Mapping[str, Answer | None]) -> None:
        """Record answers, in a prepared file where there is none yet."""
        member_file = member_file_at(file.path)
        if member_file is not None:
            member_file.prepare(self.loaded)
        with Store.open(file.path, self.loaded) as store:
            if file.begun:
                refuse_changed(file, store.answer_set.answers)
            store.put_all(answers)
            store.save()
