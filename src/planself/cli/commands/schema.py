"""`planself schema`: the JSON Schema of a file format."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from planself.cli import console
from planself.cli.command import argument, command
from planself.errors import ExitCode


class Kind(StrEnum):
    """The formats that have a schema."""

    QUESTIONNAIRE = "questionnaire"
    ANSWERS = "answers"
    RESULT = "result"
    MAPPING = "mapping"
    GROUP = "group"
    SUMMARY = "summary"
    COMPARISON = "comparison"
    WORKSHOP = "workshop"
    DISCUSSION = "discussion"
    VOTES = "votes"
    WORKSHOP_COMPARISON = "workshop-comparison"
    WORKSHOP_REPORT = "workshop-report"
    BENCHMARK = "benchmark"
    PLAN = "plan"
    PLAN_STATUS = "plan-status"
    WORKSHOP_STATUS = "workshop-status"
    TABLES = "tables"
    PROBLEMS = "problems"


@command("schema", "planself schema questionnaire > schema.json")
def schema(kind: Annotated[Kind, argument()]) -> ExitCode:
    """Print the schema."""
    from planself.cli.formats import FORMATS

    console.write_json(FORMATS[kind.value].schema(), indent=2)
    return ExitCode.DONE
