"""The annex of a comparison: every number as text, labels that never touch, both languages, a quiet page."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from planself.actions.planned import planned
from planself.analysis.comparison import PlannedMeasure, Round, compare
from planself.answers.model import Answer
from planself.i18n import Reader
from planself.report.blocks import Annex
from planself.report.comparison import comparison_annex
from planself.report.render import render
from planself.report.series import Series
from planself.report.slope import LINE, Ground, Slope, dodge, slope_chart
from planself.scoring.assessment import Assessment, assess
from tests.actions.samples import example
from tests.report.material import HOSTILE, LANGUAGES, shipped, small, small_case, view
from tests.report.test_browser import SCHEMES, WIDTHS, Watched, violations

GOLDEN = Path(__file__).parent.parent / "golden/report"
EVIL = "".join(HOSTILE)


def dated(assessment: Assessment, year: int) -> Assessment:
    return assess(small(), replace(assessment.answer_set, date=date(year, 3, 14)))


def series() -> tuple[Round, ...]:
    """The frozen answers as three years: a question is new, and one round has too few answers."""
    hostile = {
        id_: Answer(answer.value, answer.said, EVIL, "", answer.unsure)
        for id_, answer in small_case("mixed").answer_set.answers.items()
    }
    worse = {**hostile, "hours": Answer(0, comment="Closed for a year."), "keys": Answer(said="unknown")}
    first = assess(small(), replace(small_case("mixed").answer_set, answers=worse, date=date(2024, 3, 14)))
    return (
        Round(first, "1.1.0", frozenset({"share"}), False, "2024.yaml"),
        Round(dated(small_case("open"), 2025), "1.2.0", source="2025.yaml"),
        Round(dated(small_case("mixed"), 2026), "1.2.0", source="2026.yaml"),
    )


MEASURES = (PlannedMeasure("doors", "m_open", EVIL, "done"),)


def annex(lang: str, rounds: tuple[Round, ...] | None = None) -> Annex:
    return comparison_annex(compare(rounds or series(), MEASURES), Reader(lang))


def report(lang: str, form: str) -> str:
    return render(view(series()[-1].assessment, lang, annexes=[annex(lang)]), form)  # type: ignore[arg-type]


def of_rounds() -> list[Round]:
    return [
        Round(shipped()[f"integrierte-planung/beispielstadt-{year}"], "0.10.0", source=f"{year}.yaml")
        for year in (2024, 2025, 2026)
    ]


def of_example(lang: str) -> tuple[Assessment, Annex]:
    rounds = of_rounds()
    return rounds[-1].assessment, comparison_annex(compare(rounds), Reader(lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_annex_is_the_one_that_was_looked_at(lang: str) -> None:
    heading = re.search("^## (Changes since|Veränderungen seit).*?(?=^## )", report(lang, "md"), re.M | re.S)
    assert heading
    path = GOLDEN / f"comparison.{lang}.md"
    if os.environ.get("PLANSELF_GOLDEN") == "write":
        path.write_text(heading[0], "utf-8", newline="\n")
    assert heading[0] == path.read_text("utf-8")


def test_what_people_typed_is_inert() -> None:
    text = report("en", "html")
    assert "<script" not in text
    assert "<img" not in text
    assert "onerror=alert(1)&gt;" in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_number_of_the_drawing_stands_in_the_table(lang: str) -> None:
    assessment, found = of_example(lang)
    text = render(view(assessment, lang, annexes=[found]), "html")
    drawn = text.partition('<svg class="slope"')[2].partition("</svg>")[0]
    numbers = set(re.findall(r"\d+[.,]\d(?= |<)", re.sub(r"<(?!/?text|/?tspan)[^>]*>", "", drawn)))
    tables = text.partition('<svg class="slope"')[2].partition("</svg>")[2]
    assert len(numbers) > 10
    assert all(f">{number}" in tables for number in numbers)


def test_rounds_are_called_by_year_by_date_or_by_file() -> None:
    case = small_case("mixed")
    undated = assess(small(), replace(case.answer_set, date=None))
    two = dated(case, 2025)
    later = assess(small(), replace(case.answer_set, date=date(2025, 9, 1)))

    def labels(*found: Assessment) -> tuple[str, ...]:
        rounds = [Round(each, "1.2.0", source=f"{place}.yaml") for place, each in enumerate(found)]
        return Series(compare(rounds), Reader("en")).labels

    assert labels(dated(case, 2024), two) == ("2024", "2025")
    assert labels(two, later) == ("14 Mar 2025", "1 Sep 2025")
    assert labels(two, two) == ("1: 0.yaml", "2: 1.yaml")
    assert labels(undated, two) == ("1: 0.yaml", "2: 1.yaml")


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 3).map(lambda lines: lines * LINE)), max_size=20))
def test_labels_never_touch_and_stay_inside(labels: list[tuple[int, int]]) -> None:
    sizes = [size for _wanted, size in labels]
    room = (0, max(400, sum(sizes)))
    middles = dodge([wanted for wanted, _size in labels], sizes, room)
    spans = sorted((middle - size // 2, middle - size // 2 + size) for middle, size in zip(middles, sizes, strict=True))
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(room[0] <= top and bottom <= room[1] for top, bottom in spans)


def test_a_label_with_room_stands_where_it_is_wanted() -> None:
    assert dodge([300, 100, 200], [LINE] * 3, (0, 400)) == [300, 100, 200]
    assert dodge([100, 100], [20, 20], (0, 400)) == [90, 110]


def test_the_chart_parts_rise_fall_and_the_rest_by_more_than_colour() -> None:
    grounds = [Ground(0, 0, 500), Ground(1, 500, 1000)]
    rise = Slope("<b>", (100, None, 900), "10.0", "90.0", apart=True, falls=False, band=1)
    fall, flat = replace(rise, falls=True, band=0), replace(rise, apart=False)
    svg = slope_chart("T", ("2024", "2025", "2026"), [rise, fall, flat], grounds)
    assert svg.count("stroke-dasharray") == 1
    assert svg.count('stroke-width="3"') == 2
    assert (svg.count('class="m1"'), svg.count('class="m0"')) == (2, 1)
    assert "<b>" not in svg
    assert svg.count("<circle") == 6  # nothing is drawn for a year without a score


@pytest.mark.parametrize("lang", LANGUAGES)
def test_accessible_quiet_and_narrow(browser: Browser, axe: str, tmp_path: Path, lang: str) -> None:
    assessment, found = of_example(lang)
    long, short = tmp_path / "long.html", tmp_path / "short.html"
    long.write_text(render(view(assessment, lang, annexes=[found]), "html"), "utf-8", newline="\n")
    short.write_text(report(lang, "html"), "utf-8", newline="\n")
    for scheme in SCHEMES:
        for path in (short, long):
            context = browser.new_context(color_scheme=scheme)
            watched = Watched(context.new_page(), path)
            for width in WIDTHS:
                watched.page.set_viewport_size({"width": width, "height": 900})
                if path == short or (scheme, width) in (("light", 320), ("dark", 1280)):
                    assert violations(watched.page, axe) == [], (scheme, width)
                wide = watched.page.evaluate("document.documentElement.scrollWidth")
                assert wide <= width, f"scrolls sideways at {width}: {wide}"
            watched.must_be_quiet()
            context.close()


def test_letters_of_the_chart_are_no_smaller_than_ten_pixels_on_a_phone(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    assessment, found = of_example("de")
    path.write_text(render(view(assessment, "de", annexes=[found]), "html"), "utf-8", newline="\n")
    context = browser.new_context(viewport={"width": 320, "height": 900})
    page = context.new_page()
    page.goto(path.as_uri())
    scale = page.evaluate(
        "(s => s.getBoundingClientRect().width / s.viewBox.baseVal.width)(document.querySelector('.slope'))"
    )
    assert 12 * scale >= 10
    beyond = page.evaluate(
        "Math.max(...[...document.querySelectorAll('.slope text')].map(t => t.getBoundingClientRect().right))"
    )
    assert beyond <= 320
    context.close()


def test_no_label_of_the_chart_is_cut() -> None:
    long = "Unverbindliche Zusammenarbeit mit Trägern, Schule und Gesundheit"
    slope = Slope(long, (100, 900), "10,0", "90,0", apart=True, falls=False, band=0)
    svg = slope_chart("T", ("2024", "2025"), [slope] * 10, [Ground(0, 0, 1000)])
    texts = re.findall(r"<text[^>]*>(<tspan.*?)</text>", svg)
    assert [" ".join(re.findall(r"<tspan[^>]*>([^<]*)", text)) for text in texts] == [f"90,0 {long}"] * 10


def test_a_title_in_another_language_says_which() -> None:
    plan = example()
    first = plan.plan.actions[0].model_copy(update={"title": {"en": "Walk the town"}})
    loaded = replace(plan, plan=plan.plan.model_copy(update={"actions": [first]}))
    compared = compare(of_rounds(), planned(loaded, Reader("de")))
    text = render(view(of_rounds()[-1].assessment, "de", annexes=[comparison_annex(compared, Reader("de"))]), "html")
    assert '<span lang="en">Walk the town</span>' in text


def test_no_change_stands_beside_a_measure_that_was_dropped_or_has_not_begun() -> None:
    plan = [PlannedMeasure("words", name, name, name, begun=name == "done") for name in ("done", "dropped", "planned")]
    text = render(view(small_case("mixed"), annexes=[comparison_annex(compare(series(), plan), Reader("en"))]), "md")
    beside = dict(re.findall(r"^\| [^|]* \| (done|dropped|planned) \| \1 \| (\S+) \|$", text, re.M))
    assert (beside["dropped"], beside["planned"]) == ("–", "–")
    assert beside["done"] != "–"
