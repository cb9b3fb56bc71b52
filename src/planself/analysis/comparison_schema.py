"""A JSON Schema of `planself/comparison/1`, for programs that read comparisons."""

from __future__ import annotations

from planself.analysis.comparison import (
    COMPARABLE,
    FORMAT,
    ChangedAnswer,
    HurdleTrend,
    Round,
    StageTrend,
)
from planself.files.json_form import schema_of
from planself.files.json_schema import DAY_OR_NONE, IDS, TEXT, Schema, document, mapping
from planself.scoring.assessment import HEAD


def schema() -> Schema:
    """Return the schema of a comparison."""
    course, round_ = schema_of(StageTrend), schema_of(Round)["properties"]
    comparable = {**course, "type": ["object", "null"], "description": COMPARABLE}
    new = "Questions that not all rounds were asked, or perhaps were not."
    rounds = mapping({"source": TEXT, "date": DAY_OR_NONE, **round_})
    properties = {
        "format": {"const": FORMAT},
        "questionnaire": HEAD["questionnaire"],
        "subject": HEAD["subject"],
        "rounds": {"type": "array", "items": rounds, "minItems": 2},
        "overall": mapping({**course["properties"], "comparable": comparable}),
        "hurdles": {"type": "array", "items": schema_of(HurdleTrend)},
        "questions": {"type": "array", "items": schema_of(ChangedAnswer)},
        "new_questions": {**IDS, "description": new},
    }
    return document("assessments of one municipality compared", properties)
