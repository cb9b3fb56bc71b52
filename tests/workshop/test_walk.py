"""A workshop from its forms to its record, as a facilitator and people with nothing but a browser go through it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from planself.questionnaire.load import Loaded
from planself.questionnaire.model import AnswerKind
from planself.workshop.members import files_in
from tests.form.driving import FormDriver, visited
from tests.form.samples import SAMPLE, sample
from tests.workshop.conftest import Call

PEOPLE = 6
MARK = "Steht-nur-in-einer-Antwort"


def filled_in(opened: Browser, form: Path, loaded: Loaded, level: int, mailed: Path) -> Path:
    """Open a form from the disk, answer by keyboard, write a remark, and return the file that the browser saved."""
    context = opened.new_context(locale="en", offline=True, accept_downloads=True)
    try:
        with visited(context, form) as page:
            driver = FormDriver(page, loaded)
            scales = [each for each in loaded.questionnaire.questions if each.kind is AnswerKind.ONE_OF]
            driver.fill({each.id: each.as_asked[min(level, len(each.as_asked) - 1)].value for each in scales})
            driver.go(loaded.questionnaire.sections[0].id)
            page.locator("summary:visible").first.click()
            page.locator("textarea:visible").first.fill(MARK)
            return driver.save(mailed)
    finally:
        context.close()


@pytest.mark.parametrize("lang", ["de", "en"])
def test_forms_go_out_and_come_back_and_only_the_groups_result_stays(
    browser: Browser,
    tmp_path: Path,
    call: Call,
    lang: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    loaded, shop, mailed = sample(), tmp_path / "shop", tmp_path / "mailed"
    mailed.mkdir()
    words = ("--title", "Walk", "--people", str(PEOPLE), "--form", "html", "-q", SAMPLE)
    assert call("workshop", "new", shop, *words, lang=lang).code == 0
    for place in range(PEOPLE):
        saved = filled_in(browser, shop / f"forms/W0{place + 1}.html", loaded, place % 3, mailed)
        saved.rename(shop / "answers" / saved.name)
        if place == 0:  # mailed twice, and saved as the browser names the second
            (shop / "answers" / f"{saved.stem} (1).json").write_bytes((shop / "answers" / saved.name).read_bytes())
    returned = [*files_in(shop / "answers")]
    assert len(returned) == 2 * PEOPLE + 1
    assert sum(MARK.encode() in path.read_bytes() for path in returned) == PEOPLE + 1
    seen = call("workshop", "status", shop, "--json", lang=lang)
    assert seen.code == 0, seen.err
    counts = json.loads(seen.out)["counts"]
    assert counts["complete"] + counts["begun"] == PEOPLE
    assert "N494" in seen.err
    merged = call("workshop", "merge", shop, "--json", lang=lang)
    assert merged.code == 0, merged.err
    result = json.loads(merged.out)
    assert result["n"] == PEOPLE
    assert any(question["counts"] for question in result["questions"])
    assert call("workshop", "report", shop, "-o", "before.json", lang=lang).code == 0
    ended = call("workshop", "close", shop, "--yes", "--force", lang=lang)
    assert ended.code == 0, ended.err
    assert call("workshop", "report", shop, "-o", "after.json", lang=lang).code == 0
    before, after = (json.loads(Path(name).read_text("utf-8")) for name in ("before.json", "after.json"))
    assert {**after, "seal": ""} == {**before, "seal": ""}
    assert json.loads((shop / "group.json").read_text("utf-8")) == result
    left = [path for path in shop.rglob("*") if path.is_file()]
    assert not [path for path in left if MARK.encode() in path.read_bytes()]
    assert {path.name for path in left} >= {"workshop.yaml", "group.json", SAMPLE.name}
