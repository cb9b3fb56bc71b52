"""Pages in two languages say the same, contents lists are complete, and every page is reached from the README."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.pages import PAGES, ROOT, blocks, name
from tests.docs.test_links import LINK, anchors, prose

PAIRS = (
    ("fuer-planung.md", "for-planning.md"),
    ("fuer-moderation.md", "for-facilitation.md"),
    ("fuer-auswertung.md", "for-analysis.md"),
    ("fuer-den-rat.md", "for-the-council.md"),
    ("spickzettel.md", "cheat-sheet.md"),
    ("workshop-leitfaden.md", "workshop-guide.md"),
)
"""Roles first, then the cheat sheet and the guide to a workshop."""
ONE_PAGE = 90
"""Lines of a page that prints on one sheet."""
DOCS = ROOT / "docs"


def _commands(page: Path) -> list[str]:
    """Return the command of every line, without the names that each language has for files."""
    lines = [line for block in blocks(page) if block.language == "sh" for line in block.lines]
    return [
        " ".join(word for word in line.split("#")[0].split()[:3] if re.fullmatch(r"[a-z]+", word)) for line in lines
    ]


def _shape(page: Path) -> list[tuple[str, int]]:
    """Return what a page is built of: headings, steps, points and rows, in order."""
    found = re.findall(r"^(#+|\d+\.|-|\|) ", prose(page), re.M)
    return [("#" * len(sign) if sign.startswith("#") else sign[-1], 1) for sign in found]


@pytest.mark.parametrize(("german", "english"), PAIRS)
def test_both_languages_say_the_same(german: str, english: str) -> None:
    de, en = DOCS / german, DOCS / english
    assert _shape(de) == _shape(en)
    assert _commands(de) == _commands(en)
    assert f"]({english})" in de.read_text("utf-8")
    assert f"]({german})" in en.read_text("utf-8")


@pytest.mark.parametrize("page", [page for pair in PAIRS[:5] for page in pair])
def test_a_page_for_a_role_is_short(page: str) -> None:
    assert len((DOCS / page).read_text("utf-8").splitlines()) <= ONE_PAGE


@pytest.mark.parametrize("german", [german for german, _english in PAIRS])
def test_the_manual_names_every_german_page(german: str) -> None:
    assert f"]({german})" in (DOCS / "handbuch.md").read_text("utf-8")


def test_every_page_is_linked_from_the_readme() -> None:
    linked = {link.partition("#")[0] for link in LINK.findall(prose(ROOT / "README.md"))}
    assert {name(page) for page in PAGES} - linked == {"README.md"}


def _listed(page: Path) -> set[str]:
    """Return the headings that a page's list of contents leads to."""
    before = prose(page).partition("\n## ")[0]
    return set(re.findall(r"^ *- \[[^\]]+\]\(#([^)]+)\)", before, re.M))


WITH_CONTENTS = [page for page in PAGES if _listed(page)]


def test_pages_with_contents_are_found() -> None:
    assert {"handbuch.md", "questionnaire-format.md"} <= {page.name for page in WITH_CONTENTS}


@pytest.mark.parametrize("page", WITH_CONTENTS, ids=name)
def test_a_list_of_contents_is_complete(page: Path) -> None:
    assert anchors(page, level=2) <= _listed(page)
