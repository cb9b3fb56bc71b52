"""JSON as planself reads it: the standard reader, strict where JSON leaves a choice."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from planself.files.invisible import first_sign
from planself.files.places import Place, Token, index
from planself.files.refusals import FORBIDDEN, MAX_DEPTH, MAX_DIGITS, Refusals, brief, unseen
from planself.i18n import _

# The closing mark may be missing: an open text is then one word, and broken files take no longer than whole ones.
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[\[\]{},:]|[^\s\[\]{},:"]+', re.DOTALL)
_CONTROL_ESCAPE = re.compile(r"\\[bfu]")


def build(text: str, name: str) -> object:
    """Return the data of a JSON text, or raise all problems that it has."""
    reader = _Reader()
    found = Refusals(name)
    data: object = None
    try:
        data = reader.read(text)
    except json.JSONDecodeError as error:
        _explain(error, text, found)
    except RecursionError:
        reader.doubtful = True
    if reader.doubtful or is_deep(data):
        _look_closer(text, found)
    elif data is None and not found.problems:
        found.empty()
    elif not found.problems and (_CONTROL_ESCAPE.search(text) or FORBIDDEN.search(text)):
        found.characters((token.place, token.text) for token in tokens(text))
    found.raise_any()
    return data


class _Reader:
    """The standard reader with hooks that note what has to be refused; the place is looked for afterwards."""

    def __init__(self) -> None:
        self.doubtful = False

    def read(self, text: str) -> object:
        """Return the data, or raise JSONDecodeError."""
        return json.loads(
            text,
            parse_float=self._decimal,
            parse_int=self._integer,
            parse_constant=self._constant,
            object_pairs_hook=self._mapping,
        )

    def _decimal(self, text: str) -> Decimal | None:
        value = number(text)
        self.doubtful |= value is None
        return value

    def _integer(self, text: str) -> int | None:
        self.doubtful |= len(text) > MAX_DIGITS
        return int(text) if len(text) <= MAX_DIGITS else None

    def _constant(self, _name: str) -> None:
        self.doubtful = True

    def _mapping(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        data = dict(pairs)
        self.doubtful |= len(data) != len(pairs)
        return data


def number(text: str) -> Decimal | None:
    """Return a number of JSON written out without exponent, or None where it has too many digits for that."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    if not value.is_finite() or len(text) > MAX_DIGITS or abs(value.adjusted()) > MAX_DIGITS:
        return None
    return Decimal(f"{value:f}")


def is_deep(data: object) -> bool:
    """Return whether data is nested deeper than any file of planself's needs."""
    level = [data]
    for _depth in range(MAX_DEPTH):
        level = [
            child
            for node in level
            if isinstance(node, dict | list)
            for child in (node.values() if isinstance(node, dict) else node)
            if isinstance(child, dict | list)
        ]
    return bool(level)


def _look_closer(text: str, found: Refusals) -> None:
    """Note the places of repeated keys, of numbers that are none, and of a nesting too deep."""
    found.repeated(index(tokens(text)))
    depth = 0
    for word, place in _lexemes(text):
        depth += (word in "[{") - (word in "]}")
        if depth > MAX_DEPTH:
            found.too_deep(place)
            return
        if word in ("NaN", "Infinity", "-Infinity") or (_is_number(word) and number(word) is None):
            found.add(
                place,
                "E027",
                _("{text} is no number to calculate with.").format(text=brief(word)),
                _("Write a number with digits and at most one decimal point."),
            )
            if found.full:
                return


def _is_number(word: str) -> bool:
    return word[0] in "-0123456789"


def _lexemes(text: str) -> Iterator[tuple[str, Place]]:
    """Cut a JSON text into its words and signs, each with its place."""
    line, line_start, seen = 1, 0, 0
    for match in _TOKEN.finditer(text):
        start = match.start()
        breaks = text.count("\n", seen, start)
        if breaks:
            line += breaks
            line_start = text.rfind("\n", seen, start) + 1
        seen = start
        yield match[0], (line, start - line_start + 1)


def tokens(text: str) -> Iterator[Token]:
    """Walk through a JSON text as far as it can be read."""
    depth = 0
    for word, place in _lexemes(text):
        if word in "[{":
            depth += 1
            yield Token("list" if word == "[" else "mapping", "", place)
        elif word in "]}":
            depth -= 1
            yield Token("end", "", place)
        elif word not in ",:":
            yield Token("scalar", _unquoted(word), place)
        if depth > MAX_DEPTH or depth < 0:
            return


def _unquoted(word: str) -> str:
    if not word.startswith('"'):
        return word
    try:
        return str(json.loads(word))
    except json.JSONDecodeError:
        return word


def _explain(error: json.JSONDecodeError, text: str, found: Refusals) -> None:
    """Note what is wrong, told by what stands at the place: the reader's words differ from one Python to the next."""
    place = (error.lineno, error.colno)
    here = text[error.pos : error.pos + 1]
    if not text.strip():
        found.empty()
    elif here == '"' and _is_open(text, error.pos):
        found.add(place, "E012", _("The quotation mark opened here is never closed."), _("Close it on the same line."))
    elif here and here < " ":
        hint = _("Write a line break inside a text as \\n, a tab as \\t.")
        found.add(place, "E006", _("A line break or control character stands inside a text."), hint)
    elif here == "\\":
        hint = _("Write a backslash as two: \\\\.")
        found.add(place, "E018", _("This backslash makes no escape that JSON knows."), hint)
    elif first_sign(here):
        found.add(place, "E007", *unseen(here))
    else:
        found.add(place, "E010", _sentence(error.pos, text), _hint(error.pos, text))


def _is_open(text: str, start: int) -> bool:
    match = _TOKEN.match(text, start)
    return match is not None and (len(match[0]) == 1 or not match[0].endswith('"'))


def _sentence(at: int, text: str) -> str:
    if not text[at:].strip():
        return _("The JSON text breaks off here.")
    if _is_whole(text[:at]):
        return _("The JSON text ends before this place, and more follows.")
    return _("The JSON text is not right here: {sign} does not belong at this place.").format(sign=brief(text[at]))


def _is_whole(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _hint(at: int, text: str) -> str:
    before = text[:at].rstrip()[-1:]
    if before in ("{", ",") or text[at : at + 1] in (",", "'"):
        return _("Keys stand in double quotation marks, and there is no comma after the last entry.")
    return _("Look for a comma, bracket or quotation mark that is missing just before.")
