"""A JSON Schema of `planself/summary/1`, for programs that read summaries."""

from __future__ import annotations

from typing import Any

from planself.analysis.anonymity import LEAST_GROUP
from planself.analysis.summary.result import FORMAT
from planself.analysis.summary.spread import BINS
from planself.scoring.schema import DIALECT, mapping

_TEXT = {"type": "string"}
_COUNT = {"type": "integer", "minimum": 0}
_COUNT_OR_NONE = {**_COUNT, "type": ["integer", "null"], "description": "null where it would tell of too few."}
_PERCENT = {"type": "number", "minimum": 0, "maximum": 100}
_PERCENT_OR_NONE = {
    **_PERCENT,
    "type": ["number", "null"],
    "description": "One decimal; null where it would tell of too few.",
}


def schema() -> dict[str, Any]:
    """Return the schema of a summary."""
    properties = {
        "format": {"const": FORMAT},
        "questionnaire": mapping({"id": _TEXT, "version": _TEXT, "digest": _TEXT}),
        "min_group": {"type": "integer", "minimum": LEAST_GROUP},
        "n": _COUNT,
        "rejected": {**_COUNT, "description": "Rows in none of the numbers."},
        "overall": mapping({**_spread(), **_unrated(), "stages": _counted("stages")}),
        "coverage": mapping(_spread()),
        "with_lowest": {**_COUNT, "description": "Answer sets with a rated hurdle that is not wholly overcome."},
        "hurdles": {"type": "array", "items": mapping(_hurdle())},
        "questions": {
            "type": "array",
            "items": mapping({"id": _TEXT, "asked": _COUNT, "unknown": _COUNT_OR_NONE}),
        },
        "gates": {"type": "array", "items": mapping(_gate())},
        "groups": {"anyOf": [{"type": "null"}, mapping(_groups())]},
    }
    seal = {**_TEXT, "description": "By it planself knows whether the file was edited since."}
    return {
        "$schema": DIALECT,
        "title": "planself: the summary of many answer sets",
        **mapping(properties),
        "properties": {**properties, "seal": seal},
    }


def _spread() -> dict[str, Any]:
    return {
        "n": {**_COUNT, "description": "Answer sets with a value."},
        "sum": {"type": ["number", "null"], "minimum": 0, "description": "The mean is sum ÷ n, half up."},
        "mean": _PERCENT_OR_NONE,
        "lowest": _PERCENT_OR_NONE,
        "quartiles": _values(2, 2, "The ⌈n/4⌉-th and the ⌈3n/4⌉-th smallest value."),
        "median": _values(1, 2, "Both middle values where they differ."),
        "highest": _PERCENT_OR_NONE,
        "bins": {
            "type": ["array", "null"],
            "items": _COUNT,
            "minItems": BINS,
            "maxItems": BINS,
            "description": "How many values lie in 0.0–9.9, 10.0–19.9, … 90.0–100.0.",
        },
    }


def _values(least: int, most: int, description: str) -> dict[str, Any]:
    return {
        "type": ["array", "null"],
        "items": _PERCENT,
        "minItems": least,
        "maxItems": most,
        "description": description,
    }


def _unrated() -> dict[str, Any]:
    return {"insufficient": _COUNT_OR_NONE, "not_applicable": _COUNT_OR_NONE}


def _counted(what: str) -> dict[str, Any]:
    description = f"The {what} in ascending order; null where they would tell of too few."
    return {"type": ["array", "null"], "items": mapping({"id": _TEXT, "n": _COUNT}), "description": description}


def _hurdle() -> dict[str, Any]:
    value = {"type": ["number", "null"], "maximum": 1, "description": "Cronbach's alpha, two decimals."}
    return {
        "id": _TEXT,
        **_spread(),
        **_unrated(),
        "bands": _counted("bands"),
        "lowest_hurdle": {**_COUNT_OR_NONE, "description": "In how many no rated hurdle is lower; ties count."},
        "alpha": mapping({"questions": _COUNT, "n": _COUNT, "value": value}),
    }


def _gate() -> dict[str, Any]:
    return {
        "hurdle": _TEXT,
        "question": _TEXT,
        "at_least": {"type": "number", "minimum": 0, "maximum": 1},
        "answered": _COUNT,
        "failed": _COUNT_OR_NONE,
    }


def _groups() -> dict[str, Any]:
    shown = mapping({"id": _TEXT, "n": _COUNT, "mean": _PERCENT})
    hidden = mapping({"id": _TEXT, "hidden": {"const": True}})
    cells = {"type": "array", "items": {"anyOf": [shown, hidden]}}
    return {
        "by": {**_TEXT, "description": "The column."},
        "named": {"type": "array", "items": mapping({"name": _TEXT, "n": _COUNT, "hurdles": cells})},
        "unnamed": {**_COUNT, "description": "Groups that are too small to be named."},
        "without": {**_COUNT, "description": "Answer sets with nothing in the column."},
    }
