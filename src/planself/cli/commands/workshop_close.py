"""`planself workshop close`: the single answers are deleted as announced, and what the group came to stays."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planself.cli import console
from planself.cli.command import Questionnaire, command
from planself.cli.workshop_folder import Mapping, open_workshop
from planself.clock import now
from planself.errors import ExitCode, InputError, PlanselfError, UsageError
from planself.i18n import _, current, n_
from planself.shell import file_word, own_command

if TYPE_CHECKING:
    from planself.questionnaire.load import Loaded
    from planself.workshop.folder import Folder
    from planself.workshop.members import Members
    from planself.workshop.published_group import PublishedGroup
    from planself.workshop.single_answers import FolderContents


@command("workshop close", _("planself workshop close workshop"))
def close(
    folder: Annotated[
        Path, typer.Argument(metavar=_("FOLDER"), help=_("The workshop's folder."), readable=False)
    ] = Path(),
    yes: Annotated[bool, typer.Option("--yes", help=_("Do not ask."))] = False,
    force: Annotated[
        bool, typer.Option("--force", help=_("Close before the day announced, or though files do not count."))
    ] = False,
    mapping: Mapping = None,
    questionnaire: Questionnaire = None,
) -> ExitCode:
    """List what is deleted and what stays, ask, write the group's result, and delete the single answers for good.

    What could not be deleted is named, and the same command deletes it later.
    """
    from planself.workshop.folder import open_folder
    from planself.workshop.single_answers import refuse_open_sessions, sorted_out

    opened = open_folder(folder)
    refuse_open_sessions(opened)
    to_keep = None if opened.workshop.closed is not None else _to_keep(folder, questionnaire, mapping, force=force)
    found = sorted_out(opened)
    _list(found, opened, to_keep)
    if opened.workshop.closed is not None and not found.personal:
        _say_closed(opened)
        return ExitCode.DONE
    if not (yes or _agreed(found, opened)):
        console.talk(_("Nothing was deleted."))
        return ExitCode.INTERRUPTED
    if to_keep is not None:
        opened = _kept(opened, *to_keep, mapping)
    return _deleted(opened, found)


def _to_keep(
    folder: Path, requested: str | None, mapping: Path | None, *, force: bool
) -> tuple[Loaded, PublishedGroup]:
    """Return what is to stay; raises where it is too early, or where what stays would not be whole."""
    from planself.workshop.published_group import counted
    from planself.workshop.report_data import read_report

    opened, loaded, members = open_workshop(folder, requested, mapping)
    console.show_problems(members.problems)
    group = counted(opened, loaded, members)
    if not force:
        _refuse_early(opened)
        _refuse_incomplete(opened, members)
        read_report(opened, loaded, group)  # raises where what the room said has errors, which no report shows then
    return loaded, group


def _refuse_early(folder: Folder) -> None:
    day = folder.workshop.delete_on
    if day is not None and now().date() < day:
        raise UsageError(
            _("The single answers are to be deleted on {day}, as announced, and that day has not come.").format(
                day=current().short_date(day)
            ),
            _("Whoever wants to delete them today adds --force."),
        )


def _refuse_incomplete(folder: Folder, members: Members) -> None:
    from planself.sheet_entry.draft import begun_sheets

    begun = [code for again in (False, True) for code in begun_sheets(folder.answers, again=again)]
    if begun:
        raise PlanselfError(
            _("Sheets of paper are begun and not finished: {codes}").format(codes=", ".join(begun)),
            _("Finish them first, or close without them: --force"),
        )
    if not members.problems:
        return
    status = own_command("workshop", "status", file_word(folder.path))
    raise PlanselfError(
        _("Files do not count, and the group's result would stay without them."),
        _("Put them right first; `{command}` names them again. Or close without them: --force").format(command=status),
    )


def _list(found: FolderContents, folder: Folder, to_keep: tuple[Loaded, PublishedGroup] | None) -> None:
    """Print what is deleted, what stays, what somebody has to look at, and where planself does not reach."""
    out = console.product()
    if found.personal:
        n = len(found.personal)
        out.line((n_("{n} file is deleted for good:", "{n} files are deleted for good:", n), "bold"))
        _files(found.personal, folder)
    if to_keep is not None:
        _stays(found, folder, *to_keep)
    if found.doubtful:
        out.line()
        out.line((_("Look at these yourself; they are left alone:"), "bold yellow"))
        _files(found.doubtful, folder)
    if found.personal:
        out.line()
        said = _(
            "Copies elsewhere are not reached: in mailboxes, in the browsers of those who answered, in backups and "
            "the recycle bins of shared drives. Delete those where you can."
        )
        out.hanging((said, ""), indent=0)


def _stays(found: FolderContents, folder: Folder, loaded: Loaded, group: PublishedGroup) -> None:
    out = console.product()
    out.line()
    out.line((_("This stays:"), "bold"))
    stays = {*found.kept, folder.result, folder.path / "questionnaires" / loaded.path.name}
    _files(sorted(stays), folder)
    said = _("{file} then lists nobody: no codes, and no names.").format(file=folder.file.name)
    out.hanging((said, ""), indent=2)
    if n := _named_dissents(folder, loaded):
        said = n_(
            "{n} dissent stands in {{file}} with a role, a code or a name, as that person agreed.",
            "{n} dissents stand in {{file}} with a role, a code or a name, as those people agreed.",
            n,
        )
        out.hanging((said.format(file=folder.discussion.name), ""), indent=2)
    if group.result.n < group.result.min_group:
        said = _("Answers that count: {n}. A group's result needs {least}, so no numbers of the group will stay.")
        out.hanging((said.format(n=group.result.n, least=group.result.min_group), "yellow"), indent=2)
    if not folder.discussion.exists():
        command = own_command("workshop", "discuss", file_word(folder.path))
        said = _("Nothing has been discussed, and afterwards nothing can be. Before that: {command}")
        console.talk(said.format(command=command))


def _named_dissents(folder: Folder, loaded: Loaded) -> int:
    """Return how many dissents say whose they are; of a discussion with errors none is counted."""
    from planself.workshop.record_file import CheckContext
    from planself.workshop.record_store import read_discussion

    with suppress(InputError):
        record = read_discussion(folder.discussion, CheckContext(folder.workshop, loaded))
        return sum(bool(dissent.by) for item in (record.items if record else ()) for dissent in item.dissent)
    return 0


def _files(paths: Iterable[Path], folder: Folder) -> None:
    from planself.workshop.closing import by_folder

    for place, names in by_folder(paths, folder.path):
        console.product().hanging((place and f"{place} ", "bold"), (", ".join(names), ""), indent=2)


def _agreed(found: FolderContents, folder: Folder) -> bool:
    """Ask whether the files are to be deleted, in lines below their names; leaving them is what Enter does."""
    from planself.interview.session import asker
    from planself.terminal.asker import Menu, MenuItem

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            _("`planself workshop close` asks before it deletes, and there is no terminal to ask at."),
            _("Nothing was deleted. Add --yes to delete without being asked."),
        )
    n = len(found.personal)
    items = (MenuItem("leave", _("No, leave everything as it is")), MenuItem("delete", _("Yes, delete for good")))
    title = n_("Close “{{title}}” and delete {n} file?", "Close “{{title}}” and delete {n} files?", n).format(
        title=folder.workshop.title
    )
    lines = (_("Nobody can bring single answers back afterwards."),)
    try:
        return asker(plain=True).choose(Menu(title, items, lines, at="leave")) == "delete"
    except (KeyboardInterrupt, EOFError):
        return False


def _kept(folder: Folder, loaded: Loaded, group: PublishedGroup, mapping: Path | None) -> Folder:
    """Write what stays; raises where somebody's answers came or changed while it was asked."""
    from planself.workshop.closing import keep_result
    from planself.workshop.folder import with_mapping
    from planself.workshop.members import read_folder
    from planself.workshop.published_group import counted

    mapped = with_mapping(folder, loaded, mapping)
    if counted(mapped, loaded, read_folder(mapped, loaded)) != group:
        raise PlanselfError(
            _("Answers have come or changed meanwhile."), _("Nothing was deleted. Start again, and they count.")
        )
    return keep_result(folder, loaded, group, now().date())


def _deleted(folder: Folder, found: FolderContents) -> ExitCode:
    from planself.workshop.closing import delete, remove_empty_folders
    from planself.workshop.single_answers import sorted_out

    problems = delete(found.personal)
    remove_empty_folders(folder)
    named = {problem.where.file for problem in problems}
    came = [path for path in sorted_out(folder).personal if str(path) not in named]
    console.show_problems(problems)
    if not problems and not came:
        _say_closed(folder)
        return ExitCode.DONE
    n = len(problems) + len(came)
    message = n_("{n} file with single answers is still there.", "{n} files with single answers are still there.", n)
    raise PlanselfError(message, _("What stays is complete. The same command deletes the rest."))


def _say_closed(folder: Folder) -> None:
    if (closed := folder.workshop.closed) is not None:
        said = _("Closed on {day}: planself finds no single answers in the folder.")
        console.talk(said.format(day=current().short_date(closed.date)))
    report = own_command("workshop", "report", file_word(folder.path), "-o", "workshop.html")
    said = _("The group's result is in {file}. The report of it: {command}")
    console.talk(said.format(file=folder.result, command=report))
