"""The first sentences of a summary: a superlative is one, ties are told, and one word stands for what is in the way."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from planself.analysis.summary.builder import SummaryBuilder
from planself.analysis.summary.result import HurdleSummary, Summary
from planself.analysis.summary.spread import Spread
from planself.questionnaire.load import Loaded
from planself.scoring.compile import compile_plan
from planself.scoring.record import score
from tests.lots import table
from tests.report.lots import page
from tests.report.material import LANGUAGES
from tests.report.test_council import ten

ROOT = Path(__file__).parents[2]
N = 12
WORST_BY_NAME = re.compile(
    r"\b(?:niedrigst|tiefst|geringst|höchst)e[nrs]? Hürden?\b|\b(?:lowest|smallest|highest) hurdles?\b", re.I
)


def summary(*levels: int, n: int = N) -> Summary:
    """Return n answer sets to ten hurdles with one question each, all with the same levels."""
    loaded = Loaded(ten(), "sha256:0", Path("ten.yaml"))
    plan = compile_plan(loaded.questionnaire)
    builder = SummaryBuilder(plan, loaded)
    builder.add(table(plan, [score(plan, {f"q{place}": level for place, level in enumerate(levels)})] * n))
    return builder.result()


def with_medians(*medians: int | None) -> Summary:
    found = summary(*[2] * 10)
    return replace(found, hurdles=tuple(map(_at, found.hurdles, medians)))


def _at(hurdle: HurdleSummary, median: int | None) -> HurdleSummary:
    return replace(hurdle, spread=Spread(3) if median is None else Spread(N, (0, median, 100), (N, 0, 0, 0, 0)))


def first(found: Summary, lang: str = "en") -> str:
    """Return the findings under the first heading."""
    text = page(found, lang, "md")
    return text[text.index("## ") :].split("\n## ")[1 if text.startswith("## ") else 0]


def test_the_hurdle_that_is_in_the_way_is_the_biggest_obstacle() -> None:
    """One hurdle at 0 and nine at 100: what has the lowest score is the biggest obstacle, never the lowest hurdle."""
    found = summary(4, 4, 4, 0, *[4] * 6)
    assert "Most often the biggest obstacle: “Name h3” (12 of 12 self-assessments, 100.0%)." in first(found).replace(
        "\N{NO-BREAK SPACE}", ""
    )
    assert "Am häufigsten die größte Hürde: „Name h3“ (12 von 12" in first(found, "de")
    table_of = page(found, "en", "md").partition("**Biggest obstacles**")[2].partition("## ")[0]
    assert re.findall(r"^\| (Name h\d) \| (\d+) \|", table_of, re.M)[0] == ("Name h3", "12")
    assert sum(int(n) for _name, n in re.findall(r"^\| (Name h\d) \| (\d+) \|", table_of, re.M)) == 12


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ((0, 0, *[4] * 8), "“Name h0” and “Name h1” (12"),
        ((0, 0, 0, 0, *[4] * 6), "4 hurdles (12"),
        ((0, *[0] * 9), None),
        ((4, *[4] * 9), None),
    ],
)
def test_hurdles_that_are_as_often_the_biggest_are_told_together(levels: tuple[int, ...], said: str | None) -> None:
    text = first(summary(*levels))
    if said is None:
        assert "biggest obstacle" not in text  # no superlative where all are alike
    else:
        assert f"Most often the biggest obstacle: {said}" in text


@pytest.mark.parametrize(
    ("medians", "lowest", "highest"),
    [
        ((10, *[50] * 8, 90), "“Name h0” (10)", "“Name h9” (90)"),
        ((10, 10, *[50] * 6, 90, 90), "“Name h0” and “Name h1” (10)", "“Name h8” and “Name h9” (90)"),
        ((10, 20, *[100] * 8), "“Name h0” (10)", "8 hurdles (100)"),
        ((*[0] * 8, 100, 100), "8 hurdles (0)", "“Name h8” and “Name h9” (100)"),
        ((10, *[None] * 8, 90), "“Name h0” (10)", "“Name h9” (90)"),
        ((50,) * 10, None, None),
        ((50, *[None] * 9), None, None),
    ],
)
def test_tied_medians_are_told_together(
    medians: tuple[int | None, ...], lowest: str | None, highest: str | None
) -> None:
    text = first(with_medians(*medians))
    assert re.findall(r"(Lowest|Highest) median: (.*)\.$", text, re.M) == (
        [("Lowest", lowest), ("Highest", highest)] if lowest else []
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_page_of_a_summary_calls_the_worst_hurdle_the_lowest(lang: str) -> None:
    assert not WORST_BY_NAME.search(page(summary(0, *[4] * 9), lang, "md"))


def test_every_phrase_and_document_calls_the_worst_hurdle_the_biggest() -> None:
    """A low hurdle is a good one, so "the lowest hurdle" would turn the meaning round; "highest" is a second word."""
    texts = [
        ROOT / "README.md",
        *ROOT.glob("docs/*.md"),
        *ROOT.glob("questionnaires/*.yaml"),
        *ROOT.glob("templates/**/*.j2"),
        *ROOT.glob("src/planself/locale/*/LC_MESSAGES/*.po"),
    ]
    assert len(texts) > 30
    assert [path.name for path in texts if WORST_BY_NAME.search(path.read_text("utf-8"))] == []
