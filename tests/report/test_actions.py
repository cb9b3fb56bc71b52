"""The plan in a report and as a page: every number in place, hostile texts inert, accessible at every width."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from planself.actions.status import PlanStatus, plan_status
from planself.i18n import Reader
from planself.report.actions import plan_annex, plan_page
from planself.report.render import render
from planself.report.view import build_view
from planself.report_formats import Format
from tests.actions.samples import HARM, TODAY, city, example, hostile, plan_of, status
from tests.report.material import HOSTILE, LANGUAGES, ORIGIN
from tests.report.test_browser import SCHEMES, WIDTHS, Watched, violations

BODY = "actions: [{id: a, title: x, hurdles: [participation, data_basis], due: 2027-01-01}, {id: b, title: y}]\n"


def page(found: PlanStatus, form: Format = "md", lang: str = "en") -> str:
    return render(plan_page(found, Reader(lang)), form)


def test_the_page_has_actions_by_hurdle_targets_and_projection() -> None:
    text = page(status())
    for said in (
        "# Beispielstadt (fiktiv): Action plan 2025 to 2027",
        "8 actions on 23 November 2026: 1 overdue, 2 due soon, 1 waiting for another action, 1 still to come, ",
        "2 completed and 1 dropped.",
        "- Overdue since 30 October 2026: “Go to trusted places”.",
        "### Funding – Project funding and the implementation gap",
        "117%, reached",
        "A projection, not a forecast",
        "stage “",
    ):
        assert said in text


def test_actions_with_several_hurdles_or_none_have_their_place() -> None:
    text = page(plan_status(plan_of(BODY), TODAY))
    assert "(also: " in text
    assert "### Without a hurdle" in text
    assert "Projection" not in text


def test_every_action_is_counted_once() -> None:
    states = ("proposed", "planned", "running", "done", "dropped")
    rows = (
        f"{{id: a{place}, title: x, status: {state}{due}{after}}}"
        for place, (state, due, after) in enumerate(
            product(states, ("", ", due: 2026-10-01", ", due: 2026-12-01"), ("", ", after: [a0]"))
        )
        if place or not after
    )
    text = page(plan_status(plan_of(f"actions: [{', '.join(rows)}]\n"), TODAY))
    (said,) = re.findall(r"^(\d+) actions on .*?: (.*)\.$", text, re.M)
    assert sum(map(int, re.findall(r"\d+", said[1]))) == int(said[0]) == 30


def test_scores_are_named_by_the_day_of_their_assessment() -> None:
    text = page(status(), lang="de")
    assert "| Hürde | Stand 10.10.2024 | Stand 08.10.2026 | Ziel |" in text
    assert "Jetzt" not in text
    assert "| Hürde | Stand 10.10.2024 | Modellrechnung |" in page(status(later=False), lang="de")


def test_an_empty_plan_is_a_page_too() -> None:
    assert "0 actions" in page(plan_status(plan_of("actions: []\n"), TODAY))


def test_without_a_new_assessment_no_progress_is_claimed() -> None:
    text = page(status(later=False))
    assert "Progress will be seen with the next assessment." in text
    assert "reached" not in text.split("## Projection")[0]


@pytest.mark.parametrize("text", [*HARM, *HOSTILE])
def test_no_text_of_a_plan_becomes_markup(text: str) -> None:
    found = plan_status(hostile(text), TODAY, city(2024), city(2026))
    markup = page(found, "html")
    for danger in ("<script", "<img", "onerror=alert(1)>", 'javascript:alert(1)"', "</style><style>*{"):
        assert danger not in markup.replace("&lt;", "")
    marked = page(found, "md")
    assert "](https://evil" not in marked.replace("\\]", "")
    assert marked.count("\n| --- |") == page(plan_status(hostile("plain"), TODAY, city(2024), city(2026))).count(
        "\n| --- |"
    )


def test_the_annex_joins_a_report_in_every_format() -> None:
    annex = plan_annex(status(), Reader("en"))
    view = build_view(city(2026), Reader("en"), ORIGIN, "full", [annex])
    assert [section.id for section in view.annexes] == ["plan", "plan-actions", "plan-targets", "plan-projection"]
    assert view.result["plan"]["format"] == "planself/plan-status/1"
    assert "Who does what by when" in render(view, "html")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("case", ["example", "baseline", "hostile"])
def test_accessible_and_quiet_at_every_width_and_scheme(
    browser: Browser, axe: str, tmp_path: Path, case: str, lang: str
) -> None:
    path = tmp_path / "plan.html"
    path.write_text(_written(case, lang), "utf-8", newline="\n")
    for scheme in SCHEMES:
        context = browser.new_context(color_scheme=scheme)
        watched = Watched(context.new_page(), path)
        for width in WIDTHS:
            watched.page.set_viewport_size({"width": width, "height": 900})
            assert violations(watched.page, axe) == [], (scheme, width)
            wide = watched.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"scrolls sideways at {width}: {wide}"
        watched.must_be_quiet()
        context.close()


def _written(case: str, lang: str) -> str:
    match case:
        case "example":
            return page(status(), "html", lang)
        case "baseline":
            return page(plan_status(example(), TODAY, city(2024)), "html", lang)
        case "hostile":
            return page(
                plan_status(hostile("Rindfleischetikettierungsüberwachungsaufgaben <b>x</b>"), TODAY, city(2024)),
                "html",
                lang,
            )
        case _:
            annex = plan_annex(status(), Reader(lang))
            return render(build_view(city(2026), Reader(lang), ORIGIN, "full", [annex]), "html")
