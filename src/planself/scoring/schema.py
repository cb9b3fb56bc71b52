"""A JSON Schema of `planself/result/1`, for programs that read results."""

from __future__ import annotations

from planself.files.json_form import result_document
from planself.files.json_schema import DAY_OR_NONE, QUESTIONNAIRE, TEXT, TEXT_OR_NONE, Schema, mapping
from planself.scoring.assessment import FORMAT, Assessment

HEAD: Schema = {
    "questionnaire": QUESTIONNAIRE,
    "subject": mapping({"name": TEXT_OR_NONE, "ags": TEXT_OR_NONE}),
    "date": DAY_OR_NONE,
}
_ANNEXES = {
    "comparison": "Only in a JSON report with --compare; `planself schema comparison` describes it.",
    "benchmark": "Only in a JSON report with --benchmark.",
    "plan": "Only in a JSON report with --plan; `planself schema plan-status` describes it.",
    "workshop": "Only in a JSON report with --workshop; `planself schema workshop-report` describes it.",
}
"""What a report may hold beyond the result, each in a format of its own."""


def schema() -> Schema:
    """Return the schema of a result."""
    seal = {**TEXT, "description": "Only in a JSON report: by it planself knows whether the file was edited since."}
    annexes = {name: {"type": "object", "description": description} for name, description in _ANNEXES.items()}
    return result_document("the result of one answer set", FORMAT, HEAD, Assessment, {**annexes, "seal": seal})
