"""The formats of a report and whom it is for; light, so that a command's help needs no renderer."""

from __future__ import annotations

from typing import Literal, get_args

from planself.i18n import either

Format = Literal["html", "md", "json"]
TemplateFormat = Literal["html", "md"]
"""Those that templates make."""
FROM_TEMPLATES: tuple[TemplateFormat, ...] = get_args(TemplateFormat)
NAMES: dict[Format, str] = {"html": "HTML", "md": "Markdown", "json": "JSON"}
SUFFIXES: dict[str, Format] = {".html": "html", ".htm": "html", ".md": "md", ".json": "json"}
FORMATS: tuple[Format, ...] = tuple(dict.fromkeys(SUFFIXES.values()))

Audience = Literal["council", "full"]
"""A council reads one sheet, everyone else all of it in order."""


def any_name(among: tuple[Format, ...] = FORMATS) -> str:
    """Return formats as a sentence lists them: HTML, Markdown or JSON."""
    return either([NAMES[form] for form in among])


def any_suffix() -> str:
    """Return the suffixes as a sentence lists them, one a format."""
    return either([f".{form}" for form in FORMATS])
