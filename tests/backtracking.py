"""A slow reading of Python's regular expressions that counts its steps.

It tries one way after the other, as `re` does; time would say the same on an idle machine only.
"""

from __future__ import annotations

import re
import re._constants as signs  # type: ignore[import-not-found]  # the parser of `re` has no public name
import re._parser as parser  # type: ignore[import-not-found]
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

Then = Callable[[int], bool]
TOO_MANY = 300_000
_ONE = frozenset({signs.LITERAL, signs.NOT_LITERAL, signs.ANY, signs.IN})
"""What takes one sign."""
_CATEGORIES = {
    signs.CATEGORY_DIGIT: r"\d",
    signs.CATEGORY_NOT_DIGIT: r"\D",
    signs.CATEGORY_SPACE: r"\s",
    signs.CATEGORY_NOT_SPACE: r"\S",
    signs.CATEGORY_WORD: r"\w",
    signs.CATEGORY_NOT_WORD: r"\W",
}
_ATS = {
    signs.AT_BEGINNING: r"^",
    signs.AT_BEGINNING_STRING: r"\A",
    signs.AT_BOUNDARY: r"\b",
    signs.AT_NON_BOUNDARY: r"\B",
    signs.AT_END: r"$",
    signs.AT_END_STRING: r"\Z",
}


class Expression:
    """One pattern, with the steps of its last reading."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.parsed = parser.parse(pattern, flags)
        self.flags = self.parsed.state.flags & ~signs.SRE_FLAG_DEBUG
        self.steps = 0
        self._text = ""
        self._items = _listed(self.parsed)
        self._ones: defaultdict[int, dict[str, bool]] = defaultdict(dict)

    def match(self, text: str, start: int = 0, whole: bool = False, some: bool = False) -> int | None:
        """Return where a match that begins here ends, as `re.match` or `re.fullmatch` would."""
        self._text = text
        ends: list[int] = []

        def done(at: int) -> bool:
            if (whole and at != len(text)) or (some and at == start):
                return False
            ends.append(at)
            return True

        self._sequence(self._items, 0, start, done)
        return ends[0] if ends else None

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield every match from left to right, as `re.finditer` would."""
        start, empty = 0, -1
        while start <= len(text):
            end = self.match(text, start, some=start == empty)
            if end is None:
                start += 1
                continue
            yield start, end
            start, empty = end, end if end == start else -1

    def _sequence(self, items: list[Any], index: int, at: int, then: Then) -> bool:
        while True:
            if self.steps > TOO_MANY:
                return False
            self.steps += 1
            if index == len(items):
                return then(at)
            item = items[index]
            index += 1
            if item[0] not in _ONE:
                break
            if not self._one(item, at):
                return False
            at += 1
        return self._item(item[0], item[1], at, lambda end: self._sequence(items, index, end, then))

    def _item(self, op: Any, value: Any, at: int, then: Then) -> bool:
        if op in (signs.MAX_REPEAT, signs.MIN_REPEAT):
            return self._repeat(op == signs.MAX_REPEAT, value, at, then)
        if op == signs.SUBPATTERN:
            return self._sequence(value, 0, at, then)
        if op == signs.BRANCH:
            return any(self._sequence(branch, 0, at, then) for branch in value)
        if op == signs.AT:
            return self._stands(value, at) and then(at)
        if op in (signs.ASSERT, signs.ASSERT_NOT):
            return self._looks(value, at) == (op == signs.ASSERT) and then(at)
        raise NotImplementedError(f"{op} is read by no test yet")

    def _looks(self, value: Any, at: int) -> bool:
        direction, width, inner = value
        if direction > 0:
            return self._sequence(inner, 0, at, lambda _end: True)
        return at >= width and self._sequence(inner, 0, at - width, lambda end: end == at)

    def _stands(self, where: Any, at: int) -> bool:
        return re.compile(_ATS[where], self.flags & re.MULTILINE).match(self._text, at) is not None

    def _one(self, item: Any, at: int) -> bool:
        self.steps += 1
        if at >= len(self._text):
            return False
        sign = self._text[at]
        known = self._ones[id(item)]
        if sign not in known:
            known[sign] = re.fullmatch(_written(item), sign, self.flags & ~re.VERBOSE) is not None
        return known[sign]

    def _repeat(self, greedy: bool, value: Any, at: int, then: Then) -> bool:
        least, most, inner = value
        if len(inner) == 1 and inner[0][0] in _ONE:
            return self._run(greedy, least, most, inner[0], at, then)
        return self._again(greedy, least, most, inner, at, then, 0)

    def _run(self, greedy: bool, least: int, most: int, item: Any, at: int, then: Then) -> bool:
        end, limit = at, at + min(most, len(self._text) - at)
        if greedy:
            while end < limit and self._one(item, end):
                end += 1
            return any(then(stop) for stop in range(end, at + least - 1, -1))
        while True:
            if end - at >= least and then(end):
                return True
            if end >= limit or not self._one(item, end):
                return False
            end += 1

    def _again(self, greedy: bool, least: int, most: int, inner: list[Any], at: int, then: Then, count: int) -> bool:
        def more() -> bool:
            def on(end: int) -> bool:
                return (end > at or count < least) and self._again(greedy, least, most, inner, end, then, count + 1)

            return count < most and self._sequence(inner, 0, at, on)

        if count < least:
            return more()
        return (more() or then(at)) if greedy else (then(at) or more())


