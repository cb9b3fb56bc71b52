"""Where the sheets of a stack become answer files, one for each code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 -- fields are called date
from pathlib import Path
from typing import Protocol

from planself.answers.load import check_answers
from planself.answers.model import Answer, Respondent
from planself.answers.store import Store, is_begun
from planself.errors import InputError, PlanselfError, UsageError
from planself.files import source
from planself.i18n import _
from planself.questionnaire.load import Loaded
from planself.questionnaire.peek import SUFFIXES


@dataclass(frozen=True, slots=True)
class SheetFile:
    """The answer file of a code: what already stands in it, and whether somebody has answered there."""

    code: str
    path: Path
    part: tuple[str, ...]
    answers: Mapping[str, Answer]
    begun: bool


class Stack(Protocol):
    """Sheets of one questionnaire, and where they belong."""

    @property
    def loaded(self) -> Loaded:
        """The questionnaire on the sheets."""

    @property
    def folder(self) -> Path:
        """The folder of the answer files."""

    @property
    def named(self) -> Path:
        """The folder by which somebody names the stack."""

    def file(self, written: str) -> SheetFile:
        """Return the answer file of a code as somebody writes it; raises PlanselfError where there can be none."""

    def save(self, file: SheetFile, answers: Mapping[str, Answer | None]) -> None:
        """Record answers in a file (None: take it back), all at once; the file is there afterwards in any case."""


@dataclass(frozen=True, slots=True)
class FolderStack:
    """Sheets whose answer files lie in a folder of their own; everybody answers the same part."""

    loaded: Loaded
    folder: Path
    part: tuple[str, ...]
    date: Date

    @property
    def named(self) -> Path:
        """The folder itself."""
        return self.folder

    def file(self, written: str) -> SheetFile:
        """Return the answer file of a code, whatever its case."""
        code = "".join(written.split())
        refuse_odd(code)
        path = next((each for each in self._files() if each.stem.casefold() == code.casefold()), None)
        if path is None:
            return SheetFile(code, self.folder / f"{code}.yaml", self.part, {}, begun=False)
        answers = answers_in(path, self.loaded)
        return SheetFile(path.stem, path, self.part, answers, begun=any(each.given for each in answers.values()))

    def _files(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        return sorted(path for path in self.folder.iterdir() if path.suffix.lower() in SUFFIXES)

    def save(self, file: SheetFile, answers: Mapping[str, Answer | None]) -> None:
        """Record answers; a new file says whose they are, and of which day."""
        fresh = not is_begun(file.path)
        with Store.open(file.path, self.loaded) as store:
            if fresh:
                store.update(respondent=Respondent(file.code), date=self.date, part=self.part)
            refuse_changed(file, store.answer_set.answers)
            store.put_all(answers)
            store.save()


def refuse_odd(code: str) -> None:
    """Raise UsageError for a code that no file can be called after."""
    if code.startswith(".") or not all(sign.isalnum() or sign in "-_. " for sign in code):
        raise UsageError(_("{code} is no code: a code has letters, digits and hyphens only.").format(code=code))


def refuse_changed(file: SheetFile, answers: Mapping[str, Answer]) -> None:
    """Raise PlanselfError where a file holds other answers than when its sheet was begun."""
    if answers != file.answers:
        raise PlanselfError(
            _("Somebody else has changed {file} meanwhile.").format(file=file.path),
            _("Nothing was overwritten, and the sheet is kept: type its code again."),
        )


def answers_in(path: Path, loaded: Loaded) -> Mapping[str, Answer]:
    """Return what stands in an answer file; raises InputError where it cannot be read."""
    if not is_begun(path):
        return {}
    answers, problems = check_answers(source.load(path), loaded)
    if answers is None:
        raise InputError(problems)
    return answers.answers
