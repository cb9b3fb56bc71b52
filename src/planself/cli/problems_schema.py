"""A JSON Schema of `planself/problems/1`, for programs that read what `--json` says of problems."""

from __future__ import annotations

from typing import Any

from planself.errors import Severity
from planself.files.json_schema import document, mapping

FORMAT = "planself/problems/1"
_PLACE = {"type": ["integer", "null"], "minimum": 1}


def schema() -> dict[str, Any]:
    """Return the schema of a list of problems."""
    always = {
        "file": {"type": ["string", "null"], "description": "The file, null where the problem is of none."},
        "line": {**_PLACE, "description": "The line, from 1; null where there is no such place."},
        "column": {**_PLACE, "description": "The column, from 1; null where there is no such place."},
        "code": {"type": "string", "description": "The stable code; docs/problems.md explains every one."},
        "message": {"type": "string", "description": "What is wrong, in the language asked for."},
        "hint": {"type": "string", "description": "What to do, empty where there is nothing to say."},
    }
    severity = {
        "enum": [severity.value for severity in Severity],
        "description": "An error stops the file, a warning is advice, a note is for information.",
    }
    sheet = {"type": "string", "description": "The sheet of a workbook; line and column are then those of a cell."}
    entry = mapping(always, {"severity": severity, "sheet": sheet})
    properties = {
        "format": {"const": FORMAT, "description": "The format and its version."},
        "problems": {"type": "array", "items": entry, "description": "One entry a problem, in order."},
    }
    return document("problems", properties)
