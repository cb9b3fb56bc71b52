"""Markdown: how the view's values are printed so that no text of a person can become markup."""

from __future__ import annotations

import re

from markupsafe import Markup

from planself.report.words import Link, Sentence

# Everything that CommonMark and the forges' dialects read as markup inside a line. Letters stay as they are,
# so the text reads well; `<`, `>` and `&` are entities because raw HTML is worse than an ugly sign.
_SPECIAL = re.compile(r"[\\`*_{}\[\]|~$]|(?<!\w)[#@:](?=\w)")
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# Bare addresses become links on forges; an entity inside breaks them up for the machine, not for the reader.
_ADDRESS = re.compile(r"(?i)(?<=\w)(?=://)|(?<=www)(?=\.)|(?<=\w)(?=@)")
_START = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+=])")
_ZERO = "&#8203;"


def printed(value: object) -> object:
    """Return a value of the view as one line of inert Markdown."""
    match value:
        case Markup():
            return value
        case Sentence():
            return inert("".join(part.text if isinstance(part, Link) else part for part in value.parts))
        case str():
            return inert(value)
        case _:
            return value


def inert(text: str) -> Markup:
    """Return a text on one line in which nothing is markup, wherever in a line it stands."""
    line = " ".join(str(text).split())
    line = re.sub("[&<>]", lambda found: _HTML[found[0]], line)
    line = _SPECIAL.sub(lambda found: "\\" + found[0], line)
    line = _ADDRESS.sub(_ZERO, line)
    return Markup(_START.sub(_unstarted, line))  # noqa: S704  # inert by the lines above


def _unstarted(found: re.Match[str]) -> str:
    """Escape what would begin a list, a rule or a heading at the start of a line."""
    number, point, sign = found.groups()
    return f"\\{sign}" if sign else f"{number}\\{point}"


def block(text: str, prefix: str = "") -> Markup:
    """Return a text of several lines, each with a prefix ("> "), hard breaks kept."""
    paragraphs = [part.strip() for part in str(text).split("\n\n") if part.strip()]
    lines = ["\\\n".join(inert(line) for line in part.split("\n") if line.strip()) for part in paragraphs]
    return Markup("\n\n".join(lines).replace("\n", f"\n{prefix}"))  # noqa: S704  # inert by the lines above
