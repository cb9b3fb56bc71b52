"""Signs that nobody sees, where a file takes them for part of a key or of its structure."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from planself.files.places import Place, Places

_SIGNS = (
    "\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200b\u200e\u200f"
    "\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufeff\uffa0"
)
_JOINERS = r"(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])"
"""Between two letters that are not Latin, or two emoji, a joiner is part of the writing."""
_SIGN = re.compile(f"[{_SIGNS}]|{_JOINERS}")
_ANY = f"[{_SIGNS}\u200c\u200d]"
_MAY_MATTER = re.compile(
    rf"""^[ \t-]*["']?{_ANY}|[{{,\[][ \t]*["']?{_ANY}|{_ANY}[\w.-]*["']?[ \t]*:|:{_ANY}""", re.MULTILINE
)
_STRUCTURE = re.compile(rf"[ \t]*(?:- +)*(?:(?P<indent>{_ANY})|[\w.-]*:(?P<colon>{_ANY})|-(?P<dash>{_ANY}))")
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_ENTRY = re.compile(rf"[\w.-]+:(?={_ANY})|-(?={_ANY})")
_IDENTIFIER = re.compile(r"[a-z][a-z0-9_.]*").fullmatch


def revealed(text: str) -> str:
    """Return a text in which every sign that nobody sees is written as its number."""
    return _SIGN.sub(lambda match: f"‹U+{ord(match[0]):04X}›", text)


def without_signs(text: str) -> str:
    """Return a text without the signs that nobody sees."""
    return _SIGN.sub("", text)


def first_sign(text: str) -> str:
    """Return the first sign of a text that nobody sees, "" where there is none."""
    match = _SIGN.search(text)
    return match[0] if match else ""


def may_matter(text: str) -> bool:
    """Whether a second walk through a file is worth its time: most texts hold such signs only inside of sentences."""
    return _MAY_MATTER.search(text) is not None


def in_line(line: str) -> int | None:
    """Return where in a line of YAML a sign stands in the place of a space: indentation, after a colon or a dash."""
    match = _STRUCTURE.match(line)
    if match is None:
        return None
    return next(match.start(group) for group in ("indent", "colon", "dash") if match[group] is not None)


def misplaced(places: Places, text: str) -> Iterator[tuple[Place, str]]:
    """Yield every sign that makes another key of a key, or a text of what was meant as a key or an entry."""
    lines = [*_BREAK.split(text), ""]  # an empty value at the very end stands behind the last line
    for path, (line, column) in places.keys.items():
        key = str(path[-1])
        if lines[line - 1][column - 1 : column] not in ("'", '"') and _spoils(key):
            yield (line, column + key.index(first_sign(key))), first_sign(key)
    for line, column in places.values.values():
        match = _ENTRY.match(lines[line - 1], column - 1)
        if match and not lines[line - 1][: column - 1].strip(" -"):
            yield (line, match.end() + 1), lines[line - 1][match.end()]


def _spoils(key: str) -> bool:
    """Whether a sign in a key was surely not meant: at its edges, after a colon, or in what is an identifier else."""
    sign = first_sign(key)
    return bool(sign) and (
        _SIGN.match(key) is not None
        or first_sign(key[-1]) != ""
        or f":{sign}" in key
        or _IDENTIFIER(without_signs(key)) is not None
    )


def seen_through(name: str, known: Container[str]) -> bool:
    """Whether a key is a known one but for signs that nobody sees."""
    return bool(first_sign(name)) and without_signs(name).strip() in known
