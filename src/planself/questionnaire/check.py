"""Everything that a questionnaire must keep, in one pass: its structure by pydantic, its meaning by our own rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from planself.errors import Problem, did_you_mean
from planself.files.fields import FIRST
from planself.files.finding import Finding, located
from planself.files.refusals import MAX_PROBLEMS, brief
from planself.files.source import Source
from planself.formats import name_of, other_kind
from planself.i18n import _
from planself.questionnaire import rules
from planself.questionnaire.mistyped import Mended
from planself.questionnaire.model import FORMAT, Questionnaire
from planself.questionnaire.repair import Repaired
from planself.questionnaire.rules.facts import Facts, known
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
