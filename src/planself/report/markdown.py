"""Markdown: how the view's values are printed so that no text of a person can become markup."""

from __future__ import annotations

import re

from markupsafe import Markup

from planself.report.inline_text import Link, Sentence

# What CommonMark and the forges' dialects read as markup inside a line. An underscore inside a word and a lone
# ampersand are none, so ordinary text stays as it was typed.
_SPECIAL = re.compile(r"[\\`*{}\[\]|~$<#]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
# An address stays whole and without a sign that nobody sees, since it is there to be copied.
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
# Forges tell people by their names, and link numbers, after markup is done, where no backslash helps: in a code span
# they leave both alone. An invisible blank would do so too, and be copied along.
_LINKED = re.compile(r"(?<![\w.+-])@\w[\w-]*|[#!]\d+")
_PART = re.compile(f"{_ADDRESS.pattern}|({_LINKED.pattern})|({_SPECIAL.pattern})", re.IGNORECASE)
_START = re.compile(r"^(\s*)(?:(\d+)([.)])(?=\s|$)|([-+=>:]))")
_SPACE = re.compile(r"\s+")


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
    return Markup(_START.sub(_unstarted, _inside(text)))  # noqa: S704  # inert by the lines above


def inside(text: str) -> Markup:
    """Return a text for a place that cannot begin a line, inside **bold** or a table's cell."""
    return Markup(_inside(text))  # noqa: S704  # inert by the lines below


def _inside(text: str) -> str:
    return _PART.sub(_harmless, _SPACE.sub(" ", str(text)))


def _harmless(found: re.Match[str]) -> str:
    """Return an address with its signs escaped, what a forge would link as code, and any other sign escaped."""
    linked, special = found.groups()
    if linked:
        return f"`{linked}`"
    return f"\\{special}" if special else _SPECIAL.sub(_escaped_in_address, found[0])


def _escaped_in_address(found: re.Match[str]) -> str:
    """Escape a sign of an address, but for the `#` before a place on a page, which begins no heading there."""
    return found[0] if found[0] == "#" else f"\\{found[0]}"


def _unstarted(found: re.Match[str]) -> str:
    """Escape what would begin a list, a rule or a heading at the start of a line."""
    blank, number, point, sign = found.groups()
    return blank + (f"\\{sign}" if sign else f"{number}\\{point}")


def block(text: str, indent: str = "") -> Markup:
    """Return a text of several lines, indented after the first, single breaks kept."""
    paragraphs = [part.strip() for part in str(text).split("\n\n") if part.strip()]
    lines = [f"\\\n{indent}".join(inert(line) for line in part.split("\n") if line.strip()) for part in paragraphs]
    return Markup(f"\n\n{indent}".join(lines))  # noqa: S704  # inert by the lines above
