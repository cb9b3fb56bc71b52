"""What each format of planself is to a command: its schema, and how a file of it is checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from os import environ
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planself.errors import Problem

if TYPE_CHECKING:
    from planself.cli.inputs import Questionnaires
    from planself.files.source import Source

Schema = Callable[[], dict[str, Any]]
Check = Callable[["Source", Path, "Questionnaires"], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format's schema, and what can be said of a file of it; without a check of its own the schema says it."""

    own_schema: Schema
    own_check: Check | None = None

    def schema(self) -> dict[str, Any]:
        """Return the schema, with a sentence for every key."""
        from planself.cli.format_words import WORDS
        from planself.questionnaire.described import described

        return described(self.own_schema(), WORDS)

    def check(self, parsed: Source, file: Path, at_hand: Questionnaires) -> Iterator[Problem]:
        """Yield every problem of a file."""
        from planself.files.finding import located
        from planself.questionnaire.conform import strays

        if self.own_check is not None:
            yield from self.own_check(parsed, file, at_hand)
        else:
            yield from located(strays(parsed.data, self.schema()), parsed)


# --- schemas; what makes them is loaded when it is needed ---


def _answers() -> dict[str, Any]:
    from planself.answers.schema import schema

    return schema()


def _benchmark() -> dict[str, Any]:
    from planself.analysis.benchmark_file import schema

    return schema()


def _comparison() -> dict[str, Any]:
    from planself.analysis.comparison_schema import schema

    return schema()


def _discussion() -> dict[str, Any]:
    from planself.workshop_files.discussion import schema

    return schema()


def _group() -> dict[str, Any]:
    from planself.analysis.group_schema import schema

    return schema()


def _mapping() -> dict[str, Any]:
    from planself.tables.mapping_file import schema

    return schema()


def _plan() -> dict[str, Any]:
    from planself.actions.model import schema

    return schema()


def _plan_status() -> dict[str, Any]:
    from planself.actions.status_schema import schema

    return schema()


def _problems() -> dict[str, Any]:
    from planself.cli.problems_schema import schema

    return schema()


def _questionnaire() -> dict[str, Any]:
    from planself.questionnaire.schema import schema

    return schema()


def _result() -> dict[str, Any]:
    from planself.scoring.schema import schema

    return schema()


def _summary() -> dict[str, Any]:
    from planself.analysis.summary.schema import schema

    return schema()


def _tables() -> dict[str, Any]:
    from planself.exchange.metadata_schema import schema

    return schema()


def _votes() -> dict[str, Any]:
    from planself.workshop_files.votes import schema

    return schema()


def _workshop() -> dict[str, Any]:
    from planself.workshop_files.workshop import schema

    return schema()


def _workshop_report() -> dict[str, Any]:
    from planself.report.workshop.schema import schema

    return schema()


def _workshop_status() -> dict[str, Any]:
    from planself.workshop.status_schema import schema

    return schema()


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
    "answers": FileFormat(_answers, _check_answers),
    "benchmark": FileFormat(_benchmark, _check_benchmark),
    "comparison": FileFormat(_comparison),
    "discussion": FileFormat(_discussion, _check_beside),
    "group": FileFormat(_group),
    "mapping": FileFormat(_mapping, _check_mapping),
    "plan": FileFormat(_plan, _check_plan),
    "plan-status": FileFormat(_plan_status),
    "problems": FileFormat(_problems),
    "questionnaire": FileFormat(_questionnaire, _check_questionnaire),
    "result": FileFormat(_result),
    "summary": FileFormat(_summary),
    "tables": FileFormat(_tables),
    "votes": FileFormat(_votes, _check_beside),
    "workshop": FileFormat(_workshop, _check_workshop),
    "workshop-report": FileFormat(_workshop_report),
    "workshop-status": FileFormat(_workshop_status),
}
"""One for each of `planself.formats.NAMES`."""
