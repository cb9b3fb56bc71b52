"""What pydantic found wrong with a file that people write, said in plain sentences at the right place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from planself.errors import did_you_mean
from planself.files.finding import Finding, Path
from planself.files.refusals import brief, first_of_each
from planself.i18n import _
from planself.questionnaire.types.values import shown

_QUOTED = re.compile(r"'([^']*)'")


@dataclass(frozen=True, slots=True)
class FileShape:
    """What a file may hold: its model, those of its mappings by their key, and an example for each key."""

    root: type[BaseModel]
    models: Mapping[str, type[BaseModel]]
    examples: Mapping[str, str]
    key_code: str
    """Of a key that is missing, or not known."""
    value_code: str
    empty: Callable[[], str] | None = None
    """What is said of a list that must not be empty."""

    def known(self, path: Path) -> list[str]:
        """Return the keys of the mapping in which a path ends."""
        within = next((str(step) for step in reversed(path[:-1]) if isinstance(step, str)), "")
        return list(self.models.get(within, self.root).model_fields)

    def meant(self, path: Path) -> str | None:
        """Return the key that was probably meant."""
        return did_you_mean(str(path[-1]).lower(), self.known(path))

    def example(self, path: Path) -> str:
        """Return what may stand at a path."""
        names = (step for step in reversed(path) if isinstance(step, str))
        example = next((self.examples[name] for name in names if name in self.examples), "")
        return _("Write it like this: {example}").format(example=example) if example else ""


def explain(error: ValidationError, shape: FileShape) -> Iterator[Finding]:
    """Yield one finding for every fault; a mistyped key is one fault, not a missing and an unknown one."""
    faults = [(path_of(item["loc"]), item) for item in first_of_each(error.errors(include_url=False))]
    mistyped = {(*path[:-1], shape.meant(path)) for path, item in faults if item["type"] == "extra_forbidden"}
    for path, item in faults:
        if not (item["type"] == "missing" and path in mistyped):
            yield _fault(path, item, shape)


def path_of(loc: tuple[str | int, ...]) -> Path:
    """Return the path in the file of what pydantic calls a location."""
    return tuple(step for step in loc if step != "[key]")


def _fault(path: Path, item: Any, shape: FileShape) -> Finding:
    value, example = item["input"], shape.example(path)
    match item["type"]:
        case "missing":
            return Finding(shape.key_code, path[:-1], _("The key `{key}` is missing.").format(key=path[-1]), example)
        case "extra_forbidden":
            near = shape.meant(path)
            listed = _("Known here: {keys}.").format(keys=", ".join(shape.known(path)))
            hint = _("Did you mean `{key}`?").format(key=near) if near else listed
            message = _("The key {key} is not known here.").format(key=brief(str(path[-1])))
            return Finding(shape.key_code, path, message, hint, key=True)
        case "literal_error" | "enum":
            words = _QUOTED.findall(item["ctx"]["expected"])
            near = did_you_mean(str(value).lower(), words)
            hint = _("Did you mean {word}?").format(word=near) + " " if near else ""
            message = _("{word} is not possible here.").format(word=shown(value))
            return Finding(
                shape.value_code, path, message, hint + _("Possible: {words}.").format(words=", ".join(words))
            )
        case "date" | "ags" | "cell":
            return Finding(shape.value_code, path, item["ctx"]["why"], item["ctx"].get("hint", example))
        case "string_pattern_mismatch" | "string_too_long" if path[0] == "questionnaire":
            message = _("{value} is no id or version of a questionnaire.").format(value=shown(value))
            return Finding(shape.value_code, path, message, _("`planself questionnaires` lists those at hand."))
        case "too_short" if shape.empty is not None:
            return Finding(shape.value_code, path, shape.empty(), example)
        case kind:
            return Finding(shape.value_code, path, *_wrong(kind, example, value))


def _wrong(kind: str, example: str, value: object) -> tuple[str, str]:
    if kind in ("too_long", "string_too_long"):
        return _("This is longer than planself reads."), example
    if value is None:
        return _("Nothing stands here."), _("Fill it in, or delete the key.")
    if wanted := kind_of_value(kind):
        message = _("{value} stands here, and {kind} is needed.").format(value=shown(value), kind=wanted)
        return message[:1].upper() + message[1:], example
    return _("{value} is not possible here.").format(value=shown(value)), example


def kind_of_value(fault: str) -> str:
    """Return what pydantic expected where it names a fault so; "" where the fault is no matter of kinds."""
    return {
        "list_type": _("a list"),
        "dict_type": _("a mapping"),
        "model_type": _("a mapping"),
        "model_attributes_type": _("a mapping"),
        "bool_type": _("true or false"),
        "number": _("a number"),
        "int_type": _("a whole number"),
        "int_from_float": _("a whole number"),
        "text": _("a text, or a text for each language,"),
        "string_type": _("a text"),
    }.get(fault, "")
