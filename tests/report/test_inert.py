"""Whatever a person types into an answer file or a questionnaire stays a text, in every format."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from planself.answers.model import Answer, AnswerSet, Respondent, Subject
from planself.files import source
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import Questionnaire
from planself.report.render import render
from planself.report_formats import FORMATS, Audience, Format
from planself.scoring.assessment import Assessment, assess
from planself.scoring.plan import Given
from planself.seal import is_unchanged
from tests.report.material import DATA, HOSTILE, LANGUAGES, answered, assessed, small_case, view

FRAME = "html head meta title style body header nav main section div footer"
TEXT = "a p h1 h2 h3 h4 dl dt dd ol ul li span strong b q br"
TABLE = "table caption thead tbody tr th td"
CHART = "figure figcaption svg rect g line circle text"
ALLOWED = frozenset(f"{FRAME} {TEXT} {TABLE} {CHART}".split())


class Elements(HTMLParser):
    """Collects what a browser would see: elements, attributes, text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.comments: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend((name, value or "") for name, value in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def everywhere(text: str) -> Assessment:
    """Return an assessment in which every text that a person can write is this one."""
    questionnaire = Questionnaire.model_validate(replaced(source.load(DATA / "small.yaml").data, lambda: text))
    said = Answer(value="many", comment=text, evidence=text, unsure=True)
    answers = {
        "floors": said,
        "hours": Answer(value=2, comment=text),
        "keys": Answer(value=False, comment=text, evidence=text),
        "leaflets": Answer(value=("rules",), comment=text),
        "share": Answer(said="unknown", comment=text, evidence=text),
        "lift": Answer(said="not_applicable", comment=text),
        "remarks": Answer(value=text, comment=text),
    }
    respondent = Respondent(id=text, role=text, department=text)
    return assess(
        Loaded(questionnaire, "sha256:0", Path("x.yaml")),
        AnswerSet(subject=Subject(text, text), respondent=respondent, answers=answers),
    )


def replaced(data: Any, text: Callable[[], str]) -> Any:
    """Replace every phrase (a language mapping) and every address of a questionnaire."""
    match data:
        case {"en": _}:
            said = text()
            return {"en": said, "de": said}
        case dict():
            return {key: text() if key == "url" else replaced(value, text) for key, value in data.items()}
        case list():
            return [replaced(value, text) for value in data]
        case _:
            return data


def strings(value: Any) -> Iterator[str]:
    """Yield every string of a view, the result for machines left out."""
    match value:
        case str():
            yield value
        case tuple():
            for part in value:
                yield from strings(part)
        case _ if is_dataclass(value):
            for field in fields(value):
                if field.name != "result":
                    yield from strings(getattr(value, field.name))


@pytest.mark.parametrize("audience", ["full", "council"])
@pytest.mark.parametrize("text", HOSTILE)
def test_html_holds_only_our_own_elements(text: str, audience: Audience) -> None:
    page = render(view(everywhere(text), "en", audience), "html")
    found = Elements(page)
    assert set(found.tags) <= ALLOWED
    assert not [name for name, _value in found.attributes if name.startswith("on") or name in ("style", "src")]
    links = [value for name, value in found.attributes if name == "href"]
    assert all(link.startswith("#") for link in links)
    assert len(found.comments) == 1
    assert is_unchanged(page)


@pytest.mark.parametrize("audience", ["full", "council"])
@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_has_the_same_shape_as_with_a_plain_word(text: str, audience: Audience) -> None:
    def shape(source: str) -> list[str]:
        tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source)
        inline = {"text", "softbreak", "hardbreak", "code_inline"}
        return [
            kind
            for token in tokens
            for kind in (token.type, *(child.type for child in token.children or () if child.type not in inline))
        ]

    several_lines = "\n\n" in text
    hostile = shape(render(view(everywhere(text), "en", audience), "md"))
    plain = shape(render(view(everywhere("one\n\ntwo" if several_lines else "word"), "en", audience), "md"))
    if several_lines:  # as many paragraphs as were typed, and nothing else
        hostile, plain = (
            [kind for kind in kinds if kind not in ("paragraph_open", "paragraph_close", "inline")]
            for kinds in (hostile, plain)
        )
    assert hostile == plain


@pytest.mark.parametrize("text", HOSTILE)
def test_the_view_holds_nothing_that_steers_an_eye_or_a_terminal(text: str) -> None:
    for found in strings(view(everywhere(text))):
        assert not set(found) & set("\x00\x07\x1b\u202e\u202c\u2066\u2069\r\t"), repr(found)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["mixed", "open"])
def test_html_is_one_file_without_script_or_request(name: str, lang: str) -> None:
    page = render(view(small_case(name), lang), "html")
    found = Elements(page)
    assert not {"script", "link", "img", "iframe", "object", "base"} & set(found.tags)
    assert ("lang", lang) in found.attributes
    assert "default-src 'none'; style-src 'sha256-" in dict(found.attributes)["content"] or any(
        value.startswith("default-src 'none'; style-src 'sha256-")
        for name, value in found.attributes
        if name == "content"
    )
    assert "url(" not in page
    assert "@import" not in page


@given(answered(), st.sampled_from(LANGUAGES), st.sampled_from(["full", "council"]), st.sampled_from(FORMATS))
def test_any_questionnaire_and_any_answers_have_a_report(
    case: tuple[Questionnaire, dict[str, Given]], lang: str, audience: Audience, form: Format
) -> None:
    assert is_unchanged(render(view(assessed(*case), lang, audience), form))


def test_only_web_addresses_become_links() -> None:
    links = [value for name, value in Elements(render(view(small_case("mixed")), "html")).attributes if name == "href"]
    assert [link for link in links if not link.startswith("#")] == ["https://example.org/act"]


def test_json_is_the_result_for_machines() -> None:
    assessment = small_case("mixed")
    read = json.loads(render(view(assessment), "json"))
    read.pop("seal")
    assert read == json.loads(json.dumps(assessment.to_json()))
