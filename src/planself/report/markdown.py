"""Markdown: how the view's values are printed so that no text of a person can become markup."""

from __future__ import annotations

import re

from markupsafe import Markup

from planself.report.words import Link, Sentence

# What CommonMark and the forges' dialects read as markup inside a line. An underscore inside a word and a lone
# ampersand are none, so ordinary text stays as it was typed.
_SPECIAL = re.compile(r"[\\`*{}\[\]|~$<#]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
# Forges tell people by their names, and link numbers, after markup is done, where no backslash helps: an invisible
# blank breaks these up for the machine, not for the reader. An address stays whole, since it is there to be copied, and
# a link made of it leads where it says.
_LINKED = re.compile(r"(?<=(?<![\w.+-])@)(?=\w)|(?<=[#!])(?=\d)")
_ZERO_WIDTH = "\u200b"
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
    line = _SPACE.sub(" ", str(text))
    return _LINKED.sub(_ZERO_WIDTH, _SPECIAL.sub(lambda found: "\\" + found[0], line))


def _unstarted(found: re.Match[str]) -> str:
    """Escape what would begin a list, a rule or a heading at the start of a line."""
    blank, number, point, sign = found.groups()
    return blank + (f"\\{sign}" if sign else f"{number}\\{point}")


def block(text: str, indent: str = "") -> Markup:
    """Return a text of several lines, indented after the first, single breaks kept."""
    paragraphs = [part.strip() for part in str(text).split("\n\n") if part.strip()]
    lines = [f"\\\n{indent}".join(inert(line) for line in part.split("\n") if line.strip()) for part in paragraphs]
    return Markup(f"\n\n{indent}".join(lines))  # noqa: S704  # inert by the lines above
