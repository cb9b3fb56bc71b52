"""The sheets and the posters in a real Chromium: accessible, quiet, and never wider than the window."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from planself.i18n import Reader
from planself.questionnaire.load import Loaded
from planself.workshop.create import make
from planself.workshop.request import RoleRequest, WorkshopRequest, planned
from tests.report.test_browser import SCHEMES, WIDTHS, Watched, violations


@pytest.mark.parametrize("lang", ["de", "en"])
def test_accessible_at_every_width_and_scheme(
    browser: Browser, axe: str, tmp_path: Path, loaded: Loaded, lang: str
) -> None:
    reader = Reader(lang)
    roles = (RoleRequest("lead", 3), RoleRequest("Jugendhilfe- und Sozialplanung", 5))
    workshop = planned(WorkshopRequest("Planning together", date(2026, 11, 22), roles=roles), loaded, reader)
    make(tmp_path / "shop", workshop, loaded, reader)
    sheets = sorted((tmp_path / "shop").glob("*.html"))
    assert len(sheets) == 4
    for sheet in sheets:
        for scheme in SCHEMES:
            context = browser.new_context(color_scheme=scheme)
            watched = Watched(context.new_page(), sheet)
            for width in WIDTHS:
                watched.page.set_viewport_size({"width": width, "height": 900})
                assert violations(watched.page, axe) == [], (sheet.name, scheme, width)
                assert watched.page.evaluate("document.documentElement.scrollWidth") <= width
            watched.must_be_quiet()
            context.close()
