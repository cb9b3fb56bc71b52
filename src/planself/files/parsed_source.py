"""A file as it was written: its data, and the place of every value."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from planself.errors import Location, Problem
from planself.files import json_text, yaml_text
from planself.files.places import Places, Token, index


@dataclass(frozen=True, slots=True)
class Source:
    """A parsed file: its name, its text, its data, and on demand the place of every value."""

    name: str
    text: str
    data: object
    _tokens: Callable[[str], Iterable[Token]] = field(default=yaml_text.tokens, repr=False, compare=False)
    problems: tuple[Problem, ...] = ()
    """What is wrong with single values, which are therefore not among the data."""
    _places: list[Places] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def exact(self) -> bool:
        """Whether a number is as exact as it is written, as in JSON; in YAML a person may have typed it."""
        return self._tokens is json_text.tokens

    @property
    def is_text(self) -> bool:
        """Whether people read and write it as text, with keys and quotation marks."""
        return True

    def locate(self, path: tuple[str | int, ...], *, key: bool = False) -> Location:
        """Return where the value at a path stands (or its key), or the deepest thing around it that there is."""
        if not self._places:
            self._places.append(index(self._tokens(self.text)))
        place = self._places[0].find(path, key=key)
        return Location(self.name, *place) if place else Location(self.name)

    def order(self, where: Location) -> tuple[int, ...]:
        """Return what sorts places of the file as they follow each other."""
        return where.line or 0, where.column or 0
