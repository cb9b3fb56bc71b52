"""The HTML report in a real Chromium: accessible, quiet, without requests, narrow and wide, light and dark, printed."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from planself.report.render import render
from planself.report_formats import Audience
from planself.scoring.assessment import Assessment
from tests.report.material import LANGUAGES, SMALL, assessed, shipped, small, small_case, view

Scheme = Literal["light", "dark"]
WIDTHS = (1280, 320)
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
FOR_LONG_REPORTS = (("light", 1280), ("dark", 320))
"""axe needs seconds for a long page; the small ones have the same elements and are looked at in all four settings."""


class Watched:
    """A page that remembers what its console said and what it asked the network for."""

    def __init__(self, page: Page, path: Path) -> None:
        self.page = page
        self.said: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))
        page.goto(path.as_uri())

    def must_be_quiet(self) -> None:
        assert self.said == []
        assert [url for url in self.asked if not url.startswith(("file:", "data:"))] == []


def written(folder: Path, assessment: Assessment, lang: str, audience: Audience = "full") -> Path:
    path = folder / "report.html"
    path.write_text(render(view(assessment, lang, audience), "html"), "utf-8", newline="\n")
    return path


def violations(page: Page, axe: str) -> list[Any]:
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [(entry["id"], [node["html"][:200] for node in entry["nodes"][:3]]) for entry in found["violations"]]


def cases() -> list[tuple[str, Assessment]]:
    nothing = assessed(small().questionnaire, {})
    return [*shipped().items(), *((name, small_case(name)) for name in SMALL), ("nothing", nothing)]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", [name for name, _case in cases()])
def test_accessible_and_quiet_at_every_width_and_scheme(
    browser: Browser, axe: str, tmp_path: Path, name: str, lang: str
) -> None:
    path = written(tmp_path, dict(cases())[name], lang, "council" if lang == "de" else "full")
    for scheme in SCHEMES:
        context = browser.new_context(color_scheme=scheme)
        watched = Watched(context.new_page(), path)
        for width in WIDTHS:
            watched.page.set_viewport_size({"width": width, "height": 900})
            if name in SMALL or (scheme, width) in FOR_LONG_REPORTS:
                assert violations(watched.page, axe) == [], (scheme, width)
            wide = watched.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"scrolls sideways at {width}: {wide}"
        watched.must_be_quiet()
        context.close()


def test_headings_are_in_order_and_every_link_has_a_target(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    for audience in ("full", "council"):
        page.goto(written(tmp_path, small_case("mixed"), "en", audience).as_uri())
        levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => Number(h.tagName[1]))")
        assert levels.count(1) == 1
        main = page.evaluate("[...document.querySelectorAll('main :is(h2,h3,h4)')].map(h => Number(h.tagName[1]))")
        assert all(after - before <= 1 for before, after in pairwise(main))
        dangling = (
            "[...document.querySelectorAll('a[href^=\"#\"]')].filter(a => !document.querySelector(a.hash)).length"
        )
        assert page.evaluate(dangling) == 0
    context.close()


def test_the_keyboard_reaches_the_content_first(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(written(tmp_path, small_case("mixed"), "en").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    context.close()
