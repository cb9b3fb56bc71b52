"""What pydantic found wrong with a workshop's file, said in plain sentences at the right place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from pydantic import BaseModel, ValidationError

from planself.answers.values import shown
from planself.errors import did_you_mean
from planself.i18n import _
from planself.questionnaire.finding import Finding, Path
from planself.questionnaire.refusals import MAX_PROBLEMS, brief
from planself.workshop.model import About, Files, Named, Person, Role, Workshop

_MODELS: dict[str, type[BaseModel]] = {
    "questionnaire": Named,
    "subject": About,
    "roles": Role,
    "people": Person,
    "files": Files,
}
_QUOTED = re.compile(r"'([^']*)'")


def explain(error: ValidationError) -> Iterator[Finding]:
    """Yield one finding for every fault; a mistyped key is one fault, not a missing and an unknown one."""
    faults = list(islice(error.errors(include_url=False), MAX_PROBLEMS))
    mistyped = {(*item["loc"][:-1], _meant(item["loc"])) for item in faults if item["type"] == "extra_forbidden"}
    for item in faults:
        if not (item["type"] == "missing" and item["loc"] in mistyped):
            yield _fault(item["loc"], item)


def _known(path: Path) -> list[str]:
    """Return the keys of the mapping in which a path ends."""
    of = _MODELS.get(str(path[0]), Workshop) if len(path) > 1 else Workshop
    return list(of.model_fields)


def _meant(path: Path) -> str | None:
    return did_you_mean(str(path[-1]).lower(), _known(path))


def _fault(path: Path, item: Any) -> Finding:
    value = item["input"]
    match item["type"]:
        case "missing":
            return Finding("E281", path[:-1], _("The key `{key}` is missing.").format(key=path[-1]), _example(path))
        case "extra_forbidden":
            near = _meant(path)
            listed = _("Known here: {keys}.").format(keys=", ".join(_known(path)))
            hint = _("Did you mean `{key}`?").format(key=near) if near else listed
            message = _("The key {key} is not known here.").format(key=brief(str(path[-1])))
            return Finding("E281", path, message, hint, key=True)
        case "literal_error":
            words = ", ".join(_QUOTED.findall(item["ctx"]["expected"]))
            message = _("{word} is not possible here.").format(word=shown(value))
            return Finding("E282", path, message, _("Possible: {words}.").format(words=words))
        case "date" | "ags":
            return Finding("E282", path, item["ctx"]["why"], _example(path))
        case kind:
            return Finding("E282", path, *_wrong(kind, path, value))


def _wrong(kind: str, path: Path, value: object) -> tuple[str, str]:
    if kind == "too_short":
        return _("Nobody takes part."), _example(path)
    if kind in ("too_long", "string_too_long"):
        return _("This is longer than planself reads."), _example(path)
    if value is None:
        return _("Nothing stands here."), _example(path) or _("Fill it in, or delete the key.")
    return _("{value} is not possible here.").format(value=shown(value)), _example(path)


def _example(path: Path) -> str:
    """Return what may stand at a path."""
    example = _EXAMPLES.get(str(path[-1])) or _EXAMPLES.get(str(path[0]), "")
    return _("Write it like this: {example}").format(example=example) if example else ""


_EXAMPLES = {
    "format": "format: planself/workshop/1",
    "title": "title: Integrierte Planung",
    "questionnaire": "questionnaire: {id: integrierte-planung, version: 1.0.0}",
    "id": "id: integrierte-planung",
    "version": "version: 1.0.0",
    "date": "date: 2026-11-22",
    "open": "open: false",
    "min_group": "min_group: 5",
    "roles": "roles: [{id: planning, label: Planung}]",
    "role": "role: planning",
    "part": "part: [planning]",
    "people": "people: [{code: W01, role: planning}]",
    "code": "code: W01",
    "ags": 'ags: "12345678"',
    "files": "files: {discussion: discussion.yaml}",
}
