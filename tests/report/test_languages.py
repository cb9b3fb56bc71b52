"""A questionnaire in another language than the report's: every text of it says in HTML which language it is."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from planself.report.render import render
from planself.report_formats import Audience
from tests.report.material import shipped, view

VOID = {"meta", "br"}


class Pieces(HTMLParser):
    """The texts of a page, each with the language that holds for it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self._open: list[str | None] = []
        self.found: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self._open.append(dict(attrs).get("lang"))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self.found.append((next(filter(None, reversed(self._open)), "en"), data))


def words_of_the_questionnaire() -> Iterator[str]:
    german = next(found for found in shipped().values() if found.loaded.questionnaire.languages == ["de"])
    questionnaire = german.loaded.questionnaire
    yield from (str(stage.label) for stage in questionnaire.stages)
    yield from (str(band.label) for band in questionnaire.bands)
    yield from (str(role.label) for role in questionnaire.roles)
    yield from (str(level.label) for scale in questionnaire.scales.values() for level in scale.levels)
    yield from (str(question.text) for question in questionnaire.questions)
    yield str(questionnaire.title)


@pytest.mark.parametrize("audience", ["council", "full"])
def test_every_text_in_another_language_says_so(audience: Audience) -> None:
    german = next(found for found in shipped().values() if found.loaded.questionnaire.languages == ["de"])
    _head, _tag, body = render(view(german, "en", audience), "html").partition("<body>")
    pieces = Pieces(body.partition("</body>")[0])
    words = set(words_of_the_questionnaire())
    assert {lang for lang, text in pieces.found if text.strip() in words} == {"de"}
    assert not [text for lang, text in pieces.found if lang == "en" for word in words if len(word) > 6 and word in text]
