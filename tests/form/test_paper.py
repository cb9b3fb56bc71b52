"""The paper form in a real browser: printed as planned, nothing cut off, boxes large enough, and nothing but texts."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from planself.form.paper import paper_form
from planself.form.paper_pages import PaperOptions, begun, sheets
from planself.form.paper_sheet import FOOTER, ROOM, WIDTH
from planself.i18n import Reader
from planself.questionnaire.load import Loaded
from tests.form.firefox_print import print_in_firefox
from tests.form.samples import LANGUAGES, sample
from tests.form.test_browsers import missing
from tests.form.test_commands import call
from tests.form.test_files import answer_set
from tests.form.test_inert import hostile
from tests.form.test_paper_pages import SHIPPED, TEXTS, built_in, with_texts
from tests.report.material import HOSTILE
from tests.report.test_browser import violations

GOLDEN = Path(__file__).parent / "golden"
MILLIMETRE = 96 / 25.4
LEAST = 5.0
"""Millimetres of a box's side."""
HEIGHTS = """() => {
    const high = element => element.getBoundingClientRect()
    return [...document.querySelectorAll('.sheet')].map(sheet => ({
        height: high(sheet).height,
        free: high(sheet.querySelector('footer')).top - high(sheet.querySelector('.body')).bottom,
        below: high(sheet).bottom - high(sheet.querySelector('footer')).bottom,
        blocks: [...sheet.querySelectorAll('.block')].map(block => {
            block.parentElement.style.display = 'block'
            return high(block).height
        }),
        wide: Math.max(...[...sheet.querySelectorAll('*')].map(each => high(each).right)) - high(sheet).right,
    }))
}"""


@contextmanager
def on_paper(browser: Browser, folder: Path, text: str) -> Iterator[Page]:
    """Open sheets as they are laid out for print."""
    file = folder / "sheets.html"
    file.write_text(text, "utf-8", newline="\n")
    page = browser.new_page(viewport={"width": round(WIDTH * MILLIMETRE), "height": 1200}, offline=True)
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(file.as_uri())
    page.emulate_media(media="print")
    yield page
    page.close()
    assert faults == []


def sheet_texts(page: Page, folder: Path) -> list[str]:
    """Return what stands on each printed sheet."""
    page.pdf(path=str(folder / "sheets.pdf"), prefer_css_page_size=True)
    return pdf_texts(folder / "sheets.pdf")


def pdf_texts(paper: Path) -> list[str]:
    """Return what stands on each page of a PDF."""
    if shutil.which("pdftotext") is None:
        missing("pdftotext (poppler-utils)")
    command = ["pdftotext", "-layout", str(paper), "-"]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode().split("\f")[:-1]


def assert_as_planned(page: Page, loaded: Loaded, options: PaperOptions) -> None:
    """Fail where a sheet is not as high as planned, or something is higher than planned for or sticks out."""
    planned, found = sheets(loaded, options), page.evaluate(HEIGHTS)
    assert len(found) == len(planned)
    for blocks, measured in zip(planned, found, strict=True):
        assert measured["height"] == pytest.approx((ROOM + FOOTER + 1) * MILLIMETRE, abs=0.5)
        assert measured["free"] >= -0.5
        assert measured["below"] >= -0.5
        assert measured["wide"] <= 0.5
        for block, height in zip(blocks, measured["blocks"], strict=True):
            assert height <= block.height * MILLIMETRE + 0.5, block


def options(lang: str, *, filled: bool = False) -> PaperOptions:
    return PaperOptions(Reader(lang), code="W07", answers=answer_set() if filled else None)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", SHIPPED)
def test_it_prints_as_planned_with_a_footer_on_every_page(
    browser: Browser, tmp_path: Path, name: str, lang: str
) -> None:
    loaded, chosen = built_in(name), options(lang)
    with on_paper(browser, tmp_path, paper_form(loaded, chosen)) as page:
        assert_as_planned(page, loaded, chosen)
        texts = sheet_texts(page, tmp_path)
    planned = sheets(loaded, chosen)
    assert len(texts) == len(planned)
    for place, (text, blocks) in enumerate(zip(texts, planned, strict=True), 1):
        last = re.sub(" +", " ", text.strip().splitlines()[-1])
        assert "Code W07" in last
        assert last.endswith(f" {place}/{len(planned)}")
        assert f": {len(begun(blocks))} " in last
        assert loaded.digest.removeprefix("sha256:")[:12] in last
    numbers = [int(number) for text in texts for number in re.findall(r"^ ?(\d+)  +\S", text, re.M)]
    assert numbers == list(range(1, len(loaded.questionnaire.questions) + 1))


