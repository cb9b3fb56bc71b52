"""The third interpreter of the plan against the vector suite, in a browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from planself.form.page import SCORER, modules
from tests.vector_suite import FOLDER, named_by

PERCENT = ("score", "lower", "upper", "coverage", "applicable", "missing", "gain", "width")
"""What the page counts in tenths, and a result says as a number with one decimal."""
RUN = """
function answersOf(raw) {
  return new Map(Object.entries(raw).map(([id, value]) =>
    [id, value === "unknown" || value === "not_applicable" ? { state: value } : { value }]));
}
function resultOf({ plan, answers, part }) {
  const given = answersOf(answers);
  const result = score(plan, given, part ?? []);
  return { ...result, leverage: leverage(plan, given, result), gaps: gaps(plan, result) };
}
"""


def vectors() -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Yield each case's name, what the interpreter is given, and what must come out."""
    for file in ("corners.json", "plans.json"):
        for vector in json.loads((FOLDER / file).read_text("utf-8")):
            for number, case in enumerate(vector["cases"]):
                expected = {key: value for key, value in case["expected"].items() if key != "offered"}
                given = {"plan": vector["plan"], "answers": case["answers"], "part": case.get("part")}
                yield f"{file}:{vector['id']}-{number}", given, expected


def vector_page(cases: list[dict[str, Any]]) -> str:
    """Return a page that scores cases by itself and writes the results into its body; it needs no test's help."""
    data = json.dumps(cases).replace("<", "\\u003c")
    script = f"{modules(*SCORER)}\n{RUN}"
    end = "document.body.textContent = JSON.stringify(JSON.parse(data.textContent).map(resultOf))"
    head = f'<!doctype html><body><script type="application/json" id="data">{data}</script>'
    return f"{head}<script>{script}\n{end}</script>"


def in_percent(data: Any) -> Any:
    """Return a result with its tenths as percent."""
    if isinstance(data, list):
        return [in_percent(entry) for entry in data]
    if not isinstance(data, dict):
        return data
    return {
        key: value / 10 if key in PERCENT and isinstance(value, int) else in_percent(value)
        for key, value in data.items()
    }


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()


def test_every_case_comes_out_digit_for_digit(page: Page, tmp_path: Path) -> None:
    cases = list(vectors())
    file = tmp_path / "vectors.html"
    file.write_text(vector_page([given for _, given, _ in cases]), "utf-8")
    page.goto(file.as_uri())
    results = in_percent(json.loads(page.inner_text("body")))
    wrong = [
        name
        for (name, _, expected), result in zip(cases, results, strict=True)
        if named_by(expected, result) != expected
    ]
    assert wrong == []
    assert len(cases) > 440


def test_a_case_that_expects_something_else_fails(page: Page, tmp_path: Path) -> None:
    name, given, expected = next(vectors())
    file = tmp_path / "vectors.html"
    file.write_text(vector_page([given]), "utf-8")
    page.goto(file.as_uri())
    (result,) = in_percent(json.loads(page.inner_text("body")))
    assert name.startswith("corners.json")
    wrong = {**expected, "ignored": ["nothing"]}
    assert named_by(wrong, result) != wrong
