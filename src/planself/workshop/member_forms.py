"""A form for every member of a workshop, named by code, in the workshop's folder `forms`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from planself.answers.model import AnswerSet, Respondent
from planself.files.disk import write_atomic
from planself.files.overwriting import is_sealed
from planself.form.content import FormOptions
from planself.form.filled import filled
from planself.i18n import Reader
from planself.questionnaire.load import Loaded
from planself.workshop import municipality_facts as facts
from planself.workshop.folder import Folder
from planself.workshop.form_kinds import FormKind
from planself.workshop_files.workshop import Person, Workshop


@dataclass(frozen=True, slots=True)
class MadeForms:
    """What became of the forms: written, as they were, or left since somebody edited them."""

    written: tuple[Path, ...]
    unchanged: tuple[Path, ...]
    edited: tuple[Path, ...]


def make_forms(
    folder: Folder, loaded: Loaded, kind: FormKind, options: FormOptions, people: Sequence[Person], *, force: bool
) -> MadeForms:
    """Write the forms of some members; one that planself did not write, or that was edited since, is left.

    They are called as the workshop's language has it, whatever language they are in, so that each is found again.
    """
    became: dict[str, list[Path]] = {"written": [], "unchanged": [], "edited": []}
    folder.forms.mkdir(exist_ok=True)
    for target, form in _forms(folder, loaded, kind, options, people):
        became[_put(target, form, force=force)].append(target)
    return MadeForms(*map(tuple, became.values()))


def _put(target: Path, form: bytes, *, force: bool) -> str:
    """Return what becomes of a form."""
    if target.is_file() and not target.is_symlink() and target.read_bytes() == form:
        return "unchanged"
    if (target.exists() or target.is_symlink()) and not (force or is_sealed(target)):
        return "edited"
    write_atomic(target, form)
    return "written"


def _forms(
    folder: Folder, loaded: Loaded, kind: FormKind, options: FormOptions, people: Sequence[Person]
) -> Iterator[tuple[Path, bytes]]:
    own = Reader(folder.workshop.language or options.languages[0])
    reader = own if own.lang in options.languages else Reader(options.languages[0])
    for person in people:
        form = kind.make(loaded, member_options(folder.workshop, person, loaded, options), reader)
        yield folder.forms / form_name(person, kind, own), form


def form_name(person: Person, kind: FormKind, reader: Reader) -> str:
    """Return how a member's form is called."""
    return f"{person.code}{kind.ending(reader)}"


def member_options(workshop: Workshop, person: Person, loaded: Loaded, options: FormOptions) -> FormOptions:
    """Return for whom a member's form is made: that code and part, what is known beforehand, and no profile."""
    answers = AnswerSet(
        workshop.about,
        Respondent(person.code, person.role or ""),
        workshop.date,
        tuple(person.part),
        answers=facts.read(workshop.facts, loaded),
    )
    return FormOptions(
        languages=options.languages,
        part=answers.part,
        sections=options.sections,
        code=person.code,
        blind=True,
        filled=filled(loaded, answers),
    )
