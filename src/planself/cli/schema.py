"""`planself schema`: the JSON Schema of a file format."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from planself.cli import console
from planself.cli.command import command
from planself.errors import ExitCode
from planself.i18n import _


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
    WORKSHOP_REPORT = "workshop-report"
    BENCHMARK = "benchmark"
    PLAN = "plan"
    PLAN_STATUS = "plan-status"


@command(
    "schema", _("Print the JSON Schema of a file format, for editors."), "planself schema questionnaire > schema.json"
)
def schema(kind: Annotated[Kind, typer.Argument(show_default=False)]) -> ExitCode:
    """Print the schema."""
    from planself.actions import model as plans
    from planself.actions import status_schema as standings
    from planself.analysis import benchmark_file as benchmarks
    from planself.analysis import comparison_schema as comparisons
    from planself.analysis import group_schema as groups
    from planself.analysis.summary import schema as summaries
    from planself.answers import schema as answers
    from planself.questionnaire import schema as questionnaires
    from planself.report.workshop import schema as workshop_reports
    from planself.scoring import schema as results
    from planself.tables import mapping_file as mappings
    from planself.workshop import model as workshops
    from planself.workshop import record as discussions
    from planself.workshop import votes

    match kind:
        case Kind.QUESTIONNAIRE:
            found = questionnaires.schema()
        case Kind.ANSWERS:
            found = answers.schema()
        case Kind.RESULT:
            found = results.schema()
        case Kind.MAPPING:
            found = mappings.schema()
        case Kind.GROUP:
            found = groups.schema()
        case Kind.SUMMARY:
            found = summaries.schema()
        case Kind.COMPARISON:
            found = comparisons.schema()
        case Kind.WORKSHOP_REPORT:
            found = workshop_reports.schema()
        case Kind.BENCHMARK:
            found = benchmarks.schema()
        case Kind.PLAN:
            found = plans.schema()
        case Kind.PLAN_STATUS:
            found = standings.schema()
        case Kind.WORKSHOP:
            found = workshops.schema()
        case Kind.DISCUSSION:
            found = discussions.schema()
        case Kind.VOTES:
            found = votes.schema()
    console.write_json(found, indent=2)
    return ExitCode.DONE
