"""What is printed: full pages, no line left alone, nothing wider than its sheet, axis labels with room between them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Browser, Page

from planself.i18n import Reader
from planself.report.actions import plan_page
from planself.report.render import render
from planself.report.workshop.sections import workshop_page
from planself.workshop.report_data import read_report
from tests.actions.samples import status
from tests.report import lots
from tests.report.material import LANGUAGES, ORIGIN, shipped, view
from tests.report.pages import KINDS, pages, saying, sentence, sentences, topical
from tests.report.printing import Printed, printed
from tests.report.test_comparison import of_example
from tests.report.test_geometry import WORD
from tests.report.workshop_room import copied, discussed, opened

EXAMPLES = [name for name in shipped() if name.startswith("integrierte-planung/")]
LEAST_FILLED = 0.64
LEAST_ON_THE_LAST = 4
ALONE = re.compile(
    r"^(Quellen:|Sources:|Mindestbedingung (nicht|offen)|Minimum condition (not|open)"
    r"|Summe der|Sum of the|Wert: |Score: )"
)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_pages_are_full_and_nothing_stands_alone(browser: Browser, tmp_path: Path, name: str, lang: str) -> None:
    found = printed(browser, render(view(shipped()[name], lang), "html"), tmp_path)
    assert len(found.sheets) > 10
    stands_together(found)
    assert found.share_found > 0.8
    assert [s.lines[0].text for s in found.sheets if ALONE.match(s.lines[0].text)] == []


def stands_together(found: Printed) -> None:
    half_empty = [(n, round(s.filled, 2)) for n, s in enumerate(found.sheets[:-1], 1) if s.filled < LEAST_FILLED]
    assert half_empty == []
    assert len(found.sheets[-1].lines) >= LEAST_ON_THE_LAST
    assert found.entries_alone == []
    nothing_alone(found)


def nothing_alone(found: Printed) -> None:
    assert found.headings_left_behind == []
    assert found.lonely_lines == []
    assert found.stubs == []
    assert found.outside == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_stands_alone_whatever_the_texts(browser: Browser, kind: str, tmp_path: Path) -> None:
    for seed in (1, 2):
        (folder := tmp_path / str(seed)).mkdir()
        page = pages(sentences(seed), "de", sentence(Random(seed)), folder)[kind]  # noqa: S311  # no secret
        nothing_alone(printed(browser, render(page, "html"), folder))


@pytest.mark.parametrize("name", EXAMPLES[:1])
def test_text_runs_over_the_whole_width(browser: Browser, tmp_path: Path, name: str) -> None:
    found = printed(browser, render(view(shipped()[name], "de"), "html"), tmp_path)
    long = [line for s in found.sheets for line in s.lines if len(line.text) > 100]
    assert len(long) > 20
    width = max(line.right for line in long) - min(line.left for line in long)
    assert width > 0.95 * (170 / 210) * found.sheets[0].width


@pytest.fixture(scope="module")
def documents(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Printed]:
    """Return the documents that are not a report of one answer file, each as it is printed."""
    shop = tmp_path_factory.mktemp("shop") / "shop"
    room, reader = read_report(*opened(discussed(copied(shop)))), Reader("de")
    compared, changes = of_example("de")
    texts = {
        "workshop": render(workshop_page(room.result, room.workshop, reader, ORIGIN), "html"),
        "plan": render(plan_page(status(), reader), "html"),
        "comparison": render(view(compared, "de", annexes=[changes]), "html"),
        "summary": lots.page(lots.lot(), "de"),
    }
    return {name: printed(browser, text, tmp_path_factory.mktemp(name)) for name, text in texts.items()}


@pytest.mark.parametrize("name", ["workshop", "plan", "comparison", "summary"])
def test_nothing_stands_alone_in_a_document_of_several(documents: Mapping[str, Printed], name: str) -> None:
    stands_together(documents[name])


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_makes_a_table_wider_than_its_sheet(
    browser: Browser, endless: Mapping[str, str], documents: Mapping[str, Printed], kind: str, tmp_path: Path
) -> None:
    """A table that is too wide either leaves the sheet or has all of it printed smaller."""
    found = printed(browser, endless[kind], tmp_path)
    assert found.outside == []
    assert found.letter_height > 0.97 * documents["workshop"].letter_height


@pytest.fixture(scope="module")
def endless(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Return every kind of page with the same endless word in place of every text."""
    made = pages(saying(WORD), "de", WORD, tmp_path_factory.mktemp("pages"))
    return {kind: render(page, "html") for kind, page in made.items()}


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
