"""What is said of a number that is out of range or too exact, and the number that was meant."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from planself.files.finding import Finding, Path
from planself.i18n import _, n_
from planself.questionnaire.shape import at

_PERCENT = 10
"""Below it, nobody means a percentage."""


def out_of_range(data: object, path: Path) -> Finding:
    """Return the finding for a number that its key does not take."""
    value = at(data, path)
    low, high = _range(path)
    message = _("{value} is out of range; possible is {low} to {high}.").format(value=value, low=low, high=high)
    return Finding("E109", path, message, _meant(data, path, value))


def too_exact(data: object, path: Path, places: int) -> Finding:
    """Return the finding for a number with more decimals than its key takes."""
    message = n_("At most {n} decimal is possible here.", "At most {n} decimals are possible here.", places)
    value = at(data, path)
    near = round(Decimal(str(value)), places).normalize() if isinstance(value, int | float | Decimal) else None
    return Finding("E108", path, message, _("Did you mean {word}?").format(word=f"{near:f}") if near else "")


def raw_questions(data: object) -> Iterator[dict[str, Any]]:
    """Yield every question of raw data that is a mapping."""
    sections = at(data, ("sections",))
    for section in sections if isinstance(sections, list) else ():
        questions = at(section, ("questions",))
        yield from (q for q in (questions if isinstance(questions, list) else ()) if isinstance(q, dict))


def _range(path: Path) -> tuple[str, str]:
    """Return the bounds of a number as they are written in the file."""
    match path[-1]:
        case "year":
            return "1800", "2200"
        case "points" | "at_least" | "evidence_from":
            return "0", "1"
        case "below":
            return "0", "101"
        case "from" | "min" | "max" if path[0] == "sections":
            return "-4503599627", "4503599627"
        case "from" | "min" | "min_coverage":
            return "0", "100"
        case _:
            return "0.01", "100"


def _meant(data: object, path: Path, value: object) -> str:
    """Return the remedy for a number that means something else than its key."""
    if not isinstance(value, int | float | Decimal):
        return ""
    if path[-1] in ("points", "at_least", "evidence_from") and value > 1:
        level = _level_meant(data, path, value) if path[-1] == "at_least" else ""
        return level or _points_meant(value)
    return _weight_meant(path) if value == 0 else ""


def _points_meant(value: int | float | Decimal) -> str:
    """Return the remedy for points that were counted up to another number than 1."""
    if value < _PERCENT or value > 100:
        return _("Points run from 0 to 1, the best answer; write the others as parts of it, such as 0.5.")
    points = (Decimal(str(value)) / 100).normalize()
    return _("Points run from 0 to 1; write {points} for {percent} percent.").format(points=points, percent=value)


def _weight_meant(path: Path) -> str:
    """Return the remedy for a weight of 0: what does not count is not there."""
    match path:
        case ("sections", *_, "hurdles", _):
            return _("What a question does not measure is left out of its `hurdles`; delete the entry.")
        case ("hurdles", _, "weight"):
            return _("A hurdle that is not to count is left out, with its questions' entries in `hurdles`.")
        case (*_, "options", _, "weight"):
            return _("For “none of these” write `exclusive: true` instead; any other option counts for something.")
        case _:
            return ""


def _level_meant(data: object, path: Path, value: int | float | Decimal) -> str:
    """Return the remedy for a gate that names a level where points are meant, or "" for a percentage."""
    gate = at(data, path[:-1])
    highest = _highest_level(data, gate.get("question")) if isinstance(gate, dict) else None
    if highest is None or value > highest or value != int(value):
        return _("A gate is set in points, from 0 to 1, not in levels.") if value < _PERCENT else ""
    points = Decimal((2000 * int(value) + highest) // (2 * highest)).scaleb(-3).normalize()
    return _("Did you mean level {level} = {points}?").format(level=value, points=points)


def _highest_level(data: object, question_id: object) -> int | None:
    for question in raw_questions(data):
        if question.get("id") == question_id:
            levels = question.get("levels") or at(data, ("scales", str(question.get("scale")), "levels"))
            return len(levels) - 1 if isinstance(levels, list) and len(levels) > 1 else None
    return None
