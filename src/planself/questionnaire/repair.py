"""A questionnaire without its broken parts, so that one broken question does not hide the faults of the others."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from planself.files.finding import Path
from planself.questionnaire.model import FORMAT, Questionnaire
from planself.questionnaire.shape import file_path

_ROUNDS = 12
_QUESTION = {"id": "x", "type": "text", "text": "x"}
_STAND_INS: dict[str, Any] = {
    "format": FORMAT,
    "id": "x",
    "version": "1.0.0",
    "languages": ["xx"],
    "title": "x",
    "bands": [{"id": "x", "from": 0, "label": "x"}],
    "stages": [{"id": "x", "min": 0, "label": "x"}],
    "hurdles": [{"id": "x", "name": "x"}],
    "sections": [{"id": "x", "title": "x", "questions": [_QUESTION]}],
}


class Repaired:
    """What is left of a questionnaire, and which paths are gone or replaced."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data
        self.broken: set[Path] = {(key,) for key in _STAND_INS if key not in data}
        self.questionnaire: Questionnaire | None = None

    def run(self) -> Repaired:
        """Take out what is broken until the rest is sound, or give up and have no questionnaire."""
        for _round in range(_ROUNDS):
            try:
                self.questionnaire = Questionnaire.model_validate(self._rest())
                break
            except ValidationError as error:
                faults = error.errors(include_url=False, include_context=False)
            self.broken |= {_unit(self.original(file_path(item["loc"])[0]), item["type"]) for item in faults}
        return self

    def original(self, path: Path) -> Path:
        """Return where something of the rest stands in the file."""
        found: Path = ()
        data: Any = self._data
        for step in path:
            if isinstance(data, list) and isinstance(step, int):
                left = [place for place in range(len(data)) if (*found, place) not in self.broken]
                step = left[step] if step < len(left) else step
            found = (*found, step)
            data = data[step] if _has(data, step) else None
        return found

    def touches(self, path: Path) -> bool:
        """Return whether something at or below a path, or around it, is gone."""
        return any(gone[: len(path)] == path[: len(gone)] for gone in self.broken)

    def _rest(self) -> dict[str, Any]:
        rest = {
            key: _without(value, (key,), self.broken) for key, value in self._data.items() if (key,) not in self.broken
        }
        return {**{key: value for key, value in _STAND_INS.items() if key not in rest}, **_with_titles(rest)}


def _unit(path: Path, kind: str) -> Path:
    """Return what has to go for one fault: an unknown key alone, else the smallest part that stands for itself."""
    if kind == "extra_forbidden" or len(path) <= 1:
        return path
    match path:
        case ("sections", _, "questions", int(), *_):
            return path[:4]
        case ("hurdles", _, "measures" | "gates", int(), *_):
            return path[:4]
        case ("sections" | "hurdles", _, "title" | "intro" | "when" | "name" | "description" | "symptoms" | "note", *_):
            return path[:3]
        case ("scoring", *_):
            return path[:1]
        case _:
            return path[:2]


def _with_titles(rest: dict[str, Any]) -> dict[str, Any]:
    """Return the rest with a stand-in for every heading that is gone."""
    for name, key in (("sections", "title"), ("hurdles", "name")):
        if isinstance(rest.get(name), list):
            rest[name] = [{key: "x", **item} if isinstance(item, dict) else item for item in rest[name]]
    return rest


def _without(data: Any, path: Path, gone: set[Path]) -> Any:
    if isinstance(data, dict):
        return {key: _without(v, (*path, key), gone) for key, v in data.items() if (*path, key) not in gone}
    if isinstance(data, list):
        return [_without(v, (*path, place), gone) for place, v in enumerate(data) if (*path, place) not in gone]
    return data


def _has(data: Any, step: str | int) -> bool:
    if isinstance(data, list):
        return isinstance(step, int) and step < len(data)
    return isinstance(data, dict) and step in data
