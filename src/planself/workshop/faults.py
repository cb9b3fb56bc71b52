"""What pydantic found wrong with a workshop's file, said in plain sentences at the right place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from planself.errors import did_you_mean
from planself.files.finding import Finding, Path
from planself.files.refusals import brief, first_of_each
from planself.i18n import _
from planself.questionnaire.types.values import shown
from planself.workshop_files.workshop import FileNames, NamedQuestionnaire, Person, RoleGroup, Workshop, WorkshopSubject

_QUOTED = re.compile(r"'([^']*)'")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a file may hold: its model, those of its mappings by their key, and an example for each key."""

    root: type[BaseModel]
    models: Mapping[str, type[BaseModel]]
    examples: Mapping[str, str]

    def known(self, path: Path) -> list[str]:
        """Return the keys of the mapping in which a path ends."""
        within = next((str(step) for step in reversed(path[:-1]) if isinstance(step, str)), "")
        return list(self.models.get(within, self.root).model_fields)

    def meant(self, path: Path) -> str | None:
        """Return the key that was probably meant."""
        return did_you_mean(str(path[-1]).lower(), self.known(path))

    def example(self, path: Path) -> str:
        """Return what may stand at a path."""
        example = self.examples.get(str(path[-1])) or self.examples.get(str(path[0]), "")
        return _("Write it like this: {example}").format(example=example) if example else ""


def explain(error: ValidationError, shape: Shape | None = None) -> Iterator[Finding]:
    """Yield one finding for every fault; a mistyped key is one fault, not a missing and an unknown one."""
    shape = shape or WORKSHOP
    faults = list(first_of_each(error.errors(include_url=False)))
    mistyped = {(*item["loc"][:-1], shape.meant(item["loc"])) for item in faults if item["type"] == "extra_forbidden"}
    for item in faults:
        if not (item["type"] == "missing" and item["loc"] in mistyped):
            yield _fault(item["loc"], item, shape)


def _fault(path: Path, item: Any, shape: Shape) -> Finding:
    value, example = item["input"], shape.example(path)
    match item["type"]:
        case "missing":
            return Finding("E281", path[:-1], _("The key `{key}` is missing.").format(key=path[-1]), example)
        case "extra_forbidden":
            near = shape.meant(path)
            listed = _("Known here: {keys}.").format(keys=", ".join(shape.known(path)))
            hint = _("Did you mean `{key}`?").format(key=near) if near else listed
            message = _("The key {key} is not known here.").format(key=brief(str(path[-1])))
            return Finding("E281", path, message, hint, key=True)
        case "literal_error" | "enum":
            words = ", ".join(_QUOTED.findall(item["ctx"]["expected"]))
            message = _("{word} is not possible here.").format(word=shown(value))
            return Finding("E282", path, message, _("Possible: {words}.").format(words=words))
        case "date" | "ags":
            return Finding("E282", path, item["ctx"]["why"], example)
        case kind:
            return Finding("E282", path, *_wrong(kind, example, value))


def _wrong(kind: str, example: str, value: object) -> tuple[str, str]:
    if kind == "too_short":
        return _("Nobody takes part."), example
    if kind in ("too_long", "string_too_long"):
        return _("This is longer than planself reads."), example
    if value is None:
        return _("Nothing stands here."), example or _("Fill it in, or delete the key.")
    return _("{value} is not possible here.").format(value=shown(value)), example


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
    "facts": "facts: {kind: kreisfrei}",
    "files": "files: {discussion: discussion.yaml}",
}

WORKSHOP = Shape(
    Workshop,
    {
        "questionnaire": NamedQuestionnaire,
        "subject": WorkshopSubject,
        "roles": RoleGroup,
        "people": Person,
        "files": FileNames,
    },
    _EXAMPLES,
)
