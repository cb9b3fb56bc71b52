"""Slides in real browsers: keys, focus, what is said, three projectors without an edge run over, paper, no script."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from planself.i18n import Reader
from planself.report.deck.division import divided
from planself.report.deck.html import deck_page
from planself.report.deck.slides import Deck
from planself.report.inline_text import Words
from planself.workshop.report_data import read_report
from tests.form.test_browsers import Texts, in_firefox, in_webkit
from tests.report.material import DATA, LANGUAGES
from tests.report.test_browser import Watched, violations
from tests.report.test_deck import LONG, deck_of, subject
from tests.report.workshop_room import copied, discussed, opened

PROJECTORS = ((1280, 720), (1920, 1080), (1024, 768))
SETTINGS: tuple[dict[str, Any], ...] = (
    {"color_scheme": "light"},
    {"color_scheme": "dark"},
    {"color_scheme": "dark", "forced_colors": "active"},
)
PLACES = ("cover", "group", "group-profile-2", "group-roles", "group-topics", "group-consensus-2", "steps")
SMALLEST = 24
"""Pixels of the smallest type on a projector."""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return discussed(copied(tmp_path_factory.mktemp("deck") / "shop"))


def written(folder: Path, deck: Deck) -> Path:
    path = folder / "deck.html"
    path.write_text(deck_page(deck), "utf-8", newline="\n")
    return path


@contextmanager
def projected(browser: Browser, path: Path, size: tuple[int, int] = (1280, 720), **more: Any) -> Iterator[Page]:
    """Show slides on a projector; fail where the script or the policy complains, or anything is asked for."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, offline=True, **more)
    watched = Watched(context.new_page(), path)
    yield watched.page
    watched.must_be_quiet()
    context.close()


def place(page: Page) -> str:
    return (page.locator("#here").text_content() or "").partition(":")[0]


def hostile() -> Deck:
    """Return slides of texts as long and as odd as they come."""
    slides = divided(subject(), Reader("de"))
    return Deck("de", Words(LONG[0]), LONG[1], "T", LONG[2], slides, 5)


# --- room ---


def over_an_edge(page: Page) -> list[Any]:
    """Return what of the shown slide runs over an edge of the screen or of its own, or is set too small."""
    found: list[Any] = page.evaluate(
        """least => [...document.querySelectorAll('.slide:not([hidden]), .slide:not([hidden]) *, .bar *')]
        .filter(each => each.checkVisibility() && !each.closest('.vh, svg') && each.textContent.trim())
        .filter(each => { const box = each.getBoundingClientRect(); return box.bottom > innerHeight + 1
            || box.right > innerWidth + 1 || box.left < -1
            || each.clientWidth && each.scrollWidth > each.clientWidth + 1
            || parseFloat(getComputedStyle(each).fontSize) < least })
        .map(each => [each.tagName, each.textContent.slice(0, 40), each.getBoundingClientRect().bottom])""",
        SMALLEST,
    )
    tall = page.evaluate("document.documentElement.scrollHeight - innerHeight")
    return [*found, *([("page", tall)] if tall > 0 else [])]


@pytest.mark.parametrize("size", PROJECTORS)
@pytest.mark.parametrize("which", ["de", "en", "hostile"])
def test_nothing_runs_over_an_edge_of_a_projector(
    browser: Browser, tmp_path: Path, shop: Path, which: str, size: tuple[int, int]
) -> None:
    deck = hostile() if which == "hostile" else deck_of(read_report(*opened(shop)), which)
    with projected(browser, written(tmp_path, deck), size) as page:
        for _slide in deck.slides:
            assert over_an_edge(page) == [], place(page)
            page.keyboard.press("PageDown")
        assert over_an_edge(page) == []
        assert place(page).split()[1] == str(len(deck.slides) + 1)


def test_every_slide_is_one_printed_page(browser: Browser, tmp_path: Path) -> None:
    deck, pdf = hostile(), tmp_path / "deck.pdf"
    with projected(browser, written(tmp_path, deck)) as page:
        page.keyboard.press("End")
        page.pdf(path=pdf, prefer_css_page_size=True, print_background=True)
    said = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    assert f"Pages:           {len(deck.slides) + 1}\n" in said
    assert re.search(r"Page size: +84\d(\.\d+)? x 59\d", said), "A4, landscape"


# --- keys and focus ---


def test_keys_of_a_keyboard_and_of_a_presenter_lead_on_and_back(browser: Browser, tmp_path: Path, shop: Path) -> None:
    with projected(browser, written(tmp_path, deck_of(read_report(*opened(shop)), "en"))) as page:
        total = int(place(page).split()[-1])
        for key, at in (
            ("PageDown", 2), ("ArrowRight", 3), ("ArrowDown", 4), ("Space", 5), ("PageUp", 4), ("ArrowLeft", 3),
            ("ArrowUp", 2), ("Shift+Space", 1), ("ArrowLeft", 1), ("End", total), ("ArrowRight", total), ("Home", 1),
            ("a", 1), ("n", 1), ("Control+ArrowRight", 1),
        ):  # fmt: skip
            page.keyboard.press(key)
            assert place(page) == f"Slide {at} of {total}", key
        page.keyboard.press("PageDown")
        page.reload()
        assert place(page) == f"Slide 2 of {total}", "where one was"


