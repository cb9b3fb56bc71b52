"""A JSON Schema of `planself/summary/1`, for programs that read summaries."""

from __future__ import annotations

from typing import Any

from planself.analysis.summary.result import FORMAT
from planself.analysis.summary.spread import FIFTHS
from planself.analysis.suppression import LEAST_SETS
from planself.files.json_schema import COUNT, DIALECT, TEXT, mapping

_COUNT_OR_NONE = {**COUNT, "type": ["integer", "null"], "description": "null where it would tell of too few."}
_POINTS = {"type": "integer", "minimum": 0, "maximum": 100}


def schema() -> dict[str, Any]:
    """Return the schema of a summary."""
    properties = {
        "format": {"const": FORMAT},
        "questionnaire": mapping({"id": TEXT, "version": TEXT, "digest": TEXT}),
        "min_group": {"const": LEAST_SETS, "description": "Answer sets that a number of scores stands for, at least."},
        "n": COUNT,
        "rejected": {**COUNT, "description": "Rows in none of the numbers."},
        "overall": mapping({**_spread(), **_unrated(), "stages": _counted("stages")}),
        "coverage": mapping(_spread()),
        "with_lowest": {
            **_COUNT_OR_NONE,
            "description": "Answer sets with a rated hurdle below 100.",
        },
        "hurdles": {"type": "array", "items": mapping(_hurdle())},
        "questions": {
            "type": "array",
            "items": mapping({"id": TEXT, "asked": _COUNT_OR_NONE, "unknown": _COUNT_OR_NONE}),
        },
        "gates": {"type": "array", "items": mapping(_gate())},
        "groups": {"anyOf": [{"type": "null"}, mapping(_groups())]},
        "notices": {"type": "array", "items": TEXT, "description": "What stands above the page, in its language."},
    }
    seal = {**TEXT, "description": "By it planself knows whether the file was edited since."}
    return {
        "$schema": DIALECT,
        "title": "planself: the summary of many answer sets",
        **mapping(properties),
        "properties": {**properties, "seal": seal},
    }


def _spread() -> dict[str, Any]:
    quartiles = {
        **_quartiles(),
        "type": ["array", "null"],
        "description": "The ⌈n/4⌉-th, ⌈n/2⌉-th and ⌈3n/4⌉-th smallest in whole points; null below ten of them.",
    }
    fifths = {
        "type": ["array", "null"],
        "items": COUNT,
        "minItems": FIFTHS,
        "maxItems": FIFTHS,
        "description": "How many lie in 0–19, 20–39 … 80–100 once they are rounded; null below ten of them.",
    }
    return {
        "n": {**_COUNT_OR_NONE, "description": "Answer sets with a value; null below ten answer sets."},
        "quartiles": quartiles,
        "fifths": fifths,
    }


def _quartiles() -> dict[str, Any]:
    return {"type": "array", "items": _POINTS, "minItems": 3, "maxItems": 3}


def _unrated() -> dict[str, Any]:
    return {"insufficient": _COUNT_OR_NONE, "not_applicable": _COUNT_OR_NONE}


def _counted(what: str) -> dict[str, Any]:
    description = f"The {what} in ascending order; null where they would tell of too few."
    return {"type": ["array", "null"], "items": mapping({"id": TEXT, "n": COUNT}), "description": description}


def _hurdle() -> dict[str, Any]:
    value = {"type": ["number", "null"], "maximum": 1, "description": "Cronbach's alpha, two decimals."}
    return {
        "id": TEXT,
        **_spread(),
        **_unrated(),
        "bands": _counted("bands"),
        "lowest_hurdle": {**_COUNT_OR_NONE, "description": "In how many no rated hurdle is lower; ties count."},
        "alpha": mapping({"questions": COUNT, "n": _COUNT_OR_NONE, "value": value}),
    }


def _gate() -> dict[str, Any]:
    return {
        "hurdle": TEXT,
        "question": TEXT,
        "at_least": {"type": "number", "minimum": 0, "maximum": 1},
        "answered": _COUNT_OR_NONE,
        "failed": _COUNT_OR_NONE,
    }


def _groups() -> dict[str, Any]:
    shown = mapping({"id": TEXT, "n": COUNT, "quartiles": _quartiles()})
    hidden = mapping({"id": TEXT, "hidden": {"const": True}})
    cells = {"type": "array", "items": {"anyOf": [shown, hidden]}}
    by = "The column. A summary of the same rows by another column can be compared with this one, and tells of few."
    return {
        "by": {**TEXT, "description": by},
        "named": {"type": "array", "items": mapping({"name": TEXT, "n": COUNT, "hurdles": cells})},
        "unnamed": {**COUNT, "description": "Groups that are not shown: they, or those outside all others, are few."},
        "without": {**COUNT, "description": "Answer sets with nothing in the column."},
    }
