"""The summary in a real Chromium: accessible, quiet, narrow and wide, light and dark, whatever its size."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from planself import resources
from planself.analysis.summary.builder import SummaryBuilder
from planself.analysis.summary.result import Summary
from planself.questionnaire.load import load_questionnaire
from planself.scoring.compile import compile_plan
from planself.scoring.record import score
from tests.lots import given, table
from tests.report.lots import lot, page
from tests.report.material import LANGUAGES
from tests.report.test_browser import SCHEMES, WIDTHS, Watched, violations

CASES = {"grouped": lambda: lot(), "few": lambda: lot(7), "none": lambda: lot(0, None)}


def written(folder: Path, summary: Summary, lang: str) -> Path:
    path = folder / "summary.html"
    path.write_text(page(summary, lang), "utf-8", newline="\n")
    return path


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", list(CASES))
def test_accessible_and_quiet_at_every_width_and_scheme(
    browser: Browser, axe: str, tmp_path: Path, name: str, lang: str
) -> None:
    path = written(tmp_path, CASES[name](), lang)
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


def test_no_table_outgrows_its_place_at_any_width(browser: Browser, tmp_path: Path) -> None:
    """The longest questionnaire has names in which a phone, a sheet of paper and a screen find little room."""
    loaded = load_questionnaire(resources.questionnaires() / "integrierte-planung.yaml")
    plan = compile_plan(loaded.questionnaire)
    builder = SummaryBuilder(plan, loaded, by="kreis")
    found = [score(plan, given(plan, number)) for number in range(80)]
    builder.add(table(plan, found, kreis=[f"Landkreis Musterhausen {number % 8}" for number in range(80)]))
    context = browser.new_context()
    shown = context.new_page()
    shown.goto(written(tmp_path, builder.result(), "de").as_uri())
    outgrown = """[...document.querySelectorAll('table')].filter(table =>
        table.getBoundingClientRect().right > table.parentElement.getBoundingClientRect().right + 1
    ).map(table => table.caption.textContent)"""
    for width in (1280, 1024, 800, 641, 320):
        shown.set_viewport_size({"width": width, "height": 900})
        assert shown.evaluate(outgrown) == [], width
        assert shown.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_every_link_has_a_target_and_every_drawing_stands_inside_its_place(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context()
    shown = context.new_page()
    shown.goto(written(tmp_path, lot(), "en").as_uri())
    dangling = "[...document.querySelectorAll('a[href^=\"#\"]')].filter(a => !document.querySelector(a.hash)).length"
    assert shown.evaluate(dangling) == 0
    outside = """[...document.querySelectorAll('svg')].filter(svg => {
        const place = svg.getBoundingClientRect();
        return [...svg.querySelectorAll('rect, line')].some(part => {
            const box = part.getBoundingClientRect();
            return box.left < place.left - 3 || box.right > place.right + 3;
        });
    }).length"""
    assert shown.evaluate(outside) == 0
    context.close()
