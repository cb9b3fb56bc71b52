"""A JSON Schema of `planself/workshop-report/1`, for programs that read the reports of workshops."""

from __future__ import annotations

from typing import Any

from planself.analysis.agreement import AgreementWord
from planself.analysis.group_schema import schema as group_schema
from planself.files.json_schema import COUNT, COUNT_OR_NONE, TEXT, document, mapping
from planself.report.workshop.sections import FORMAT
from planself.scoring.schema import schema as result_schema

_COUNTS_OR_NONE = {"type": ["array", "null"], "items": COUNT}


def schema() -> dict[str, Any]:
    """Return the schema of a workshop's report."""
    properties = {
        "format": {"const": FORMAT},
        "subject": TEXT,
        "date": {**TEXT, "format": "date"},
        "invited": {**COUNT, "description": "How many codes there are."},
        "group": _inside(group_schema()),
        "talked": {"type": "array", "items": _talked()},
        "moved": {"type": "boolean", "description": "Answers came in or changed after the discussion had begun."},
        "votes": {"type": "array", "items": _vote()},
        "consensus": {"oneOf": [{"type": "null"}, _inside(result_schema())]},
    }
    seal = {**TEXT, "description": "By it planself knows whether the file was edited since."}
    return document("the report of a workshop", properties, {"seal": seal})


def _inside(whole: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in whole.items() if key != "$schema"}


def _talked() -> dict[str, Any]:
    answer = {"description": "As in an answer file; null without agreement."}
    properties = {
        "question": TEXT,
        "outcome": {"enum": ["agreement", "no_agreement", None]},
        "how": {"enum": ["discussed", "agreed"], "description": "agreed: of one mind from the beginning."},
        "answer": {"type": ["string", "number", "boolean", "array", "null"], **answer},
        "second_round": {"oneOf": [{"type": "null"}, _second()]},
        "dissent": {"type": "array", "items": _dissent()},
        "note": TEXT,
        "evidence": TEXT,
        "seconds": COUNT,
    }
    return mapping(properties)


def _second() -> dict[str, Any]:
    return mapping(
        {
            "counted": {"enum": ["hands", "files", None]},
            "n": COUNT_OR_NONE,
            "counts": _COUNTS_OR_NONE,
            "unknown": COUNT_OR_NONE,
            "not_applicable": COUNT_OR_NONE,
            "median": _COUNTS_OR_NONE,
            "agreement": {"type": ["number", "null"], "minimum": -1, "maximum": 1, "description": "van der Eijk's A."},
            "word": {"enum": [*(word.value for word in AgreementWord), None]},
        }
    )


def _dissent() -> dict[str, Any]:
    by = {**TEXT, "description": "Only where that person agreed; a name only in an open workshop."}
    return mapping({"text": TEXT}, dict.fromkeys(("role", "code", "name"), by))


def _vote() -> dict[str, Any]:
    return mapping(
        {
            "on": {"enum": ["hurdles", "measures"]},
            "people": COUNT,
            "dots": COUNT,
            "counts": {"type": "object", "additionalProperties": COUNT},
        }
    )
