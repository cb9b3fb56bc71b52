"""One question of every answer type, with what each room is to make of it; a type without an entry fails the tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from planself.questionnaire.load import Loaded
from planself.questionnaire.model import AnyQuestion, Questionnaire
from planself.questionnaire.types.registry import TYPES
from planself.questionnaire.types.values import Value


@dataclass(frozen=True)
class Sample:
    """A question of a type; `raw` and `value` are one answer, as files have it and as answer sets have it."""

    keys: dict[str, Any]
    raw: Any
    value: Value
    refused: Any
    cell: str
    """The answer as a table has it."""
    typed: str
    """The answer as plain lines of an interview have it."""
    worded: str
    """The answer as a report has it."""
    explained: str
    """The answer as `explain` has it."""
    condition: tuple[str, Any] | None
    """A comparison that is true of the answer; None where no condition can ask for it."""
    counts: tuple[int, ...]
    """What a group of this one answer has in its counts."""
    points: int | None
    rows: tuple[str, ...] = ()
    """What can be picked, in the interview's order."""
    paper: tuple[str, ...] = ()
    wall: str = ""
    """The answer as the room's wall has it, where that is not how a report has it."""
    draft: dict[str, str] = field(default_factory=dict)
    """What a draft of a mapping file makes of cells that are not the contract's own."""


SAMPLES = {
    "scale": Sample(
        {"levels": [{"label": "never"}, {"label": "at times"}, {"label": "always"}], "anchors": ["A", "B", "C"]},
        raw=1, value=1, refused=3, cell="1.0", typed="1", worded="B", wall="1 – at times",
        explained="level 1 “at times”",
        condition=("at_least", 1), counts=(0, 1, 0), points=500, rows=("0", "1", "2"), paper=("0: A", "1: B", "2: C"),
        draft={"at times": "1"},
    ),
    "single": Sample(
        {"options": [{"id": "no_plan", "label": "None", "points": 0}, {"id": "plan", "label": "A plan", "points": 1}]},
        raw="plan", value="plan", refused="plans", cell="plan", typed="2", worded="A plan", explained="“A plan”",
        condition=("one_of", ["plan"]), counts=(0, 1), points=1000, rows=("no_plan", "plan"), paper=("None", "A plan"),
        draft={"A plan": "plan"},
    ),
    "multiple": Sample(
        {"options": [{"id": "mail", "label": "Mail"}, {"id": "phone", "label": "Phone"}]},
        raw=["phone"], value=("phone",), refused=["fax"], cell="phone", typed="2", worded="Phone",
        explained="“Phone”", condition=("includes", "phone"), counts=(0, 1), points=500, rows=("mail", "phone", "-"),
        paper=("Mail", "Phone"), draft={"Phone": "phone"},
    ),
    "yes_no": Sample(
        {}, raw="yes", value=True, refused="perhaps", cell="Ja", typed="y", worded="yes", explained="yes",
        condition=("is", "yes"), counts=(0, 1), points=1000, rows=("yes", "no"), draft={"2": "no"},
    ),
    "number": Sample(
        {"unit": "people", "min": 0, "steps": [{"from": 1, "points": 0.5}, {"from": 5, "points": 1}]},
        raw=3, value=3_000_000, refused="three", cell="3,0", typed="3", worded="3 people", wall="3",
        explained="3 people",
        condition=("at_most", 3), counts=(0, 1, 0), points=500, draft={"few": "?"},
    ),
    "text": Sample(
        {}, raw="Because", value="Because", refused=["x"], cell="Because", typed="Because", worded="Because",
        explained="“Because”", condition=None, counts=(), points=None,
    ),
}  # fmt: skip


@cache
def loaded() -> Loaded:
    """Return a questionnaire with one question of every type, whose id is the type's word."""
    questions = []
    for word in TYPES:
        sample = SAMPLES[word]
        scored = {} if sample.points is None else {"hurdles": {"silos": 1}}
        questions.append({"id": f"of_{word}", "type": word, "text": f"About {word}?", **scored, **sample.keys})
    questionnaire = Questionnaire.model_validate(
        {
            "format": "planself/questionnaire/1",
            "id": "types",
            "version": "1.0.0",
            "languages": ["en"],
            "title": "Types",
            "bands": [{"id": "low", "from": 0, "label": "Low"}],
            "stages": [{"id": "first", "min": 0, "label": "First"}],
            "hurdles": [{"id": "silos", "name": "Silos"}],
            "sections": [{"id": "all", "title": "All", "questions": questions}],
        }
    )
    return Loaded(questionnaire, "sha256:0", Path("types.yaml"))


def asked(word: str) -> AnyQuestion:
    """Return the question of a type."""
    return loaded().questionnaire.by_id[f"of_{word}"]
