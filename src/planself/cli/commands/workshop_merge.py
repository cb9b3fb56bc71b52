"""`planself workshop merge`: what the answers of a group come to."""

from __future__ import annotations

import json as json_module
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planself.analysis.anonymity import MIN_GROUP, Protection
from planself.cli import console
from planself.cli.command import Json, Questionnaire, command, file_argument, option
from planself.cli.workshop_folder import Mapping as MappingFile
from planself.cli.workshop_folder import OpenFlag, open_workshop, refuse_too_few
from planself.errors import ExitCode, InputError, Problem, UsageError
from planself.i18n import _
from planself.text import Text

if TYPE_CHECKING:
    from planself.analysis.group_result import GroupResult
    from planself.cli.inputs import Questionnaires
    from planself.questionnaire.load import Loaded
    from planself.workshop.members import Members
    from planself.workshop_files.votes import Votes


@command("workshop merge", _("planself workshop merge workshop"))
def merge(
    paths: Annotated[
        list[Path] | None,
        file_argument(
            metavar=_("FOLDER or FILES"),
            help=_("A workshop's folder, or answer files without a workshop; this folder, if none is named."),
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar=_("FILE.json"), help=_("Write the result for machines there.")),
    ] = None,
    min_group: Annotated[
        int | None, option("--min-group", metavar="N", help=_("The smallest group of answer files without a workshop."))
    ] = None,
    open_: OpenFlag = False,
    force: Annotated[bool, typer.Option("--force", help=_("Overwrite the file even if it was edited since."))] = False,
    mapping: MappingFile = None,
    questionnaire: Questionnaire = None,
    json: Json = False,
) -> ExitCode:
    """Print the group's result; nothing of it tells who answered what."""
    from planself.cli.workshop_dots import show_votes
    from planself.cli.workshop_result import show_result
    from planself.files.disk import write_atomic
    from planself.workshop_files.workshop import NAME, is_workshop

    if output is not None:
        _refuse_to_overwrite(output, force=force)
    asked = paths or [Path()]
    if len(asked) == 1 and is_workshop(asked[0]):
        if min_group is not None or open_:
            raise UsageError(
                _("--min-group and --open stand in the workshop's own file, {file}.").format(file=NAME),
                _("Change them there, and tell everybody."),
            )
        merged = _of_workshop(asked[0], questionnaire, mapping)
    else:
        _refuse_beside(asked)
        protection = Protection(MIN_GROUP if min_group is None else min_group, open_)
        merged = _of_files(asked, questionnaire, protection, mapping)
    console.show_problems(merged.members.problems)
    refuse_too_few(merged.result, asked[0] if is_workshop(asked[0]) else None)
    if json:
        console.write_json(merged.result.to_json(), indent=2)
    else:
        show_result(merged.result, merged.loaded, merged.roles, title=merged.title)
        if merged.votes is not None:
            show_votes(merged.votes, merged.loaded)
    if output is not None:
        text = json_module.dumps(merged.result.to_json(), ensure_ascii=False, indent=1) + "\n"
        write_atomic(output, text.encode())
        console.talk(_("Written: {file}").format(file=output))
    return ExitCode.PROBLEMS if merged.members.problems else ExitCode.DONE


@dataclass(frozen=True, slots=True)
class Merged:
    """A group's result with what it takes to print it; `roles` are the names of the role groups."""

    title: Text
    result: GroupResult
    loaded: Loaded
    members: Members
    roles: Mapping[str, Text]
    votes: Votes | None = None


def _of_workshop(path: Path, requested: str | None, mapping: Path | None) -> Merged:
    from planself.workshop.members import result
    from planself.workshop.record_file import CheckContext
    from planself.workshop.record_store import read_votes

    folder, loaded, members = open_workshop(path, requested, mapping)
    workshop = folder.workshop
    own = {role.id: role.label for role in workshop.roles}
    names = own or {role.id: role.label for role in loaded.questionnaire.roles}
    votes = read_votes(folder.votes, CheckContext(workshop, loaded))
    return Merged(workshop.title, result(folder, loaded, members), loaded, members, names, votes)


def _of_files(paths: list[Path], requested: str | None, protection: Protection, mapping: Path | None) -> Merged:
    from planself.analysis.group import group
    from planself.cli.inputs import Questionnaires, must_exist
    from planself.tables.mapping import load_mapping
    from planself.workshop.members import files_in, read_files

    must_exist([*paths, *([mapping] if mapping else [])])
    files = [file for path in paths for file in (files_in(path) if path.is_dir() else [path])]
    if not files:
        raise UsageError(_("There is no answer file."), _("Name a workshop's folder, or answer files."))
    at_hand = Questionnaires(requested)
    told = load_mapping(mapping, at_hand) if mapping is not None else None
    loaded = _first_questionnaire(files, at_hand, told.questionnaire.id if told else "")
    members = read_files(files, loaded, told)
    console.show_problems((*(told.notes if told else ()), *members.notes))
    found = group(loaded, members.answers.values(), min_group=protection.min_group, open_=protection.open)
    names = {role.id: role.label for role in loaded.questionnaire.roles}
    return Merged(loaded.questionnaire.title, found, loaded, members, names)


def _first_questionnaire(files: list[Path], at_hand: Questionnaires, mapped: str) -> Loaded:
    """Return the questionnaire of the first file that names one; of tables alone, that of their mapping."""
    from planself.answers.load import Reference, questionnaire_of
    from planself.exchange.source_table import is_table
    from planself.files import source

    problems: list[Problem] = []
    for file in files:
        if is_table(file.name) and not source.is_form(file):
            continue
        try:
            return questionnaire_of(source.load(file), at_hand)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return at_hand(Reference(mapped, "", None))


def _refuse_beside(paths: list[Path]) -> None:
    """Raise where more than a workshop is named: what came back counts for every command in one place only."""
    from planself.workshop_files.workshop import ANSWERS, is_workshop

    workshop = next((path for path in paths if is_workshop(path)), None)
    if workshop is not None:
        home = workshop if workshop.is_dir() else workshop.parent
        raise UsageError(
            _("{folder} is a workshop, and nothing can be named beside it.").format(folder=workshop),
            _("Put answer files that came back into {folder}: there every command finds them.").format(
                folder=home / ANSWERS
            ),
        )


def _refuse_to_overwrite(output: Path, *, force: bool) -> None:
    if output.exists() and not force and not output.is_char_device():
        raise UsageError(
            _("{path} is there already and was left as it is.").format(path=output),
            _("Choose another name, or overwrite it with --force."),
        )
