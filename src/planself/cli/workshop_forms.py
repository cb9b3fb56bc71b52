"""Forms for everybody in a workshop, as `form --workshop` and `workshop new` make them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from planself.cli import console
from planself.errors import UsageError
from planself.i18n import _, n_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planself.form.content import FormOptions
    from planself.questionnaire.load import Loaded
    from planself.workshop.folder import Folder
    from planself.workshop.member_forms import MadeForms
    from planself.workshop_files.workshop import Person


def write_forms(
    folder: Folder, loaded: Loaded, kinds: Sequence[str], options: FormOptions, roles: Sequence[str], *, force: bool
) -> None:
    """Write a form of every kind for every member, or for those whose part is that of some roles, and say so."""
    from planself.workshop.form_kinds import KINDS
    from planself.workshop.member_forms import make_forms

    people = _people(folder, roles)
    for kind in kinds:
        _tell(make_forms(folder, loaded, KINDS[kind], options, people, force=force))


def _people(folder: Folder, roles: Sequence[str]) -> tuple[Person, ...]:
    workshop = folder.workshop
    if not roles:
        return tuple(workshop.people)
    found = tuple(person for person in workshop.people if not set(person.part).isdisjoint(roles))
    if not found:
        message = _("--part: nobody in this workshop has the part of {roles}.").format(roles=", ".join(roles))
        hint = _("Who answers which part stands in {file}; leave out --part for a form for everybody.")
        raise UsageError(message, hint.format(file=folder.file))
    return found


def _tell(made: MadeForms) -> None:
    if made.written:
        console.talk(_("Written: {file}").format(file=_span(made.written)))
    if made.unchanged:
        n = len(made.unchanged)
        console.talk(n_("{n} form is as it was.", "{n} forms are as they were.", n))
    for file in made.edited:
        console.talk(
            _("Left as it is, since it was filled in or edited: {file}. --force overwrites it.").format(file=file)
        )


def _span(files: Sequence[Path]) -> str:
    """Return the name of one file, or those of the first and the last of several and how many they are."""
    if len(files) == 1:
        return str(files[0])
    return n_("{{first}} to {{last}}, {n} file", "{{first}} to {{last}}, {n} files", len(files)).format(
        first=files[0], last=files[-1].name
    )
