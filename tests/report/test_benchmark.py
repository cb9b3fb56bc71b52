"""The annex among peers: readable for everyone, at every width, and never a rank."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from planself.analysis.benchmark import Builder
from planself.i18n import Reader
from planself.report.benchmark import benchmark_annex
from planself.report.blocks import Annex
from planself.report.render import render
from planself.scoring.assessment import Assessment
from tests.report.material import LANGUAGES, small_case, view
from tests.report.test_browser import SCHEMES, WIDTHS, Watched, violations

MIDDLE = {"de": "im mittleren Bereich", "en": "in the middle range"}


def annexed(lang: str) -> tuple[Assessment, Annex]:
    """Return an assessment beside a dozen like it, so that each of its scores lies in the middle."""
    mine, builder = small_case("mixed"), Builder()
    for _ in range(12):
        builder.add(mine)
    named = mine.loaded.questionnaire
    return mine, benchmark_annex(mine, builder.result(named.id, named.version, None), Reader(lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_place_is_said_in_words_beside_the_numbers(lang: str) -> None:
    mine, annex = annexed(lang)
    text = render(view(mine, lang, annexes=[annex]), "md")
    rows = re.findall(rf"^\|.*\| {MIDDLE[lang]} \|$", text, re.M)
    assert len(rows) == len(annex.data["groups"][0]["scores"]) > 0
    assert all(re.search(r"\| \d+\s· \d+\s· \d+ \| 12 \|", row) for row in rows)
    assert not re.search(r"\b(Rang|Platz|rank) \d", text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_accessible_quiet_and_narrow(browser: Browser, axe: str, tmp_path: Path, lang: str) -> None:
    mine, annex = annexed(lang)
    path = tmp_path / "report.html"
    path.write_text(render(view(mine, lang, annexes=[annex]), "html"), "utf-8", newline="\n")
    for scheme in SCHEMES:
        context = browser.new_context(color_scheme=scheme)
        watched = Watched(context.new_page(), path)
        for width in WIDTHS:
            watched.page.set_viewport_size({"width": width, "height": 900})
            assert violations(watched.page, axe) == [], (scheme, width)
            wide = watched.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"scrolls sideways at {width}: {wide}"
        watched.must_be_quiet()
        context.close()
