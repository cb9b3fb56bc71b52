"""A questionnaire and its examples: each is scored again and compared with the result that is shipped beside it."""

from __future__ import annotations

from collections.abc import Iterator
from json import dumps, loads
from pathlib import Path
from typing import Any

from planself.answers.load import load_answers
from planself.errors import InputError, Location, Problem
from planself.files.disk import decode, read_bytes
from planself.i18n import _, n_
from planself.questionnaire.catalogue import naming
from planself.questionnaire.load import Loaded, examine
from planself.scoring.assessment import assess
from planself.shell import file_word, own_command

Difference = tuple[str, object, object]
"""A place in a result, what was expected there, and what is there."""
_ABSENT = object()


def check_questionnaire(file: Path) -> Iterator[Problem]:
    """Yield every problem of a questionnaire and of the examples that it names."""
    loaded, problems = examine(file)
    yield from problems
    if loaded is None:
        return
    for name in loaded.questionnaire.examples:
        yield from _example(loaded.path.parent / name, loaded)


def _example(path: Path, loaded: Loaded) -> Iterator[Problem]:
    expected_path = path.with_suffix(".expected.json")
    try:
        answers = load_answers(path, lambda _reference: loaded)
        expected = loads(decode(read_bytes(expected_path), str(expected_path)))
    except InputError as error:
        yield from error.problems
        return
    except ValueError as error:
        message = _("The expected result is no JSON: {why}").format(why=error)
        yield Problem(Location(str(expected_path)), "E190", message)
        return
    if not isinstance(expected, dict):
        yield Problem(Location(str(expected_path)), "E190", _("The expected result is no JSON object."))
        return
    result = assess(loaded, answers.answer_set).to_json()
    for key in sorted(set(expected) & set(result) - {"questionnaire"}):
        if expected[key] != result[key]:
            yield _differs(path, expected_path, list(differences(expected[key], result[key], key)), loaded)


def _differs(path: Path, expected: Path, found: list[Difference], loaded: Loaded) -> Problem:
    place, wanted, there = found[0]
    message = _("“{place}” is {found}, and {expected} is expected in {file}.").format(
        place=place, found=_shown(there), expected=_shown(wanted), file=expected.name
    )
    if more := len(found) - 1:
        message += " " + n_("{n} more value differs there.", "{n} more values differ there.", more)
    hint = _("See `{command}`; correct the questionnaire, or the expected result.")
    command = own_command("score", "--json", file_word(path), *naming(loaded))
    return Problem(Location(str(path)), "E191", message, hint.format(command=command))


def differences(expected: Any, found: Any, place: str) -> Iterator[Difference]:
    """Yield every value in which two results differ; an entry of a list is named by its id."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in dict.fromkeys([*expected, *found]):
            yield from differences(expected.get(key, _ABSENT), found.get(key, _ABSENT), f"{place}.{key}")
    elif isinstance(expected, list) and isinstance(found, list):
        one, other = _by_name(expected), _by_name(found)
        for name in dict.fromkeys([*one, *other]):
            yield from differences(one.get(name, _ABSENT), other.get(name, _ABSENT), f"{place}[{name}]")
    elif expected != found:
        yield place, expected, found


def _by_name(entries: list[Any]) -> dict[object, Any]:
    return {_name(entry) or place: entry for place, entry in enumerate(entries)}


def _name(entry: Any) -> str | None:
    keys = ("id", "question", "hurdle") if isinstance(entry, dict) else ()
    return next((entry[key] for key in keys if key in entry), None)


def _shown(value: object) -> str:
    return _("missing") if value is _ABSENT else dumps(value, ensure_ascii=False)
