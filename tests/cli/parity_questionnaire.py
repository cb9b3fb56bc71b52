"""A questionnaire with a question of every type, each with a hurdle of its own."""

from __future__ import annotations

from typing import Any


def _question(id_: str, type_: str, **more: Any) -> dict[str, Any]:
    return {"id": id_, "type": type_, "text": "?", "hurdles": {f"h_{id_}": 1}, **more}


def _options(**points: float) -> list[dict[str, Any]]:
    return [{"id": id_.strip("_"), "label": id_, "points": n} for id_, n in points.items()]


_STEPS = (0, 0.5, 1, 1.2, 1.234, 3, 12, 1234, 1234.5)
_TICKS = [{"id": id_, "label": id_, "weight": n} for id_, n in (("care", 1), ("school", 2), ("3", 4))]
QUESTIONS: list[dict[str, Any]] = [
    _question("level", "scale", levels=[{"label": str(n)} for n in range(5)]),
    _question("kind", "single", options=_options(town=0, _7=0.5, _07=1)),
    _question("office", "yes_no"),
    _question("offers", "multiple", full=8, options=[*_TICKS, {"id": "none", "label": "N", "exclusive": True}]),
    _question(
        "people", "number", min=0, max=100_000, steps=[{"from": n, "points": i / 10} for i, n in enumerate(_STEPS)]
    ),
]
REMARKS: list[dict[str, Any]] = [
    {"id": "remark", "type": "text", "text": "?"},
    {"id": "reason", "type": "text", "text": "?", "allow": ["unknown"]},
]
QUESTIONNAIRE = {
    "format": "planself/questionnaire/1",
    "id": "parity",
    "version": "1.0.0",
    "languages": ["en"],
    "title": "Parity",
    "bands": [{"id": "low", "from": 0, "label": "Low"}],
    "stages": [{"id": "first", "min": 0, "label": "First"}],
    "hurdles": [{"id": f"h_{question['id']}", "name": question["id"]} for question in QUESTIONS],
    "sections": [{"id": "all", "title": "All", "questions": [*QUESTIONS, *REMARKS]}],
}
"""Each scored question has a hurdle of its own, so that its score tells which answer was read."""
