"""A JSON Schema of the questionnaire format for editors, made from the models."""

from __future__ import annotations

from typing import Any

from planself.questionnaire.condition import OPERATORS
from planself.questionnaire.model import Questionnaire

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DEFAULTS: dict[str, object] = {
    "from": 0, "below": 101, "weight": 1, "min_coverage": 60, "evidence_from": 0.75, "effort": "medium",
    "reverse": False, "required": False, "scored": True, "exclusive": False, "long": False,
}  # fmt: skip
"""Defaults as they would be written in the file; inside they are integers of a small unit."""

DESCRIPTIONS = {
    "aims_at": "The answers that this step should lead to, for projections: question id → answer.",
    "after": "Measures that come before this one.",
    "allow": "Whether “don't know” and “not applicable” are answers here; by default both, in scored questions only.",
    "anchors": "One observable description for each level, level 0 first.",
    "at_least": "Of a gate: points from above 0 to 1. Of a comparison: a level or a number.",
    "bands": "What a hurdle's score is called, from worst to best; the first begins at 0.",
    "basis": "Where hurdles and questions come from; shown in every report.",
    "below": "The measure is offered while the hurdle's score is below this percent; 101 includes 100.",
    "cap": "The id of the best band while this gate is missed; by default the one below the top.",
    "evidence": "What would count as proof of a good answer.",
    "evidence_from": "Answers of at least these points should carry evidence.",
    "examples": "Answer files shipped with the questionnaire, by their path from its folder.",
    "exclusive": "An option such as “none of them”, which cannot be ticked with others.",
    "full": "How much ticked weight is enough for all points; by default the sum of all weights.",
    "gates": "Of a hurdle: minimum conditions; where one is missed, its band is capped. Of a stage: met.",
    "hurdles": "The hurdles, or in a question: which of them it measures, with what weight.",
    "id": "Stays with its meaning for ever; old answers are found by it.",
    "languages": "The first one is the default; every text must exist in it.",
    "min_coverage": "The percent of a hurdle that must be answered before it gets a score.",
    "points": "From 0 to 1, with at most three decimals.",
    "renamed_from": "All earlier ids; answers under one of them still count.",
    "required": "Interview and form do not let the question be skipped.",
    "reverse": "The answer counts the other way round: level 0, or no, is best.",
    "scored": "false: this option says nothing about the hurdle and counts as not applicable.",
    "short_of": "The id of the long form of which this is the short one.",
    "stages": "Stages of the whole: one is reached when every hurdle has this score; the first begins at 0.",
    "steps": "The points of a number from each threshold on.",
    "weight": "From 0.01 to 100, with at most two decimals.",
    "when": "A condition; only earlier questions can be asked for.",
}


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a questionnaire, with keys, units and defaults as they stand in the file."""
    found: dict[str, Any] = _tidy(Questionnaire.model_json_schema(by_alias=True))
    definitions = found["$defs"]
    definitions["Comparison"]["oneOf"] = [{"required": [operator]} for operator in OPERATORS]
    found["properties"]["version"] = {"type": "string", "pattern": r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$"}
    found["properties"]["languages"]["items"] = {"type": "string", "pattern": "^[a-z]{2,3}$"}
    return {"$schema": DIALECT, **found, "title": "planself questionnaire"}


def _tidy(node: Any) -> Any:
    """Return a part of pydantic's schema without what editors would only repeat."""
    if isinstance(node, list):
        return [_tidy(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _tidy(value) for key, value in node.items() if key not in ("title", "default", "properties")}
    if "properties" in node:
        kept["properties"] = {name: _property(name, value) for name, value in node["properties"].items()}
    if "patternProperties" in node:
        kept["additionalProperties"] = False
    return kept


def _property(name: str, node: dict[str, Any]) -> dict[str, Any]:
    """Return one key's schema with its default and a sentence that an editor shows."""
    kept: dict[str, Any] = _tidy(node)
    if "default" in node and name in _DEFAULTS and node["default"] is not None:
        kept["default"] = _DEFAULTS[name]
    return {**kept, "description": DESCRIPTIONS[name]} if name in DESCRIPTIONS else kept
