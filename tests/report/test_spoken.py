"""What people typed in another language than the report's says so, for whoever listens to the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from planself.report.blocks import Page
from planself.report.render import render
from planself.report.spoken import language_of
from planself.report.view import ReportView
from planself.scoring.assessment import assess
from tests.report.material import small, small_case, view
from tests.report.pages import pages
from tests.report.test_languages import Pieces


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Glossar im Intranet, Fassung 2025", "de"),
        ("Übergänge", "de"),
        ("See the minutes of the steering group", "en"),
        ("Two areas are still missing.", "en"),
        ("Ratsbeschluss 2023/207", None),
        ("https://example.org/die/für/und", None),
        ("", None),
        ("in", None),
    ],
)
def test_a_text_is_known_by_its_small_words(text: str, lang: str | None) -> None:
    assert language_of(text) == lang


def heard(page: ReportView | Page, said: Iterable[str]) -> dict[str, set[str]]:
    """Return in which languages a page in HTML says each of some texts."""
    body = render(page, "html").partition("<body>")[2].partition("</body>")[0]
    found = {text: set[str]() for text in said}
    for lang, text in Pieces(body).found:
        if text.strip(" “”") in found:
            found[text.strip(" “”")].add(lang)
    return found


def test_comments_are_marked_where_the_report_is_in_another_language() -> None:
    given = small_case("mixed").answer_set
    said = {
        "floors": "Die Pläne liegen im Rathaus und werden für alle, die es wünschen, auch auf Türen gehängt.",
        "keys": "Vorlage 2025/118",
        "hours": "It is open to all of us.",
    }
    answers = {id_: replace(answer, comment=said.get(id_, "")) for id_, answer in given.answers.items()}
    page = view(assess(small(), replace(given, answers=answers)), "en")
    assert heard(page, said.values()) == {
        said["floors"]: {"de"},
        said["keys"]: {"de"},
        said["hours"]: {"en"},
    }


@pytest.mark.parametrize("kind", ["plan", "workshop"])
def test_what_people_wrote_beside_answers_is_marked_wherever_it_stands(kind: str, tmp_path: Path) -> None:
    """Alone in its cell, as no name of a municipality, a role or a file is."""
    text = "Bei uns ist das anders geregelt."
    made = pages(lambda loaded: loaded, "en", text, tmp_path)[kind]
    cells = re.findall(r"<td[^>]*>(?:<[^>]*>)*[“]?(?:<[^>]*>)*" + re.escape(text), render(made, "html"))
    assert cells
    assert [cell for cell in cells if 'lang="de"' not in cell] == []
