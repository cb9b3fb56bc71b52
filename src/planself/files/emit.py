"""Single values written as YAML or JSON, so that planself and other readers take them alike."""

from __future__ import annotations

import json
import re
from decimal import Decimal

from planself.files.yaml_text import plain

YAML_1_1_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
"""Other readers take these for something else than text, whatever their case."""
_PLAIN = re.compile(r"[^\W\d_](?:[\w ./()%;!?&+-]*[\w./()%;!?&+-])?").fullmatch
_INVISIBLE = re.compile("[\x7f-\x9f\u00a0\u00ad\u2028\u2029\ufeff]")


class Word(str):
    """A word that stands without quotation marks wherever it is one for planself: yes, a date, a version."""

    __slots__ = ()


def yaml_flow(raw: object) -> str:
    """Return a value on one line of YAML."""
    match raw:
        case dict():
            return "{" + ", ".join(f"{yaml_key(name)}: {yaml_flow(part)}" for name, part in raw.items()) + "}"
        case list():
            return "[" + ", ".join(map(yaml_flow, raw)) + "]"
        case str():
            return _yaml_text(raw)
        case Decimal():
            return _unambiguous(raw)
        case _:
            return json.dumps(raw)


def yaml_key(name: object) -> str:
    """Return a key, quoted where it would not be read as it is."""
    key = str(name)
    return key if _PLAIN(key) and plain(key) == key else _quoted(key)


def _yaml_text(text: str) -> str:
    if isinstance(text, Word):
        return str(text)
    if _PLAIN(text) and plain(text) == text and text.lower() not in YAML_1_1_WORDS:
        return text
    return _quoted(text)


def _quoted(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return _INVISIBLE.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)


def _unambiguous(number: Decimal) -> str:
    """Write three decimals as four: a person might have typed three digits behind a sign between thousands."""
    text = f"{number:f}"
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text


def json_text(raw: object, indent: str | None, level: int = 0) -> str:
    """Return data as JSON with exact numbers; `indent` None puts everything on one line."""
    match raw:
        case dict() if raw:
            parts = [f"{json.dumps(k, ensure_ascii=False)}: {json_text(v, indent, level + 1)}" for k, v in raw.items()]
            return _wrapped("{", parts, "}", indent, level)
        case list() if raw:
            return _wrapped("[", [json_text(part, indent, level + 1) for part in raw], "]", indent, level)
        case Decimal():
            return f"{raw:f}"
        case _:
            return json.dumps(raw, ensure_ascii=False)


def _wrapped(start: str, parts: list[str], end: str, indent: str | None, level: int) -> str:
    if indent is None:
        return start + ", ".join(parts) + end
    inner = "\n" + indent * (level + 1)
    return start + inner + f",{inner}".join(parts) + "\n" + indent * level + end
