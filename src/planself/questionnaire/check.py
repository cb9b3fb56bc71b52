"""Everything that a questionnaire must keep, in one pass: its structure by pydantic, its meaning by our own rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from planself.errors import Problem, did_you_mean
from planself.files.fields import FIRST
from planself.files.finding import Finding, Path, located
from planself.files.refusals import MAX_PROBLEMS, brief
from planself.files.source import Source
from planself.formats import name_of, other_kind
from planself.i18n import _
from planself.questionnaire import rules
from planself.questionnaire.model import FORMAT, Questionnaire
from planself.questionnaire.repair import Repaired
from planself.questionnaire.rules.facts import Facts, known
from planself.questionnaire.shape import at, file_path, meant_key
from planself.questionnaire.structure import explain


def check(source: Source) -> tuple[Questionnaire | None, tuple[Problem, ...]]:
    """Return the questionnaire where it has a sound structure, and every problem of the file."""
    data = source.data
    if not isinstance(data, dict):
        message = _("A questionnaire is expected here, a mapping with `format`, `id`, `title` and more.")
        return None, located([Finding("E104", (), message)], source)
    if (other := _other_format(data)) is not None:
        return None, located([other], source)
    try:
        questionnaire = Questionnaire.model_validate(data, context={FIRST: _first_language(data)})
    except ValidationError as error:
        return None, located([*explain(error, data), *_on_the_rest(data, error)], source)
    facts = Facts(questionnaire, known(data), touched=lambda _path: False)
    return questionnaire, located(rules.broken(facts), source)


def _first_language(data: dict[str, Any]) -> str | None:
    languages = data.get("languages")
    return languages[0] if isinstance(languages, list) and languages and isinstance(languages[0], str) else None


def _other_format(data: dict[str, Any]) -> Finding | None:
    """Return the finding for a file that is something else, of which nothing more can be said."""
    found = data.get("format", FORMAT)
    if found == FORMAT or not isinstance(found, str):
        return None
    if found.startswith("planself/questionnaire/"):
        message = _("This planself does not know the format {found}; it reads {known}.")
        hint = _("A newer planself wrote the file; update planself.")
        hint = hint if found[len("planself/questionnaire/") :].isdecimal() else ""
    elif name_of(found) is not None:
        message = other_kind(found, "questionnaire") or _("This file is no questionnaire; its format is {found}.")
        hint = _("A questionnaire begins with `format: {known}`.").format(known=FORMAT)
    else:
        message = _("The format {found} is not known; a questionnaire has {known}.")
        hint = _("Did you mean {word}?").format(word=brief(FORMAT)) if did_you_mean(found, [FORMAT]) else ""
    return Finding("E100", ("format",), message.format(found=brief(found), known=FORMAT), hint)


def _on_the_rest(data: dict[str, Any], error: ValidationError) -> Iterator[Finding]:
    """Yield what the rules say of the parts that are sound, at their places in the whole file."""
    if error.error_count() > MAX_PROBLEMS:
        return
    mended = Mended(data, error)
    repaired = Repaired(mended.data).run()
    if repaired.questionnaire is None:
        return
    facts = Facts(repaired.questionnaire, known(mended.data), repaired.touches)
    for finding in rules.broken(facts):
        path = repaired.original(finding.path)
        if (path[:1]) not in repaired.broken:
            yield replace(finding, path=mended.original(path))


class Mended:
    """The data with unknown keys renamed to the known ones that they resemble."""

    def __init__(self, data: dict[str, Any], error: ValidationError) -> None:
        self._names: dict[Path, str] = {}
        for item in error.errors(include_url=False, include_context=False):
            if item["type"] == "extra_forbidden":
                path, _key = file_path(item["loc"])
                self._note(data, path)
        self._typed = {(*path[:-1], meant): str(path[-1]) for path, meant in self._names.items()}
        self.data: dict[str, Any] = self._renamed(data, ())

    def original(self, path: Path) -> Path:
        """Return a path with the keys as they stand in the file."""
        return tuple(self._typed.get(path[: place + 1], step) for place, step in enumerate(path))

    def _note(self, data: object, path: Path) -> None:
        beside = at(data, path[:-1])
        meant = meant_key(data, path)
        if meant is not None and isinstance(beside, dict) and meant not in beside:
            self._names[path] = meant

    def _renamed(self, data: Any, path: Path) -> Any:
        if isinstance(data, dict):
            return {self._names.get((*path, key), key): self._renamed(v, (*path, key)) for key, v in data.items()}
        if isinstance(data, list):
            return [self._renamed(value, (*path, place)) for place, value in enumerate(data)]
        return data
