"""Whatever people type, no cell outgrows its table and no table its page: on a phone, a tablet, a screen, on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from planself.report.render import render
from tests.report.material import shipped, view
from tests.report.pages import KINDS, pages, saying

ADDRESS = (
    "https://ratsinfo.beispielstadt.example/bi/vo020.asp?VOLFDNR=1023456&selfaction=ws&x=" + "abcdef0123456789" * 14
)
WORD = "Zuständigkeitsgrenzenüberschreitungsvermeidungsausschussvorsitzendenstellvertretung" * 2
PAPER = 642
"""Pixels between the margins of an A4 page."""
TEXTS = "h1,h2,h3,h4,p,li,dt,dd,caption,table,th,td,figcaption"
OUTGROWN = f"""width => [...document.querySelectorAll('{TEXTS}')]
    .filter(e => !e.closest('.vh,.skip,svg') && !e.querySelector('svg'))
    .filter(e => getComputedStyle(e.closest('thead') || e).position !== 'absolute')
    .filter(e => e.getBoundingClientRect().right > width + 1 || e.clientWidth && e.scrollWidth > e.clientWidth + 1)
    .map(e => e.outerHTML.slice(0, 120))"""

UNNAMED = """[...document.querySelectorAll('td.num')].filter(cell => cell.textContent.trim() && !cell.matches('.n'))
    .filter(cell => ['none', ''].includes(getComputedStyle(cell, '::before').content.replaceAll('"', '').trim()))
    .map(cell => cell.outerHTML)"""


@pytest.fixture(scope="module", params=[ADDRESS, WORD], ids=["address", "word"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One file of every kind of page in which every text is the same endless word."""
    folder = tmp_path_factory.mktemp("pages")
    found = {}
    for kind, page in pages(saying(request.param), "de", request.param, folder).items():
        found[kind] = folder / f"{kind}.html"
        found[kind].write_text(render(page, "html"), "utf-8", newline="\n")
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_outgrows_its_page(browser: Browser, made: dict[str, Path], kind: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(made[kind].as_uri())
    for width in (320, 390, 700, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
        assert page.evaluate(OUTGROWN, width) == [], width
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= PAPER, "print"
    assert page.evaluate(OUTGROWN, PAPER) == [], "print"
    context.close()


def test_on_a_phone_every_number_says_what_it_is_and_every_chart_has_its_axis(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 900})
    page = context.new_page()
    (tmp_path / "report.html").write_text(
        render(view(shipped()["integrierte-planung/beispielstadt-2026"], "de"), "html"), "utf-8"
    )
    page.goto((tmp_path / "report.html").as_uri())
    assert page.evaluate(UNNAMED) == []
    box = page.locator("#profile .axis").bounding_box()
    chart = page.locator("#profile .ch").first.bounding_box()
    assert box is not None
    assert chart is not None
    assert (box["x"], box["width"]) == pytest.approx((chart["x"], chart["width"]), abs=1)
    assert box["y"] + box["height"] <= chart["y"]
    gate = page.locator(".gate").first
    assert (
        gate.evaluate("e => e.getBoundingClientRect().top - e.previousElementSibling.getBoundingClientRect().bottom")
        > 6
    )
    context.close()
