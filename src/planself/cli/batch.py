"""`planself batch`: many answer files, one row each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planself.cli import console
from planself.cli.command import Questionnaire, command
from planself.errors import ExitCode, Location, PlanselfError, Problem, Severity, UsageError
from planself.i18n import _, n_

if TYPE_CHECKING:
    from planself.cli.inputs import Questionnaires
    from planself.exchange.table import Row

    Writer = Callable[[Sequence[str], Iterable[Row]], bytes]
_OTHERS = (b"questionnaire", b"result", b"mapping", b"problems", b"group")
_ANSWER_FILES = (".yaml", ".yml", ".json")


@command(
    "batch",
    _("Score many answer files and folders of them into one table."),
    _("planself batch answers/ -o results.csv"),
)
def batch(
    paths: Annotated[list[Path], typer.Argument(metavar=_("PATHS"), show_default=False, readable=False)],
    output: Annotated[Path, typer.Option("-o", "--output", metavar=_("FILE"), help=_("The table: .csv or .json."))],
    questionnaire: Questionnaire = None,
    force: Annotated[bool, typer.Option("--force", help=_("Overwrite the table if it exists."))] = False,
) -> ExitCode:
    """Write one row a good file in the order given; bad files are listed with their reasons and left out."""
    from planself.cli.inputs import Questionnaires, must_exist
    from planself.files import write_atomic

    writer = _writer(output)
    must_exist(paths)
    files = list(_files(paths))
    if output.resolve() in {file.resolve() for file in files}:
        raise UsageError(_("The table {file} is also among the inputs.").format(file=output))
    if output.exists() and not force:
        raise UsageError(
            _("{file} exists already.").format(file=output), _("Choose another name, or overwrite it with --force.")
        )
    problems: list[Problem] = []
    names, rows = _rows(files, Questionnaires(questionnaire), problems)
    if not names:
        console.show_problems(problems)
        raise PlanselfError(_("No answer file could be scored; nothing was written."))
    write_atomic(output, writer(names, rows))
    console.show_problems(problems)
    console.talk(
        _("{files} read, {rows} written to {output}, {bad} left out.").format(
            files=n_("{n} file", "{n} files", len(files)),
            rows=n_("{n} row", "{n} rows", len(rows)),
            output=output,
            bad=len(files) - len(rows),
        )
    )
    return ExitCode.PROBLEMS if problems else ExitCode.DONE


def _writer(output: Path) -> Writer:
    from planself.exchange import csv_text, json_text

    writers: dict[str, Writer] = {".csv": csv_text.write, ".json": json_text.write}
    writer = writers.get(output.suffix.lower())
    if writer is None:
        known = ", ".join(writers)
        raise UsageError(_("-o {file}: the name must end in one of {known}.").format(file=output, known=known))
    return writer


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files named and those in the folders named, there only the ones that could be answer files."""
    for path in paths:
        if path.is_dir():
            yield from (file for file in sorted(path.rglob("*")) if _may_hold_answers(file))
        else:
            yield path


def _may_hold_answers(file: Path) -> bool:
    """Return whether a file in a folder is read; another planself file among them is named and left out."""
    if file.suffix.lower() not in _ANSWER_FILES or not file.is_file():
        return False
    with file.open("rb") as opened:
        head = opened.read(4096)
    other = next((kind for kind in _OTHERS if b"planself/" + kind + b"/" in head), None)
    if other is not None and b"planself/answers/" not in head:
        message = _("left out: a {kind} file, not an answer file").format(kind=other.decode())
        console.show_problems([Problem(Location(str(file)), "N490", message, severity=Severity.NOTE)])
        return False
    return True


def _rows(
    files: Iterable[Path], questionnaires: Questionnaires, problems: list[Problem]
) -> tuple[tuple[str, ...], list[Row]]:
    """Return the columns and rows; a table is of one questionnaire, the first file's."""
    from planself.cli.inputs import assessments
    from planself.exchange.table import columns, row

    names: tuple[str, ...] = ()
    first = ""
    rows: list[Row] = []
    for answers, assessment in assessments(files, questionnaires, problems):
        found = assessment.loaded.questionnaire
        names, first = names or columns(found), first or found.id
        if found.id == first:
            rows.append(row(len(rows) + 1, str(answers.path), assessment))
        else:
            problems.append(_another(answers.path, found.id, first))
    return names, rows


def _another(path: Path, found: str, first: str) -> Problem:
    return Problem(
        Location(str(path)),
        "E290",
        _("is for the questionnaire {found}, the table is for {first}").format(found=found, first=first),
        _("Score each questionnaire into a table of its own, or name one with -q."),
    )
