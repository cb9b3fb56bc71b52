"""The posters in a real Chromium's print: a page each, nothing cut off, and letters as large as fit."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from planself import resources
from planself.i18n import Reader
from planself.questionnaire.load import Loaded, load_questionnaire
from planself.report.inline_text import Words
from planself.workshop.paper_context import PaperContext
from planself.workshop.posters import SIZES, Poster, PosterRow, posters, posters_page
from planself.workshop.request import WorkshopRequest, planned
from tests.form.test_inert import hostile
from tests.report.test_browser import violations

BUILT_IN = ("integrierte-planung", "integrierte-planung-kurz", "barrierefreie-oeffentlichkeitsarbeit")
MILLIMETRE = 96 / 25.4
ROOM = 186.0
"""Millimetres of a page A4 across within its margins."""
FREE = """() => [...document.querySelectorAll('.poster')].map(poster => {
    const foot = poster.querySelector('.foot'), inner = [...poster.children].filter(each => each !== foot)
    return {
        high: poster.getBoundingClientRect().height,
        free: foot.getBoundingClientRect().top - Math.max(...inner.map(each => each.getBoundingClientRect().bottom)),
        wide: Math.max(...[...poster.querySelectorAll('*')].map(each => each.scrollWidth - each.clientWidth)),
        size: parseFloat(getComputedStyle(poster).fontSize) * 0.75,
    }
})"""


def context(loaded: Loaded, lang: str = "de") -> PaperContext:
    workshop = planned(WorkshopRequest("Gemeinsam planen", date(2026, 12, 1), people=12), loaded, Reader(lang))
    return PaperContext(workshop, loaded, Reader(lang))


@pytest.fixture
def printed(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": round(273 * MILLIMETRE), "height": 800}, offline=True)
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.emulate_media(media="print")
    yield page
    assert faults == []
    page.close()


def show(page: Page, folder: Path, text: str) -> list[dict[str, float]]:
    """Open posters as they are laid out for print, and return what they measure."""
    (folder / "posters.html").write_text(text, "utf-8")
    page.goto((folder / "posters.html").as_uri())
    return list(page.evaluate(FREE))


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("name", BUILT_IN)
def test_each_is_a_page_in_letters_as_large_as_fit(printed: Page, tmp_path: Path, name: str, lang: str) -> None:
    loaded = load_questionnaire(resources.questionnaires() / f"{name}.yaml")
    found = posters(context(loaded, lang))
    measured = show(printed, tmp_path, posters_page(context(loaded, lang)))
    assert len(measured) == len(found)
    for poster, seen in zip(found, measured, strict=True):
        assert seen["high"] <= ROOM * MILLIMETRE, poster.title
        assert seen["free"] >= 0, poster.title
        assert seen["wide"] <= 0, poster.title
        assert seen["size"] == pytest.approx(poster.size, abs=0.01)
        assert poster.size >= 18, "to be read from a few steps away"
    printed.pdf(path=tmp_path / "posters.pdf", prefer_css_page_size=True)
    told = subprocess.run(["pdfinfo", tmp_path / "posters.pdf"], capture_output=True, text=True, check=True).stdout
    assert re.search(rf"^Pages: +{len(found)}$", told, re.M)
    assert re.search(r"^Page size: +84[12]\.\d+ x 59[45]\.\d+ pts", told, re.M), "A4 across"


def test_every_scored_question_with_anchors_has_one_and_every_hurdle(loaded: Loaded) -> None:
    found = posters(context(loaded))
    questionnaire = loaded.questionnaire
    own = [q for q in questionnaire.questions if q.scored and any(choice.word is None for choice in q.choices)]
    titles = [Reader("de").text(each) for each in (*(q.text for q in own), *(h.name for h in questionnaire.hurdles))]
    assert [str(poster.title) for poster in found] == ["So wählen Sie eine Stufe", *titles]
    ladder = next(q for q in own if q.ladder)
    poster = found[1 + own.index(ladder)]
    assert [(row.key, str(row.detail)) for row in poster.rows] == [
        (choice.id, Reader("de").text(choice.detail or "")) for choice in ladder.choices
    ]
    assert str(poster.where).endswith(f"Frage {questionnaire.questions.index(ladder) + 1}")


def test_what_nobody_is_asked_has_none(loaded: Loaded) -> None:
    known = planned(WorkshopRequest("x", date(2026, 12, 1), people=5), loaded, Reader("de"))
    known = known.model_copy(update={"facts": {"kind": "kreisfrei", "population": "from_100000"}})
    fewer = posters(PaperContext(known, loaded, Reader("de")))
    assert len(fewer) < len(posters(context(loaded)))


@pytest.mark.parametrize("words", [3, 40, 400])
def test_long_texts_take_smaller_letters_and_lose_nothing(printed: Page, tmp_path: Path, words: int) -> None:
    text = f"<script>alert(1)</script> {'Bildungslandschaft ' * words}Ende"
    measured = show(printed, tmp_path, posters_page(context(hostile(text), "de")))
    found = posters(context(hostile(text), "de"))
    assert [seen["size"] for seen in measured] == pytest.approx([poster.size for poster in found], abs=0.01)
    for poster, seen in zip(found, measured, strict=True):
        assert seen["wide"] <= 0
        assert seen["free"] >= 0 or poster.size == SIZES[-1], "only what no size has room for goes on to another page"
    assert printed.locator("script").count() == 0
    said = printed.inner_text("main")
    assert said.count("Ende") >= sum(1 + len(poster.rows) for poster in found) - 1


@given(st.integers(1, 200), st.integers(0, 9))
def test_the_more_there_is_to_read_the_smaller_it_is_set(words: int, rows: int) -> None:
    def poster(words: int) -> Poster:
        text = Words("Wort " * words)
        return Poster(text, text, tuple(PosterRow(str(key), text, text) for key in range(rows))).fitted()

    found = poster(words)
    assert found.size >= poster(words + 20).size
    assert all(found.height(size) > 174 for size in SIZES if size > found.size)
    assert found.height(found.size) <= 174 or found.size == SIZES[-1]


@pytest.mark.parametrize("lang", ["de", "en"])
def test_on_the_screen_the_list_leads_to_each_page(
    browser: Browser, axe: str, tmp_path: Path, loaded: Loaded, lang: str
) -> None:
    (tmp_path / "posters.html").write_text(posters_page(context(loaded, lang)), "utf-8")
    page = browser.new_page(offline=True)
    page.goto((tmp_path / "posters.html").as_uri())
    assert violations(page, axe) == []
    links = page.locator("nav a")
    assert links.count() == len(posters(context(loaded, lang)))
    links.nth(6).click()
    assert page.url.endswith("#p7")
    assert page.locator("#p7 h2").inner_text() == links.nth(6).inner_text()
    assert page.locator("#p7 .foot").inner_text().endswith(f"7 / {links.count()}")
    page.close()
