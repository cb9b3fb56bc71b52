"""What each format of planself is to a command: its schema, and how a file of it is checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from os import environ
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planself.errors import Problem

if TYPE_CHECKING:
    from planself.cli.inputs import Questionnaires
    from planself.files.source import Source

Check = Callable[["Source", Path, "Questionnaires"], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format's schema, and what can be said of a file of it; without a check of its own the schema says it."""

    module: str
    """Where its schema is made; loaded when it is needed."""
    own_check: Check | None = None

    def schema(self) -> dict[str, Any]:
        """Return the schema, with a sentence for every key."""
        from planself.cli.format_words import WORDS
        from planself.questionnaire.described import described

        return described(import_module(f"planself.{self.module}").schema(), WORDS)

    def check(self, parsed: Source, file: Path, at_hand: Questionnaires) -> Iterator[Problem]:
        """Yield every problem of a file."""
        from planself.files.finding import located
        from planself.questionnaire.conform import strays

        if self.own_check is not None:
            yield from self.own_check(parsed, file, at_hand)
        else:
            yield from located(strays(parsed.data, self.schema()), parsed)


# --- checks of what people write ---


def _check_answers(parsed: Source, file: Path, at_hand: Questionnaires) -> Iterator[Problem]:
    from planself.answers.load import check_answers, questionnaire_of
    from planself.cli.check_contradictions import told
    from planself.cli.check_workshop import protecting, withheld

    loaded = questionnaire_of(parsed, at_hand)
    answer_set, problems = check_answers(parsed, loaded)
    yield from problems
    if answer_set is None or not loaded.questionnaire.checks:
        return
    if workshop := protecting(file):
        yield withheld(workshop)
    else:
        yield from told(parsed, loaded, answer_set)


def _check_benchmark(parsed: Source, _file: Path, _at_hand: Questionnaires) -> Iterator[Problem]:
    from planself.analysis.benchmark_file import read_benchmark

    read_benchmark(parsed)
    yield from ()


def _check_mapping(parsed: Source, _file: Path, at_hand: Questionnaires) -> Iterator[Problem]:
    from planself.tables.mapping import check_mapping

    yield from check_mapping(parsed, at_hand)[1]


def _check_plan(parsed: Source, _file: Path, at_hand: Questionnaires) -> Iterator[Problem]:
    from planself.actions.load import check_plan

    yield from check_plan(parsed, at_hand)[2]


def _check_questionnaire(_parsed: Source, file: Path, _at_hand: Questionnaires) -> Iterator[Problem]:
    from planself.cli.check_examples import check_questionnaire

    yield from check_questionnaire(file)


def _check_workshop(parsed: Source, file: Path, _at_hand: Questionnaires) -> Iterator[Problem]:
    from planself.workshop.folder import check_all

    yield from check_all(parsed, file.parent, Path.cwd(), environ)


def _check_beside(parsed: Source, file: Path, at_hand: Questionnaires) -> Iterator[Problem]:
    """Check a discussion or votes, with the workshop beside the file where there is one."""
    from planself.workshop.record_file import check_beside

    yield from check_beside(parsed, file.parent, Path.cwd(), environ, at_hand)


FORMATS: dict[str, FileFormat] = {
    "answers": FileFormat("answers.schema", _check_answers),
    "benchmark": FileFormat("analysis.benchmark_file", _check_benchmark),
    "comparison": FileFormat("analysis.comparison_schema"),
    "discussion": FileFormat("workshop_files.discussion", _check_beside),
    "group": FileFormat("analysis.group_result"),
    "mapping": FileFormat("tables.mapping_file", _check_mapping),
    "plan": FileFormat("actions.model", _check_plan),
    "plan-status": FileFormat("actions.status"),
    "problems": FileFormat("cli.problems_schema"),
    "questionnaire": FileFormat("questionnaire.schema", _check_questionnaire),
    "result": FileFormat("scoring.assessment"),
    "summary": FileFormat("analysis.summary.result"),
    "tables": FileFormat("exchange.metadata"),
    "votes": FileFormat("workshop_files.votes", _check_beside),
    "workshop": FileFormat("workshop_files.workshop", _check_workshop),
    "workshop-comparison": FileFormat("analysis.rooms"),
    "workshop-report": FileFormat("report.workshop.sections"),
    "workshop-status": FileFormat("workshop.status"),
}
"""One for each of `planself.formats.NAMES`."""
