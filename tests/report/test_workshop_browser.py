"""The report of a workshop in a real Chromium: accessible, quiet, narrow and wide, light and dark, printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from planself.i18n import Reader
from planself.report.render import render
from planself.report.workshop.sections import workshop_annex, workshop_page
from planself.workshop.report_data import WorkshopReport, read_report
from tests.report.material import LANGUAGES, ORIGIN, view
from tests.report.test_browser import SCHEMES, WIDTHS, Watched, violations
from tests.report.workshop_room import copied, discussed, opened


def written(folder: Path, found: WorkshopReport, lang: str, *, whole: bool) -> Path:
    """Write the group's page, or the report of the consensus with it."""
    path, reader = folder / f"{lang}.html", Reader(lang)
    shown = workshop_page(found.result, found.workshop, reader, ORIGIN)
    if whole:
        assert found.workshop.consensus is not None
        annex = workshop_annex(found.result, found.workshop, reader)
        path.write_text(render(view(found.workshop.consensus, lang, annexes=[annex]), "html"), "utf-8", newline="\n")
    else:
        path.write_text(render(shown, "html"), "utf-8", newline="\n")
    return path


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("people", [16, 6])
def test_accessible_quiet_and_narrow(browser: Browser, axe: str, tmp_path: Path, lang: str, people: int) -> None:
    path = written(tmp_path, read_report(*opened(discussed(copied(tmp_path / "shop", people)))), lang, whole=False)
    for scheme in SCHEMES:
        context = browser.new_context(color_scheme=scheme)
        watched = Watched(context.new_page(), path)
        for width in (*WIDTHS, 700):
            watched.page.set_viewport_size({"width": width, "height": 900})
            if width != 700:
                assert violations(watched.page, axe) == [], (scheme, width)
            wide = watched.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"scrolls sideways at {width}: {wide}"
        watched.must_be_quiet()
        context.close()


def test_the_report_of_a_consensus_with_the_groups_view(browser: Browser, axe: str, tmp_path: Path) -> None:
    path = written(tmp_path, read_report(*opened(discussed(copied(tmp_path / "shop")))), "de", whole=True)
    context = browser.new_context(viewport={"width": 320, "height": 900})
    watched = Watched(context.new_page(), path)
    assert violations(watched.page, axe) == []
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= 320
    dangling = "[...document.querySelectorAll('a[href^=\"#\"]')].filter(a => !document.querySelector(a.hash)).length"
    assert watched.page.evaluate(dangling) == 0
    watched.must_be_quiet()
    context.close()


def test_bars_have_one_range_and_their_numbers_are_inside(browser: Browser, tmp_path: Path) -> None:
    """The line stands at the same place in every bar, and no number of a piece is wider than the piece."""
    path = written(tmp_path, read_report(*opened(copied(tmp_path / "shop"))), "de", whole=False)
    for width in (1280, 320):
        context = browser.new_context(viewport={"width": width, "height": 900})
        page = context.new_page()
        page.goto(path.as_uri())
        zeros = page.evaluate(
            "[...document.querySelectorAll('.aligned svg.ch > line')].map(l => Math.round(l.getBoundingClientRect().x))"
        )
        assert len(zeros) > 20
        assert max(zeros) - min(zeros) <= 1
        over = page.evaluate(
            "[...document.querySelectorAll('.aligned svg.ch > text')].filter(t => "
            "t.getBoundingClientRect().width > t.previousElementSibling.getBoundingClientRect().width).length"
        )
        assert over == 0
        context.close()
