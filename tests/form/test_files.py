"""Saving and opening: nothing is lost on the way through a file, and what is no file of this form changes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from planself.answers.load import load_answers
from planself.answers.model import Answer, AnswerSet, Respondent, Subject
from planself.form.filled import filled
from planself.questionnaire.load import Loaded, load_questionnaire
from tests.form.driving import FormDriver, data, opened
from tests.form.samples import SAMPLE

DAY = date(2026, 11, 22)
ANSWERS = {
    "kind": Answer("county"),
    "vision": Answer(3, comment="Zeile 1\nZeile 2", evidence="Beschluss 2025/17", unsure=True),
    "partners": Answer(("kita", "school")),
    "board": Answer(False),
    "children": Answer(12_345_670_000),
    "remark": Answer("unknown"),
    "quota": Answer(None, "unknown"),
    "rules": Answer(None, "not_applicable", comment="kein eigenes Jugendamt"),
}


@pytest.fixture(scope="module")
def sample() -> Loaded:
    return load_questionnaire(SAMPLE)


@pytest.fixture
def form(browser: Browser, sample: Loaded, tmp_path: Path) -> Iterator[FormDriver]:
    with opened(browser, sample, tmp_path) as driver:
        yield driver


def answer_set() -> AnswerSet:
    return AnswerSet(Subject("Käßmühl", "05315"), Respondent("x", "planning", "Amt 51"), DAY, (), "individual", ANSWERS)


def test_what_was_answered_comes_back_from_the_form(browser: Browser, sample: Loaded, tmp_path: Path) -> None:
    with opened(browser, sample, tmp_path, filled=filled(sample, answer_set())) as form:
        saved = form.save(tmp_path)
    assert saved.name == f"answers-kaessmuehl-{DAY.isoformat()}.json"
    again = load_answers(saved, lambda _reference: sample)
    assert (again.answer_set, again.notes) == (answer_set(), ())


def test_a_saved_file_opens_again(form: FormDriver, sample: Loaded, tmp_path: Path) -> None:
    file = tmp_path / "in.json"
    file.write_text(filled(sample, answer_set()), "utf-8")
    form.open(file)
    expect(form.page.locator("#status")).to_contain_text("in.json is open")
    once = form.save(tmp_path).read_text("utf-8")
    form.open(tmp_path / f"answers-kaessmuehl-{DAY.isoformat()}.json")
    expect(form.page.locator("#status")).to_contain_text("answers-kaessmuehl")
    assert form.save(tmp_path).read_text("utf-8") == once


def test_what_the_form_does_not_know_stays_in_the_file(form: FormDriver, tmp_path: Path) -> None:
    file, vision = tmp_path / "in.json", {"value": 2, "reviewed_by": "M7", "pages": [1.50, 2]}
    around = {
        **_around(),
        "note": {"kept": True},
        "subject": {"name": "A", "state": "NRW"},
        "respondent": {"phone": "1"},
    }
    file.write_text(json.dumps({**around, "answers": {"vision": vision}}), "utf-8")
    form.open(file)
    expect(form.page.locator("#status")).to_contain_text("in.json is open")
    saved = data(form.save(tmp_path))
    assert saved["answers"] == {"vision": vision}
    assert {key: saved[key] for key in ("note", "subject", "respondent")} == {
        key: around[key] for key in ("note", "subject", "respondent")
    }


def test_a_questionnaire_that_changed_without_a_new_version_is_told(form: FormDriver, tmp_path: Path) -> None:
    file = tmp_path / "in.json"
    other = {"id": "form-sample", "version": "1.0.0", "digest": "sha256:0"}
    file.write_text(json.dumps({**_around(), "questionnaire": other, "answers": {"vision": 2}}), "utf-8")
    form.open(file)
    expect(form.page.locator("#status")).to_contain_text("has been changed since the answers were given")
    form.go("goals")
    assert form.page.locator("#q-vision-2").is_checked()


def test_an_answer_to_a_question_that_disappears_is_kept_and_does_not_count(
    browser: Browser, sample: Loaded, tmp_path: Path
) -> None:
    kept = replace(answer_set(), answers={**ANSWERS, "board": Answer(True), "board_meets": Answer(2)})
    with opened(browser, sample, tmp_path, filled=filled(sample, kept)) as form:
        form.go("goals")
        assert form.page.locator("#q-board_meets").is_visible()
        form.page.locator("#q-board-no").press("Space")
        assert not form.page.locator("#q-board_meets").is_visible()
        assert data(form.save(tmp_path))["answers"]["board_meets"] == 2
        form.go(":end")
        assert any("1 answer does not count" in text for text in form.texts(".part p"))


def test_a_question_that_waits_says_for_what(form: FormDriver) -> None:
    form.go("goals")
    waiting = form.page.locator("#q-board_meets")
    assert waiting.evaluate("fieldset => fieldset.disabled")
    assert "Is there a steering board?" in waiting.locator(".waits").inner_text()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.json", "not JSON", "is no answer file"),
        ("a.json", "[1, 2]", "is no answer file"),
        ("a.yaml", "format: planself/answers/1\nanswers:\n", "is written in YAML"),
        ("a.json", {"format": "planself/result/1"}, "another kind of file"),
        ("a.json", {"questionnaire": {"id": "other", "version": "1.0.0"}}, "another questionnaire (other)"),
        ("a.json", {"questionnaire": {"id": "form-sample", "version": "2.0.0"}}, "version 2.0.0"),
        ("a.json", {"part": ["planning"]}, "another part"),
        ("a.json", {"answers": []}, "no list of answers"),
        ("a.json", {"answers": {"nonsense": 1}}, "stands in a.json: nonsense"),
        ("a.json", {"answers": {"vision": 9}}, "The answer to vision"),
        ("a.json", {"answers": {"partners": ["kita", "kita"]}}, "The answer to partners"),
        ("a.json", {"answers": {"partners": ["none", "kita"]}}, "The answer to partners"),
        ("a.json", {"answers": {"children": -1}}, "The answer to children"),
        ("a.json", {"answers": {"children": 0.1234567}}, "The answer to children"),
        ("a.json", {"answers": {"kind": "unknown"}}, "The answer to kind"),
    ],
)
def test_a_wrong_file_gets_a_sentence_and_changes_nothing(
    form: FormDriver, tmp_path: Path, name: str, content: Any, said: str
) -> None:
    form.go("goals")
    form.page.locator("#q-vision-2").press("Space")
    before = form.save(tmp_path).read_text("utf-8")
    file = tmp_path / name
    file.write_text(content if isinstance(content, str) else json.dumps({**_around(), **content}), "utf-8")
    form.open(file)
    expect(form.page.locator("#fault")).not_to_be_empty()
    assert said in form.page.inner_text("#fault")
    assert "Nothing was changed." in form.page.inner_text("#fault")
    assert form.save(tmp_path).read_text("utf-8") == before


def _around() -> dict[str, Any]:
    return {"format": "planself/answers/1", "questionnaire": {"id": "form-sample", "version": "1.0.0"}, "answers": {}}


@pytest.mark.parametrize(
    ("typed", "millionths", "fault"),
    [
        ("12,5", 12_500_000, ""),
        ("1.234,5", 1_234_500_000, ""),
        ("1 234", 1_234_000_000, ""),
        ("12.3450", 12_345_000, ""),
        ("12.345", None, "could be two numbers: write 12345 or 12,3450"),
        ("0.125", None, "could be meant otherwise: write 0,1250"),
        ("about 12", None, "is no number"),
        ("1,2.3,4", None, "is no number"),
        ("0.1234567", None, "at most six decimals"),
        ("99999999999", None, "too large"),
        ("-3", None, "outside what is possible here: at least 0"),
    ],
)
def test_a_number_is_read_as_everywhere_or_its_fault_is_named(
    form: FormDriver, tmp_path: Path, sample: Loaded, typed: str, millionths: int | None, fault: str
) -> None:
    form.go("goals")
    form.page.fill("#q-children-value", typed)
    found = load_answers(form.save(tmp_path), lambda _reference: sample).answer_set.answers.get("children")
    assert (found.value if found else None) == millionths
    assert fault in form.page.inner_text("#q-children .fault")
    if fault:
        assert "What is marked as wrong is not in it" in form.page.inner_text("#status")
        form.page.locator(".nav .first").press("Enter")
        assert "need your attention" in form.page.inner_text(".summary")
        assert form.page.input_value("#q-children-value") == typed


def test_a_required_question_holds_one_up_and_leads_there(form: FormDriver) -> None:
    form.go("about")
    form.page.locator(".nav .first").press("Enter")
    assert form.page.evaluate("document.activeElement.className") == "summary"
    form.page.locator(".summary a").first.press("Enter")
    expect(form.page.locator("#q-kind-town")).to_be_focused()
    form.go(":end")
    assert form.texts(".part") == []
    assert "This question needs an answer" in form.page.inner_text(".summary")


def test_only_the_part_and_the_section_are_asked(browser: Browser, sample: Loaded, tmp_path: Path) -> None:
    with opened(browser, sample, tmp_path, part=("planning",), sections=("goals",)) as form:
        assert form.texts(".steps a") == ["Start", "Goals\n0/7", "Result"]
        form.go("goals")
        assert not form.page.locator("#q-rules").is_visible()
        assert data(form.save(tmp_path))["part"] == ["planning"]


def test_a_form_with_a_code_is_named_by_it_and_asks_for_no_name(
    browser: Browser, sample: Loaded, tmp_path: Path
) -> None:
    with opened(browser, sample, tmp_path, code="W07", blind=True) as form:
        assert form.page.locator("#about-name").count() == 0
        assert form.page.locator(".prof").count() == 0
        saved = form.save(tmp_path)
        assert saved.name.startswith("answers-w07-")
        assert data(saved)["respondent"] == {"id": "W07"}
        form.go("about")
        form.page.locator("#q-kind-town").press("Space")
        form.go(":end")
        assert form.page.locator("svg").count() == 0
        assert form.texts("h1") == ["Finish"]
