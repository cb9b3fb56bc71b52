"""A JSON Schema of `planself/summary/1`, for programs that read summaries."""

from __future__ import annotations

from planself.analysis.summary.result import FORMAT, GroupScores, Summary
from planself.analysis.suppression import LEAST_SETS
from planself.files.json_form import result_document, schema_of
from planself.files.json_schema import COUNT, QUESTIONNAIRE, SEAL, TEXT, Schema, mapping


def schema() -> Schema:
    """Return the schema of a summary."""
    least = {"const": LEAST_SETS, "description": "Answer sets that a number of scores stands for, at least."}
    head = {
        "questionnaire": QUESTIONNAIRE,
        "min_group": least,
        "groups": {"anyOf": [{"type": "null"}, mapping(_groups())]},
        "notices": {"type": "array", "items": TEXT, "description": "What stands above the page, in its language."},
    }
    return result_document("the summary of many answer sets", FORMAT, head, Summary, {"seal": SEAL})


def _groups() -> Schema:
    shown = mapping({"id": TEXT, **schema_of(GroupScores)["properties"]})
    hidden = mapping({"id": TEXT, "hidden": {"const": True}})
    cells = {"type": "array", "items": {"anyOf": [shown, hidden]}}
    by = "The column. A summary of the same rows by another column can be compared with this one, and tells of few."
    return {
        "by": {**TEXT, "description": by},
        "named": {"type": "array", "items": mapping({"name": TEXT, "n": COUNT, "hurdles": cells})},
        "unnamed": {**COUNT, "description": "Groups that are not shown: they, or those outside all others, are few."},
        "without": {**COUNT, "description": "Answer sets with nothing in the column."},
    }
