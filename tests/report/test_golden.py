"""Whole reports of the frozen questionnaire, compared sign by sign; `PLANSELF_GOLDEN=write` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from planself.report.render import render
from tests.report.material import shipped, small_case, view

GOLDEN = Path(__file__).parent.parent / "golden/report"
CASES = [("mixed", "de", "council", "html"), ("mixed", "en", "full", "md"), ("open", "de", "full", "md")]


@pytest.mark.parametrize(("name", "lang", "audience", "form"), CASES)
def test_the_report_is_the_one_that_was_looked_at(name: str, lang: str, audience: str, form: str) -> None:
    text = render(view(small_case(name), lang, audience), form)  # type: ignore[arg-type]
    path = GOLDEN / f"{name}.{lang}.{audience}.{form}"
    if os.environ.get("PLANSELF_GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    assert text == path.read_text("utf-8")


@pytest.mark.parametrize("form", ["html", "md", "json"])
@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_shipped_example_has_a_report(lang: str, form: str) -> None:
    assert len(shipped()) >= 4
    for assessment in shipped().values():
        text = render(view(assessment, lang), form)  # type: ignore[arg-type]
        assert assessment.answer_set.subject.name in text
