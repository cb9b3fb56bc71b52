"""A form for every member of a workshop, named by code, in the workshop's folder `forms`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
from planself.workshop.form_kinds import FormKind, MemberForm
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
    forms = {person.code: member_form(folder.workshop, person, loaded, options) for person in people}
    for person in people:
        yield folder.forms / form_name(person, kind, own), kind.make(loaded, forms[person.code], reader)
    if kind.together and len(people) == len(folder.workshop.people) > 1:
        yield folder.forms / together_name(kind, own), kind.together(loaded, tuple(forms.values()), reader)


def form_name(person: Person, kind: FormKind, reader: Reader) -> str:
    """Return how a member's form is called."""
    return f"{person.code}{kind.ending(reader)}"


def together_name(kind: FormKind, reader: Reader) -> str:
    """Return how the file with everybody's forms is called."""
    return reader._("all") + kind.ending(reader)


def member_form(workshop: Workshop, person: Person, loaded: Loaded, options: FormOptions) -> MemberForm:
    """Return for whom a member's form is made: that code and part, what is known beforehand, and no profile."""
    known = AnswerSet(
        workshop.about,
        Respondent(person.code, person.role or ""),
        workshop.date,
        tuple(person.part),
        answers=facts.read(workshop.facts, loaded),
    )
    own = replace(options, part=known.part, code=person.code, blind=True, filled=filled(loaded, known))
    return MemberForm(own, known)
