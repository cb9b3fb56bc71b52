"""A page as it is printed: its sheets with the lines of text on them, each with its box, read off the PDF."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import Browser

FOOT = 51
"""Points at the foot of a page that are its margin."""
TOP = 48
SIDE = 45
"""Points at both sides that are margin: 18 mm but for the rounding of letters."""
SAME_LINE = 4
LONG = 12
"""Letters of a line that do not stand elsewhere by chance, as numbers of steps do."""
STUB = 5
"""Signs that a last line of a text has at least."""
SHORT = 80
"""Letters of an entry that is too little to stand alone at the foot or head of a page."""
NAMED = 6
"""Letters by which an entry is found again."""
ENTRIES = """[...document.querySelectorAll('main :is(table,ol.sources,dl.prov,ul.list)')].map(list =>
    [...list.querySelectorAll(list.tagName == 'TABLE' ? 'tbody tr' : ':scope>*')]
    .map(entry => [(entry.tagName == 'LI' ? entry : entry.firstElementChild).textContent, entry.textContent]))"""
TEXTS_OF = "chosen => [...document.querySelectorAll(chosen)].map(element => element.textContent)"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a printed page with its box in points from the top left."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A printed page without its foot."""

    width: float
    height: float
    lines: tuple[Line, ...]

    @property
    def lowest(self) -> float:
        """How far down its lines reach."""
        return max(line.bottom for line in self.lines)

    @property
    def filled(self) -> float:
        """How much of the room between the margins its lines reach down."""
        return (self.lowest - TOP) / (self.height - FOOT - TOP)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row or an entry of a list: the letters by which it is found, and all of them."""

    name: str
    letters: str

    def begins_with(self, line: str) -> bool:
        """Return whether this can be its first line, with or without the number before it."""
        return any(
            len(text) >= min(NAMED, len(self.name)) and self.name.startswith(text)
            for text in (line, line.lstrip("0123456789"))
        )


@dataclass(frozen=True, slots=True)
class Printed:
    """A document as it is printed, with the texts that it has on the screen."""

    sheets: tuple[Sheet, ...]
    headings: frozenset[str]
    blocks: frozenset[str]
    """Letters and digits of every paragraph, entry and cell, without what a line break can change."""
    lists: tuple[tuple[Entry, ...], ...]
    """The entries of every table and list."""

    @property
    def headings_left_behind(self) -> list[str]:
        """The headings and captions that are the last line of their sheet."""
        return [s.lines[-1].text for s in self.sheets if s.lines[-1].text in self.headings]

    @property
    def lonely_lines(self) -> list[tuple[int, str]]:
        """The last lines of texts that stand alone on the next sheet, with its number."""
        return [
            (number, line.text)
            for number, (before, after) in enumerate(pairwise(self.sheets), 2)
            for line in after.lines
            if line.top < after.lines[0].top + SAME_LINE
            if any(self._ends(last, line) for last in before.lines if last.bottom > before.lowest - SAME_LINE)
        ]

    @property
    def stubs(self) -> list[tuple[int, str]]:
        """The last lines of texts that hold but a few signs, with the number of their sheet."""
        return [
            (number, line.text)
            for number, found in enumerate(self.sheets, 1)
            for before in found.lines
            for line in found.lines
            if abs(line.left - before.left) < 1 and abs(line.top - before.bottom) < SAME_LINE
            if letters(line.text) and len(line.text) < STUB and self._ends(before, line)
        ]

    @property
    def entries_alone(self) -> list[tuple[int, str]]:
        """The short first and last entries of lists that stand on a sheet without another of theirs."""
        return [
            (sheets[place], entries[place].name)
            for entries, sheets in self.entries_placed()
            if len(sheets) == len(entries) > 1
            for place in (0, -1)
            if sheets.count(sheets[place]) == 1 and len(entries[place].letters) < SHORT
        ]

    @property
    def share_found(self) -> float:
        """How many of the lists are found again on the sheets, with all their entries."""
        return sum(len(sheets) == len(entries) for entries, sheets in self.entries_placed()) / len(self.lists)

    def entries_placed(self) -> Iterator[tuple[tuple[Entry, ...], list[int]]]:
        """Yield each list with the sheets on which its entries begin; fewer where some are lost."""
        lines = [(number, letters(line.text)) for number, found in enumerate(self.sheets, 1) for line in found.lines]
        for entries in self.lists:
            starts = (place for place in range(len(lines)) if entries and entries[0].begins_with(lines[place][1]))
            found = [places for start in starts if (places := list(_followed(lines, start, entries)))]
            nearest = min(found, key=lambda places: (-len(places), places[-1] - places[0]), default=[])
            sheets = [lines[place][0] for place in nearest]
            yield entries, sheets if all(later - sooner < 2 for sooner, later in pairwise(sheets)) else []

    def _ends(self, before: Line, last: Line) -> bool:
        """Return whether a line goes on with another and ends its text; what starts to its right is another column."""
        start, both = letters(before.text), letters(before.text) + letters(last.text)
        return len(start) >= LONG and last.left < before.right and any(block.endswith(both) for block in self.blocks)

    @property
    def outside(self) -> list[tuple[int, str]]:
        """The lines that reach into the margin of their sheet, with its number."""
        return [
            (number, line.text)
            for number, found in enumerate(self.sheets, 1)
            for line in found.lines
            if line.left < SIDE or line.right > found.width - SIDE
        ]

    @property
    def letter_height(self) -> float:
        """How high most lines are: a document that is wider than its paper is printed smaller."""
        return median(line.bottom - line.top for found in self.sheets for line in found.lines)


def _followed(lines: list[tuple[int, str]], start: int, entries: tuple[Entry, ...]) -> Iterator[int]:
    """Yield the line in which each entry begins, one after another."""
    for entry in entries:
        place = next((place for place in range(start, len(lines)) if entry.begins_with(lines[place][1])), None)
        if place is None:
            return
        yield place
        start = place + 1


def letters(text: str) -> str:
    """Return the letters and digits of a text."""
    return re.sub(r"[\W_]", "", text)


def printed(browser: Browser, html: str, folder: Path) -> Printed:
    """Return a document as it is printed."""
    if shutil.which("pdftotext") is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("no pdftotext on PATH (poppler-utils)")
    source, paper = folder / "page.html", folder / "page.pdf"
    source.write_text(html, "utf-8", newline="\n")
    page = browser.new_page()
    page.goto(source.as_uri())
    headings, blocks = (page.evaluate(TEXTS_OF, chosen) for chosen in ("main :is(h2,h3,h4,caption)", "p,li,dd,td,th"))
    lists = page.evaluate(ENTRIES)
    page.pdf(path=str(paper), prefer_css_page_size=True)
    page.close()
    boxes = subprocess.run(["pdftotext", "-bbox-layout", paper, "-"], check=True, capture_output=True).stdout.decode()
    return Printed(
        tuple(map(sheet, boxes.split("<page ")[1:])),
        frozenset(" ".join(heading.split()) for heading in headings),
        frozenset(map(letters, blocks)),
        tuple(tuple(Entry(*map(letters, entry)) for entry in entries) for entries in lists),
    )


def sheet(boxes: str) -> Sheet:
    width, height = map(float, re.findall(r'(?:width|height)="([\d.]+)"', boxes)[:2])
    lines = []
    for box, words in re.findall(r"<line ([^>]*)>(.*?)</line>", boxes, re.S):
        left, top, right, bottom = map(float, re.findall(r'"([\d.]+)"', box))
        if bottom < height - FOOT:
            text = unescape(" ".join(re.findall(r">([^<]+)</word>", words)))
            lines.append(Line(text, left, right, top, bottom))
    return Sheet(width, height, tuple(sorted(lines, key=lambda line: line.top)))
