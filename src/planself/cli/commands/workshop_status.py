"""`planself workshop status`: who is in, by code, and what is missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planself.cli import console
from planself.cli.command import Json, Questionnaire, command
from planself.cli.workshop_folder import Mapping, open_group, open_workshop
from planself.errors import ExitCode
from planself.i18n import _, current, n_
from planself.text import one_line

if TYPE_CHECKING:
    from planself.questionnaire.load import Loaded
    from planself.workshop.folder import Folder
    from planself.workshop.status import MemberProgress, PersonStatus, WorkshopStatus

_A_LINE = 8
"""Codes on a line."""


@command("workshop status", _("planself workshop status workshop"))
def status(
    folder: Annotated[
        Path, typer.Argument(metavar=_("FOLDER"), help=_("The workshop's folder."), readable=False)
    ] = Path(),
    mapping: Mapping = None,
    questionnaire: Questionnaire = None,
    json: Json = False,
) -> ExitCode:
    """Print how far everybody has come, and name every file that does not count."""
    from planself.workshop.folder import open_folder
    from planself.workshop.members import read_second
    from planself.workshop.status import status as found_status
    from planself.workshop_files.workshop import SECOND

    if (closed := open_folder(folder)).workshop.closed is not None:
        return _of_closed(closed, questionnaire, json=json)
    found, loaded, members = open_workshop(folder, questionnaire, mapping)
    again = read_second(found, loaded) if (found.answers / SECOND).is_dir() else None
    seen = found_status(found, loaded, members, again)
    if json:
        console.write_json(seen.to_json(), indent=2)
    else:
        _show(seen, found, loaded)
    problems = (*members.problems, *((*again.notes, *again.problems) if again else ()))
    console.show_problems(problems)
    return ExitCode.PROBLEMS if members.problems or (again and again.problems) else ExitCode.DONE


def _of_closed(folder: Folder, requested: str | None, *, json: bool) -> ExitCode:
    """Print when a workshop was closed and what stayed, and name single answers that lie there all the same."""
    from planself.workshop.single_answers import left_behind
    from planself.workshop.status import WorkshopStatus

    open_group(folder.path, requested)
    closed, problems = folder.workshop.closed, left_behind(folder)
    seen = WorkshopStatus(folder.workshop.title, (), (), closed=closed)
    if json:
        console.write_json(seen.to_json(), indent=2)
    elif closed is not None:
        r, out = current(), console.product()
        out.line((one_line(seen.title), "bold"), (f"  {r.short_date(folder.workshop.date)}", "dim"))
        said = _("closed on {day}: {n} of {all} had answered; the single answers are deleted")
        if problems:
            said = _("closed on {day}: {n} of {all} had answered; not all single answers are deleted yet")
        out.hanging((said.format(day=r.short_date(closed.date), n=closed.answered, all=closed.invited), ""), indent=0)
    console.show_problems(problems)
    return ExitCode.PROBLEMS if problems else ExitCode.DONE


def _show(seen: WorkshopStatus, folder: Folder, loaded: Loaded) -> None:
    from planself.workshop.status import MemberProgress

    r, out = current(), console.product()
    out.line((one_line(seen.title), "bold"), (f"  {r.short_date(folder.workshop.date)}", "dim"))
    out.line((n_("{n} person", "{n} people", len(seen.people)), ""))
    for progress in MemberProgress:
        _codes(progress, [person for person in seen.people if person.progress is progress], out)
    _second(seen, out)
    _roles(seen, folder, out)
    _questions(seen, loaded, out)
    least = folder.workshop.protection.min_group
    if seen.usable < least:
        out.line()
        said = _("A group's result needs {least} answer files with answers; {n} are in.")
        out.hanging((said.format(least=least, n=seen.usable), "yellow"), indent=0)


def _word(progress: MemberProgress) -> str:
    from planself.workshop.status import MemberProgress

    match progress:
        case MemberProgress.COMPLETE:
            return _("complete")
        case MemberProgress.BEGUN:
            return _("begun")
        case MemberProgress.EMPTY:
            return _("no answer yet")
        case MemberProgress.WRONG:
            return _("file does not count")
        case MemberProgress.MISSING:
            return _("no file")


def _codes(progress: MemberProgress, people: list[PersonStatus], out: console.Printer) -> None:
    if not people:
        return
    out.line()
    out.line((f"{_word(progress)}: ", "bold"), (str(len(people)), ""))
    partly = progress.value == "begun"
    codes = [f"{person.code} ({person.given}/{person.asked})" if partly else person.code for person in people]
    for place in range(0, len(codes), _A_LINE):
        out.hanging((" ".join(codes[place : place + _A_LINE]), ""), indent=2)


def _second(seen: WorkshopStatus, out: console.Printer) -> None:
    if seen.not_again is None:
        return
    out.line()
    n = seen.usable - len(seen.not_again)
    out.line((_("Second round: {n} of {all} have answered again").format(n=n, all=seen.usable), "bold"))
    if seen.not_again:
        out.hanging((_("missing: {codes}").format(codes=" ".join(seen.not_again)), ""), indent=2)


def _roles(seen: WorkshopStatus, folder: Folder, out: console.Printer) -> None:
    if not folder.workshop.roles:
        return
    out.line()
    out.line((_("Role groups"), "bold"))
    for role in folder.workshop.roles:
        people = [person for person in seen.people if person.role == role.id]
        usable = sum(person.progress.value in ("complete", "begun") for person in people)
        name = one_line(current().text(role.label))
        out.hanging((_("{name}: {n} of {all} are in").format(name=name, n=usable, all=len(people)), ""), indent=2)


def _questions(seen: WorkshopStatus, loaded: Loaded, out: console.Printer) -> None:
    """List the scored questions that somebody who is in has not answered, the barest first."""
    scored = {question.id for question in loaded.questionnaire.questions if question.scored}
    lacking = [each for each in seen.questions if each.question in scored and each.given < each.asked]
    out.line()
    if not lacking:
        if seen.usable:
            out.line((_("Every question is answered by everybody who is in and is asked it."), ""))
        return
    out.line((_("Questions without everybody's answer"), "bold"))
    for each in sorted(lacking, key=lambda each: each.given - each.asked):
        text = one_line(current().text(loaded.questionnaire.by_id[each.question].text))
        out.hanging((f"{each.given}/{each.asked}  ", "bold"), (f"{text} ({each.question})", ""), indent=2)
