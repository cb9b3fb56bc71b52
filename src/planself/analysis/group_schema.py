"""A JSON Schema of `planself/group/1`, for programs that read the results of groups."""

from __future__ import annotations

from planself.analysis.group_result import FORMAT, GroupResult
from planself.files.json_form import result_document
from planself.files.json_schema import QUESTIONNAIRE, Schema


def schema() -> Schema:
    """Return the schema of a group's result."""
    return result_document("the result of a group", FORMAT, {"questionnaire": QUESTIONNAIRE}, GroupResult)
