"""The printed report: full pages, no line left alone, text over the whole width, axis labels with room between them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from planself.report.render import render
from tests.report.material import LANGUAGES, shipped, view
from tests.report.pages import KINDS, pages, topical

EXAMPLES = [name for name in shipped() if name.startswith("integrierte-planung/")]
FOOT = 51
"""Points at the foot of a page that are its margin."""
TOP = 48
LEAST_FILLED = 0.6
LEAST_ON_THE_LAST = 4
ALONE = re.compile(r"^(Quellen|Sources|Mindestbedingung|Minimum condition|Summe der|Sum of the|Wert: |Score: )")


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
    def filled(self) -> float:
        """How much of the room between the margins its lines reach down."""
        lowest = max(line.bottom for line in self.lines)
        return (lowest - TOP) / (self.height - FOOT - TOP)


def printed(browser: Browser, html: str, folder: Path) -> tuple[tuple[Sheet, ...], set[str]]:
    """Return the pages of a report as they are printed, and its headings."""
    if shutil.which("pdftotext") is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("no pdftotext on PATH (poppler-utils)")
    source, paper = folder / "report.html", folder / "report.pdf"
    source.write_text(html, "utf-8", newline="\n")
    page = browser.new_page()
    page.goto(source.as_uri())
    headings = page.evaluate("[...document.querySelectorAll('main :is(h2,h3,h4,caption)')].map(h => h.textContent)")
    page.pdf(path=str(paper), prefer_css_page_size=True)
    page.close()
    boxes = subprocess.run(["pdftotext", "-bbox-layout", paper, "-"], check=True, capture_output=True).stdout.decode()
    return tuple(map(sheet, boxes.split("<page ")[1:])), {" ".join(heading.split()) for heading in headings}


def sheet(boxes: str) -> Sheet:
    width, height = map(float, re.findall(r'(?:width|height)="([\d.]+)"', boxes)[:2])
    lines = []
    for box, words in re.findall(r"<line ([^>]*)>(.*?)</line>", boxes, re.S):
        left, top, right, bottom = map(float, re.findall(r'"([\d.]+)"', box))
        if bottom < height - FOOT:
            text = unescape(" ".join(re.findall(r">([^<]+)</word>", words)))
            lines.append(Line(text, left, right, top, bottom))
    return Sheet(width, height, tuple(sorted(lines, key=lambda line: line.top)))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_pages_are_full_and_nothing_stands_alone(browser: Browser, tmp_path: Path, name: str, lang: str) -> None:
    sheets, headings = printed(browser, render(view(shipped()[name], lang), "html"), tmp_path)
    assert len(sheets) > 10
    half_empty = [(place, round(s.filled, 2)) for place, s in enumerate(sheets[:-1], 1) if s.filled < LEAST_FILLED]
    assert half_empty == []
    assert len(sheets[-1].lines) >= LEAST_ON_THE_LAST
    assert [s.lines[0].text for s in sheets if ALONE.match(s.lines[0].text)] == []
    assert [s.lines[-1].text for s in sheets if s.lines[-1].text in headings] == []


@pytest.mark.parametrize("name", EXAMPLES[:1])
def test_text_runs_over_the_whole_width(browser: Browser, tmp_path: Path, name: str) -> None:
    sheets, _headings = printed(browser, render(view(shipped()[name], "de"), "html"), tmp_path)
    reach = [max(line.right for line in s.lines) / s.width for s in sheets]
    assert max(reach) <= 1 - 45 / 595  # nothing leaves the margin of 18 mm but for the rounding of letters
    long = [line for s in sheets for line in s.lines if len(line.text) > 100]
    assert len(long) > 20
    assert max(line.right for line in long) - min(line.left for line in long) > 0.95 * (170 / 210) * sheets[0].width


TOUCHING = """[...document.querySelectorAll('svg.axis')]
    .filter(axis => getComputedStyle(axis.closest('thead')).position !== 'absolute')
    .flatMap(axis => {
        const boxes = [...axis.querySelectorAll('text')].map(t => t.getBoundingClientRect()).filter(b => b.width)
        return boxes.slice(1).filter((box, n) => box.left < boxes[n].right + 3).map(box => [box.left, innerWidth])
    })"""


def apart(page: Page, width: int) -> list[object]:
    page.set_viewport_size({"width": width, "height": 900})
    found: list[object] = page.evaluate(TOUCHING)
    return found


def test_the_labels_of_an_axis_never_touch(browser: Browser, tmp_path: Path) -> None:
    made = pages(topical, "de", "gesagt", tmp_path)
    texts = {kind: render(made[kind], "html") for kind in KINDS}
    texts["example"] = render(view(shipped()[EXAMPLES[0]], "de"), "html")
    page = browser.new_page()
    for kind, text in texts.items():
        (tmp_path / f"{kind}.html").write_text(text, "utf-8")
        page.goto((tmp_path / f"{kind}.html").as_uri())
        for width in (320, 390, 645, 700, 834, 1280):
            assert apart(page, width) == [], kind
        page.emulate_media(media="print")
        assert apart(page, 642) == [], kind
        page.emulate_media(media="screen")
    page.close()


def test_numbers_of_charts_stay_readable_in_forced_colours(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text(render(pages(topical, "en", "said", tmp_path)["report"], "html"), "utf-8")
    context = browser.new_context(forced_colors="active", color_scheme="dark")
    page = context.new_page()
    page.goto((tmp_path / "report.html").as_uri())
    axis, chart, ground, ink = page.evaluate(
        """['.axis text', '.slope text', '.ch rect'].map(name => getComputedStyle(document.querySelector(name)).fill)
        .concat(getComputedStyle(document.body).color)"""
    )
    assert axis == chart == ink
    assert ground != ink
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_text_is_large_enough(browser: Browser, tmp_path: Path, kind: str) -> None:
    """16 pixels, 15 in tables; what is drawn has its numbers as text beside it."""
    (tmp_path / "page.html").write_text(render(pages(topical, "en", "said", tmp_path)[kind], "html"), "utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    small = page.evaluate(
        """[...document.querySelectorAll('body *')].filter(e => !e.closest('svg,.vh,.skip') &&
        [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) &&
        parseFloat(getComputedStyle(e).fontSize) < (e.closest('table') ? 15 : 16)).map(e => e.outerHTML.slice(0, 80))"""
    )
    assert small == []
    page.close()


def test_every_table_has_a_caption_of_its_own(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    (tmp_path / "page.html").write_text(render(view(shipped()[EXAMPLES[0]], "de"), "html"), "utf-8")
    page.goto((tmp_path / "page.html").as_uri())
    captions = page.evaluate("[...document.querySelectorAll('table')].map(t => t.caption.textContent)")
    assert len(captions) == len(set(captions)) > 12
    headed = page.evaluate("[...document.querySelectorAll('section.h')].map(s => s.querySelector('h3').textContent)")
    assert all(before != after for before, after in pairwise(headed))
    assert len(headed) == 10
    page.close()
