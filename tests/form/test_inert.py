"""Hostile texts in a questionnaire and in answers stay texts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from planself.answers.model import Answer, AnswerSet, Respondent, Subject
from planself.files import source
from planself.form.filled import filled
from planself.questionnaire.load import Loaded, digest
from planself.questionnaire.model import Questionnaire
from tests.form.driving import data, opened
from tests.form.samples import SAMPLE
from tests.report.material import HOSTILE

TEXTS = {"title", "text", "label", "name", "topic", "help", "evidence", "intro", "description", "basis", "unit"}


def hostile(text: str) -> Loaded:
    """Return the sample with a text in the place of every one of its own."""

    def replaced(node: Any, key: str = "") -> Any:
        if key in TEXTS:
            return text
        if isinstance(node, dict):
            return {name: replaced(value, name) for name, value in node.items()}
        return [replaced(entry) for entry in node] if isinstance(node, list) else node

    found = replaced(source.load(SAMPLE).data)
    return Loaded(Questionnaire.model_validate(found), digest(found), SAMPLE)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_nothing_but_a_text(browser: Browser, tmp_path: Path, text: str) -> None:
    loaded = hostile("".join(sign for sign in text if sign.isprintable() or sign == "\n"))
    said = "".join(sign for sign in text if sign.isprintable())
    answers = {
        "kind": Answer("town", comment=said, evidence=said),
        "board": Answer(False),
        "remark": Answer(said),
        "vision": Answer(1),
    }
    given = AnswerSet(Subject(said), Respondent(said, said, said), None, (), "individual", answers)
    with opened(browser, loaded, tmp_path, filled=filled(loaded, given)) as form:
        form.page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        for place in (":start", "about", "goals", "law", ":end"):
            form.go(place)
            assert form.page.locator("img, iframe, #app a[href^=http], #app a[href^=javascript]").count() == 0
            assert form.page.locator("#app :is(script, style, b *, legend script)").count() == 0
        assert data(form.save(tmp_path))["answers"]["remark"] == {"text": said}
        assert form.page.locator("script").count() == 2
