"""Why an answer file has no row: each of its errors with the question and the value that it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from planself.errors import Problem, Severity
from planself.files.fields import as_written
from planself.files.source import Source
from planself.text import one_line

_LONGEST = 200
_MAPPINGS = ("questionnaire", "subject", "respondent")


@dataclass(frozen=True, slots=True)
class Reason:
    """One error of a file: the question or known column ("" for the whole file), its value, and the problem."""

    column: str
    value: str
    problem: Problem


def reasons(problems: Iterable[Problem], source: Source | None = None) -> list[Reason]:
    """Return the errors among problems as reasons."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    places = sorted(_places(source), key=lambda place: place[0]) if source is not None else []
    return [Reason(*_concerned(problem, places, source), problem) for problem in errors]


Place = tuple[tuple[int, ...], str, object]
"""Where a key stands, as places of the file follow each other; how the rejected rows name it, what stands there."""


def _concerned(problem: Problem, places: list[Place], source: Source | None) -> tuple[str, str]:
    """Return the column and value that a problem concerns: those of the last key that stands before it."""
    if problem.where.line is None or source is None:
        return "", ""
    at = source.order(problem.where)
    _at, column, value = next((place for place in reversed(places) if place[0] <= at), ((), "", None))
    return column, _text(value)


def _text(value: object) -> str:
    """Return a value as a cell shows it: not quoted, and in one line."""
    if isinstance(value, list):
        return " ".join(map(_text, value))
    return "" if value is None or isinstance(value, dict) else one_line(str(as_written(value)))[:_LONGEST]


def _places(source: Source) -> Iterator[Place]:
    data = source.data
    if not isinstance(data, dict):
        return
    for name, value in data.items():
        yield _key(source, (name,)), str(name), value
        if isinstance(value, dict) and name in _MAPPINGS:
            yield from ((_key(source, (name, key)), f"{name}.{key}", below) for key, below in value.items())
    answers = data.get("answers")
    if isinstance(answers, dict):
        yield from ((_key(source, ("answers", id_)), str(id_), _value(entry)) for id_, entry in answers.items())


def _key(source: Source, path: tuple[str | int, ...]) -> tuple[int, ...]:
    return source.order(source.locate(path, key=True))


def _value(entry: Any) -> object:
    """Return what was answered, whatever the form."""
    if isinstance(entry, Mapping):
        value: object = entry.get("value", entry.get("text"))
        return value
    return entry
