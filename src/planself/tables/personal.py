"""Columns that point at persons, by how their headings are built: dropped unless asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planself.tables.personal_words import ANYWHERE, BEGINNINGS, COUNTS, ENDINGS, NAMING, PERSONAL, PERSONS, PLACES
from planself.text import plain_letters, plain_words

_TAG = re.compile(r"<[^<>]*>")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_CODED = re.compile(r"\s*\[?[A-Za-z0-9_]+(?:\[[^\]]*\])?\]?\s*[.:)]\s+(.+)").fullmatch
"""A code before the text: `email. E-Mail-Adresse`, `Q12[1]: Telefon`."""
_BETWEEN = re.compile(r"\s[-–—|>»]+\s|[/\\|»>]|:\s|::|\.(?=[A-Za-z_])|__+")
"""What stands between a group and its question."""
_BRACKETED = re.compile(r"[\[({]([^\[\](){}]*)[\])}]")
_CAPITALS = re.compile(r"(?<=[a-zäöüß0-9])(?=[A-ZÄÖÜ])|(?<=[A-ZÄÖÜ])(?=[A-ZÄÖÜ][a-zäöüß])")
_WORDS = re.compile("[a-z0-9]+")
_CODE = re.compile("[a-z]{1,3}[0-9]+|[a-z]|[0-9]+|meta").fullmatch
"""A word that says nothing: `Q3_Browser`, Unipark's `u_name`, `custom data 1`, `meta-instanceID`."""
_BY = ("by", "von", "durch")


def plain(heading: str) -> str:
    """Return a heading in small letters with one underscore for everything that is neither letter nor digit."""
    return plain_words(heading)


def _squeezed(heading: str) -> str:
    return plain(heading).replace("_", "")


_WHOLE = frozenset(_squeezed(heading) for headings in PERSONAL.values() for heading in headings)


def is_personal(heading: str) -> bool:
    """Whether a heading is that of a column about a person rather than about a place.

    Each of its parts counts: the code and the text behind it, a group and its question, and what stands in brackets.
    """
    return any(_points_at_a_person(words) for part in _parts(heading) if (words := _words(part)))


def _parts(heading: str) -> Iterator[str]:
    text = _UNSEEN.sub("", _TAG.sub(" ", heading)).strip()
    yield text
    if coded := _CODED(text):
        yield coded[1]
    outside = _BRACKETED.sub(" ", text)
    for piece in (outside, *_BRACKETED.findall(text)):
        yield from _BETWEEN.split(piece)


def _words(part: str) -> list[str]:
    """Return the words of a part without what only counts; `E-Mail` is one."""
    folded = plain_letters(_CAPITALS.sub(" ", part))
    joined = re.sub(r"\be[\s_-]*mail", "email", folded.replace("_", " "))
    found = _WORDS.findall(joined)
    words = [word for word in found if not _CODE(word)] or found
    return [word.rstrip("0123456789") or word for word in words]


def _points_at_a_person(words: list[str]) -> bool:
    if words[0] in COUNTS or words[:2] == ["number", "of"]:
        return False
    return (
        "".join(words) in _WHOLE
        or any(_is_of_a_person(word) for word in words)
        or (len(words) > 1 and words[-1] in _BY)
        or _names_a_person(words)
    )


def _is_of_a_person(word: str) -> bool:
    return word in ANYWHERE or word.startswith(BEGINNINGS) or word.endswith(ENDINGS)


def _names_a_person(words: list[str]) -> bool:
    """Whether a name or an address stands there that is none of a place; `Vor- und Nachname` is no other thing."""
    if NAMING.isdisjoint(words):
        return False
    return any(word.startswith(PERSONS) for word in words) or not any(map(_is_a_place, words))


def _is_a_place(word: str) -> bool:
    """Whether a word is one of a place or a thing: `Grundschule`, `Gemeinden`, `Einrichtungsname`."""
    return word.endswith(PLACES) or any(len(place) > 4 and word.startswith(place) for place in PLACES)
