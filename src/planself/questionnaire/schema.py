"""A JSON Schema of the questionnaire format for editors, made from the models."""

from __future__ import annotations

from typing import Any

from planself.files.fields import LANGUAGE
from planself.files.json_schema import DIALECT
from planself.questionnaire.described import described
from planself.questionnaire.model import Questionnaire
from planself.questionnaire.schema_limits import limit

_DEFAULTS: dict[str, object] = {
    "from": 0, "below": 101, "weight": 1, "min_coverage": 60, "evidence_from": 0.75, "effort": "medium",
    "reverse": False, "required": False, "scored": True, "exclusive": False, "long": False, "statutory": False,
}  # fmt: skip
"""Defaults as they would be written in the file; inside they are integers of a small unit."""

DESCRIPTIONS = {
    "accessed": "When the source was last looked up.",
    "aims_at": "The answers that this step should lead to, for projections: question id → answer.",
    "after": "Measures that come before this one.",
    "all": "Conditions that all have to be true.",
    "allow": "Whether “don't know” and “not applicable” are answers here; by default both, in scored questions only.",
    "anchors": "One observable description for each level, level 0 first.",
    "any": "Conditions of which one has to be true.",
    "at_least": "Of a gate: points from above 0 to 1. Of a comparison: a level or a number.",
    "at_most": "The highest level or number at which the comparison is true.",
    "bands": "What a hurdle's score is called, from worst to best; the first begins at 0.",
    "basis": "Where hurdles and questions come from; shown in every report.",
    "below": "The measure is offered while the hurdle's score is below this percent; 101 includes 100.",
    "cap": "The id of the best band while this gate is missed; by default the one below the top.",
    "checks": "Answers that contradict each other: told while the condition is true, never scored.",
    "description": "A few sentences for readers of the form and of the report.",
    "effort": "low, medium or high; the measures with less effort come first.",
    "evidence": "What would count as proof of a good answer.",
    "evidence_from": "Answers of at least these points should carry evidence.",
    "examples": "Answer files shipped with the questionnaire, by their path from its folder.",
    "exclusive": "An option such as “none of them”, which cannot be ticked with others.",
    "format": "The format and its version: planself/questionnaire/1.",
    "from": "The percent from which this holds.",
    "full": "How much ticked weight is enough for all points; by default the sum of all weights.",
    "gates": "Of a hurdle: minimum conditions; where one is missed, its band is capped. Of a stage: met.",
    "help": "A longer explanation, for whoever asks for it.",
    "horizon": "How long the measure takes, in words.",
    "hurdles": "The hurdles, or in a question: which of them it measures, with what weight.",
    "id": "Stays with its meaning for ever; old answers are found by it.",
    "includes": "The option that has to be ticked.",
    "intro": "A sentence or two before the section's questions.",
    "is": "The answer at which the comparison is true.",
    "is_not": "The answer at which the comparison is not true.",
    "label": "What people read.",
    "languages": "The first one is the default; every text must exist in it.",
    "levels": "The levels of a scale, from level 0 on; the last one is best unless the question is reversed.",
    "long": "Whether there is room for several lines.",
    "max": "The highest number that can be answered.",
    "measures": "Next steps, offered while the hurdle's score lies in their range.",
    "min": "Of a stage: the percent that every hurdle must have. Of a number: the lowest that can be answered.",
    "min_coverage": "The percent of a hurdle that must be answered before it gets a score.",
    "name": "What people read.",
    "not": "A condition that has to be false.",
    "note": "For authors: why this weight, this threshold.",
    "one_of": "The answers at which the comparison is true.",
    "options": "What can be chosen, in the order in which it is shown.",
    "points": "From 0 to 1, with at most three decimals.",
    "practice": "Examples of practice: who did what, since when; only from sources that were read.",
    "publisher": "Who published it.",
    "question": "The id of the question that is asked for.",
    "questions": "The questions of the section, in the order in which they are asked.",
    "renamed_from": "All earlier ids; answers under one of them still count.",
    "required": "Interview and form do not let the question be skipped.",
    "reverse": "The answer counts the other way round: level 0, or no, is best.",
    "roles": "Who can answer, or carry a measure; in a question, the ids of those that are asked.",
    "scale": "The name of a scale under `scales`; or give `levels` in place.",
    "scales": "Scales by name, each for several questions.",
    "scored": "false: this option says nothing about the hurdle and counts as not applicable.",
    "scoring": "What the questionnaire sets for its scoring.",
    "sections": "Questions that are asked together, in order.",
    "short_of": "The id of the long form of which this is the short one.",
    "since": "Since when, such as a year.",
    "sources": "Publications, or elsewhere than at the top the ids of those that are cited.",
    "stages": "Stages of the whole: one is reached when every hurdle has this score; the first begins at 0.",
    "statutory": "The section's questions are points of law; a report says which of them are not met.",
    "steps": "The points of a number from each threshold on.",
    "symptoms": "By what people recognise the hurdle.",
    "text": "What people read.",
    "title": "What people read.",
    "topic": "A short neutral word to stand beside scores, such as “data”.",
    "type": "How the question is answered.",
    "unit": "What the number counts.",
    "unit_one": "The same for the number one, such as “meeting” beside “meetings”.",
    "url": "Where it can be read.",
    "verified": "How far its text was checked.",
    "version": "Three numbers; the first changes where scores are no longer comparable.",
    "weight": "From 0.01 to 100, with at most two decimals.",
    "what": "What was done there.",
    "when": "A condition; only earlier questions can be asked for.",
    "who": "The ids of the roles that carry the measure, or cases of which the first that is true holds.",
    "year": "The year in which it came out.",
    "Carriers.when": "Where this is true, these carry the measure; the last case may go without.",
    "Carriers.who": "The ids of the roles that carry the measure in this case.",
    "Check.when": "The answers that contradict each other.",
    "Practice.who": "Who did it, such as a town or a district.",
    "Step.from": "The number from which these points are given.",
    "Measure.from": "The measure is offered from this percent of the hurdle's score on.",
}


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a questionnaire, with keys, units and defaults as they stand in the file."""
    found: dict[str, Any] = _tidy(Questionnaire.model_json_schema(by_alias=True))
    found["properties"]["languages"]["items"] = {"type": "string", "pattern": LANGUAGE}
    limit(found)
    return described({"$schema": DIALECT, **found, "title": "planself questionnaire"}, DESCRIPTIONS)


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
    """Return one key's schema with its default."""
    kept: dict[str, Any] = _tidy(node)
    if "default" in node and name in _DEFAULTS and node["default"] is not None:
        kept["default"] = _DEFAULTS[name]
    return kept