def test_buttons_keep_their_own_keys(browser: Browser, tmp_path: Path, shop: Path) -> None:
    with projected(browser, written(tmp_path, deck_of(read_report(*opened(shop)), "en"))) as page:
        page.locator("#next").focus()
        for key, at in (("Enter", 2), ("Space", 3), ("ArrowRight", 3), ("ArrowDown", 3), ("Home", 3), ("PageDown", 4)):
            page.keyboard.press(key)
            assert place(page).startswith(f"Slide {at} "), key
            assert page.evaluate("document.activeElement.id") == "next"
        page.locator("#back").click()
        assert page.evaluate("document.activeElement.id") == "deck", "a presenter's keys go on after a click"
        page.keyboard.press("ArrowRight")
        assert place(page).startswith("Slide 4 ")
        page.keyboard.press("Home")
        assert page.locator("#back").get_attribute("aria-disabled") == "true"
        page.locator("#back").press("Enter")
        assert place(page).startswith("Slide 1 ")


def test_a_change_is_announced_and_the_focus_is_never_lost(browser: Browser, tmp_path: Path, shop: Path) -> None:
    with projected(browser, written(tmp_path, deck_of(read_report(*opened(shop)), "en"))) as page:
        assert page.evaluate("document.activeElement.id") == "deck"
        page.keyboard.press("PageDown")
        assert page.locator("[role=status]").text_content() == (f"{place(page)}: Who took part")
        assert page.title().startswith(f"{place(page)}: Who took part – ")
        page.keyboard.press("Home")
        page.locator(".contents a").nth(3).press("Enter")
        assert page.locator(".slide:not([hidden]) h2").inner_text().startswith("What to talk about")
        assert page.evaluate("document.activeElement.id") == "deck"
        assert page.locator("h1").count() == 2
        assert page.locator("header h1").is_visible()


def test_a_page_enlarged_beyond_the_screen_scrolls_first(browser: Browser, tmp_path: Path, shop: Path) -> None:
    path = written(tmp_path, deck_of(read_report(*opened(shop)), "en"))
    with projected(browser, path, (320, 256), reduced_motion="reduce") as page:
        page.keyboard.press("PageDown")
        assert place(page).startswith("Slide 1 ")
        page.wait_for_timeout(500)  # the browser scrolls smoothly
        assert page.evaluate("window.scrollY") > 0
        page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
        page.keyboard.press("PageDown")
        assert place(page).startswith("Slide 2 ")
        assert page.evaluate("window.scrollY") == 0


# --- for everybody ---


@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing_in_any_setting(browser: Browser, axe: str, tmp_path: Path, shop: Path, lang: str) -> None:
    path = written(tmp_path, deck_of(read_report(*opened(shop)), lang))
    with projected(browser, path) as page:
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 720})
            for setting in SETTINGS:
                page.emulate_media(**setting)
                for id_ in (
                    "cover",
                    "group",
                    "group-profile-2",
                    "group-roles",
                    "group-topics",
                    "group-consensus-2",
                    "steps",
                ):
                    page.evaluate(f"location.hash = '{id_}'")
                    page.locator(f"#{id_}").wait_for()
                    wide = page.evaluate("document.documentElement.scrollWidth")
                    assert wide <= width, (id_, wide)
                    if lang == "de":
                        assert violations(page, axe) == [], (id_, width, setting)


def test_without_a_script_it_is_one_long_page(browser: Browser, axe: str, tmp_path: Path, shop: Path) -> None:
    deck = deck_of(read_report(*opened(shop)))
    path = written(tmp_path, deck)
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.locator(".slide").count() == len(deck.slides) + 1
    assert all(slide.is_visible() for slide in page.locator(".slide").all())
    assert not page.locator(".bar").is_visible()
    assert not page.locator(".keys").is_visible()
    context.close()
    bare = tmp_path / "bare.html"
    bare.write_text(re.sub(r"<script>.*</script>", "", path.read_text("utf-8"), flags=re.S), "utf-8")
    with projected(browser, bare) as shown:
        for width in (1280, 320):
            shown.set_viewport_size({"width": width, "height": 720})
            assert violations(shown, axe) == [], width
            assert shown.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_heard_is_as_written_down(browser: Browser, tmp_path: Path, shop: Path, lang: str) -> None:
    heard = []
    with projected(browser, written(tmp_path, deck_of(read_report(*opened(shop)), lang))) as page:
        for _slide in range(page.locator(".slide").count()):
            heard.append(f"# {page.title()}\n{page.locator('body').aria_snapshot()}")
            page.keyboard.press("PageDown")
    text, file = "\n\n".join(heard) + "\n", DATA / f"deck.{lang}.txt"
    if os.environ.get("PLANSELF_GOLDEN") == "write":
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")


@pytest.mark.filterwarnings("ignore:setting remote_server_addr")
@pytest.mark.parametrize("texts_in", [in_firefox, in_webkit])
def test_other_browsers_show_one_slide_from_a_file(texts_in: Texts, tmp_path: Path, shop: Path) -> None:
    path = written(tmp_path, deck_of(read_report(*opened(shop)), "en"))
    (text,) = texts_in(".deck #here span", [path])
    assert "Slide 1 of" in text
    assert "Next steps" in text
    assert "Biggest obstacle" not in text
