"""What the pages tell a reader to type works, in the order in which it stands there."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from planself.cli.boundary import run
from planself.questionnaire.condition import AllOf, Comparison
from planself.questionnaire.load import load_questionnaire
from planself.questionnaire.source import load
from scripts import benchmark_example
from tests.docs.pages import PAGES, ROOT, Block, blocks, name, type_line

DEMO = "python3 -m venv .venv && .venv/bin/pip install -e . && .venv/bin/planself demo"
TEST = "python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' && .venv/bin/python -m pytest"
NOT_TYPED_HERE = {
    DEMO: "installs packages from the network; .ci/run takes it from the README and runs it",
    TEST: "the same, and it would run these tests within these tests",
}
TYPED = (
    "README.md",
    "docs/action-plan.md",
    "docs/handbuch.md",
    "docs/mapping.md",
    "docs/questionnaire-format.md",
    "docs/report-templates.md",
    "docs/scoring.md",
)
FORMAT_PAGE = ROOT / "docs/questionnaire-format.md"
EXAMPLES = ROOT / "questionnaires/beispiele"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the files that the pages take for the reader's own."""
    for own in ("antworten.yaml", "answers.yaml"):
        shutil.copy(EXAMPLES / "landkreis-musterland.yaml", tmp_path / own)
    shutil.copytree(EXAMPLES / "workshop-musterstadt", tmp_path / "workshop")
    for year in ("2026", "2027"):
        shutil.copytree(EXAMPLES / "workshop-musterstadt", tmp_path / f"workshop-{year}")
        file = tmp_path / f"workshop-{year}/workshop.yaml"
        file.write_text(file.read_text("utf-8").replace("date: 2026", f"date: {year}"), "utf-8")
    for year in ("2024", "2025", "2026"):
        shutil.copy(EXAMPLES / f"beispielstadt-{year}.yaml", tmp_path / f"antworten-{year}.yaml")
    (tmp_path / "antworten").mkdir()
    for example in ("landkreis-musterland.yaml", "kleinmusterstedt.yaml"):
        shutil.copy(EXAMPLES / example, tmp_path / "antworten" / example)
    (tmp_path / "gemeinden").mkdir()
    benchmark_example.write(tmp_path / "gemeinden", 12)
    own_answers = "format: planself/answers/1\nquestionnaire: {id: mein-fragebogen, version: 1.0.0}\nanswers: {}\n"
    (tmp_path / "eigene-antworten.yaml").write_text(own_answers, "utf-8")
    return tmp_path


@pytest.mark.parametrize("page", TYPED)
def test_every_command_line_works(page: str, desk: Path) -> None:
    for block in blocks(ROOT / page):
        if block.mark.startswith("file: "):
            (desk / block.mark.removeprefix("file: ")).write_text(block.text, "utf-8")
        for line in block.lines if block.language in ("sh", "console") else []:
            if line not in NOT_TYPED_HERE:
                type_line(line.removeprefix("$ "), desk)


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
