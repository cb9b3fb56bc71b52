"""`planself form` and the commands that a form tells its reader to type."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from planself.cli.boundary import run
from planself.form.filled import filled
from tests.form.driving import opened
from tests.form.samples import SAMPLE, sample
from tests.form.test_files import answer_set

ODD = """Köln's "Plan" & $(touch pwned).yaml"""
"""What a shell would take for more than a name."""


def call(words: Sequence[str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PLANSELF_LANG", "en")
    return run(list(words))


def command_in(text: str) -> list[str]:
    """Return the command that a sentence of the form tells, as a shell reads it."""
    found = re.search(r"“planself (.*?)” makes|: planself (.*)$", text)
    assert found is not None, text
    return shlex.split(found[1] or found[2])


@pytest.mark.parametrize("name", ["answers.yaml", "Unsere Antworten.yaml", ODD])
def test_a_yaml_file_becomes_a_form_by_the_command_that_the_form_tells(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / name).write_text(
        "format: planself/answers/1\nquestionnaire: {id: integrierte-planung, version: 0.10.0}\nanswers:\n", "utf-8"
    )
    work = tmp_path / "work"
    work.mkdir()
    said = "FILE" if name == ODD else name
    with opened(browser, sample(), work) as form:
        form.open(tmp_path / name)
        expect(form.page.locator("#fault")).to_contain_text("planself form")
        words = command_in(form.page.inner_text("#fault"))
    assert words == ["form", "--answers", said, "-o", "form.html"]
    words[2] = name
    assert call(words, tmp_path, monkeypatch) == 0
    assert "DecompressionStream" in (tmp_path / "form.html").read_text("utf-8")


def test_the_result_page_tells_how_the_full_report_is_made(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(browser, sample(), tmp_path, filled=filled(sample(), answer_set())) as form:
        form.save(tmp_path)
        form.go(":end")
        words = command_in(next(text for text in form.texts(".part p") if "planself report" in text))
    monkeypatch.setenv("PLANSELF_QUESTIONNAIRES", str(SAMPLE.parent))
    assert call(words, tmp_path, monkeypatch) == 0
    assert (tmp_path / "report.html").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["-o", "form.docx"], "does not say which kind of form"),
        (["-o", "form.html", "--part", "plans"], "Did you mean plan?"),
        (["-o", "form.html", "--section", "nonsense"], "there is no “nonsense”"),
        (["-o", "form.html", "--code", "a b"], "letters, digits and hyphens"),
        (["-o", "form.html", "--answers", "absent.yaml"], "absent.yaml"),
    ],
)
def test_what_cannot_be_made_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    assert call(["form", *options], tmp_path, monkeypatch) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_form_is_written_over_itself_and_over_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = ["form", "-o", "form.html"]
    assert call(command, tmp_path, monkeypatch) == 0
    once = (tmp_path / "form.html").read_bytes()
    assert call(command, tmp_path, monkeypatch) == 0
    assert (tmp_path / "form.html").read_bytes() == once
    (tmp_path / "form.html").write_text("mine", "utf-8")
    assert call(command, tmp_path, monkeypatch) == 2
    assert (tmp_path / "form.html").read_text("utf-8") == "mine"
    assert call([*command, "--force"], tmp_path, monkeypatch) == 0


@pytest.mark.parametrize(
    "name", ["integrierte-planung", "integrierte-planung-kurz", "barrierefreie-oeffentlichkeitsarbeit"]
)
def test_every_built_in_questionnaire_has_a_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert call(["form", "-q", name, "-o", "form.html"], tmp_path, monkeypatch) == 0
    assert (tmp_path / "form.html").stat().st_size > 50_000
