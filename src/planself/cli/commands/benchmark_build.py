"""`planself benchmark`: how the scores of many municipalities spread, to be passed on without a name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planself.cli import console
from planself.cli.command import Answers, Questionnaire, command, option
from planself.errors import ExitCode, Location, PlanselfError, Problem, UsageError
from planself.files.overwriting import refuse_to_overwrite
from planself.formats import HEAD, called
from planself.i18n import _, n_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date as Date  # noqa: N812 -- fields are called date

    from planself.analysis.benchmark import Benchmark, Builder
    from planself.answers.load import LoadedAnswers
    from planself.questionnaire.load import Loaded
    from planself.questionnaire.model import Questionnaire as Asked


@command("benchmark build", _("planself benchmark build municipalities/ -o peers.json --by kind"))
def build(
    answers: Answers,
    output: Annotated[Path, typer.Option("-o", "--output", metavar=_("FILE"), help=_("The benchmark: .json."))],
    by: Annotated[
        list[str] | None,
        option(
            "--by",
            metavar=_("QUESTION"),
            help=_("Also a group for each answer to this question; may be given several times."),
        ),
    ] = None,
    questionnaire: Questionnaire = None,
    force: Annotated[bool, typer.Option("--force", help=_("Overwrite what is there."))] = False,
) -> ExitCode:
    """Write quartiles and numbers of municipalities: no names, no single results, groups of ten and more."""
    from json import dumps

    from planself.analysis.benchmark import Builder
    from planself.cli.inputs import must_exist
    from planself.files.disk import write_atomic
    from planself.questionnaire.catalogue import origin

    _refuse(output, force=force)
    must_exist(answers)
    problems: list[Problem] = []
    builder = Builder(by or ())
    loaded, newest = _counted(builder, answers, questionnaire, problems)
    console.show_problems(problems)
    if loaded is None:
        raise PlanselfError(_("No answer file could be scored; nothing was written."))
    asked = loaded.questionnaire
    benchmark = builder.result(asked.id, asked.version, newest, digest=loaded.digest, origin=origin(loaded))
    _refuse_small(builder, benchmark)
    text = dumps(benchmark.to_json(), ensure_ascii=False, indent=1) + "\n"
    write_atomic(output, text.encode("utf-8", "surrogatepass"), overwrite=output.exists())
    for question, answer, n in builder.small:
        phrase = _("Left out, since fewer than ten belong to it, or to what is left out with it: {group} ({n}).")
        console.talk(phrase.format(group=f"{question} = {answer}", n=n))
    if len(builder.by) > 1:
        console.talk(_("Groups by different questions can be compared with each other; one question tells less."))
    n = next(found.n for found in benchmark.groups if not found.question)
    made_of = n_("{n} municipality", "{n} municipalities", n)
    console.talk(_("Benchmark of {municipalities}: {file}").format(municipalities=made_of, file=output))
    return ExitCode.PROBLEMS if problems else ExitCode.DONE


def _refuse(output: Path, *, force: bool) -> None:
    if output.suffix.lower() != ".json":
        raise UsageError(_("-o {file}: the name of a benchmark ends in .json.").format(file=output))
    refuse_to_overwrite(output, is_own=_is_ours, force=force)


def _is_ours(file: Path) -> bool:
    """Whether a benchmark stands there as it was written: its checksum holds everything."""
    from planself.analysis.benchmark_file import read_benchmark
    from planself.files import source

    try:
        read_benchmark(source.load(file))
    except PlanselfError:
        return False
    return True


def _refuse_small(builder: Builder, benchmark: Benchmark) -> None:
    from planself.analysis.suppression import LEAST_SETS

    total = next((n for question, _answer, n in builder.small if not question), None)
    if total is None and benchmark.groups:
        return
    raise PlanselfError(
        _("A benchmark needs {least} municipalities at least, and here are {n}; nothing was written.").format(
            least=LEAST_SETS, n=total or 0
        ),
        _("With fewer, its quartiles would say too much about each of them."),
    )


def _counted(
    builder: Builder, paths: Sequence[Path], requested: str | None, problems: list[Problem]
) -> tuple[Loaded | None, Date | None]:
    """Count every municipality once; answers that cannot be counted join `problems`."""
    from planself.cli.inputs import Questionnaires, assessments

    first: Loaded | None = None
    newest: Date | None = None
    seen: dict[str, Path] = {}
    for answers, assessment in assessments(_files(paths, problems), Questionnaires(requested), problems):
        if first is None:
            first = assessment.loaded
            _refuse_unfit(builder.by, first.questionnaire)
        why = _why_not(answers, first, seen)
        if why:
            problems.append(Problem(Location(str(answers.path)), "E239", *why))
            continue
        date = assessment.answer_set.date
        newest = max(filter(None, (newest, date)), default=None)
        builder.add(assessment)
    return first, newest


def _why_not(answers: LoadedAnswers, first: Loaded, seen: dict[str, Path]) -> tuple[str, str] | None:
    """Return why an answer set cannot stand for its municipality beside the others, and what to do."""
    found, subject = answers.loaded.questionnaire, answers.answer_set.subject
    if found.id != first.questionnaire.id or found.version != first.questionnaire.version:
        message = _("is for the questionnaire {found}, the benchmark is for {first}")
        message = message.format(
            found=f"{found.id} {found.version}", first=f"{first.questionnaire.id} {first.questionnaire.version}"
        )
        return message, _("Make a benchmark of its own for each questionnaire.")
    if answers.answer_set.part:
        return _("answers only a part of the questionnaire"), _("Put the parts of a municipality together first.")
    name = subject.ags or subject.name.strip().casefold()
    if not name:
        message = _("does not say which municipality it is about, so it might be counted twice")
        return message, _("Write subject: with a name or an AGS.")
    if name in seen:
        message = _("is about the same municipality as {other}").format(other=seen[name])
        return message, _("Keep one answer file for each municipality, such as its newest.")
    seen[name] = answers.path
    return None


def _refuse_unfit(by: Iterable[str], questionnaire: Asked) -> None:
    """Raise UsageError for a question whose answers make no groups."""
    from planself.errors import did_you_mean
    from planself.questionnaire.model import AnswerKind

    fitting = [
        question.id
        for question in questionnaire.questions
        if question.kind is AnswerKind.ONE_OF and not question.ladder
    ]
    for id_ in by:
        if id_ not in fitting:
            near = did_you_mean(id_, fitting)
            hint = _("Did you mean {word}?").format(word=near) if near else ""
            message = _("--by {question}: the questionnaire has no question {question} whose answer is one option.")
            raise UsageError(message.format(question=id_), hint)


def _files(paths: Sequence[Path], problems: list[Problem]) -> Iterator[Path]:
    """Yield the answer files; what else is found in a folder is told and left out."""
    from planself.batch.gather import gather
    from planself.batch.inputs import AnswerFile, Refused
    from planself.batch.skipped import of_other_kind, together

    left_out: list[Problem] = []
    for given in gather(paths, lambda note: console.show_problems([note])):
        if isinstance(given, Refused):
            problems.append(given.problem)
        elif not isinstance(given, AnswerFile):
            message = _("{file}: a benchmark is made of answer files, not of tables or archives.")
            raise UsageError(message.format(file=given.source), _("Name the answer files or their folder."))
        elif given.found and (other := called(_head(Path(given.path)))) not in (None, "answers"):
            left_out.append(of_other_kind(given.path, str(other)))
        else:
            yield Path(given.path)
    console.show_problems([*together(left_out)])


def _head(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(HEAD)
