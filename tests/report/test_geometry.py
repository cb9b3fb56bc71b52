"""Whatever people type, no cell outgrows its table and no table its page: on a phone, a tablet, a screen, on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from planself.report.render import render
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
