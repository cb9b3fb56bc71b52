"""The form by keyboard, by screen reader, in every scheme and width; spoken names and order are written down."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from planself.form.filled import filled
from tests.form.driving import FormDriver, opened
from tests.form.samples import LANGUAGES, sample, shipped
from tests.form.test_files import answer_set
from tests.report.test_browser import violations

GOLDEN = Path(__file__).parent / "golden"
PLACES = (":start", "about", "goals", "law", ":end")
SETTINGS: tuple[dict[str, Any], ...] = (
    {"color_scheme": "light", "forced_colors": "none"},
    {"color_scheme": "dark", "forced_colors": "none"},
    {"color_scheme": "dark", "forced_colors": "active"},
)
LEAST = 44
"""Pixels of a target's side."""


def places(form: FormDriver) -> Iterator[str]:
    """Yield every place, the form standing there, with a fault and a waiting question among what it shows."""
    for place in PLACES:
        form.go(place)
        if place == "goals":
            form.page.fill("#q-quota-value", "200")
            form.page.locator("#q-rules-\\:not_applicable").check()
        yield place
        if place == "goals":
            form.page.fill("#q-quota-value", "20")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing_in_any_setting(browser: Browser, axe: str, tmp_path: Path, lang: str) -> None:
    given = filled(sample(), answer_set())
    with opened(browser, sample(), tmp_path, lang, languages=LANGUAGES, filled=given) as form:
        for place in places(form):
            for width in (1280, 320):
                form.page.set_viewport_size({"width": width, "height": 900})
                for setting in SETTINGS:
                    form.page.emulate_media(**setting)
                    assert violations(form.page, axe) == [], (place, width, setting)
                wide = form.page.evaluate("document.documentElement.scrollWidth")
                assert wide <= width, (place, wide)
                assert small_targets(form.page) == [], (place, width)


def small_targets(page: Page) -> list[str]:
    """Return what can be pressed and is smaller than a fingertip; a link within a sentence may be."""
    found: list[str] = page.evaluate(
        """least => [...document.querySelectorAll('button, .button, .file span, label.o, summary, .steps a, select, '
        + 'input:not([type=radio],[type=checkbox],[type=file]), textarea')]
        .filter(each => each.checkVisibility() && each.getBoundingClientRect().height < least)
        .map(each => each.outerHTML.slice(0, 80))""",
        LEAST,
    )
    return found


def test_the_shipped_questionnaire_is_accessible_and_fits_a_mail(browser: Browser, axe: str, tmp_path: Path) -> None:
    with opened(browser, shipped(), tmp_path, "de", languages=LANGUAGES) as form:
        assert (tmp_path / "form.html").stat().st_size <= 250_000
        form.page.set_viewport_size({"width": 320, "height": 900})
        for section in shipped().questionnaire.sections:
            form.go(section.id)
            assert form.page.evaluate("document.documentElement.scrollWidth") <= 320
        assert violations(form.page, axe) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_spoken_names_and_the_order_of_tabs_are_as_written_down(browser: Browser, tmp_path: Path, lang: str) -> None:
    with opened(browser, sample(), tmp_path, lang, languages=LANGUAGES, filled=filled(sample(), answer_set())) as form:
        heard = []
        for place in places(form):
            snapshot = form.page.locator("body").aria_snapshot()
            heard.append(f"# {place}\n{snapshot}\n\n# tabs\n" + "\n".join(tabs(form)))
    text = "\n\n".join(heard) + "\n"
    file = GOLDEN / f"spoken.{lang}.txt"
    if os.environ.get("PLANSELF_GOLDEN") == "write":
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")


def tabs(form: FormDriver) -> Iterator[str]:
    """Yield what the Tab key comes to, from the page's first element to its last."""
    form.page.evaluate("document.activeElement?.blur(); window.scrollTo(0, 0)")
    form.page.locator("body").evaluate("body => { body.tabIndex = -1; body.focus(); body.removeAttribute('tabindex') }")
    seen: list[str] = []
    while True:
        form.press("Tab")
        here = form.page.evaluate(
            "(each => each === document.body ? '' : each.id || each.hash || each.textContent.trim().slice(0, 40))"
            "(document.activeElement)"
        )
        if not here or here in seen[:1]:
            return
        seen.append(here)
        yield here


def test_the_focus_goes_to_the_heading_of_a_new_page_and_its_title_changes(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, sample(), tmp_path) as form:
        form.page.locator(".nav .first").press("Enter")
        assert form.page.evaluate("document.activeElement.textContent") == "About"
        assert form.page.title() == "About – Sample of a form"
        form.page.go_back()
        form.page.locator("#about-name").wait_for()
        assert form.page.title() == "Sample of a form"


def test_a_contradiction_is_told_where_it_came_about_and_once(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, sample(), tmp_path) as form:
        form.go("goals")
        told = form.page.locator("#q-board .told")
        form.page.locator("#q-board-no").press("Space")
        assert told.inner_text() == ""
        form.page.locator("#q-vision-4").press("Space")
        assert told.inner_text() == "Does not fit together: A vision without a board does not fit."
        form.page.locator("#q-vision-3").press("Space")
        assert told.inner_text() == ""


def test_the_language_changes_without_losing_anything(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, sample(), tmp_path, "en", languages=LANGUAGES) as form:
        form.go("goals")
        form.page.locator("#q-vision-3").press("Space")
        form.page.fill("#q-children-value", "12.5")
        form.page.locator("#lang-de").press("Enter")
        assert form.page.locator("html").get_attribute("lang") == "de"
        assert form.texts("h1") == ["Ziele"]
        assert form.page.locator("#q-vision-3").is_checked()
        assert form.page.input_value("#q-children-value") == "12,5"
