"""What stands on a sheet of paper, each with the height that it takes; all measures are millimetres on A4."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import TypeVar

from planself.form.paper_measure import Run, Type, chunks, lines
from planself.report.inline_text import Words

WIDTH, ROOM, FOOTER = 180.0, 268.0, 9.0
"""Of a page within its margins: how wide it is, how high without its footer, and how high that is."""
NUMBER, BOX, KEY, APART = 10.0, 5.5, 5.5, 38.0
"""The column of numbers, the side of a box, the key before it, and the column of "don't know"."""
TEXT = WIDTH - NUMBER
INSET, ROW, ROW_PAD = KEY + BOX + 4, 6.4, 1.0
"""What of a column is no label, the least height of a row, and the room around a label."""
ENTRY_GAP, ENTRIES_PAD = 1.2, 4.0
"""Above each line of the sheet's head, and below them all."""
GAP = 4.2
"""Around a question or the heading of a section."""
BLANK, CELL = 7.2, 7.5
"""The height of a line to write on, and of a box for a digit."""
MOST_COLUMNS, MOST_LINES = 5, 20


@dataclass(frozen=True, slots=True)
class Style:
    """How a kind of text is set, how wide its column is, and what room it has below."""

    type: Type
    width: float
    below: float = 0.0

    def height(self, text: str) -> float:
        """Return how high a text is."""
        return lines([(text, self.type)], self.width) * self.type.leading + self.below


STYLES = {
    "title": Style(Type(16, 7, bold=True), WIDTH, 1.5),
    "section": Style(Type(12.5, 5.6, bold=True), WIDTH, 1),
    "intro": Style(Type(9.5, 4.4), WIDTH, 1),
    "guide": Style(Type(9.5, 4.4), WIDTH - 4, 0.3),
    "asked": Style(Type(10.5, 4.9, bold=True), TEXT, 0.6),
    "condition": Style(Type(9, 4.2, bold=True), TEXT, 0.4),
    "help": Style(Type(9, 4.2), TEXT, 0.6),
    "more": Style(Type(9.5, 4.4), TEXT - APART - INSET),
    "note": Style(Type(8.5, 3.9), TEXT),
    "written": Style(Type(9.5, 4.4), TEXT - 2),
}
T = TypeVar("T")
LABEL, STRONG = Type(9.5, 4.4), Type(9.5, 4.4, bold=True)


@dataclass(frozen=True, slots=True)
class Text:
    """A text, in one of the styles."""

    style: str
    text: Words

    @property
    def height(self) -> float:
        """Of all its lines."""
        return STYLES[self.style].height(self.text)

    def split(self) -> Iterator[Fragment]:
        """Yield it in pieces that fit on a page."""
        style = STYLES[self.style]
        for chunk in chunks(self.text, style.type, style.width, MOST_LINES):
            yield replace(self, text=Words(chunk, self.text.lang))


@dataclass(frozen=True, slots=True)
class Box:
    """A box to tick: the key that is typed for it, what it stands for, whether it is ticked."""

    key: str
    label: Words
    detail: Words
    crossed: bool = False

    @property
    def runs(self) -> list[Run]:
        """The label and what it means, as they are set."""
        return [(f"{self.label}:", STRONG), (self.detail, LABEL)] if self.detail else [(self.label, LABEL)]


@dataclass(frozen=True, slots=True)
class Choices:
    """Boxes in columns, and those of "don't know" and "not applicable" apart from them."""

    boxes: tuple[Box, ...]
    columns: int
    apart: tuple[Box, ...] = ()

    @property
    def height(self) -> float:
        """Of the higher of the two."""
        width = choices_width(self.apart) / self.columns
        return max(sum(row_height(row, width) for row in rows(self.boxes, self.columns)), len(self.apart) * ROW)

    def split(self) -> Iterator[Fragment]:
        """Yield a row at a time, and what stood apart below them."""
        for row in rows(self.boxes, self.columns):
            pieces = list(_label_pieces(row[0])) if len(row) == 1 else []
            yield Choices((replace(row[0], label=pieces[0], detail=Words("")),) if pieces[1:] else row, self.columns)
            yield from (Text("more", piece) for piece in pieces[1:])
        if self.apart:
            yield Choices(self.apart, 2)


