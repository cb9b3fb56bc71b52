"""Words of every kind of page: notes explain only signs that stand, dates are the reader's, one source is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest

from planself.report.blocks import Page
from planself.report.render import render
from planself.report.view import ReportView
from tests.report.material import LANGUAGES
from tests.report.pages import KINDS, pages

EVERY = [(kind, lang) for kind in KINDS for lang in LANGUAGES]
DASH = {"en": "A dash stands", "de": "Ein Strich steht"}
TABLE = re.compile(r"(?m)(?:^\|.*\n+)+(.*)")


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Mapping[str, ReportView | Page]]:
    return {lang: pages(lambda loaded: loaded, lang, "Text", tmp_path_factory.mktemp(lang)) for lang in LANGUAGES}


@pytest.fixture
def text(every: Mapping[str, Mapping[str, ReportView | Page]], kind: str, lang: str) -> str:
    return render(every[lang][kind], "md")


def tables(text: str) -> Iterator[tuple[str, str]]:
    """Yield each table with the line below it."""
    for found in TABLE.finditer(text):
        yield found.group(0)[: -len(found.group(1)) or None], found.group(1)


@pytest.mark.parametrize(("kind", "lang"), EVERY)
def test_a_dash_is_explained_only_below_a_table_that_has_one(text: str, lang: str) -> None:
    for table, note in tables(text):
        if DASH[lang] in note:
            assert re.search(r"\| *– *\|", table), note


@pytest.mark.parametrize(("kind", "lang"), EVERY)
def test_dates_are_written_as_the_reader_writes_them(text: str, lang: str) -> None:
    foreign = r"\b\d{4}-\d\d-\d\d\b" if lang == "de" else r"\b\d{4}-\d\d-\d\d\b|\b\d\d\.\d\d\.\d{4}\b"
    assert re.findall(foreign, text) == []


@pytest.mark.parametrize(("kind", "lang"), EVERY)
def test_one_source_is_one(text: str) -> None:
    for word, numbers in re.findall(r"(Sources?|Quellen?): (\d+(?: \([^)]*\))?(?:, \d+(?: \([^)]*\))?)*)", text):
        assert (word in ("Source", "Quelle")) == ("," not in numbers), numbers


@pytest.mark.parametrize(("kind", "lang"), EVERY)
def test_no_semicolon_comes_before_a_new_sentence(text: str, lang: str) -> None:
    """Ticked options are sentences as often as words, so no semicolon joins them."""
    if lang == "en":
        assert re.findall(r"; (?:The|It|There|In|Each|Text \d) ", text) == []
