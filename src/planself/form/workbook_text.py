"""Texts of a form's workbook: put together from pieces of different looks, and parted where a row would be too high."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from planself.form.workbook_size import MOST_LINES, line_count_of, row_parts

Look = Literal["bold", "plain", "soft", "notice"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one look; a paragraph is a list of pieces."""

    look: Look
    text: str


Paragraph = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class TextBlock:
    """What stands in one cell: paragraphs, one below the other, and how many lines they take."""

    paragraphs: tuple[Paragraph, ...] = ()
    lines: int = 0

    @property
    def pieces(self) -> list[Piece]:
        """Return all pieces, with the line breaks between the paragraphs."""
        pieces: list[Piece] = []
        for place, paragraph in enumerate(self.paragraphs):
            first, *others = paragraph
            pieces += [Piece(first.look, f"\n{first.text}" if place else first.text), *others]
        return pieces


def blocks(paragraphs: Sequence[Paragraph], width: float) -> list[TextBlock]:
    """Return paragraphs in as many blocks as they need, none higher than a row can be."""
    done, now = list[TextBlock](), TextBlock()
    for paragraph in (part for whole in paragraphs for part in _parted(whole, width)):
        lines = _lines(paragraph, width)
        if now.paragraphs and now.lines + lines > MOST_LINES:
            done.append(now)
            now = TextBlock()
        now = TextBlock((*now.paragraphs, paragraph), now.lines + lines)
    return [*done, now]


def _lines(paragraph: Paragraph, width: float) -> int:
    return line_count_of([(piece.text, piece.look == "bold") for piece in paragraph], width)


def _parted(paragraph: Paragraph, width: float) -> Iterator[Paragraph]:
    """Yield a paragraph, in parts between its words where it is higher than a row by itself."""
    if _lines(paragraph, width) <= MOST_LINES:
        yield paragraph
        return
    for piece in paragraph:
        yield from ((Piece(piece.look, part),) for part in row_parts(piece.text, width, bold=piece.look == "bold"))
