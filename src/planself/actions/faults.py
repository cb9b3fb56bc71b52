"""What pydantic found wrong with a plan file, said in plain sentences at the right place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from planself.actions.model import About, Action, ActionPlan, Baseline, Named
from planself.errors import did_you_mean
from planself.files.finding import Finding, Path
from planself.files.refusals import brief, first_of_each
from planself.i18n import _
from planself.questionnaire.types.values import shown

_MODELS: dict[str, type[BaseModel]] = {
    "questionnaire": Named,
    "subject": About,
    "baseline": Baseline,
    "actions": Action,
}
_QUOTED = re.compile(r"'([^']*)'")


def explain(error: ValidationError) -> Iterator[Finding]:
    """Yield one finding for every fault; a mistyped key is one fault, not a missing and an unknown one."""
    faults = [(_path(item["loc"]), item) for item in first_of_each(error.errors(include_url=False))]
    mistyped = {(*path[:-1], _meant(path)) for path, item in faults if item["type"] == "extra_forbidden"}
    for path, item in faults:
        if not (item["type"] == "missing" and path in mistyped):
            yield _fault(path, item)


def _path(loc: tuple[str | int, ...]) -> Path:
    return tuple(step for step in loc if step != "[key]")


def _known(path: Path) -> list[str]:
    """Return the keys of the mapping in which a path ends."""
    of = _MODELS.get(str(path[0]), ActionPlan) if len(path) > 1 else ActionPlan
    return list(of.model_fields)


def _meant(path: Path) -> str | None:
    return did_you_mean(str(path[-1]).lower(), _known(path))


def _fault(path: Path, item: Any) -> Finding:
    value = item["input"]
    match item["type"]:
        case "missing":
            return Finding("E292", path[:-1], _("The key `{key}` is missing.").format(key=path[-1]), _example(path))
        case "extra_forbidden":
            near = _meant(path)
            listed = _("Known here: {keys}.").format(keys=", ".join(_known(path)))
            hint = _("Did you mean `{key}`?").format(key=near) if near else listed
            message = _("The key {key} is not known here.").format(key=brief(str(path[-1])))
            return Finding("E292", path, message, hint, key=True)
        case "literal_error":
            words = _QUOTED.findall(item["ctx"]["expected"])
            near = did_you_mean(str(value).lower(), words)
            hint = _("Did you mean {word}?").format(word=near) + " " if near else ""
            message = _("{word} is not possible here.").format(word=shown(value))
            return Finding("E293", path, message, hint + _("Possible: {words}.").format(words=", ".join(words)))
        case "date" | "ags":
            return Finding("E293", path, item["ctx"]["why"], _example(path))
        case kind:
            return Finding("E293", path, *_wrong(kind, path, value))


def _wrong(kind: str, path: Path, value: object) -> tuple[str, str]:
    if kind in ("too_long", "string_too_long"):
        return _("This is longer than planself reads."), _example(path)
    if value is None:
        return _("Nothing stands here."), _("Fill it in, or delete the key.")
    return _("{value} is not possible here.").format(value=shown(value)), _example(path)


def _example(path: Path) -> str:
    """Return what may stand at a path."""
    names = [step for step in reversed(path) if isinstance(step, str)]
    example = next((_EXAMPLES[name] for name in names if name in _EXAMPLES), "")
    return _("Write it like this: {example}").format(example=example) if example else ""


_EXAMPLES = {
    "format": "format: planself/plan/1",
    "questionnaire": "questionnaire: {id: integrierte-planung, version: 1.0.0}",
    "version": "version: 1.0.0",
    "ags": 'ags: "12345678"',
    "baseline": "baseline: {date: 2026-11-22, scores: {departmental_silos: 41.5}}",
    "scores": "scores: {departmental_silos: 41.5}",
    "targets": "targets: {departmental_silos: 60}",
    "offices": "offices: [Jugendamt, Schulverwaltungsamt]",
    "actions": "actions: [{id: planning_group, title: Planungsrunde einrichten, due: 2026-11-30}]",
    "id": "id: planning_group",
    "measure": "measure: m_silo_calendar",
    "title": "title: Planungsrunde einrichten",
    "hurdles": "hurdles: [departmental_silos]",
    "office": "office: Jugendamt",
    "responsible": "responsible: Leitung Jugendhilfeplanung",
    "date": "date: 2026-11-22",
    "start": "start: 2026-11-22",
    "due": "due: 2026-11-30",
    "done_on": "done_on: 2026-11-30",
    "after": "after: [planning_group]",
}
