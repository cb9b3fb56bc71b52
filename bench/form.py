"""A key press in the form: from the change of an answer to the moved profile, beside scoring the same answers once.

`python -m bench.form` needs Chromium. The questionnaire has 1,000 questions and 20 hurdles, all on one page.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import sync_playwright

from bench.__main__ import machine
from planself.form.content import FormOptions
from planself.form.page import form_page
from planself.questionnaire.load import Loaded, digest
from planself.questionnaire.model import Questionnaire
from planself.scoring.compile import compile_plan
from planself.scoring.record import score
from tests.browser import BROWSERS, FLAGS, first_of

QUESTIONS, HURDLES, LEVELS, PRESSES = 1_000, 20, 5, 60
PRESS = """(presses) => {
  const inputs = [...document.querySelectorAll('input[type=radio]')].filter((_each, place) => place % 7 === 3);
  return inputs.slice(0, presses).map((input) => {
    const before = performance.now();
    input.click();
    return performance.now() - before;
  });
}"""


def questionnaire() -> Loaded:
    """Return a questionnaire of that size."""
    data: dict[str, Any] = {
        "format": "planself/questionnaire/1",
        "id": "large",
        "version": "1.0.0",
        "languages": ["en"],
        "title": "Large",
        "bands": [{"id": "low", "from": 0, "label": "low"}, {"id": "high", "from": 50, "label": "high"}],
        "stages": [{"id": "start", "min": 0, "label": "Start"}],
        "scales": {"s": {"levels": [{"label": f"level {level}"} for level in range(LEVELS)]}},
        "hurdles": [{"id": f"h{n}", "name": f"Hurdle {n}"} for n in range(HURDLES)],
        "sections": [{"id": "all", "title": "All", "questions": [_question(n) for n in range(QUESTIONS)]}],
    }
    return Loaded(Questionnaire.model_validate(data), digest(data), Path("large.json"))


def _question(number: int) -> dict[str, Any]:
    hurdles = {f"h{number % HURDLES}": 1, f"h{(number + 7) % HURDLES}": 0.5}
    return {"id": f"q{number}", "type": "scale", "scale": "s", "text": f"Question {number}?", "hurdles": hurdles}


def main() -> None:
    """Measure both and print them."""
    loaded = questionnaire()
    plan = compile_plan(loaded.questionnaire)
    answers = {f"q{number}": number % LEVELS for number in range(QUESTIONS)}
    floor = []
    for _ in range(PRESSES):
        before = time.perf_counter()
        score(plan, answers)
        floor.append((time.perf_counter() - before) * 1000)
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        file = Path(name) / "form.html"
        file.write_text(form_page(loaded, FormOptions(("en",))), "utf-8")
        browser = playwright.chromium.launch(executable_path=first_of(BROWSERS), args=list(FLAGS))
        page = browser.new_page(locale="en")
        page.goto(f"{file.as_uri()}#s-all")
        page.locator("fieldset").first.wait_for()
        pressed = page.evaluate(PRESS, PRESSES)
        browser.close()
    sys.stdout.write(f"{machine()}\n\n")
    sys.stdout.write(f"a key press in the form: {median(pressed):.1f} ms, at most {max(pressed):.1f} ms\n")
    sys.stdout.write(f"score() of the same answers once: {median(floor):.1f} ms\n")
    sys.stdout.write(f"ratio of the medians: {median(pressed) / median(floor):.2f}\n")


if __name__ == "__main__":
    main()
