"""No line of a page breaks between a number and its sign, and no attribute holds markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from planself.report.render import render
from tests.report.material import LANGUAGES, shipped, view
from tests.report.pages import KINDS, pages, saying

TYPED = "12 % nach § 8 a, (3 + 4) ÷ 2 × 5 = 17,5"
BREAKS = re.compile(r"\S* [%÷×=]\S*|\S*[÷×=§] \S*")


class Texts(HTMLParser):
    """What a page says between its tags and in its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.attributes: list[str] = []
        self.feed(page.partition("<body>")[2])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 -- the parser's
        self.attributes += [f"{name}={value}" for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.said.append(data)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("typed", [TYPED, f"{TYPED}\n\n{TYPED}"], ids=["line", "paragraphs"])
def test_no_line_breaks_between_a_number_and_its_sign(tmp_path: Path, lang: str, typed: str) -> None:
    made = {kind: render(page, "html") for kind, page in pages(saying(typed), lang, typed, tmp_path).items()}
    made["example"] = render(view(shipped()["integrierte-planung/beispielstadt-2026"], lang), "html")
    for kind, page in made.items():
        said = "\n".join(Texts(page).said)
        assert BREAKS.findall(said) == [], kind
        assert kind == "summary" or "\u00a0÷\u00a0" in said


@pytest.mark.parametrize("kind", KINDS)
def test_no_attribute_holds_markup(tmp_path: Path, kind: str) -> None:
    """A text that stands in another language is marked by a tag, which has no place in an attribute."""
    page = render(pages(lambda loaded: loaded, "de", "gesagt", tmp_path)[kind], "html")
    assert [found for found in Texts(page).attributes if re.search('[<"\n]', found)] == []
    assert kind != "summary" or 'lang="en"' in page
