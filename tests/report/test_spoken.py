"""What people typed in another language than the report's says so, for whoever listens to the page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planself.report.render import render
from planself.report.spoken import language_of
from planself.scoring.assessment import assess
from tests.report.material import small, small_case, view
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


def test_comments_are_marked_where_the_report_is_in_another_language() -> None:
    given = small_case("mixed").answer_set
    said = {
        "floors": "Die Pläne liegen im Rathaus und werden für alle, die es wünschen, auch auf Türen gehängt.",
        "keys": "Vorlage 2025/118",
        "hours": "It is open to all of us.",
    }
    answers = {id_: replace(answer, comment=said.get(id_, "")) for id_, answer in given.answers.items()}
    body = render(view(assess(small(), replace(given, answers=answers)), "en"), "html").partition("<body>")[2]
    heard = {text: set[str]() for text in said.values()}
    for lang, text in Pieces(body.partition("</body>")[0]).found:
        if text.strip() in heard:
            heard[text.strip()] = heard[text.strip()] | {lang}
    assert heard == {said["floors"]: {"de"}, said["keys"]: {"de"}, said["hours"]: {"en"}}