def _listed(items: Any) -> list[Any]:
    """Return a sequence of what was parsed as lists, which are quicker to go through a hundred thousand times."""
    return [(op, _inner(op, value)) for op, value in items]


def _inner(op: Any, value: Any) -> Any:
    if op in (signs.MAX_REPEAT, signs.MIN_REPEAT):
        return value[0], value[1], _listed(value[2])
    if op == signs.SUBPATTERN:
        return _listed(value[3])
    if op == signs.BRANCH:
        return [_listed(branch) for branch in value[1]]
    if op in (signs.ASSERT, signs.ASSERT_NOT):
        return value[0], value[1].getwidth()[0], _listed(value[1])
    return value


def _written(item: Any) -> str:
    op, value = item
    if op == signs.ANY:
        return "."
    if op == signs.LITERAL:
        return re.escape(chr(value))
    if op == signs.NOT_LITERAL:
        return f"[^{re.escape(chr(value))}]"
    return "[" + "".join(_member(part) for part in value) + "]"


def _member(part: Any) -> str:
    op, value = part
    if op == signs.NEGATE:
        return "^"
    if op == signs.LITERAL:
        return f"\\U{value:08x}"
    if op == signs.RANGE:
        return f"\\U{value[0]:08x}-\\U{value[1]:08x}"
    return _CATEGORIES[value]


def samples(pattern: str, flags: int = 0) -> list[str]:
    """Return beginnings that a pattern takes, one for each of its parts, the shortest first."""
    found = {""}
    _prefixes(parser.parse(pattern, flags), "", found)
    return sorted(found, key=lambda text: (len(text), text))


def _prefixes(items: Any, before: str, found: set[str]) -> str:
    for op, value in items:
        if op in (signs.MAX_REPEAT, signs.MIN_REPEAT):
            once = _prefixes(value[2], before, found)
            unit = once[len(before) :]
            before = before + unit * max(1, min(value[0], 8))
        elif op == signs.SUBPATTERN:
            before = _prefixes(value[3], before, found)
        elif op == signs.BRANCH:
            before = max([_prefixes(branch, before, found) for branch in value[1]], key=len)
        elif op in (signs.ASSERT, signs.ASSERT_NOT):
            _prefixes(value[1], before, found)
        elif op != signs.AT:
            before += _sign((op, value))
        found.add(before)
    return before


def _sign(item: Any) -> str:
    """Return a sign that one place takes: its own where it names one."""
    named = [item[1]] if item[0] == signs.LITERAL else []
    if item[0] == signs.IN and item[1][0][0] != signs.NEGATE:
        named = [value if op == signs.LITERAL else value[0] for op, value in item[1] if op != signs.CATEGORY]
    likely = [*map(chr, named), *"a1 A_\n.é,-(", "\u00a0"]
    return next((sign for sign in likely if re.fullmatch(_written(item), sign, re.DOTALL)), "\u200b")


sys.setrecursionlimit(max(sys.getrecursionlimit(), 20_000))
