"""Beside a score, where high is good, stands a hurdle's neutral topic; its name says what is in the way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from planself.cli.profile import show_profile
from planself.report.render import render
from planself.scoring.assessment import assess
from tests.report.material import LANGUAGES, small, small_case, view
from tests.report.pages import KINDS, pages, topical


def rows(text: str) -> list[str]:
    """Return the rows of all tables of a Markdown page that hold a number."""
    return [
        line
        for line in text.splitlines()
        if line.startswith("|") and re.search(r"\d", re.sub(r"(Topic|enough) \d+", "", line))
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_with_numbers_name_topics(lang: str, tmp_path: Path) -> None:
    made = pages(topical, lang, "said", tmp_path)
    for kind in KINDS:
        text = render(made[kind], "md")
        numbers = rows(text)
        assert [row for row in numbers if row.startswith("| Not enough")] == [], kind
        if kind != "council":
            assert [row for row in numbers if row.startswith("| Topic")], kind


def test_charts_name_topics(tmp_path: Path) -> None:
    html = render(pages(topical, "en", "said", tmp_path)["report"], "html")
    (chart,) = re.findall(r'<svg class="slope".*?</svg>', html, re.S)
    assert "Topic" in chart
    assert "Not enough" not in html.split('id="profile"')[1].split("</table>")[0]
    assert "Not enough" not in chart


def test_a_hurdle_is_headed_by_topic_and_name() -> None:
    mine = assess(topical(small()), small_case("mixed").answer_set)
    text = render(view(mine, "en"), "md")
    assert "\n### Topic 1 – Not enough 1\n" in text
    assert "\n### Closed doors\n" in render(view(small_case("mixed"), "en"), "md")


def test_the_terminal_names_topics_beside_bars(capsys: pytest.CaptureFixture[str]) -> None:
    show_profile(assess(topical(small()), small_case("mixed").answer_set))
    shown = capsys.readouterr().out
    assert "Topic 1" in shown
    assert not re.search(r"^ *Not enough", shown, re.M)
