"""How something is written right whose shape is wrong: the author's own words in the shape that the format has."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from planself.files.finding import Path
from planself.questionnaire.shape import at, keys, model_at
from planself.text import plain_words

_PLAIN = re.compile(r"[^\W\d_][\w -]*").fullmatch
_OF_YAML = ("yes", "no", "true", "false", "null", "on", "off", "y", "n")
_LONGEST, _MOST = 30, 4
_COMPARED = re.compile(r"(?i)(\w+) *(?:==?|\bis\b|\bist\b|:) *(\w+)").fullmatch
_RANGE = re.compile(r"(\d+) *(?:-|–|to|bis) *(\d+) *%?").fullmatch

_ENTRIES = {
    "bands": ("high", "{{id: {id}, from: 0, label: {text}}}"),
    "checks": ("group_meets", "{{id: {id}, when: {{question: …, is: …}}, text: {text}}}"),
    "gates": ("steering_group", "{{question: {id}, at_least: 0.5}}"),
    "hurdles": ("silos", "{{id: {id}, name: {text}}}"),
    "levels": ("", "{{label: {text}}}"),
    "measures": ("round_table", "{{id: {id}, title: {text}}}"),
    "options": ("town", "{{id: {id}, label: {text}}}"),
    "points": ("town", "{{id: {id}, label: {text}, points: 0}}"),
    "practice": ("", "{{who: {text}, what: …, sources: [agj-2018]}}"),
    "questions": ("steering_group", "{{id: {id}, type: yes_no, text: {text}}}"),
    "roles": ("planning", "{{id: {id}, label: {text}}}"),
    "scales": ("", "{{levels: [{text}]}}"),
    "sections": ("goals", "{{id: {id}, title: {text}, questions: [{{id: …, type: …, text: …}}]}}"),
    "sources": ("agj-2018", "{{id: {id}, title: {text}, publisher: …, url: …}}"),
    "stages": ("begun", "{{id: {id}, min: 0, label: {text}}}"),
    "steps": ("", "{{from: {text}, points: 0}}"),
}
"""One entry of each list of mappings, with an id for texts that nothing of could be in one."""
_PLACES: dict[str, Path] = {
    "gates": ("hurdles", 0, "gates", 0),
    "levels": ("scales", "x", "levels", 0),
    "measures": ("hurdles", 0, "measures", 0),
    "options": ("sections", 0, "questions", 0, "options", 0),
    "practice": ("hurdles", 0, "measures", 0, "practice", 0),
    "steps": ("sections", 0, "questions", 0, "steps", 0),
}


def right_shape(kind: str, data: object, path: Path, value: object) -> str:
    """Return what should stand at a path instead of a value of another kind, or "" where nothing can be said."""
    match kind:
        case "list_type":
            return f"{path[-1]}: [{_listed(_entries(data, path, value))}]"
        case "model_type" | "dict_type" | "model_attributes_type":
            return _mapping(data, path, value)
        case "text" if isinstance(value, list):
            return json.dumps(" ".join(map(str, value[:_MOST])), ensure_ascii=False)
        case "bool_type":
            return _boolean(value)
        case "number" | "int_type":
            return _number(data, path, value)
        case _:
            return ""


def condition(value: object) -> str:
    """Return a condition as it is written, of a sentence or a list that was meant as one."""
    match value:
        case list():
            return "{all: [" + _listed([condition(part) for part in value]) + "]}"
        case dict():
            return _mapping_of(value)
        case str() if compared := _COMPARED(value.strip()):
            return f"{{question: {compared[1]}, is: {compared[2]}}}"
        case str() if slug(value, "") == value:
            return f"{{question: {value}, is: yes}}"
        case _:
            return "{question: own_youth_office, is: yes}"


def slug(text: str, otherwise: str) -> str:
    """Return an id made of a text, or another one where nothing of it can be in an id."""
    found = plain_words(text)[:40]
    return found if re.fullmatch(r"[a-z][a-z0-9_]*", found) else otherwise


def _flow(value: object) -> str:
    """Return a value as it can stand in a line of the file, long texts cut."""
    match value:
        case dict():
            return _mapping_of(value)
        case list():
            return f"[{_listed([_flow(part) for part in value])}]"
    word = str(value)
    if len(word) > _LONGEST:
        word = word[: _LONGEST - 1] + "…"
    quoted = isinstance(value, str) and (word.lower() in _OF_YAML or not _PLAIN(word.removesuffix("…") or "x"))
    return json.dumps(word, ensure_ascii=False) if quoted else word


def _mapping_of(value: Mapping[object, object]) -> str:
    return "{" + ", ".join(f"{key}: {_flow(part)}" for key, part in value.items()) + "}"


def _listed(entries: list[str]) -> str:
    return ", ".join(entries[:_MOST] + (["…"] if len(entries) > _MOST else [])) or "…"


def _entry(name: str, text: object, id_: object = None) -> str:
    otherwise, shape = _ENTRIES[name]
    return shape.format(id=slug(str(text if id_ is None else id_), otherwise), text=_flow(text))


def _words(value: object) -> list[object]:
    """Return the words that were meant: those of a list, of mappings in it, or of a text with commas."""
    match value:
        case list():
            return [next(iter(word), "…") if isinstance(word, dict) else word for word in value]
        case dict():
            return list(value.values())
        case str():
            return [word.strip() for word in value.split(",") if word.strip()] or ["…"]
        case _:
            return [value]


def _entries(data: object, path: Path, value: object) -> list[str]:
    """Return the entries of a list that was written as a word or as a mapping."""
    name = _kind_of_entry(data, path)
    if name is None and path[-1] == "who" and isinstance(value, dict) and "who" in value:
        return [_mapping_of(value)]
    if name is None:
        words = list(value) if isinstance(value, dict) and path[-1] != "anchors" else _words(value)
        return [_flow(word) for word in words]
    if not isinstance(value, dict):
        return [_entry(name, word) for word in _words(value)]
    of = model_at({}, _PLACES.get(str(path[-1]), (path[-1], 0)))
    if of is not None and set(map(str, value)) <= set(keys(of)):
        return [_mapping_of(value)]  # one entry, which only lacks the brackets around it
    if name == "steps":
        return [f"{{from: {threshold}, points: {_flow(points)}}}" for threshold, points in value.items()]
    return [_entry(name, part if isinstance(part, str) else str(key), key) for key, part in value.items()]


def _kind_of_entry(data: object, path: Path) -> str | None:
    """Return the kind of mapping that a list has as entries; None where it has words."""
    name = str(path[-1])
    if name not in _ENTRIES or (name in ("roles", "sources") and len(path) > 1):
        return None
    question = at(data, path[:4])
    scored = isinstance(question, dict) and "hurdles" in question and "type" in question
    of = model_at(data, (*path, 0)) if scored else None
    return "points" if name == "options" and of is not None and "points" in keys(of) else name


def _mapping(data: object, path: Path, value: object) -> str:
    words = _words(value)
    if "when" in path:
        return condition(value)
    if isinstance(path[-1], int):
        if path[-2] == "who":
            return f"{{who: [{_listed([_flow(word) for word in words])}]}}"
        name = _kind_of_entry(data, path[:-1])
        return _entry(name, words[0] if words else "…") if name else ""
    match path:
        case ("scales", _):
            return f"{path[-1]}: {{levels: [{_listed([_entry('levels', word) for word in words])}]}}"
        case ("sections", *_, "hurdles"):
            return f"hurdles: {{{_listed([slug(str(word), 'silos') + ': 1' for word in words])}}}"
        case (*_, "aims_at"):
            return f"aims_at: {{{_listed([slug(str(word), 'steering_group') + ': 3' for word in words])}}}"
        case ("scoring",):
            return "scoring: {min_coverage: 60, evidence_from: 0.75}"
        case ("scales",):
            return "scales: {maturity: {levels: [{label: …}, {label: …}]}}"
        case _:
            return ""


def _boolean(value: object) -> str:
    word = str(value).lower()
    if word in ("yes", "on", "ja", "j", "y", "1", "wahr", "x"):
        return "true"
    return "false" if word in ("no", "off", "nein", "n", "0", "falsch", "") else ""


def _number(data: object, path: Path, value: object) -> str:
    """Return the number that a text was meant to be."""
    word = str(value).strip()
    bounds = _RANGE(word)
    if bounds and path[-1] in ("from", "below") and "measures" in path and isinstance(at(data, path[:-1]), dict):
        return f"from: {bounds[1]}, below: {bounds[2]}"
    percent = re.fullmatch(r"(\d{1,3})(?:[.,](\d+))? *%", word)
    if percent and path[-1] in ("points", "at_least", "evidence_from"):
        return "" if percent[2] else f"{int(percent[1]) / 100:g}"
    number = word.rstrip("% ").replace(",", ".")
    return number if re.fullmatch(r"-?\d+(\.\d+)?", number) else ""
