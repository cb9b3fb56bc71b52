"""`planself plan import`: what somebody changed in the exported table, back into the plan."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planself.cli import console
from planself.cli.command import Questionnaire, command, file_argument
from planself.clock import now
from planself.errors import ExitCode, InputError, Location, Problem, Severity
from planself.i18n import Reader, _, n_
from planself.text import one_line

if TYPE_CHECKING:
    from planself.actions.store import PlanStore
    from planself.actions.table_changes import Change, Returned
    from planself.exchange.read_plan import ReturnedRow, ReturnedTable


@command("plan import", _("planself plan import plan.xlsx -o answers/plan-beispielstadt.yaml"))
def import_(
    table: Annotated[
        Path, file_argument(metavar=_("TABLE"), help=_("What `planself plan export` wrote: .xlsx or .csv."))
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar=_("PLAN"), help=_("The plan file that takes the changes."))
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Show what would change, and write nothing."))] = False,
    questionnaire: Questionnaire = None,
) -> ExitCode:
    """Compare every row with the plan, print each change, and write all of them or, where one is wrong, none."""
    from planself.actions.store import PlanStore
    from planself.cli.inputs import Questionnaires, must_exist
    from planself.exchange.read_plan import read_plan_table

    must_exist([table, output])
    back = read_plan_table(table)
    with PlanStore(output, Questionnaires(questionnaire)) as store:
        changes, notes = _compared(back, store)
        console.show_problems((*back.notes, *notes))
        _show(changes, Reader(back.lang))
        if changes and not dry_run:
            store.put_all([(change.action, change.key, change.raw) for change in changes])
    if dry_run and changes:
        console.talk(_("Nothing was written (--dry-run)."))
    elif changes:
        said = n_("{n} change written to {{file}}.", "{n} changes written to {{file}}.", len(changes))
        console.talk(said.format(file=output))
    else:
        console.talk(_("The table says what the plan says; nothing was changed."))
    return ExitCode.DONE


def _compared(back: ReturnedTable, store: PlanStore) -> tuple[list[Change], list[Problem]]:
    """Return all changes of a table and what is to be said of it; raises InputError with everything that is wrong."""
    from planself.actions.table import Rows
    from planself.actions.table_changes import Returned
    from planself.exchange.cells_out import defuse
    from planself.exchange.workbook_cells import fitted

    reader = Reader(back.lang)
    returned = Returned(Rows(store.now, reader), reader, now().date(), (defuse, fitted))
    seen: set[str] = set()
    problems: list[Problem] = []
    notes: list[Problem] = []
    changes: list[Change] = []
    for row in back.rows:
        changes += _row(row, back, store, returned, seen, problems, notes)
    if problems:
        raise InputError(problems)
    return changes, [*notes, *_absent(back, store, seen)]


def _row(
    row: ReturnedRow,
    back: ReturnedTable,
    store: PlanStore,
    returned: Returned,
    seen: set[str],
    problems: list[Problem],
    notes: list[Problem],
) -> list[Change]:
    """Return what a row changes; what is wrong with it joins the problems, with its place."""
    from planself.actions.table_changes import CellError

    where, id_ = Location(back.name, row.number), one_line(str(row.cells.get("id") or ""))
    action = store.plan.by_id.get(id_)
    if action is None or id_ in seen:
        problems.append(_no_action(where, id_, twice=id_ in seen))
        return []
    seen.add(id_)
    wrong: list[CellError] = []
    found = returned.changes(action, row.cells, wrong)
    for cell in wrong:
        said = _("Column {column}: {message}").format(column=cell.heading, message=cell.message)
        problems.append(Problem(where, "E299", said, cell.hint or _("Until then nothing of this table is written.")))
    tried = store.tried([(change.action, change.key, change.raw) for change in found]) if not wrong else ()
    problems += [Problem(where, problem.code, problem.message, problem.hint) for problem in tried]
    if unread := returned.unread(action, row.cells):
        message = _("What was changed in {columns} does not come back.").format(columns=", ".join(unread))
        hint = _("Change it in the plan file, or with `planself plan edit`.")
        notes.append(Problem(where, "N484", message, hint, Severity.WARNING))
    return found


def _no_action(where: Location, id_: str, *, twice: bool) -> Problem:
    if twice:
        message = _("The action {id} stands in the table twice.").format(id=id_)
        return Problem(where, "E299", message, _("Keep one of the two rows."))
    if not id_:
        message = _("The row has no id, so it is no action of the plan.")
        hint = _("Delete the row, and add a new action with `planself plan edit`.")
        return Problem(where, "E299", message, hint)
    hint = _("Correct the id, or delete the row; a new action is added with `planself plan edit`.")
    return Problem(where, "E299", _("The plan has no action {id}.").format(id=id_), hint)


def _absent(back: ReturnedTable, store: PlanStore, seen: set[str]) -> Iterator[Problem]:
    names = [id_ for id_ in store.plan.by_id if id_ not in seen]
    if names:
        message = _("These actions have no row and stay as they are: {ids}.").format(ids=", ".join(names))
        hint = _("To give one up, set its status to dropped.")
        yield Problem(Location(back.name), "N485", message, hint, Severity.NOTE)


def _show(changes: list[Change], reader: Reader) -> None:
    """Print each change with what stood there, so that nothing goes without a trace."""
    from planself.actions.table import columns

    headings, out = {column.key: column.heading for column in columns(reader)}, console.product()
    for change in changes:
        before, after = (one_line(text) or _("(empty)") for text in (change.before, change.after))
        said = _("{heading}: {before}, now {after}").format(heading=headings[change.key], before=before, after=after)
        out.hanging((f"{change.action}  ", "bold"), (said, ""), indent=0)
