"""A JSON Schema of `planself/workshop-report/1`, for programs that read the reports of workshops."""

from __future__ import annotations

from typing import Any

from planself.analysis.agreement import AgreementWord
from planself.analysis.group_schema import schema as group_schema
from planself.report.workshop.sections import FORMAT
from planself.scoring.schema import DIALECT, mapping
from planself.scoring.schema import schema as result_schema

_TEXT = {"type": "string"}
_COUNT = {"type": "integer", "minimum": 0}
_COUNT_OR_NONE = {"type": ["integer", "null"], "minimum": 0, "description": "null where nothing is shown."}
_COUNTS_OR_NONE = {"type": ["array", "null"], "items": _COUNT}


def schema() -> dict[str, Any]:
    """Return the schema of a workshop's report."""
    properties = {
        "format": {"const": FORMAT},
        "subject": _TEXT,
        "date": {**_TEXT, "format": "date"},
        "invited": {**_COUNT, "description": "How many codes there are."},
        "group": _inside(group_schema()),
        "talked": {"type": "array", "items": _talked()},
        "moved": {"type": "boolean", "description": "Answers came in or changed after the discussion had begun."},
        "votes": {"type": "array", "items": _vote()},
        "consensus": {"oneOf": [{"type": "null"}, _inside(result_schema())]},
    }
    schema_ = mapping(properties)
    seal = {**_TEXT, "description": "By it planself knows whether the file was edited since."}
    return {
        "$schema": DIALECT,
        "title": "planself: the report of a workshop",
        **schema_,
        "properties": {**properties, "seal": seal},
    }


def _inside(whole: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in whole.items() if key != "$schema"}


def _talked() -> dict[str, Any]:
    answer = {"description": "As in an answer file; null without agreement."}
    properties = {
        "question": _TEXT,
        "outcome": {"enum": ["agreement", "no_agreement", None]},
        "how": {"enum": ["discussed", "agreed"], "description": "agreed: of one mind from the beginning."},
        "answer": {"type": ["string", "number", "boolean", "array", "null"], **answer},
        "second_round": {"oneOf": [{"type": "null"}, _second()]},
        "dissent": {"type": "array", "items": _dissent()},
        "note": _TEXT,
        "evidence": _TEXT,
        "seconds": _COUNT,
    }
    return mapping(properties)


def _second() -> dict[str, Any]:
    return mapping(
        {
            "counted": {"enum": ["hands", "files", None]},
            "n": _COUNT_OR_NONE,
            "counts": _COUNTS_OR_NONE,
            "unknown": _COUNT_OR_NONE,
            "not_applicable": _COUNT_OR_NONE,
            "median": _COUNTS_OR_NONE,
            "agreement": {"type": ["number", "null"], "minimum": -1, "maximum": 1, "description": "van der Eijk's A."},
            "word": {"enum": [*(word.value for word in AgreementWord), None]},
        }
    )


def _dissent() -> dict[str, Any]:
    by = {**_TEXT, "description": "Only where that person agreed; a name only in an open workshop."}
    schema_ = mapping({"text": _TEXT})
    return {**schema_, "properties": {"text": _TEXT, **dict.fromkeys(("role", "code", "name"), by)}}


def _vote() -> dict[str, Any]:
    return mapping(
        {
            "on": {"enum": ["hurdles", "measures"]},
            "people": _COUNT,
            "dots": _COUNT,
            "counts": {"type": "object", "additionalProperties": _COUNT},
        }
    )
