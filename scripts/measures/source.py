"""The sources of a checkout, read and parsed once."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path


@dataclass(frozen=True)
class Source:
    """A file of `src/planself`; `name` is its path there, as `scoring/plan.py`."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The file as Python reads it."""
        return ast.parse(self.text)

    @property
    def room(self) -> str:
        """The folder right under `planself`; a file that stands in none belongs to the ground floor, `.`."""
        return self.name.split("/")[0] if "/" in self.name else "."

    @property
    def module(self) -> str:
        """Its name without `planself.`: `scoring.plan`, and `scoring` for the room's own `__init__.py`."""
        return self.name.removesuffix(".py").removesuffix("__init__").rstrip("/").replace("/", ".")

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return len(self.text.splitlines())


def sources(root: Path, folder: str = "src/planself") -> list[Source]:
    """Return the Python files below a folder of a checkout, by name."""
    top = root / folder
    return [Source(path.relative_to(top).as_posix(), path.read_text("utf-8")) for path in sorted(top.rglob("*.py"))]