@dataclass(frozen=True, slots=True)
class Cells:
    """Boxes for the digits of a number, and what it counts."""

    signs: tuple[str, ...]
    unit: Words
    limits: str
    apart: tuple[Box, ...] = ()

    @property
    def height(self) -> float:
        """Of the boxes, or of what stands beside them."""
        room = choices_width(self.apart) - len(self.signs) * BOX - 4
        beside = lines([(f"{self.unit} {self.limits}", LABEL)], room) * LABEL.leading
        return max(CELL, beside, len(self.apart) * ROW) + ROW_PAD

    def split(self) -> Iterator[Fragment]:
        """Yield it as it is."""
        yield self


@dataclass(frozen=True, slots=True)
class Space:
    """Lines to write on, or what was written, below a note of what belongs there."""

    note: Words
    written: tuple[Words, ...] = ()
    blank: int = 1
    apart: tuple[Box, ...] = ()

    @property
    def height(self) -> float:
        """Of the note and the lines; whatever a page has left is for writing as well."""
        taken = sum(STYLES["written"].height(text) for text in self.written)
        note = STYLES["note"].height(self.note)
        return note + max(self.blank * BLANK, taken + ROW_PAD) + ceil(len(self.apart) / 2) * ROW

    def split(self) -> Iterator[Fragment]:
        """Yield what was written in pieces."""
        yield from Text("note", self.note).split()
        for text in self.written:
            yield from Text("written", text).split()
        yield replace(self, note=Words(""), written=())


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the sheet's head: what belongs there, and what is known of it."""

    label: str
    value: Words


@dataclass(frozen=True, slots=True)
class Entries:
    """Lines of the sheet's head, two beside each other."""

    entries: tuple[Entry, ...]

    @property
    def height(self) -> float:
        """Of all lines."""
        width = WIDTH / 2 - 8
        return sum(max(self._taken(entry, width) for entry in pair) for pair in rows(self.entries, 2)) + ENTRIES_PAD

    def _taken(self, entry: Entry, width: float) -> float:
        return (
            ENTRY_GAP
            + STYLES["note"].type.leading
            + max(BLANK, lines([(entry.value, STRONG)], width) * STRONG.leading + ROW_PAD)
        )

    def split(self) -> Iterator[Fragment]:
        """Yield two lines at a time."""
        yield from (Entries(pair) for pair in rows(self.entries, 2))


Fragment = Text | Choices | Cells | Space | Entries


def choices_width(apart: Sequence[Box]) -> float:
    """Return the width of the column of answers."""
    return TEXT - APART if apart else TEXT


def row_height(row: Sequence[Box], width: float) -> float:
    """Return the height of boxes beside each other."""
    return max(ROW, max(lines(box.runs, width - INSET) for box in row) * LABEL.leading + ROW_PAD)


def columns(boxes: Sequence[Box], width: float) -> int:
    """Return in how many columns boxes stand: as few as make no more rows, and labels of one line each."""
    for many in range(min(len(boxes), MOST_COLUMNS), 1, -1):
        if all(not box.detail and lines(box.runs, width / many - INSET) == 1 for box in boxes):
            return ceil(len(boxes) / ceil(len(boxes) / many))
    return 1


def rows(entries: Sequence[T], many: int) -> Iterator[tuple[T, ...]]:
    """Yield entries by rows."""
    for start in range(0, len(entries), many):
        yield tuple(entries[start : start + many])


def _label_pieces(box: Box) -> Iterator[Words]:
    label = f"{box.label}: {box.detail}" if box.detail else box.label
    for piece in chunks(label, STRONG, TEXT - APART - INSET, MOST_LINES):
        yield Words(piece, box.label.lang)