def test_firefox_prints_the_same_pages(tmp_path: Path) -> None:
    firefox = shutil.which("firefox-esr") or shutil.which("firefox")
    if firefox is None:
        missing("Firefox")
    profile, files = tmp_path / "profile", []
    profile.mkdir()
    for name in SHIPPED:
        files.append(tmp_path / f"{name}.html")
        files[-1].write_text(paper_form(built_in(name), options("de")), "utf-8")
    for name, paper in zip(SHIPPED, print_in_firefox(str(firefox), files, profile), strict=True):
        pages = len(sheets(built_in(name), options("de")))
        found = [re.findall(r"Seite (\d+/\d+)", text) for text in pdf_texts(paper)]
        assert found == [[f"{place}/{pages}"] for place in range(1, pages + 1)], name


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(TEXTS, min_size=3, max_size=8))
def test_it_prints_as_planned_whatever_the_texts(browser: Browser, tmp_path: Path, texts: Sequence[str]) -> None:
    loaded, answers = with_texts(cycle(texts)), answer_set()
    said = {id_: replace(answer, comment=texts[0]) for id_, answer in answers.answers.items()}
    chosen = PaperOptions(Reader("de"), answers=replace(answers, answers=said))
    with on_paper(browser, tmp_path, paper_form(loaded, chosen)) as page:
        assert_as_planned(page, loaded, chosen)
        assert len(sheet_texts(page, tmp_path)) == len(sheets(loaded, chosen))


def test_sheets_of_several_people_print_behind_each_other(browser: Browser, tmp_path: Path) -> None:
    people = [PaperOptions(Reader("de"), code=code) for code in ("W01", "W02", "W03")]
    with on_paper(browser, tmp_path, paper_form(sample(), *people)) as page:
        texts = sheet_texts(page, tmp_path)
    pages = len(sheets(sample(), people[0]))
    found = [re.findall(r"Code (\S+) .* Seite (\d+/\d+)", text)[-1] for text in texts]
    assert found == [(who.code, f"{place}/{pages}") for who in people for place in range(1, pages + 1)]


def test_boxes_are_large_enough_for_a_pen(browser: Browser, tmp_path: Path) -> None:
    with on_paper(browser, tmp_path, paper_form(sample(), options("de"))) as page:
        sides = page.evaluate(
            "[...document.querySelectorAll('.box, .cell')].map(each => each.getBoundingClientRect())"
            ".map(box => Math.min(box.width, box.height))"
        )
    assert len(sides) > 40
    assert min(sides) >= LEAST * MILLIMETRE


@pytest.mark.parametrize("filled", [False, True])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_heard_of_it_is_as_written_down(browser: Browser, tmp_path: Path, lang: str, *, filled: bool) -> None:
    with on_paper(browser, tmp_path, paper_form(sample(), options(lang, filled=filled))) as page:
        text = page.locator("body").aria_snapshot() + "\n"
    file = GOLDEN / f"paper{'-filled' if filled else ''}.{lang}.txt"
    if os.environ.get("PLANSELF_GOLDEN") == "write":
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_on_a_screen_it_is_accessible_and_fits_the_narrowest(
    browser: Browser, axe: str, tmp_path: Path, lang: str
) -> None:
    with on_paper(browser, tmp_path, paper_form(sample(), options(lang, filled=True))) as page:
        for scheme in ("light", "dark"):
            for width in (1280, 320):
                page.emulate_media(media="screen", color_scheme=scheme)
                page.set_viewport_size({"width": width, "height": 900})
                assert violations(page, axe) == [], (scheme, width)
                assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_nothing_but_a_text(text: str) -> None:
    loaded = hostile("".join(sign for sign in text if sign.isprintable() or sign == "\n"))
    found = paper_form(loaded, options("en", filled=True))
    assert set(re.findall(r"<(\w+)", found[found.index("<body>") :])) <= {
        *("body", "main", "section", "div", "h1", "h2", "h3", "p", "ul", "li", "dl", "dt", "dd"),
        *("span", "b", "br", "small", "svg", "path", "footer", "strong"),
    }
    assert not re.search(r"<[^>]* (style|on\w+|src|href)=", found)
    assert "<script" not in found


def test_the_command_takes_what_a_form_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = ["form", "--paper", "-o", "sheets.html", "--lang", "de", "--part", "plan", "--section", "data"]
    assert call([*command, "--code", "W07"], tmp_path, monkeypatch) == 0
    once = (tmp_path / "sheets.html").read_text("utf-8")
    assert '<html lang="de">' in once
    assert "<strong>W07</strong>" in once
    assert "Teil für: " in once
    assert call([*command, "--code", "W08"], tmp_path, monkeypatch) == 0
    (tmp_path / "sheets.html").write_text("mine", "utf-8")
    assert call(command, tmp_path, monkeypatch) == 2
    assert call([*command, "--force"], tmp_path, monkeypatch) == 0


def test_it_comes_filled_in_for_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "answers.yaml").write_text(
        "format: planself/answers/1\nquestionnaire: {id: integrierte-planung, version: 0.10.0}\n"
        "subject: {name: Kleinstadt}\nanswers:\n  kind: landkreis\n  silo_overview: {value: 2, comment: Nur fast}\n",
        "utf-8",
    )
    assert call(["form", "--paper", "--answers", "answers.yaml", "-o", "sheets.html"], tmp_path, monkeypatch) == 0
    text = (tmp_path / "sheets.html").read_text("utf-8")
    assert text.count("<path") == 2
    assert "Kleinstadt" in text
    assert "Nur fast" in text
