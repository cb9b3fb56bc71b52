"""What the workshop commands share: their group, their options, and a workshop's folder read."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planself.cli import console
from planself.cli.command import file_argument, file_option
from planself.errors import PlanselfError, UsageError
from planself.i18n import _, current, n_
from planself.shell import file_word, own_command

if TYPE_CHECKING:
    from planself.analysis.group_result import GroupResult
    from planself.questionnaire.load import Loaded
    from planself.workshop.folder import Folder
    from planself.workshop.members import Members
    from planself.workshop.published_group import PublishedGroup

Where = Annotated[Path, file_argument(metavar=_("FOLDER"), help=_("The workshop's folder."))]
OpenFlag = Annotated[
    bool, typer.Option("--open", help=_("Everybody agreed to be recognised: names are possible, nothing is hidden."))
]

Mapping = Annotated[
    Path | None,
    file_option(
        "--mapping", metavar=_("FILE"), help=_("How columns and cells of tables among the answers are to be read.")
    ),
]


def open_workshop(folder: Path, requested: str | None, mapping: Path | None = None) -> tuple[Folder, Loaded, Members]:
    """Return a workshop with its questionnaire and everybody's answers, and show the notes on them."""
    from planself.workshop.folder import with_mapping
    from planself.workshop.members import read_folder
    from planself.workshop.misplaced import misplaced

    plain, loaded = open_without_answers(folder, requested)
    refuse_closed(plain)
    opened = with_mapping(plain, loaded, mapping)
    members = read_folder(opened, loaded)
    console.show_problems((*opened.notes, *members.notes, *misplaced(opened)))
    return replace(opened, notes=()), loaded, members


def open_group(
    folder: Path, requested: str | None, mapping: Path | None = None
) -> tuple[Folder, Loaded, PublishedGroup, bool]:
    """Return a workshop with what its answers come to, also when it is closed, and whether files do not count."""
    from planself.workshop.folder import open_folder
    from planself.workshop.published_group import counted, kept_result

    if (closed := open_folder(folder).workshop.closed) is not None:
        opened, loaded = open_without_answers(folder, requested)
        console.show_problems(opened.notes)
        return opened, loaded, kept_result(opened, loaded, closed), False
    opened, loaded, members = open_workshop(folder, requested, mapping)
    console.show_problems(members.problems)
    return opened, loaded, counted(opened, loaded, members), bool(members.problems)


def open_without_answers(folder: Path, requested: str | None) -> tuple[Folder, Loaded]:
    """Return a workshop with its questionnaire; nobody's answers are read."""
    from planself.questionnaire.catalogue import is_path, replaced_note
    from planself.workshop.folder import open_folder, questionnaire_for

    opened = open_folder(folder)
    loaded = questionnaire_for(opened, Path.cwd(), os.environ, requested)
    if not (requested and is_path(requested)) and (note := replaced_note(loaded)):
        console.show_problems([note])
    return opened, loaded


def refuse_closed(folder: Folder) -> None:
    """Raise where the single answers are deleted, as announced: what needs them can no longer be done."""
    closed = folder.workshop.closed
    if closed is None:
        return
    message = _("This workshop was closed on {day}; single answers no longer count.")
    report = own_command("workshop", "report", file_word(folder.path), "-o", "workshop.html")
    raise UsageError(
        message.format(day=current().short_date(closed.date)),
        _("The group's result is in {file}, and the report can still be written: {command}").format(
            file=folder.result, command=report
        ),
    )


def refuse_too_few(result: GroupResult, workshop: Path | None) -> None:
    """Raise where fewer people have answered than a group's result needs; a workshop knows who is missing."""
    if result.n >= result.min_group:
        return
    more = _("Name more answer files.")
    if workshop is not None:
        more = _("`{command}` shows who is missing.").format(
            command=own_command("workshop", "status", file_word(workshop))
        )
    raise PlanselfError(
        n_(
            "{n} answer file has answers that count; a group's result needs {{least}}.",
            "{n} answer files have answers that count; a group's result needs {{least}}.",
            result.n,
        ).format(least=result.min_group),
        _("With fewer, single people could be recognised.") + " " + more,
    )
