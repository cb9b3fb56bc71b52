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
    return [Reason(*_concerned(problem, places), problem) for problem in errors]


Place = tuple[tuple[int, int], str, object]
"""Line and column of a key, how the rejected rows name it, what stands there."""


def _concerned(problem: Problem, places: list[Place]) -> tuple[str, str]:
    """Return the column and value that a problem concerns: those of the last key that stands before it."""
    if problem.where.line is None:
        return "", ""
    at = (problem.where.line, problem.where.column or 0)
    _key, column, value = next((place for place in reversed(places) if place[0] <= at), ((0, 0), "", None))
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


def _key(source: Source, path: tuple[str | int, ...]) -> tuple[int, int]:
    where = source.locate(path, key=True)
    return where.line or 0, where.column or 0


def _value(entry: Any) -> object:
    """Return what was answered, whatever the form."""
    if isinstance(entry, Mapping):
        value: object = entry.get("value", entry.get("text"))
        return value
    return entry
