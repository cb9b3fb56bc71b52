"""The formats of a report and whom it is for; light, so that a command's help needs no renderer."""

from __future__ import annotations

from typing import Literal

Format = Literal["html", "md", "json"]
SUFFIXES: dict[str, Format] = {".html": "html", ".htm": "html", ".md": "md", ".json": "json"}
FORMATS: tuple[Format, ...] = tuple(dict.fromkeys(SUFFIXES.values()))

Audience = Literal["council", "full"]
"""A council reads one sheet, everyone else all of it in order."""
