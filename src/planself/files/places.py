"""Where every value of a file stands: an index from paths to lines and columns, made only when asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Path = tuple[str | int, ...]
Place = tuple[int, int]
"""Line and column, counted from 1."""


MAX_REPEATED = 1000
"""More than anybody reads; a file with a repeated key is refused anyway."""


class Token(NamedTuple):
    """One step through a file, whatever its syntax."""

    kind: Literal["mapping", "list", "end", "scalar"]
    text: str
    place: Place


@dataclass(slots=True)
class Places:
    """The place of every value and key, and every key that a mapping has once more."""

    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    repeated: list[tuple[Path, Place]] = field(default_factory=list)

    def find(self, path: Path, *, key: bool) -> Place | None:
        """Return the place of a value (or of its key), or of the deepest thing around it that there is."""
        if key and path in self.keys:
            return self.keys[path]
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path)

    def add_key(self, path: Path, place: Place) -> None:
        """Note a key; the first place of a repeated one stays."""
        if path in self.keys:
            self.repeated.append((path, place))
        else:
            self.keys[path] = place


@dataclass(slots=True)
class _Level:
    """A mapping or list that is not closed yet; `step` is the key or position that waits for its value."""

    path: Path
    step: str | int | None

    def next(self) -> Path:
        """Return the path of the value that comes now."""
        assert self.step is not None  # noqa: S101 -- a key was read before its value
        path = (*self.path, self.step)
        self.step = self.step + 1 if isinstance(self.step, int) else None
        return path


def index(tokens: Iterable[Token]) -> Places:
    """Return the places of everything in a file."""
    places = Places()
    levels: list[_Level] = []
    for token in tokens:
        if len(places.repeated) >= MAX_REPEATED:
            break
        if token.kind == "end":
            levels.pop()
        elif levels and levels[-1].step is None:
            _enter_key(places, levels, token)
        else:
            path = levels[-1].next() if levels else ()
            places.values.setdefault(path, token.place)
            _enter(levels, token, path)
    return places


def _enter_key(places: Places, levels: list[_Level], token: Token) -> None:
    top = levels[-1]
    top.step = token.text
    if token.kind == "scalar":
        places.add_key((*top.path, token.text), token.place)
    else:
        _enter(levels, token, (*top.path, ""))  # a list as a key: refused elsewhere, walked through here


def _enter(levels: list[_Level], token: Token, path: Path) -> None:
    if token.kind != "scalar":
        levels.append(_Level(path, 0 if token.kind == "list" else None))
