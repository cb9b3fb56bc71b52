"""Keys that stand twice in a line of JSON, which the quick reader passes without a word: the last one would win."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator


def repeated(line: bytes, data: object) -> str | None:
    """Return the first key that a mapping of the line has twice, or None; `data` is the line as it was read.

    Each key brings one colon, so a line with no more colons than the data has keys repeats none. Only where colons
    stand in texts as well is the line read again, slowly.
    """
    if line.count(b":") == _keys(data):
        return None
    found: list[str] = []

    def mapping(pairs: list[tuple[str, object]]) -> None:
        found.extend(twice(name for name, _value in pairs))

    # Numbers stay text: a long one is not this reading's matter.
    json.loads(line, object_pairs_hook=mapping, parse_int=str, parse_float=str)
    return found[0] if found else None


def twice(names: Iterable[str]) -> Iterator[str]:
    """Yield the names that have stood there before; a hostile line has a million of them."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield name
        seen.add(name)


def _keys(data: object) -> int:
    match data:
        case dict():
            return len(data) + sum(map(_keys, data.values()))
        case list():
            return sum(map(_keys, data))
        case _:
            return 0
