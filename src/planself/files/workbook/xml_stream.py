"""Foreign XML as a stream of elements: no entities, no documents of other places, and no unbounded nesting or token."""

from __future__ import annotations

from collections.abc import Iterable
from xml.parsers import expat

_DEPTH = 200
_TOKEN = 8 << 20
"""Bytes of one tag or comment; older versions of the parser begin one anew with every piece that they are given."""

Attributes = dict[str, str]


class UnsoundXmlError(Exception):
    """XML that is damaged, or made to do harm."""


class Elements:
    """What is told of a document's elements, by their names without a prefix; a subclass says what to make of it."""

    def start(self, name: str, attributes: Attributes) -> None:
        """Take note of an element that begins."""

    def end(self, name: str) -> None:
        """Take note of an element that ends."""

    def text(self, text: str) -> None:
        """Take note of a piece of text."""


def parse(pieces: Iterable[bytes], elements: Elements) -> None:
    """Tell of every element of a document; raises UnsoundXmlError."""
    parser, depth = expat.ParserCreate(), 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEPTH:
            raise UnsoundXmlError
        elements.start(name.rpartition(":")[2], attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        elements.end(name.rpartition(":")[2])

    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = elements.text
    parser.StartDoctypeDeclHandler = _refuse
    _feed(parser, pieces)


def _feed(parser: expat.XMLParserType, pieces: Iterable[bytes]) -> None:
    given = 0
    try:
        for piece in pieces:
            parser.Parse(piece, False)
            given += len(piece)
            if given - max(parser.CurrentByteIndex, 0) > _TOKEN:
                raise UnsoundXmlError
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:  # an encoding that is none, a cell without its text
        raise UnsoundXmlError from error


def _refuse(*_declared: object) -> None:
    """Refuse a document type: no workbook has one, and entities that swell are declared there."""
    raise UnsoundXmlError
