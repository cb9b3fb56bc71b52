"""What pydantic found wrong with a questionnaire's structure, said in plain sentences at the right place."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from planself.errors import did_you_mean
from planself.files.finding import Finding, Path
from planself.files.refusals import brief, first_of_each
from planself.i18n import _, n_
from planself.questionnaire import model
from planself.questionnaire.condition import OPERATORS, Comparison
from planself.questionnaire.model_faults import kind_of_value
from planself.questionnaire.right_number import out_of_range, too_exact
from planself.questionnaire.right_shape import right_shape, slug
from planself.questionnaire.shape import JOINING, at, file_path, keys, known_keys, meant_key, model_at
from planself.questionnaire.types.registry import TYPES
from planself.questionnaire.types.values import shown

_QUOTED = re.compile(r"'([^']*)'")


def explain(error: ValidationError, data: object) -> list[Finding]:
    """Return one finding for every fault; a mistyped key is one fault, not a missing and an unknown one."""
    faults = first_of_each(error.errors(include_url=False))
    found = [(*file_path(item["loc"]), item) for item in faults]
    missing = {path for path, _key, item in found if item["type"] == "missing"}
    mistyped = {path: _meant(data, path, missing) for path, _key, item in found if item["type"] == "extra_forbidden"}
    excused = {(*path[:-1], "question" if key in JOINING else key) for path, key in mistyped.items() if key}
    return [_explain(data, path, key, item) for path, key, item in found if path not in excused]


def _meant(data: object, path: Path, missing: set[Path]) -> str | None:
    """Return the missing key of the same mapping that an unknown key was meant to be."""
    beside = [str(other[-1]) for other in missing if other[:-1] == path[:-1]]
    near = meant_key(data, path)
    return near if near in beside or (near in JOINING and "question" in beside) else None


def _explain(data: object, path: Path, key: bool, item: Any) -> Finding:
    value, ctx = item["input"], item.get("ctx", {})
    match item["type"]:
        case "missing":
            return _missing(data, path)
        case "extra_forbidden":
            return _unknown_key(data, path)
        case "question_type":
            return _question_type(path, value)
        case "literal_error":
            return _not_a_word(path, value, _QUOTED.findall(ctx["expected"]))
        case "too_long" if isinstance(value, str):
            return Finding("E106", path, *_malformed(value, None, path))
        case "string_pattern_mismatch":
            return Finding(
                "E106", path, *_malformed(str(path[-1] if key else value), ctx.get("pattern"), path), key=key
            )
        case "decimals":
            return too_exact(data, path, ctx["places"])
        case "greater_than_equal" | "less_than_equal" | "greater_than" | "less_than":
            return out_of_range(data, path)
        case "too_short" | "too_long":
            return _length(path, item["type"], ctx)
        case "operator":
            return _operator(path, value)
        case kind:
            return Finding("E104", path, *_wrong_kind(kind, data, path, value), key=key)


def _missing(data: object, path: Path) -> Finding:
    of = model_at(data, path[:-1])
    hint = _("Required here: {keys}.").format(keys=", ".join(keys(of, required=True))) if of else ""
    return Finding("E101", path[:-1], _("The key `{key}` is missing.").format(key=path[-1]), hint)


def _unknown_key(data: object, path: Path) -> Finding:
    message = _("The key {key} is not known here.").format(key=brief(str(path[-1])))
    return Finding("E102", path, message, _for_key(data, path), key=True)


def _for_key(data: object, path: Path) -> str:
    """Say which key was meant, or where the key belongs, or which keys there are."""
    word = str(path[-1])
    in_question = len(path) == 5 and path[2] == "questions"
    if in_question and word in ("weight", "hurdle"):
        return _("Which hurdles a question measures, and with what weight, stands in `hurdles`: {example}").format(
            example=_hurdles(data, path)
        )
    if near := meant_key(data, path):
        return _("Did you mean `{key}`?").format(key=near)
    if model_at(data, path[:-1]) is model.Level and word == "points":
        return _("Levels have their points from their order; for points of your own take the type single.")
    if in_question and word == "points":
        return _("Points stand at each option of the type single, or in `steps` of the type number.")
    owners = [kind for kind, of in TYPES.items() if word in keys(of)]
    if in_question and owners:
        return _("It belongs to questions of the type {types}.").format(types=", ".join(owners))
    return _("Known here: {keys}.").format(keys=", ".join(known_keys(data, path[:-1])))


def _hurdles(data: object, path: Path) -> str:
    """Return a question's `hurdles` with the weight or hurdle that stands beside it, in words of the file."""
    question, value = at(data, path[:-1]), at(data, path)
    named = question.get("hurdles") if isinstance(question, dict) else None
    first = at(data, ("hurdles", 0, "id"))
    ids = list(named) if isinstance(named, dict | list) and named else [first if isinstance(first, str) else "silos"]
    if path[-1] == "hurdle":
        return f"hurdles: {{{value if isinstance(value, str) else ids[0]}: 1}}"
    weight = value if isinstance(value, int | Decimal) and not isinstance(value, bool) and value > 0 else 1
    return f"hurdles: {{{', '.join(f'{id_}: {weight}' for id_ in ids)}}}"


