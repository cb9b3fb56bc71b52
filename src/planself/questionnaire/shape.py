"""Which model stands at which path of a questionnaire, and how pydantic's places translate into the file's."""

from __future__ import annotations

from collections.abc import Mapping

from planself.errors import did_you_mean
from planself.files.fields import Model
from planself.files.finding import Path
from planself.questionnaire import model
from planself.questionnaire.condition import AllOf, AnyOf, Comparison, NotOf
from planself.questionnaire.types.base import Entry
from planself.questionnaire.types.registry import TYPES, entry_at

JOINING: dict[str, type[Model]] = {"all": AllOf, "any": AnyOf, "not": NotOf}


def file_path(loc: tuple[str | int, ...]) -> tuple[Path, bool]:
    """Return pydantic's place without the tags of its unions, and whether it is the key that is meant."""
    path: list[str | int] = []
    tag = condition = False
    for step in loc:
        if tag:
            tag = False
            continue
        if step == "[key]":
            return tuple(path), True
        condition = condition or step == "when"
        path.append(step)
        listed = path[-2:-1] == ["questions"] if len(path) == 4 else condition and path[-2:-1] in (["all"], ["any"])
        tag = (isinstance(step, int) and listed) or (condition and step in ("when", "not")) or _named(path)
    return tuple(path), False


def _named(path: list[str | int]) -> bool:
    """Return whether a path leads to who carries a measure, which is a union: role ids, or cases."""
    return len(path) == 5 and path[2] == "measures" and path[4] == "who"


def at(data: object, path: Path) -> object:
    """Return what stands at a path of raw data, or None where nothing does."""
    for step in path:
        match data, step:
            case dict(), _:
                data = data.get(step)
            case list(), int() if 0 <= step < len(data):
                data = data[step]
            case _:
                return None
    return data


def model_at(data: object, path: Path) -> type[Model] | None:
    """Return the model of the mapping at a path, or None where no model is known."""
    if "when" in path:
        return _condition_at(at(data, path))
    match ["*" if isinstance(step, int) else step for step in path]:
        case []:
            return model.Questionnaire
        case ["scoring"]:
            return model.ScoringTerms
        case ["sources" | "roles" | "bands" | "stages" | "hurdles" | "checks" | "sections" as name, "*"]:
            return _TOP[str(name)]
        case ["scales", _]:
            return model.Scale
        case ["hurdles", "*", "gates", "*"]:
            return model.Gate
        case ["hurdles", "*", "measures", "*"]:
            return model.Measure
        case ["hurdles", "*", "measures", "*", "who", "*"]:
            return model.Carriers
        case ["hurdles", "*", "measures", "*", "practice", "*"]:
            return model.Practice
        case ["sections", "*", "questions", "*"]:
            return TYPES.get(_type(at(data, path)))
        case ["sections", "*", "questions", "*", str(key), "*"] if entry := entry_at(_type(at(data, path[:4])), key):
            return entry
        case [*_, "levels", "*"]:
            return model.Level
        case _:
            return None


_TOP: dict[str, type[Model]] = {
    "sources": model.Source,
    "roles": model.Role,
    "bands": model.Band,
    "stages": model.Stage,
    "hurdles": model.Hurdle,
    "checks": model.Check,
    "sections": model.Section,
}


def keys(of: type[Model], *, required: bool = False) -> list[str]:
    """Return the keys that a mapping may have, or those that it must have."""
    return [field.alias or name for name, field in of.model_fields.items() if not required or field.is_required()]


def known_keys(data: object, path: Path) -> list[str]:
    """Return the keys that the mapping at a path may have."""
    of = model_at(data, path)
    joining = list(JOINING) if of is Comparison else []
    return keys(of) + joining if of else []


_OTHER_WORDS: dict[type[Model], dict[str, str]] = {
    model.Band: {"min": "from", "name": "label", "title": "label"},
    model.Carriers: {"roles": "who", "role": "who", "if": "when"},
    model.Check: {"if": "when", "condition": "when", "message": "text", "title": "text", "name": "text"},
    model.Gate: {"min": "at_least", "points": "at_least", "band": "cap", "max": "cap"},
    model.Hurdle: {"title": "name", "label": "name", "text": "description"},
    model.Measure: {"name": "title", "label": "title", "description": "text", "to": "below", "until": "below"},
    model.Practice: {
        "where": "who",
        "name": "who",
        "text": "what",
        "title": "what",
        "year": "since",
        "source": "sources",
    },
    model.Role: {"name": "label", "title": "label"},
    model.Section: {"name": "title", "label": "title", "description": "intro"},
    model.Source: {"name": "title", "link": "url", "author": "publisher"},
    model.Stage: {"from": "min", "name": "label", "title": "label"},
}
"""Words that other formats, or other places of this one, have for a key."""
_OF_QUESTIONS = {"label": "text", "title": "text", "name": "text", "question": "text", "description": "help"}


def meant_key(data: object, path: Path) -> str | None:
    """Return the known key that the unknown one at the end of a path was meant to be."""
    of, word, known = model_at(data, path[:-1]), str(path[-1]).lower(), known_keys(data, path[:-1])
    asked = of is not None and issubclass(of, model.BaseQuestion)
    return (_OF_QUESTIONS if asked else _other_words(of)).get(word) or did_you_mean(word, known)


def _other_words(of: type[Model] | None) -> Mapping[str, str]:
    if of is None:
        return {}
    return of.OTHER_WORDS if issubclass(of, Entry) else _OTHER_WORDS.get(of, {})


def _condition_at(data: object) -> type[Model]:
    found = data if isinstance(data, dict) else {}
    return next((JOINING[key] for key in JOINING if key in found), Comparison)


def _type(data: object) -> str:
    found = data.get("type") if isinstance(data, dict) else None
    return found if isinstance(found, str) else ""
