"""Texts of a report: with their language where it is not the reader's, inert where a person typed them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import Formatter

from planself.i18n import Reader
from planself.text import Text, inert, resolve, stop


class Words(str):
    """A text of the questionnaire; `lang` is set where it had to fall back to another language."""

    __slots__ = ("lang",)
    lang: str | None

    def __new__(cls, text: str, lang: str | None = None) -> Words:
        words = super().__new__(cls, text)
        words.lang = lang
        return words


@dataclass(frozen=True, slots=True)
class Link:
    """A name inside a sentence that leads to its place in the report."""

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence made of plain pieces, questionnaire words and links."""

    parts: tuple[str | Link, ...]

    def __str__(self) -> str:
        return "".join(part.text if isinstance(part, Link) else part for part in self.parts)


Piece = str | Link | Sentence


def clean(text: str) -> str:
    """Return a text without characters that steer an eye or a terminal; every line break becomes \\n."""
    if text.isprintable():  # most texts, and much quicker than looking at each character
        return text.strip()
    return inert("\n".join(text.splitlines())).replace("\t", " ").strip()


def words(text: Text | None, reader: Reader) -> Words:
    """Return a questionnaire's text in the reader's language or, marked, in the questionnaire's first."""
    if text is None:
        return Words("")
    found, lang = resolve(text, reader.lang)
    return Words(clean(found), None if lang == reader.lang else lang)


def compose(template: str, **values: Piece) -> Sentence:
    """Return a phrase with its `{names}` filled in, links and languages kept."""
    parts: list[str | Link] = []
    for literal, name, _spec, _conversion in Formatter().parse(template):
        if literal:
            own_end = literal.startswith(".") and parts and not stop(_text(parts[-1]))
            parts.append(literal[1:] if own_end else literal)
        if name is not None:
            value = values[name]
            parts.extend(value.parts if isinstance(value, Sentence) else (value,))
    return Sentence(tuple(parts))


def unlinked(piece: Piece) -> Sentence:
    """Return a text whose names lead nowhere, for a page on which their places are not."""
    parts = piece.parts if isinstance(piece, Sentence) else (piece,)
    return Sentence(tuple(part.text if isinstance(part, Link) else part for part in parts))


def joined(sentences: Iterable[Piece], between: str = " ") -> Sentence:
    """Return several sentences as one text."""
    return Sentence(tuple(_between(sentences, between, between)))


def enumerated(items: Iterable[Piece], reader: Reader) -> Sentence:
    """Return "a, b and c" in the reader's language."""
    return Sentence(tuple(_between(items, ", ", reader._(" and "))))


def _between(items: Iterable[Piece], comma: str, last: str) -> Iterator[str | Link]:
    listed = list(items)
    for place, item in enumerate(listed):
        if place:
            yield last if place == len(listed) - 1 else comma
        parts = item.parts if isinstance(item, Sentence) else (item,)
        more = place < len(listed) - 1
        yield from parts[:-1]
        yield from (_unended(part) if more and comma.startswith(";") else part for part in parts[-1:])


def _text(part: str | Link) -> str:
    return part.text if isinstance(part, Link) else part


def _unended(part: str | Link) -> str | Link:
    """Return a piece without the stop at its end, where a semicolon follows."""
    if isinstance(part, Words):
        return Words(part.removesuffix("."), part.lang)
    return part if isinstance(part, Link) else part.removesuffix(".")