def _question_type(path: Path, value: object) -> Finding:
    types = ", ".join(TYPES)
    if not isinstance(value, dict):
        return Finding("E104", path, _("A question is expected here, a mapping with id, type and text."))
    if "type" in value:
        word = str(value["type"])
        near = did_you_mean(word, TYPES)
        hint = _("Did you mean {word}?").format(word=brief(near)) if near else _("Types: {types}.").format(types=types)
        return Finding("E103", (*path, "type"), _("{word} is no type of question.").format(word=brief(word)), hint)
    known = {key for of in TYPES.values() for key in keys(of)}
    mistyped = next((key for key in value if key not in known and did_you_mean(str(key).lower(), ["type"])), None)
    if mistyped is not None:
        message = _("The key {key} is not known here.").format(key=brief(mistyped))
        return Finding("E102", (*path, mistyped), message, _("Did you mean `{key}`?").format(key="type"), key=True)
    return Finding(
        "E101", path, _("The key `{key}` is missing.").format(key="type"), _("Types: {types}.").format(types=types)
    )


def _not_a_word(path: Path, value: object, words: list[str]) -> Finding:
    near = did_you_mean(str(value), words)
    message = _("{word} is not possible here.").format(word=brief(str(value)))
    listed = _("Possible: {words}.").format(words=", ".join(words))
    return Finding("E105", path, message, _("Did you mean {word}?").format(word=brief(near)) if near else listed)


def _malformed(word: str, pattern: str | None, path: Path) -> tuple[str, str]:
    if path[-1] == "version":
        hint = _("A version has three numbers, such as 1.0.0; the first changes when scores are no longer comparable.")
        if re.fullmatch(r"(0|[1-9]\d*)(\.(0|[1-9]\d*))?", word):
            hint = _("Did you mean {word}?").format(word=word + ".0" * (2 - word.count("."))) + " " + hint
        return _("{word} is no version.").format(word=brief(word)), hint
    if path[0] == "languages":
        hint = _("Languages are named by code, such as de, en or de-leicht.")
        return _("{word} is no language.").format(word=brief(word)), hint
    message = _("{word} is no id.").format(word=brief(word))
    if (pattern and "A-Z" in pattern) or path == ("id",):
        return message, _("An id has letters, digits, hyphens and underscores, and no more than 80 characters.")
    proposal = slug(word, word)
    rule = _(
        "An id has small letters, digits and underscores, begins with a letter, and has no more than 40 characters."
    )
    if "options" in path:
        rule = _("An option's id has small letters, digits and underscores, and no more than 40 characters.")
    return message, rule + (" " + _("Perhaps {word}?").format(word=brief(proposal)) if proposal != word else "")


def _length(path: Path, kind: str, ctx: dict[str, Any]) -> Finding:
    if kind == "too_short":
        n = ctx["min_length"]
        message = n_("`{{key}}` needs at least {n} entry.", "`{{key}}` needs at least {n} entries.", n)
    else:
        n = ctx["max_length"]
        message = n_("`{{key}}` has at most {n} entry.", "`{{key}}` has at most {n} entries.", n)
    return Finding("E110", path, message.format(key=path[-1]))


def _operator(path: Path, value: object) -> Finding:
    given = [key for key in OPERATORS if isinstance(value, dict) and key in value]
    message = _("This comparison has no operator.")
    if len(given) > 1:
        message = _("This comparison has several operators: {operators}.").format(operators=", ".join(given))
    hint = _("It needs exactly one of {operators}; comparisons are joined by all and any.")
    return Finding("E111", path, message, hint.format(operators=", ".join(OPERATORS)))


def _wrong_kind(kind: str, data: object, path: Path, value: object) -> tuple[str, str]:
    """Return message and remedy for a value of another kind than expected."""
    expected = kind_of_value(kind) or _("a text")
    if value is None:
        return _("Nothing stands here; {kind} is expected.").format(kind=expected), _("Fill it in, or delete the key.")
    message = _("{kind} is expected here, and {value} stands here.").format(kind=expected, value=shown(value))
    return message[:1].upper() + message[1:], _remedy(kind, data, path, value)


def _remedy(kind: str, data: object, path: Path, value: object) -> str:
    if kind == "text" and isinstance(value, dict):
        return _("No text of a language may be empty.")
    shape = right_shape(kind, data, path, value)
    match kind:
        case "bool_type" | "number" | "int_type":
            return _("Did you mean {word}?").format(word=shape) if shape else ""
        case "model_type" if model_at(data, path) is Comparison:
            return _("A condition looks like this: {example}").format(example=shape)
        case _:
            return _("Write it like this: {example}").format(example=shape) if shape else ""
