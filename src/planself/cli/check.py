"""`planself check`: every problem of questionnaires, answer files and other files of planself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planself.cli import console
from planself.cli.command import Questionnaire, command
from planself.errors import ExitCode, InputError, Location, Problem, Severity
from planself.i18n import _, n_
from planself.shell import file_word, own_command

if TYPE_CHECKING:
    from planself.cli.inputs import Questionnaires
    from planself.questionnaire.load import Loaded
    from planself.questionnaire.source import Source

_QUESTIONNAIRE = "planself/questionnaire/"
_ANSWERS = "planself/answers/"
_MAPPING = "planself/mapping/"
_WORKSHOP = "planself/workshop/"
_DISCUSSION = "planself/discussion/"
_VOTES = "planself/votes/"
_BENCHMARK = "planself/benchmark/"
_PLAN = "planself/plan/"


@command(
    "check",
    _("Check questionnaires, answer files and mapping files and name every problem."),
    _("planself check answers.yaml"),
)
def check(
    files: Annotated[list[Path], typer.Argument(metavar=_("FILES"), show_default=False, readable=False)],
    questionnaire: Questionnaire = None,
    json: Annotated[bool, typer.Option("--json", help=_("Print the problems for machines."))] = False,
    strict: Annotated[bool, typer.Option("--strict", help=_("Advice counts as an error, too."))] = False,
) -> ExitCode:
    """Print all problems, of every file, with place and remedy."""
    from planself.cli.inputs import Questionnaires, must_exist
    from planself.cli.told import said_once, shown

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
        _sum_up(files, found)
    counted = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return ExitCode.PROBLEMS if any(problem.severity in counted for problem in found) else ExitCode.DONE


def _sum_up(files: list[Path], found: Sequence[Problem]) -> None:
    errors = sum(problem.severity is Severity.ERROR for problem in found)
    advice = sum(problem.severity is Severity.WARNING for problem in found)
    parts = (
        n_("{n} file checked", "{n} files checked", len(files)),
        n_("{n} error", "{n} errors", errors),
        n_("{n} piece of advice", "{n} pieces of advice", advice),
    )
    console.talk(" · ".join(parts))


def _problems(file: Path, at_hand: Questionnaires) -> Iterator[Problem]:
    from planself.answers.load import check_answers, questionnaire_of
    from planself.questionnaire import source

    try:
        parsed = source.load(file)
        if _format(parsed).startswith(_ANSWERS):
            yield from check_answers(parsed, questionnaire_of(parsed, at_hand))[1]
        elif _format(parsed).startswith(_QUESTIONNAIRE):
            yield from _questionnaire(file)
        elif _format(parsed).startswith(_MAPPING):
            yield from _mapping(parsed, at_hand)
        elif _format(parsed).startswith(_WORKSHOP):
            yield from _workshop(parsed, file)
        elif _format(parsed).startswith((_DISCUSSION, _VOTES)):
            yield from _discussion(parsed, file, at_hand)
        elif _format(parsed).startswith(_BENCHMARK):
            yield from _benchmark(parsed)
        elif _format(parsed).startswith(_PLAN):
            yield from _plan(parsed, at_hand)
        else:
            yield _unknown(parsed)
    except InputError as error:
        yield from error.problems


def _format(parsed: Source) -> str:
    return str(parsed.data.get("format", "")) if isinstance(parsed.data, dict) else ""


def _unknown(parsed: Source) -> Problem:
    return Problem(
        parsed.locate(("format",)),
        "E050",
        _("This is no file that planself checks: the first line `format: …` is missing or unknown."),
        _("Write `format: planself/questionnaire/1`, or `answers` or `mapping` in its place."),
    )


def _mapping(parsed: Source, at_hand: Questionnaires) -> Iterator[Problem]:
    from planself.tables.mapping import check_mapping

    yield from check_mapping(parsed, at_hand)[1]


def _plan(parsed: Source, at_hand: Questionnaires) -> Iterator[Problem]:
    from planself.actions.load import check_plan

    yield from check_plan(parsed, at_hand)[2]


def _benchmark(parsed: Source) -> Iterator[Problem]:
    from planself.analysis.benchmark_file import read_benchmark

    read_benchmark(parsed)
    yield from ()


def _workshop(parsed: Source, file: Path) -> Iterator[Problem]:
    from os import environ

    from planself.workshop.folder import check_all

    yield from check_all(parsed, file.parent, Path.cwd(), environ)


def _discussion(parsed: Source, file: Path, at_hand: Questionnaires) -> Iterator[Problem]:
    """Check a discussion or votes, with the workshop beside the file where there is one."""
    from os import environ

    from planself.workshop.record_file import check_beside

    yield from check_beside(parsed, file.parent, Path.cwd(), environ, at_hand)


def _questionnaire(file: Path) -> Iterator[Problem]:
    from planself.questionnaire.load import examine

    loaded, problems = examine(file)
    yield from problems
    if loaded is None:
        return
    for name in loaded.questionnaire.examples:
        yield from _example(loaded.path.parent / name, loaded)


def _example(path: Path, loaded: Loaded) -> Iterator[Problem]:
    """Score an example that a questionnaire ships and compare it with the result beside it."""
    from json import loads

    from planself.answers.load import load_answers
    from planself.files import decode, read_bytes
    from planself.questionnaire.catalogue import naming
    from planself.scoring.assessment import assess

    expected_path = path.with_suffix(".expected.json")
    try:
        answers = load_answers(path, lambda _reference: loaded)
        expected = loads(decode(read_bytes(expected_path), str(expected_path)))
    except InputError as error:
        yield from error.problems
        return
    except ValueError as error:
        yield Problem(
            Location(str(expected_path)), "E190", _("The expected result is no JSON: {why}").format(why=error)
        )
        return
    result = assess(loaded, answers.answer_set).to_json()
    for key in sorted(set(expected) & set(result) - {"questionnaire"}):
        if expected[key] != result[key]:
            yield Problem(
                Location(str(path)),
                "E191",
                _("“{key}” differs from the expected result in {file}.").format(key=key, file=expected_path.name),
                _("See `{command}`; correct the questionnaire, or the expected result.").format(
                    command=own_command("score", "--json", file_word(path), *naming(loaded))
                ),
            )
