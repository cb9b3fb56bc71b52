"""What the pages show in YAML is right, and CI runs the two commands of the README."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from planself.cli.boundary import run
from planself.files.source import load
from planself.questionnaire.condition import AllOf, Comparison
from planself.questionnaire.load import load_questionnaire
from tests.docs.pages import PAGES, ROOT, Block, blocks, name
from tests.docs.test_typed import DEMO, TEST

FORMAT_PAGE = ROOT / "docs/questionnaire-format.md"


def test_the_two_commands_stand_in_the_readme_word_for_word_and_are_run_by_ci() -> None:
    typed = [line for block in blocks(ROOT / "README.md") if block.language == "sh" for line in block.lines]
    assert DEMO in typed
    assert TEST in typed
    script = (ROOT / ".ci/run").read_text("utf-8")
    for ending in (".venv/bin/planself demo", ".venv/bin/python -m pytest"):
        assert f"of_readme '{ending}'" in script
        found = [line for line in typed if re.fullmatch(f"python3 -m venv \\.venv && .* && {re.escape(ending)}", line)]
        assert set(found) == {DEMO if ending.endswith("demo") else TEST}


YAML = [block for page in PAGES for block in blocks(page) if block.language == "yaml"]


def _label(block: Block) -> str:
    return f"{name(block.page)}: {block.lines[0]}"


@pytest.mark.parametrize("block", YAML, ids=_label)
def test_yaml_is_read_by_the_loader(block: Block, tmp_path: Path) -> None:
    file = tmp_path / "example.yaml"
    file.write_text(block.text, "utf-8")
    assert load(file).data


WHOLE = [block for block in YAML if block.text.startswith("format: ")]


@pytest.mark.parametrize("block", WHOLE, ids=_label)
def test_whole_files_have_no_problems(
    block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "questionnaires"
    folder.mkdir()
    (folder / "spielplaetze.yaml").write_text(_questionnaire().text, "utf-8")
    Path("example.yaml").write_text(block.text, "utf-8")
    assert run(["check", "--strict", "example.yaml"]) == 0, capsys.readouterr().out


def _questionnaire() -> Block:
    return next(block for block in blocks(FORMAT_PAGE) if block.mark == "file: spielplaetze.yaml")


def test_conditions_fit_the_example() -> None:
    marked = [block for block in blocks(FORMAT_PAGE) if block.mark == "condition"]
    assert len(marked) >= 2
    for block in marked:
        text = _questionnaire().text.rstrip() + "\n" + re.sub("^", " " * 8, block.text, flags=re.M).rstrip() + "\n"
        assert isinstance(_last_condition(text), Comparison | AllOf)


def test_cases_and_checks_fit_the_example(tmp_path: Path) -> None:
    whole, listed = _questionnaire().text, "        who: [planning, parks]\n"
    (cases,) = [block.text for block in blocks(FORMAT_PAGE) if block.mark == "who"]
    (checks,) = [block.text for block in blocks(FORMAT_PAGE) if block.mark == "checks"]
    assert whole.count(listed) == 1
    file = tmp_path / "q.yaml"
    file.write_text(whole.replace(listed, re.sub("^", " " * 8, cases, flags=re.M).rstrip() + "\n") + checks, "utf-8")
    questionnaire = load_questionnaire(file).questionnaire
    assert next(len(measure.cases) for hurdle in questionnaire.hurdles for measure in hurdle.measures) == 2
    assert [check.id for check in questionnaire.checks] == ["walks_without_plan"]


def _last_condition(text: str) -> object:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        file = Path(folder) / "q.yaml"
        file.write_text(text, "utf-8")
        return load_questionnaire(file).questionnaire.questions[-1].when


def test_answers_fit_the_example(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    questionnaire = tmp_path / "spielplaetze.yaml"
    questionnaire.write_text(_questionnaire().text, "utf-8")
    marked = [block for block in blocks(FORMAT_PAGE) if block.mark == "answers"]
    assert marked
    head = "format: planself/answers/1\nquestionnaire: {id: spielplaetze, version: 1.0.0}\nanswers:\n"
    for block in marked:
        answers = tmp_path / "answers.yaml"
        answers.write_text(head + re.sub("^", "  ", block.text, flags=re.M).rstrip() + "\n", "utf-8")
        assert run(["check", "--strict", "-q", str(questionnaire), str(answers)]) == 0, capsys.readouterr().out
