"""`planself check`: every problem of questionnaires, answer files, other files of planself and workshops' folders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planself.cli import console
from planself.cli.command import Questionnaire, command, file_argument
from planself.errors import ExitCode, InputError, Problem, Severity
from planself.formats import name_of
from planself.i18n import _, n_

if TYPE_CHECKING:
    from planself.cli.inputs import Questionnaires
    from planself.files.source import Source


@command("check", _("planself check answers.yaml"))
def check(
    files: Annotated[list[Path], file_argument(metavar=_("FILES"))],
    questionnaire: Questionnaire = None,
    json: Annotated[bool, typer.Option("--json", help=_("Print the problems for machines."))] = False,
    strict: Annotated[bool, typer.Option("--strict", help=_("Advice counts as an error, too."))] = False,
) -> ExitCode:
    """Print all problems, of every file, with place and remedy."""
    from planself.cli.inputs import Questionnaires, must_exist
    from planself.cli.problem_lines import said_once, shown

    must_exist(files)
    at_hand = Questionnaires(questionnaire)
    found = said_once(problem for file in files for problem in _problems(file, at_hand))
    if json:
        console.write_json(console.problems_document(map(console.problem_json, shown(found))), indent=2)
    else:
        out = console.product()
        counts = Severity.WARNING if strict else Severity.ERROR
        for problem in shown(found):
            if problem.severity is counts or not console.is_kept_quiet(problem):
                console.print_problem(out, problem)
        _sum_up(sum(map(_number_of_files, files)), found)
    counted = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return ExitCode.PROBLEMS if any(problem.severity in counted for problem in found) else ExitCode.DONE


def _number_of_files(path: Path) -> int:
    if not _is_workshop(path):
        return 1
    from planself.cli.check_workshop import files_of

    return len(files_of(path))


def _is_workshop(path: Path) -> bool:
    if not path.is_dir():
        return False
    from planself.cli.check_workshop import is_workshop

    return is_workshop(path)


def _sum_up(files: int, found: Sequence[Problem]) -> None:
    errors = sum(problem.severity is Severity.ERROR for problem in found)
    advice = sum(problem.severity is Severity.WARNING for problem in found)
    parts = (
        n_("{n} file checked", "{n} files checked", files),
        n_("{n} error", "{n} errors", errors),
        n_("{n} piece of advice", "{n} pieces of advice", advice),
    )
    console.talk(" · ".join(parts))


def _problems(file: Path, at_hand: Questionnaires) -> Iterator[Problem]:
    from planself.cli.formats import FORMATS
    from planself.files import source

    try:
        if _is_workshop(file):
            from planself.cli.check_workshop import check_workshop

            yield from check_workshop(file, at_hand.asked, lambda each: _problems(each, at_hand))
            return
        parsed = source.load(file)
        known = FORMATS.get(_format(parsed) or "")
        if known is None:
            yield _unknown(parsed)
        else:
            yield from known.check(parsed, file, at_hand)
    except InputError as error:
        yield from error.problems


def _format(parsed: Source) -> str | None:
    return name_of(parsed.data.get("format")) if isinstance(parsed.data, dict) else None


def _unknown(parsed: Source) -> Problem:
    return Problem(
        parsed.locate(("format",)),
        "E050",
        _("This is no file that planself checks: the first line `format: …` is missing or unknown."),
        _("Write `format: planself/questionnaire/1`, or `answers` or `mapping` in its place."),
    )
