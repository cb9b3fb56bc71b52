"""A questionnaire with its mistyped keys read as they were meant, so that one typo is one fault."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from planself.files.finding import Path
from planself.questionnaire.shape import at, file_path, meant_key


class Mended:
    """The data with unknown keys renamed to the known ones that they resemble."""

    def __init__(self, data: dict[str, Any], error: ValidationError) -> None:
        self._names: dict[Path, str] = {}
        for item in error.errors(include_url=False, include_context=False):
            if item["type"] == "extra_forbidden":
                path, _key = file_path(item["loc"])
                self._note(data, path)
        self._typed = {(*path[:-1], meant): str(path[-1]) for path, meant in self._names.items()}
        self.data: dict[str, Any] = self._renamed(data, ())

    def original(self, path: Path) -> Path:
        """Return a path with the keys as they stand in the file."""
        return tuple(self._typed.get(path[: place + 1], step) for place, step in enumerate(path))

    def _note(self, data: object, path: Path) -> None:
        beside = at(data, path[:-1])
        meant = meant_key(data, path)
        if meant is not None and isinstance(beside, dict) and meant not in beside:
            self._names[path] = meant

    def _renamed(self, data: Any, path: Path) -> Any:
        if isinstance(data, dict):
            return {self._names.get((*path, key), key): self._renamed(v, (*path, key)) for key, v in data.items()}
        if isinstance(data, list):
            return [self._renamed(value, (*path, place)) for place, value in enumerate(data)]
        return data
